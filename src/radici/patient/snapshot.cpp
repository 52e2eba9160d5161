#include "radici/patient/snapshot.hpp"

#include "radici/patient/body.hpp"
#include "radici/patient/lesion.hpp"

namespace radici::patient {
namespace {

LesionCells<double> cells_of(double const* lesion)
{
    return lesion_cells(lesion, living_clones(lesion));
}

}   // namespace

double Snapshot::lesion_volume_mm3(int index) const
{
    return cells_of(lesion(index)).volume_mm3();
}

double Snapshot::lesion_viable(int index) const
{
    return cells_of(lesion(index)).viable();
}

double Snapshot::lesion_activity_MBq(int agent, int index) const
{
    return lesion_activity(*subject, agent, lesion(index), cells_of(lesion(index))).all_MBq();
}

double Snapshot::lesion_state(int index, LesionState which) const
{
    return lesion(index)[which];
}

double Snapshot::lesion_low_dose_Gy(int index) const
{
    auto const first = quadrature.size() - 2 * static_cast<std::size_t>(subject->layout.lesions);
    return quadrature[first + 2 * static_cast<std::size_t>(index)];
}

double Snapshot::lesion_alpha_dose_Gy(int index) const
{
    auto const first = quadrature.size() - 2 * static_cast<std::size_t>(subject->layout.lesions);
    return quadrature[first + 2 * static_cast<std::size_t>(index) + 1];
}

double Snapshot::total_volume_mm3() const
{
    double sum = 0;
    for (int i = 0; i < subject->layout.lesions; ++i)
        sum += lesion_volume_mm3(i);
    return sum;
}

double Snapshot::body_state(int which) const
{
    return state[static_cast<std::size_t>(subject->layout.body(which))];
}

double Snapshot::lymphocytes_1e9_per_L() const
{
    return body_state(lymphocyte_chain + 4);
}

double Snapshot::platelets_1e9_per_L() const
{
    return body_state(platelet_chain + 4);
}

double Snapshot::blood_effectors_per_uL() const
{
    double sum = 0;
    for (int j = 0; j < subject->layout.pools; ++j)
        sum += pool_at(state.data(), subject->layout, j).blood_per_uL;
    return sum;
}

double Snapshot::memory_per_uL() const
{
    double sum = 0;
    for (int j = 0; j < subject->layout.pools; ++j)
        sum += pool_at(state.data(), subject->layout, j).memory_per_uL;
    return sum;
}

double Snapshot::occupancy(CheckpointTarget target) const
{
    auto const occupied = occupancies(*subject, state.data());
    switch (target) {
    case CheckpointTarget::pd1:
        return occupied.pd1;
    case CheckpointTarget::pdl1:
        return occupied.pdl1;
    case CheckpointTarget::ctla4:
        return occupied.ctla4;
    }
    return 0;
}

double Snapshot::dna_shedding_1e6_per_d() const
{
    auto const& p = *subject;
    LesionInput<double> input;
    shared_lesion_input(p, state.data(), input);
    double shed = 0;
    for (int i = 0; i < p.layout.lesions; ++i) {
        double const* y = lesion(i);
        auto const cells = cells_of(y);
        input.recruitable_per_uL = recruitable(p, i, state.data());
        auto const immune = immune::lesion_immune_rates<double>(
            p.immune, immune::LesionImmuneState<double>::from(y + antigen),
            {.volume_mm3 = cells.volume_mm3()},
            {.met_cells_per_uL = input.recruitable_per_uL,
             .occupancy = {.pd1 = input.occupancy_pd1,
                           .pdl1 = input.occupancy_pdl1,
                           .ctla4 = input.occupancy_ctla4}});
        shed += p.immune.danger.antigen_shed_per_d * cells.viable() +
                p.cells.life.doomed_death_per_d * cells.doomed() +
                immune.kill_per_d * (p.cells.positive_recognition * cells.positive() +
                                     p.cells.negative_recognition * cells.negative()) +
                immune.natural_killer_per_d * cells.living();
    }
    return shed;
}

double Snapshot::time_integrated_MBq_d(int agent, int compartment) const
{
    int const place = subject->layout.agent_offset[static_cast<std::size_t>(agent)] + compartment;
    return quadrature[static_cast<std::size_t>(place)];
}

}   // namespace radici::patient
