#pragma once
#include <string>
#include <vector>

#include "radici/study/reader.hpp"
#include "radici/study/setting.hpp"

namespace radici::test {

/// One of the project's trials with few patients.
[[nodiscard]] inline study::Setting setting_of(std::string const& trial, int patients,
                                               std::vector<std::string> set = {})
{
    std::filesystem::path const source = RADICI_SOURCE_DIR;
    auto const agents = kinetics::AgentLibrary::load(source / "data");
    auto const document =
        study::open_study(source / "studies" / (trial + ".toml"),
                          {.patients = patients, .seed = {}, .set = std::move(set)});
    return study::prepare(study::read_study(document, agents, source / "data"), agents,
                          source / "data");
}

}   // namespace radici::test
