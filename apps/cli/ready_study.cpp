#include "ready_study.hpp"

#include "radici/base/data_folder.hpp"
#include "radici/base/hash.hpp"
#include "radici/base/log.hpp"
#include "radici/report/build_info.hpp"
#include "radici/study/activity_for_dose.hpp"

namespace radici::cli {

namespace {

struct EnsembleFile {
    std::filesystem::path file;   ///< "": none
    std::string name;             ///< in results, which hold no machine's paths
};

EnsembleFile ensemble_file(std::string const& asked, study::Setting const& setting,
                           std::filesystem::path const& data)
{
    if (asked == "none")
        return {};
    if (!asked.empty())
        return {asked, std::filesystem::path(asked).filename().string()};
    auto const file = study::default_ensemble(data, to_text(setting.study.species));
    if (file.empty())
        return {};
    return {file, "data/ensembles/" + file.filename().string()};
}

}   // namespace

ReadyStudy ready_study(std::filesystem::path const& file, study::Overrides const& overrides,
                       Talk talk)
{
    auto const data = data_folder();
    auto const document = study::open_study(file, overrides);
    auto const agents = kinetics::AgentLibrary::load(data);
    auto setting = study::prepare(study::read_study(document, agents, data), agents, data);
    auto const found = study::find_activities(setting);
    auto const ensemble = ensemble_file(overrides.ensemble, setting, data);
    if (!ensemble.file.empty())
        study::take_ensemble(setting, study::read_ensemble(ensemble.file), ensemble.name,
                             ensemble.file);
    if (talk == Talk::yes) {
        for (auto const& warning : setting.study.warnings)
            log_warning(warning);
        for (auto const& line : found)
            log_info(line);
    }
    auto inputs = setting.inputs;
    inputs.insert(inputs.begin(), {file.filename().string(), sha256_of_file(file)});
    auto resolved = study::resolved_toml(setting.study);
    auto identity =
        study::identity_of(setting.study, inputs, report::version_text(report::build_info()));
    identity.ensemble = setting.ensemble.hash;
    return {.setting = std::move(setting),
            .resolved = std::move(resolved),
            .file = file,
            .data = data,
            .ensemble = ensemble.file,
            .inputs = std::move(inputs),
            .identity = std::move(identity)};
}

}   // namespace radici::cli
