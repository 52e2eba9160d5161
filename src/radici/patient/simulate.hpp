#pragma once
#include <span>
#include <string>
#include <vector>

#include "radici/patient/observer.hpp"
#include "radici/patient/step_library.hpp"

namespace radici::patient {

/// A subject to be simulated from t = 0 to the horizon or its death.
struct Case {
    Subject const* subject = nullptr;
    std::vector<double> start;    ///< layout.size() states at t = 0 (see start_state)
    double death_threshold = 0;   ///< cumulative hazard at which it dies: one exponential draw
    Schedule schedule;
    Observer* observer = nullptr;
    std::string failure = {};   ///< out: why the integration failed; empty where it did not
    long steps = 0;             ///< out: attempted
};

struct SimulationOptions {
    /// Of each number and step; leaves 95 % of errors of endpoints below 1e-4
    /// (docs/methods/patient.md).
    double relative_tolerance = 3e-4;
};

/// Simulates subjects side by side in the lanes of vectors (numerics/lanes/arrow_pack.hpp). A
/// subject's course depends neither on who is simulated beside it nor on the width of the vectors.
///   visits                     read from the interpolation, without shortening a step
///   doses, ends of infusions   met exactly
///   extinction (absorbing), death   found on the interpolation, to a millionth of a step
void simulate(std::span<Case> cases, StepLibrary& library, SimulationOptions const& options = {});

}   // namespace radici::patient
