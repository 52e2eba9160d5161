#pragma once
#include <span>
#include <string>

#include "radici/patient/simulate.hpp"
#include "radici/patient/step_library.hpp"

namespace radici::patient {

/// A subject to be simulated, as for simulate().
struct PackCase {
    Subject const* subject = nullptr;
    std::vector<double> start;   ///< layout.size() states at t = 0
    double death_threshold = 0;
    Schedule schedule;
    Observer* observer = nullptr;
    std::string
        failure;      ///< out: why the integration failed, with the day; empty where it did not
    long steps = 0;   ///< out: attempts
};

/// Simulates many subjects side by side, with the right-hand sides, events and observers of
/// simulate() but a Rosenbrock method in vector lanes (numerics/lanes/arrow_pack.hpp). A subject's
/// course does not depend on who is simulated beside it, nor on the width of the vectors.
///   visits      read from the interpolation, without shortening a step
///   doses, ends of infusions   met exactly
///   extinction, death          found on the interpolation, to a millionth of a step
/// RunError where the processor lacks what lanes need.
void simulate_pack(std::span<PackCase> cases, StepLibrary& library,
                   SimulationOptions const& options = {});

}   // namespace radici::patient
