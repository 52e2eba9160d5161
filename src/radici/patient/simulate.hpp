#pragma once
#include <span>

#include "radici/numerics/stiff.hpp"
#include "radici/patient/schedule.hpp"
#include "radici/patient/snapshot.hpp"
#include "radici/patient/subject.hpp"

namespace radici::patient {

/// Who looks at a subject on its way: it reads, and decides what is still given. Floors above bring
/// their rules here.
class Observer {
public:
    virtual ~Observer() = default;
    /// On each planned day of the schedule, before a dose of that day.
    virtual void visit(Snapshot const& now) = 0;
    /// Before each dose; a dose that is not allowed is left out.
    [[nodiscard]] virtual bool allows(Dose const& dose, Snapshot const& now) = 0;
    virtual void given(Dose const& dose) = 0;
    virtual void died(Snapshot const& now) = 0;
};

struct SimulationOptions {
    double relative_tolerance = 1e-4;
};

/// Runs one subject from t = 0 to the horizon or its death.
/// Doses, ends of infusions and visits are met exactly; extinction of a clone is an absorbing
/// event.
/// @param start            layout.size() states at t = 0 (see start_state)
/// @param death_threshold  cumulative hazard at which the subject dies: one exponential draw
/// Throws NumericsError with the day where the integration fails.
numerics::StiffStatistics simulate(Subject const& subject, std::span<double const> start,
                                   double death_threshold, Schedule const& schedule,
                                   Observer& observer, SimulationOptions const& options = {});

}   // namespace radici::patient
