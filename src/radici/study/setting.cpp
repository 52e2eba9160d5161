#include "radici/study/setting.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "radici/base/document.hpp"
#include "radici/base/hash.hpp"
#include "radici/base/unit_text.hpp"
#include "radici/dosimetry/reference_body.hpp"
#include "radici/nuclide/chain.hpp"
#include "radici/nuclide/library.hpp"
#include "radici/numerics/statistics.hpp"

namespace radici::study {
namespace {

/// The layers of data/patients, and the documents that they stand in.
struct Layers {
    ParameterSet parameters;
    std::vector<BiologySource::Layer> layers;
    std::vector<InputFile> inputs;
};

/// @param name  of a file below data/, without its ending
void add_layer(Layers& layers, std::filesystem::path const& data_folder, std::string const& name)
{
    auto const relative = name + ".toml";
    layers.layers.push_back({Document::open(data_folder / relative).root(), "data/" + relative});
    layers.parameters.add_layer(layers.layers.back().root, layers.layers.back().origin);
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

/// Index within an arm; adds the item on first sight.
template <class Item>
int index_within(std::vector<Item>& arm, Item item)
{
    auto const found = std::find(arm.begin(), arm.end(), item);
    if (found != arm.end())
        return static_cast<int>(found - arm.begin());
    arm.push_back(std::move(item));
    return static_cast<int>(arm.size()) - 1;
}

patient::Host host_of(Study const& study)
{
    if (!study.tumour)
        return {};
    auto const& strain = study.tumour->strain;
    return {.species = to_text(study.species),
            .bodies = {"mouse-25g"},
            .transplanted = true,
            .lymphocytes = strain != "nude" && strain != "rag2_il2rg"};
}

/// Partner drugs of a study, each once.
std::vector<std::string> drugs_of(Study const& study)
{
    std::vector<std::string> drugs;
    for (auto const& arm : study.arms)
        for (auto const& give : arm.gives)
            if (give.kind == AgentKind::partner)
                add_once(drugs, give.agent);
    return drugs;
}

/// Shares of a beam's dose that the study leaves out.
void fill_beams(ParameterSet& parameters, Study& study)
{
    auto fill = [&](double& share, char const* path) {
        if (std::isnan(share))
            share = parameters.get(path, "-").value;
    };
    for (auto& arm : study.arms)
        for (auto& give : arm.gives)
            if (give.treatment)
                if (auto* fraction = std::get_if<patient::Fraction>(&*give.treatment)) {
                    fill(fraction->blood_share, "beam.blood_share");
                    fill(fraction->node_share, "beam.node_share");
                    fill(fraction->marrow_share, "beam.marrow_share");
                }
}

std::optional<AnimalRules> animal_rules(ParameterSet& parameters, Study const& study)
{
    if (!study.tumour)
        return std::nullopt;
    return AnimalRules{.humane_mm3 = study.humane_volume_mm3,
                       .palpable_mm3 = parameters.get("outcome.palpable_volume", "mm3").value};
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

/// `data/…` of a file below the data folder: results hold no machine's paths.
std::string data_name(std::filesystem::path const& file, std::filesystem::path const& data_folder)
{
    return ("data" / file.lexically_relative(data_folder)).generic_string();
}

/// What the report lists: every number that the run used and how far it can be trusted.
class ParameterList {
public:
    explicit ParameterList(std::filesystem::path const& data_folder) : data_folder_(data_folder) {}

    void add(std::string path, Parameter const& parameter)
    {
        list_.push_back({.path = std::move(path),
                         .value = value_text(parameter.value, ""),
                         .unit = parameter.unit,
                         .trust = parameter.trust,
                         .source = parameter.source,
                         .origin = data_name(parameter.where.file, data_folder_)});
    }
    void add(kinetics::Radiopharmaceutical const& agent)
    {
        auto const& body = agent.body;
        auto name = [&](int compartment) {
            return compartment == kinetics::out_of_body
                       ? std::string{"out"}
                       : body.compartment[static_cast<std::size_t>(compartment)];
        };
        for (std::size_t k = 0; k < body.transfers.size(); ++k)
            add(agent.id + "." + name(body.transfers[k].from) + " to " + name(body.transfers[k].to),
                agent.transfer_rates[k]);
        for (auto const& spread : agent.spreads)
            add(agent.id + ".spread of " + spread.name, spread.sd_ln);
        for (auto const& [key, parameter] : agent.lesion_parameters)
            add(agent.id + ".lesion." + key, parameter);
    }
    void add(kinetics::PartnerDrug const& drug)
    {
        for (auto const& [key, parameter] : drug.parameters)
            add(drug.id + "." + key, parameter);
    }
    void add(kinetics::Antibody const& antibody)
    {
        for (auto const& [key, parameter] : antibody.parameters)
            add(antibody.id + "." + key, parameter);
    }
    [[nodiscard]] std::vector<UsedParameter> take() { return std::move(list_); }

private:
    std::filesystem::path const& data_folder_;
    std::vector<UsedParameter> list_;
};

void add_file(std::vector<InputFile>& inputs, std::filesystem::path const& data_folder,
              std::filesystem::path const& relative)
{
    inputs.push_back(
        {("data" / relative).generic_string(), sha256_of_file(data_folder / relative)});
}

struct UsedNames {
    std::vector<std::string> agents, antibodies, drugs, bodies;
};

/// The data files behind the drugs, and the physics that every run reads.
void add_data_files(std::vector<InputFile>& inputs, std::filesystem::path const& data_folder,
                    kinetics::AgentLibrary const& library, UsedNames const& used)
{
    std::set<std::string> nuclides;
    auto const decay = nuclide::NuclideLibrary::load(data_folder);
    for (auto const& id : used.agents) {
        add_file(inputs, data_folder, "agents/" + id + ".toml");
        for (auto const& member : nuclide::decay_chain(decay, library.at(id).nuclide))
            nuclides.insert(member.name);
    }
    for (auto const& id : used.antibodies)
        add_file(inputs, data_folder, "inhibitors/" + id + ".toml");
    for (auto const& id : used.drugs)
        add_file(inputs, data_folder, "drugs/" + id + ".toml");
    for (auto const& name : nuclides)
        add_file(inputs, data_folder, "nuclides/" + name + ".toml");
    add_file(inputs, data_folder, "anatomy/regions.toml");
    for (auto const& body : used.bodies)
        for (auto const& file : dosimetry::files_of_reference_body(body))
            add_file(inputs, data_folder, file);
    for (auto const* file : {"kernels/sphere_electron.toml", "kernels/sphere_photon.toml",
                             "kernels/sphere_alpha.toml"})
        add_file(inputs, data_folder, file);
}

}   // namespace

Setting prepare(Study study, kinetics::AgentLibrary const& library,
                std::filesystem::path const& data_folder)
{
    Setting setting;
    setting.study = std::move(study);
    Layers layers;
    auto const host = host_of(setting.study);
    add_layer(layers, data_folder, "patients/" + host.species);
    if (setting.study.tumour && !setting.study.tumour->like.empty())
        add_layer(layers, data_folder, "tumours/" + setting.study.tumour->like);
    add_layer(layers, data_folder,
              setting.study.tumour ? "tumours/" + setting.study.tumour->line
                                   : "patients/" + setting.study.patient.disease);
    auto const biology = patient::read_biology(layers.parameters, host);
    auto const animals = animal_rules(layers.parameters, setting.study);
    auto const rules = animals ? ToxicityRules{} : read_toxicity(layers.parameters, biology);

    std::vector<std::string> agents, antibodies;
    fill_beams(layers.parameters, setting.study);
    for (auto const& arm : setting.study.arms)
        for (auto const& give : arm.gives)
            if (give.kind == AgentKind::radiopharmaceutical || give.kind == AgentKind::antibody)
                add_once(give.kind == AgentKind::radiopharmaceutical ? agents : antibodies,
                         give.agent);
    setting.model = std::make_shared<patient::Model const>(biology, library, agents, antibodies,
                                                           data_folder, setting.study.daughters);
    setting.regions = setting.model->dosed_regions();

    for (auto const& arm : setting.study.arms) {
        ArmSetting ready;
        ready.protocol = {.arm = &arm,
                          .horizon_d = setting.study.horizon_d,
                          .scan_every_d = setting.study.scan_every_d,
                          .has_psa = biology.has_psa(),
                          .rules = rules,
                          .animals = animals};
        for (auto const& give : arm.gives) {
            bool const radioactive = give.kind == AgentKind::radiopharmaceutical;
            if (give.kind == AgentKind::partner) {
                ready.drug_of_regimen.push_back(index_within(
                    ready.drugs.partners,
                    patient::ArmDrugs::Partner{library.drug(give.agent), give.lesions}));
                continue;
            }
            if (give.kind == AgentKind::treatment) {
                ready.drug_of_regimen.push_back(-1);
                continue;
            }
            int const model_index = index_in(radioactive ? agents : antibodies, give.agent);
            ready.drug_of_regimen.push_back(index_within(
                radioactive ? ready.drugs.agents : ready.drugs.antibodies, model_index));
        }
        setting.arms.push_back(std::move(ready));
    }
    ParameterList used(data_folder);
    for (auto const& [path, parameter] : layers.parameters.used())
        used.add(path, parameter);
    for (auto const& id : agents)
        used.add(library.at(id));
    for (auto const& id : antibodies)
        used.add(library.antibody(id));
    auto const drugs = drugs_of(setting.study);
    for (auto const& id : drugs)
        used.add(library.drug(id));
    setting.parameters = used.take();
    setting.biology = BiologySource(std::move(layers.layers), host);
    add_data_files(layers.inputs, data_folder, library, {agents, antibodies, drugs, host.bodies});
    setting.inputs = std::move(layers.inputs);
    return setting;
}

void take_ensemble(Setting& setting, Ensemble const& ensemble, std::string const& name,
                   std::filesystem::path const& file)
{
    auto const medians = setting.model->biology();
    setting.model = std::make_shared<patient::Model const>(setting.model->with(
        medians, member_biologies(ensemble, setting.study, setting.biology, name)));
    setting.ensemble = {name, ensemble.hash(), ensemble.members()};
    setting.inputs.push_back({name, sha256_of_file(file)});
    for (auto const& parameter : ensemble.parameters) {
        if (!in_scope(setting.study, parameter.name.scope))
            continue;
        auto const found =
            std::find_if(setting.parameters.begin(), setting.parameters.end(),
                         [&](auto const& used) { return used.path == parameter.name.path; });
        if (found == setting.parameters.end())
            continue;
        found->value =
            fmt::format("{:.4g} ({:.4g} to {:.4g})", numerics::quantile(parameter.values, 0.5),
                        numerics::quantile(parameter.values, 0.025),
                        numerics::quantile(parameter.values, 0.975));
        found->unit = parameter.unit;
        found->trust = Trust::fitted;
        found->source = fmt::format("{} members of an ensemble", ensemble.members());
        found->origin = name;
    }
}

}   // namespace radici::study
