#pragma once
#include <vector>

#include "radici/patient/layout.hpp"

namespace radici::patient {

/// Absolute tolerance of every state: below it a state is noise. ln N is absolute by nature; cells
/// and activities count where they reach about a hundred cells or a becquerel.
[[nodiscard]] std::vector<double> absolute_tolerances(Layout const& layout);

}   // namespace radici::patient
