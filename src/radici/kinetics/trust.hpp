#pragma once
#include <map>
#include <vector>

#include "radici/base/parameter.hpp"
#include "radici/kinetics/antibody.hpp"
#include "radici/kinetics/radiopharmaceutical.hpp"

namespace radici::kinetics {

/// Every number of an agent's file: schedule, usual amounts, body, spreads, lesion.
[[nodiscard]] std::vector<Parameter> numbers_of(Radiopharmaceutical const& agent);
/// Every number of an antibody's file.
[[nodiscard]] std::vector<Parameter> numbers_of(Antibody const& antibody);

/// How many of them carry each tag; a tag that none carries is absent.
[[nodiscard]] std::map<Trust, int> count_trust(std::vector<Parameter> const& numbers);

}   // namespace radici::kinetics
