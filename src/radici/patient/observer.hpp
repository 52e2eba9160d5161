#pragma once
#include "radici/patient/schedule.hpp"
#include "radici/patient/snapshot.hpp"

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
    /// After each visit; true ends the simulation there (an animal that is put down).
    [[nodiscard]] virtual bool over() const { return false; }
};

}   // namespace radici::patient
