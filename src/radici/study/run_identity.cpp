#include "radici/study/run_identity.hpp"

#include <fmt/format.h>

#include "radici/base/hash.hpp"
#include "radici/study/reader.hpp"

namespace radici::study {

RunIdentity identity_of(Study const& study, std::vector<InputFile> const& inputs,
                        std::string version)
{
    RunIdentity identity{.study = {},
                         .study_file = inputs.front().sha256,
                         .patients = study.patients,
                         .seed = study.seed,
                         .version = std::move(version),
                         .ensemble = {},
                         .data = {}};
    Study plan = study;
    plan.seed = 0;
    plan.patients = 0;
    identity.study = sha256(resolved_toml(plan));
    std::string data;
    for (std::size_t i = 1; i < inputs.size(); ++i)
        data += inputs[i].name + '\n' + inputs[i].sha256 + '\n';
    identity.data = sha256(data);
    return identity;
}

std::vector<std::string> differences(RunIdentity const& ours, RunIdentity const& theirs)
{
    std::vector<std::string> found;
    auto const compare = [&](char const* what, auto const& a, auto const& b) {
        if (a != b)
            found.push_back(fmt::format("{} ({}, not {})", what, a, b));
    };
    auto const compare_content = [&](char const* what, auto const& a, auto const& b) {
        if (a != b)
            found.emplace_back(what);
    };
    compare_content("study", ours.study, theirs.study);
    if (ours.study == theirs.study && ours.seed == theirs.seed && ours.patients == theirs.patients)
        compare_content("text of the study file", ours.study_file, theirs.study_file);
    compare("patients", ours.patients, theirs.patients);
    compare("seed", ours.seed, theirs.seed);
    compare("version", ours.version, theirs.version);
    compare_content("ensemble", ours.ensemble, theirs.ensemble);
    compare_content("data files", ours.data, theirs.data);
    return found;
}

}   // namespace radici::study
