#include "radici/study/setting.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/document.hpp"
#include "radici/base/hash.hpp"
#include "radici/base/unit_text.hpp"

namespace radici::study {
namespace {

/// The layers of data/patients, and the documents that they stand in.
struct Layers {
    ParameterSet parameters;
    std::vector<InputFile> inputs;
};

void add_layer(Layers& layers, std::filesystem::path const& data_folder, std::string const& name)
{
    auto const relative = "patients/" + name + ".toml";
    layers.parameters.add_layer(Document::open(data_folder / relative).root(), "data/" + relative);
    layers.inputs.push_back({"data/" + relative, sha256_of_file(data_folder / relative)});
}

void add_once(std::vector<std::string>& list, std::string const& id)
{
    if (std::find(list.begin(), list.end(), id) == list.end())
        list.push_back(id);
}

int index_in(std::vector<std::string> const& list, std::string const& id)
{
    return static_cast<int>(std::find(list.begin(), list.end(), id) - list.begin());
}

/// Index within an arm; adds the model's index on first sight.
int index_within(std::vector<int>& arm, int model_index)
{
    auto const found = std::find(arm.begin(), arm.end(), model_index);
    if (found != arm.end())
        return static_cast<int>(found - arm.begin());
    arm.push_back(model_index);
    return static_cast<int>(arm.size()) - 1;
}

ToxicityRules read_toxicity(ParameterSet& parameters, patient::Biology const& biology)
{
    auto value = [&](char const* path, char const* unit) {
        return parameters.get(path, unit).value;
    };
    return {.immune = {.pd1_total = -std::log1p(-value("immune_events.grade3_pd1", "-")),
                       .ctla4_total = -std::log1p(-value("immune_events.grade3_ctla4", "-")),
                       .together = value("immune_events.together", "-"),
                       .decay_d = value("immune_events.decay_time", "d"),
                       .washout_d = value("immune_events.washout", "d")},
            .kidney = biology.kidney.complication,
            .kidney_alpha_beta_Gy = biology.kidney.response.alpha_beta_Gy,
            .xerostomia = biology.salivary.complication,
            .salivary_alpha_beta_Gy = biology.salivary.response.alpha_beta_Gy,
            .least_platelets_1e9_per_L = value("dosing.least_platelets", "1e9/L")};
}

/// What the report lists: every number that the run used and how far it can be trusted.
std::vector<UsedParameter> list_parameters(ParameterSet const& parameters)
{
    std::vector<UsedParameter> list;
    for (auto const& [path, parameter] : parameters.used())
        list.push_back({.path = path,
                        .value = value_text(parameter.value, ""),
                        .unit = parameter.unit,
                        .trust = parameter.trust,
                        .source = parameter.source,
                        .origin = parameter.where.file});
    return list;
}

}   // namespace

Setting prepare(Study study, kinetics::AgentLibrary const& library,
                std::filesystem::path const& data_folder)
{
    Setting setting;
    setting.study = std::move(study);
    Layers layers;
    add_layer(layers, data_folder, to_text(setting.study.species));
    add_layer(layers, data_folder, setting.study.patient.disease);
    auto const biology = patient::read_biology(layers.parameters);
    auto const rules = read_toxicity(layers.parameters, biology);

    std::vector<std::string> agents, antibodies;
    for (auto const& arm : setting.study.arms)
        for (auto const& give : arm.gives)
            add_once(give.kind == AgentKind::radiopharmaceutical ? agents : antibodies, give.agent);
    setting.model =
        std::make_unique<patient::Model>(biology, library, agents, antibodies, data_folder);
    setting.regions = setting.model->dosed_regions();

    for (auto const& arm : setting.study.arms) {
        ArmSetting ready;
        ready.protocol = {.arm = &arm,
                          .horizon_d = setting.study.horizon_d,
                          .scan_every_d = setting.study.scan_every_d,
                          .has_psa = biology.has_psa(),
                          .rules = rules};
        for (auto const& give : arm.gives) {
            bool const radioactive = give.kind == AgentKind::radiopharmaceutical;
            int const model_index = index_in(radioactive ? agents : antibodies, give.agent);
            ready.drug_of_regimen.push_back(index_within(
                radioactive ? ready.drugs.agents : ready.drugs.antibodies, model_index));
        }
        setting.arms.push_back(std::move(ready));
    }
    setting.parameters = list_parameters(layers.parameters);
    for (auto const& id : agents)
        layers.inputs.push_back({"data/agents/" + id + ".toml",
                                 sha256_of_file(data_folder / "agents" / (id + ".toml"))});
    for (auto const& id : antibodies)
        layers.inputs.push_back({"data/inhibitors/" + id + ".toml",
                                 sha256_of_file(data_folder / "inhibitors" / (id + ".toml"))});
    setting.inputs = std::move(layers.inputs);
    return setting;
}

}   // namespace radici::study
