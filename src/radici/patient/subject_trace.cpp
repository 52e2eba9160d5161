#include "radici/patient/subject_trace.hpp"

#include <numeric>

#include "radici/base/error.hpp"
#include "radici/patient/body.hpp"
#include "radici/patient/lesion.hpp"

namespace radici::patient {
namespace {

using numerics::lanes::Recording;
using numerics::lanes::Trace;
using numerics::lanes::Traced;

/// Hands out the inputs of a trace in order.
class Inputs {
public:
    Traced next() { return Traced::input(count_++); }
    std::vector<Traced> next(int count)
    {
        std::vector<Traced> list;
        for (int i = 0; i < count; ++i)
            list.push_back(next());
        return list;
    }

private:
    int count_ = 0;
};

void output(std::vector<Traced> const& values)
{
    for (Traced const& value : values)
        value.output();
}

void record_lesion(Subject const& subject, int lesion, Trace& trace)
{
    Recording const recording(trace);
    auto const& layout = subject.layout;
    Inputs inputs;
    auto const y = inputs.next(layout.block());
    LesionInput<Traced> input;
    for (int slot = 0; slot < lesion_inputs(layout); ++slot)
        input.slot(slot, layout.doors) = inputs.next();
    LivingClones<Traced> const living{inputs.next(), inputs.next()};
    std::vector<Traced> rates(y.size());
    LesionOutput<Traced> given;
    lesion_rates(subject, living, lesion, y.data(), input, rates.data(), given);
    output(rates);
    given.dose.low_Gy_per_d.output();
    given.dose.alpha_Gy_per_d.output();
    for (int slot = 0; slot < lesion_outputs(layout); ++slot)
        given.slot(slot, layout.flows).output();
}

void record_body(Subject const& subject, Trace& trace)
{
    Recording const recording(trace);
    auto const& layout = subject.layout;
    Inputs inputs;
    auto const y = inputs.next(layout.border());
    LesionOutput<Traced> given;
    for (int slot = 0; slot < lesion_outputs(layout); ++slot)
        given.slot(slot, layout.flows) = inputs.next();
    Traced const time = inputs.next();
    auto const agent_infusion = inputs.next(layout.agents);
    auto const ligand_infusion = inputs.next(layout.ligands);
    auto const antibody_infusion = inputs.next(layout.antibodies);
    auto const first_dose = inputs.next(layout.antibodies);

    BodyInput<Traced> body;
    std::vector<Traced> priming{given.priming}, homing{given.homing_per_d};
    body.flow = given.flow;
    body.volume_mm3 = given.volume_mm3;
    body.viable = given.viable;
    body.priming = priming;
    body.homing_per_d = homing;
    std::vector<Traced> rates(y.size());
    body_rates(subject,
               DrugSupply<Traced>{agent_infusion, ligand_infusion, antibody_infusion, first_dose},
               time, y.data(), body, rates.data());
    output(rates);
    for (int c = 0; c < activity_integrals(layout); ++c)
        y[static_cast<std::size_t>(c)].output();   // the agents come first in the state
    LesionInput<Traced> seen;
    shared_lesion_input(subject, y.data(), seen);
    seen.recruitable_per_uL = recruitable(subject, 0, y.data());
    for (int slot = 0; slot < lesion_inputs(layout); ++slot)
        seen.slot(slot, layout.doors).output();
}

}   // namespace

int lesion_inputs(Layout const& layout)
{
    return layout.doors + LesionInput<double>::shared + layout.partners;
}

int lesion_outputs(Layout const& layout)
{
    return layout.flows + LesionOutput<double>::shared;
}

int activity_integrals(Layout const& layout)
{
    return std::accumulate(layout.agent_size.begin(), layout.agent_size.end(), 0);
}

int body_parameters(Layout const& layout)
{
    return layout.agents + layout.ligands + 2 * layout.antibodies;
}

SubjectTrace SubjectTrace::of(Subject const& subject)
{
    RADICI_EXPECT(subject.layout.pools == 1 && subject.layout.lesions > 0);
    SubjectTrace result;
    record_body(subject, result.body);
    record_lesion(subject, 0, result.lesion);
    result.lesion_constants = result.lesion.constants;
    Trace other;
    for (int i = 1; i < subject.layout.lesions; ++i) {
        other.clear();
        record_lesion(subject, i, other);
        if (!other.same_structure(result.lesion))
            throw NumericsError("lesions of one patient differ in the course of their rates");
        result.lesion_constants.insert(result.lesion_constants.end(), other.constants.begin(),
                                       other.constants.end());
    }
    return result;
}

}   // namespace radici::patient
