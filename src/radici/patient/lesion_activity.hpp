#pragma once
#include <cmath>

#include "radici/kinetics/dose_coefficients.hpp"
#include "radici/patient/coupling.hpp"
#include "radici/patient/lesion_cells.hpp"

namespace radici::patient {

/// Cells that an agent goes to, how fast they die and by how much they change; 1e6, 1e6/d.
template <class T>
struct Takers {
    T living, deaths, change;

    [[nodiscard]] T death_per_d() const { return deaths / (living + one_cell_1e6); }
    [[nodiscard]] T change_per_d() const { return change / (living + one_cell_1e6); }
};

/// What agents find in a lesion.
template <class T>
struct LesionTissue {
    LesionCells<T> cells;
    Takers<T> positive, all;
};

namespace detail {

/// Occupancy of the sites by checkpoint antibodies.
template <class T>
[[nodiscard]] T open_sites(AgentInBody const& agent, LesionInput<T> const& input)
{
    if (!agent.competitor)
        return T(1.0);
    switch (*agent.competitor) {
    case CheckpointTarget::pd1:
        return 1.0 - input.occupancy_pd1;
    case CheckpointTarget::pdl1:
        return 1.0 - input.occupancy_pdl1;
    case CheckpointTarget::ctla4:
        return 1.0 - input.occupancy_ctla4;
    }
    return T(1.0);
}

template <class T>
void ligand_rates(AgentInBody const& agent, Layout const& layout, int k, int lesion,
                  LesionTissue<T> const& tissue, T const* y, LesionInput<T> const& input, T* dy,
                  LesionOutput<T>& output)
{
    auto const index = static_cast<std::size_t>(k);
    T const* at = y + layout.in_lesion(k, 0);
    bool const stroma = agent.lesion.route == kinetics::LesionRoute::stroma;
    auto const& takers = stroma ? tissue.all : tissue.positive;
    auto const flows = kinetics::ligand_rates<T>(
        agent.ligand_in(lesion),
        {.volume_mm3 = target_volume_mm3(agent, tissue.cells),
         .change_per_d = takers.change_per_d(),
         .death_per_d = takers.death_per_d(),
         .open = open_sites(agent, input),
         .plasma_MBq = input.plasma[static_cast<std::size_t>(layout.door[index])],
         .plasma_nmol = input.plasma[static_cast<std::size_t>(layout.ligand_door[index])]},
        {.free_MBq_per_mm3 = at[ligand_free],
         .bound_MBq_per_mm3 = at[ligand_bound],
         .inside_MBq_per_mm3 = at[ligand_inside],
         .debris_MBq = at[ligand_debris],
         .free_nmol_per_mm3 = at[all_free],
         .bound_nmol_per_mm3 = at[all_bound]});
    T* rate = dy + layout.in_lesion(k, 0);
    rate[ligand_free] = flows.rate.free_MBq_per_mm3;
    rate[ligand_bound] = flows.rate.bound_MBq_per_mm3;
    rate[ligand_inside] = flows.rate.inside_MBq_per_mm3;
    rate[ligand_debris] = flows.rate.debris_MBq;
    rate[all_free] = flows.rate.free_nmol_per_mm3;
    rate[all_bound] = flows.rate.bound_nmol_per_mm3;
    output.flow[static_cast<std::size_t>(layout.door[index])] = flows.from_plasma_MBq_per_d;
    output.flow[static_cast<std::size_t>(layout.ligand_door[index])] = flows.from_plasma_nmol_per_d;
}

/// dB/dt = u·V·A_plasma/V_plasma − (release + δ + λ)·B,   dJ/dt = δ·B − (clearance + λ)·J
template <class T>
void deposit_rates(AgentInBody const& agent, Layout const& layout, int k, Takers<T> const& takers,
                   T const* y, T const& uptake, T* dy)
{
    T const death = takers.death_per_d();
    T const& bound = y[layout.in_lesion(k, deposit_bound)];
    T const& held = y[layout.in_lesion(k, deposit_held)];
    auto const& lesion = agent.lesion;
    dy[layout.in_lesion(k, deposit_bound)] =
        uptake - (lesion.release_per_d + death + agent.decay_per_d) * bound;
    dy[layout.in_lesion(k, deposit_held)] =
        death * bound - (lesion.debris_clearance_per_d + agent.decay_per_d) * held;
}

/// Share of a diffusing source that a lesion of this volume keeps.
template <class T>
[[nodiscard]] T kept(AgentInBody const& agent, T const& volume_mm3)
{
    using std::pow;
    T const radius_mm = pow(volume_mm3 * (3 / (4 * constant::pi)), T(1.0 / 3));
    return kinetics::kept_in_sphere<T>(radius_mm / agent.lesion.source.diffusion_length_mm);
}

}   // namespace detail

/// Rates of what a radiopharmaceutical does in a lesion, and what it takes from the plasma.
///   receptor, stroma       kinetics/receptor.hpp, in the volume of target cells or of stroma
///   accumulation, mineral  every living cell; what dead cells held debris holds
///   perfusion              MBq that stays, whatever becomes of the lesion
///   implant                MBq/g in the mass of the day on which it came
template <class T>
void activity_rates(Subject const& subject, int k, int lesion, LesionTissue<T> const& tissue,
                    T const* y, LesionInput<T> const& input, T* dy, LesionOutput<T>& output)
{
    auto const& layout = subject.layout;
    auto const index = static_cast<std::size_t>(k);
    auto const& agent = subject.agents[index];
    auto const states = layout.states_of(k);
    if (states == LesionStates::none)
        return;
    if (states == LesionStates::ligand) {
        detail::ligand_rates(agent, layout, k, lesion, tissue, y, input, dy, output);
        return;
    }
    double const inflow = agent.inflow_per_d[static_cast<std::size_t>(lesion)] / agent.plasma_mm3;
    auto const door = static_cast<std::size_t>(layout.door[index]);
    T const mass_g = lesion_mass_g(subject, tissue.cells);
    T const volume = states == LesionStates::deposit ? tissue.all.living : mass_g / g_per_mm3;
    T const uptake = inflow * volume * input.plasma[door];
    output.flow[door] = uptake;
    if (states == LesionStates::deposit) {
        detail::deposit_rates(agent, layout, k, tissue.all, y, uptake, dy);
        return;
    }
    int const place = layout.in_lesion(k, 0);
    bool const implant = agent.lesion.route == kinetics::LesionRoute::implant;
    dy[place] = -agent.decay_per_d * y[place] +
                (implant ? uptake * detail::kept(agent, volume) / mass_g : uptake);
}

/// Activity in a lesion as its dose sees it; `lost_…`: what of it sets a daughter free.
template <class T>
struct LesionActivity {
    T target_volume_mm3{};
    T on_target_MBq_per_mm3{}, lost_on_target_MBq_per_mm3{};
    T uniform_MBq{}, lost_uniform_MBq{};

    [[nodiscard]] T all_MBq() const
    {
        return target_volume_mm3 * on_target_MBq_per_mm3 + uniform_MBq;
    }
    [[nodiscard]] T lost_MBq() const
    {
        return target_volume_mm3 * lost_on_target_MBq_per_mm3 + lost_uniform_MBq;
    }
};

template <class T>
[[nodiscard]] LesionActivity<T> lesion_activity(Subject const& subject, int k, T const* y,
                                                LesionCells<T> const& cells)
{
    auto const& layout = subject.layout;
    auto const& agent = subject.agents[static_cast<std::size_t>(k)];
    auto const& loss = agent.loss;
    T const* at = y + layout.in_lesion(k, 0);
    switch (layout.states_of(k)) {
    case LesionStates::none:
        return {};
    case LesionStates::deposit:
        return {.uniform_MBq = at[deposit_bound] + at[deposit_held],
                .lost_uniform_MBq =
                    loss.inside * at[deposit_bound] + loss.outside * at[deposit_held]};
    case LesionStates::ligand: {
        T const volume = target_volume_mm3(agent, cells);
        T const uniform = volume * at[ligand_free] + at[ligand_debris];
        return {.target_volume_mm3 = volume,
                .on_target_MBq_per_mm3 = at[ligand_bound] + at[ligand_inside],
                .lost_on_target_MBq_per_mm3 =
                    loss.outside * at[ligand_bound] + loss.inside * at[ligand_inside],
                .uniform_MBq = uniform,
                .lost_uniform_MBq = loss.outside * uniform};
    }
    case LesionStates::lodged: {
        bool const implant = agent.lesion.route == kinetics::LesionRoute::implant;
        T const all = implant ? at[0] * lesion_mass_g(subject, cells) : at[0];
        return {.uniform_MBq = all, .lost_uniform_MBq = loss.inside * all};
    }
    }
    return {};
}

}   // namespace radici::patient
