#pragma once
#include <span>

#include "radici/patient/simulate.hpp"
#include "reference/stiff.hpp"

namespace radici::reference {

/// One subject of patient::simulate by CVODES: an independent method, implementation and Jacobian
/// for the same right-hand sides, events and observers. It stops at each visit.
/// @param absolute_factor  on the absolute tolerances of patient/tolerances.hpp
/// Throws NumericsError with the day where the integration fails.
StiffStatistics simulate(patient::Subject const& subject, std::span<double const> start,
                         double death_threshold, patient::Schedule const& schedule,
                         patient::Observer& observer,
                         patient::SimulationOptions const& options = {},
                         double absolute_factor = 1);

}   // namespace radici::reference
