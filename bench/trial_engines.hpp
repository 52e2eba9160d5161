#pragma once
#include <deque>
#include <vector>

#include "radici/patient/step_library.hpp"
#include "trial_cases.hpp"

namespace radici::bench {

/// All cases of an arm, by one engine. Each gives the endpoints case by case.
using Arm = std::deque<TrialCase>;

/// CVODES as a user would call it: dense difference-quotient Jacobian, visits interpolated.
[[nodiscard]] std::vector<Endpoints> by_dense_cvode(Arm const& arm, double relative_tolerance);

/// CVODES with the exact block-arrow Jacobian; it stops at each visit.
[[nodiscard]] std::vector<Endpoints> by_arrow_cvodes(Arm const& arm, double relative_tolerance);

/// The same with absolute tolerances multiplied by a factor.
[[nodiscard]] std::vector<Endpoints> by_arrow_cvodes(Arm const& arm, double relative_tolerance,
                                                     double absolute_factor);

/// The lanes of patient::simulate.
[[nodiscard]] std::vector<Endpoints> by_lanes(Arm const& arm, patient::StepLibrary& library,
                                              patient::SimulationOptions const& options);

}   // namespace radici::bench
