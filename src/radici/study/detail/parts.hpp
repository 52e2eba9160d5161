#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "radici/study/detail/section.hpp"
#include "radici/study/study.hpp"

namespace radici::kinetics {
class AgentLibrary;
}

/// The parts of a study file, each read from its checked table.
namespace radici::study::detail {

struct RegimenContext {
    kinetics::AgentLibrary const& agents;
    Species species;
    double horizon_d;
    std::vector<std::string>& warnings;
};

[[nodiscard]] Regimen read_regimen(Section const& give, RegimenContext const& context);

/// Two regimens of one agent in one arm must not interleave.
void check_overlap(std::vector<Regimen> const& gives, double horizon_d);

[[nodiscard]] PatientSection read_patient(Grammar const& grammar, Node const& node,
                                          std::filesystem::path const& data_folder);

}   // namespace radici::study::detail
