#pragma once
#include <array>

#include "radici/immune/adaptive.hpp"
#include "radici/immune/danger.hpp"
#include "radici/immune/density.hpp"
#include "radici/immune/kill.hpp"
#include "radici/immune/myeloid.hpp"
#include "radici/immune/parameters.hpp"
#include "radici/immune/treg.hpp"
#include "radici/immune/visibility.hpp"

/// The immune side of one lesion as one function: states in, rates and what crosses the border out.
namespace radici::immune {

/// Immune states of a lesion, or their rates per day.
template <class T>
struct LesionImmuneState {
    static constexpr int size = 12;
    Danger<T> danger{};
    Visibility<T> visibility{};
    LesionTCells<T> t_cells{};
    T regulatory_1e6{};        ///< R
    T myeloid_suppression{};   ///< My

    /// From and to a run of `size` numbers; `labels` names them.
    [[nodiscard]] static LesionImmuneState from(T const* y)
    {
        return {.danger = {.antigen_1e6 = y[0],
                           .cytosolic_dna = y[1],
                           .trex1 = y[2],
                           .interferon = y[3],
                           .mature_dendritic = y[4]},
                .visibility = {.mhc = y[5], .fas = y[6], .pdl1 = y[7]},
                .t_cells = {.effectors_1e6 = y[8], .exhausted_1e6 = y[9]},
                .regulatory_1e6 = y[10],
                .myeloid_suppression = y[11]};
    }
    void to(T* y) const
    {
        y[0] = danger.antigen_1e6;
        y[1] = danger.cytosolic_dna;
        y[2] = danger.trex1;
        y[3] = danger.interferon;
        y[4] = danger.mature_dendritic;
        y[5] = visibility.mhc;
        y[6] = visibility.fas;
        y[7] = visibility.pdl1;
        y[8] = t_cells.effectors_1e6;
        y[9] = t_cells.exhausted_1e6;
        y[10] = regulatory_1e6;
        y[11] = myeloid_suppression;
    }
};

inline constexpr std::array<char const*, LesionImmuneState<double>::size> lesion_immune_labels = {
    "antigen", "cytosolic_dna", "trex1",     "interferon", "mature_dendritic",   "mhc", "fas",
    "pdl1",    "effectors",     "exhausted", "regulatory", "myeloid_suppression"};

/// What the tumour cells and the dose do to the immune states.
template <class T>
struct LesionDrive {
    T volume_mm3{};             ///< V = N + H + M
    T viable_1e6{};             ///< N
    T doomed_1e6{};             ///< H
    T doomed_for_dna_1e6{};     ///< Σ f_X H
    T icd_deaths_1e6_per_d{};   ///< Σ w k_d H
    T living_1e6{};             ///< Σ_c (N_c + H_c), all that natural killers meet
    T recognised_1e6{};         ///< Σ_c a_c (N_c + H_c), what T cells recognise
    T dose_rate_Gy_per_d{};     ///< mean over the lesion, all radiations
    T recent_dose_Gy{};         ///< U_s
    T memory_dose_Gy{};         ///< W
};

/// What the rest of the body sends into the lesion.
template <class T>
struct LesionCoupling {
    T met_cells_per_uL{};            ///< Σ_j ω_ij (Eb_j + ζ Me_j)
    Occupancy<T> occupancy{};        ///< by antibodies, in the lesion
    T proliferation_factor = T(1);   ///< cytokine, on k_prolif
    T kill_factor = T(1);            ///< cytokine, on k_E
    T natural_killer_per_d{};        ///< cytokine, added to κ_NK
};

template <class T>
struct LesionImmuneRates {
    LesionImmuneState<T> rate;   ///< time derivatives
    Densities<T> density;
    T kill_per_d{};             ///< κ of a recognised clone; multiply by a_c
    T natural_killer_per_d{};   ///< κ_NK, on every clone
    T homing_per_d{};           ///< f_i: the blood loses Σ_i ω_ij f_i of pool j
    T priming{};                ///< S_i/(1 + S_i), for the pool of this lesion
    T influx_1e6_per_d{};       ///< T cells that enter, within rate.t_cells.effectors
};

/// Rates of all immune states of one lesion.
/// The kill is part of the result: each clone dies at a_c·kill_per_d + natural_killer_per_d, and
/// the antigen of these deaths is already in the rates.
template <class T>
[[nodiscard]] LesionImmuneRates<T>
lesion_immune_rates(ImmuneParameters const& p, LesionImmuneState<T> const& state,
                    LesionDrive<T> const& drive, LesionCoupling<T> const& coupling)
{
    LesionImmuneRates<T> result;
    Densities<T> const density =
        densities(drive.volume_mm3, p.guard_volume_mm3, state.danger.antigen_1e6,
                  state.t_cells.effectors_1e6, state.t_cells.exhausted_1e6, state.regulatory_1e6);
    T const block = checkpoint_block(coupling.occupancy);
    T const checkpoint = remaining_checkpoint(state.visibility.pdl1, block);

    result.density = density;
    result.kill_per_d = kill_per_d<T>(
        p.kill, {.effectors_1e6_per_mm3 = density.effectors_1e6_per_mm3,
                 .mhc = state.visibility.mhc,
                 .fas = state.visibility.fas,
                 .unsuppressed_share = unsuppressed_share(
                     p.regulatory, density.regulatory_1e6_per_mm3, coupling.occupancy.pd1),
                 .remaining_checkpoint = checkpoint,
                 .myeloid_suppression = state.myeloid_suppression,
                 .cytokine_factor = coupling.kill_factor});
    result.natural_killer_per_d = p.kill.natural_killer_per_d + coupling.natural_killer_per_d;
    result.homing_per_d = homing_per_d(p.adaptive, density.guarded_mm3, state.danger.interferon);
    result.priming = priming_share(p.adaptive, state.danger.mature_dendritic, drive.volume_mm3);
    result.influx_1e6_per_d =
        influx_1e6_per_d(p.adaptive, result.homing_per_d, coupling.met_cells_per_uL);

    T const immune_kills =
        result.kill_per_d * drive.recognised_1e6 + result.natural_killer_per_d * drive.living_1e6;
    result.rate.danger = danger_rates<T>(p.danger, state.danger,
                                         {.icd_deaths_1e6_per_d = drive.icd_deaths_1e6_per_d,
                                          .immune_kills_1e6_per_d = immune_kills,
                                          .viable_1e6 = drive.viable_1e6,
                                          .doomed_1e6 = drive.doomed_1e6,
                                          .doomed_for_dna_1e6 = drive.doomed_for_dna_1e6,
                                          .recent_dose_Gy = drive.recent_dose_Gy},
                                         density);
    result.rate.visibility =
        visibility_rates(p.visibility, state.visibility, interferon_effect(state.danger.interferon),
                         drive.memory_dose_Gy, density.effectors_1e6_per_mm3);
    result.rate.t_cells =
        lesion_t_cell_rates<T>(p.adaptive, state.t_cells,
                               {.influx_1e6_per_d = result.influx_1e6_per_d,
                                .antigen_effect = saturation(density.antigen_1e6_per_mm3,
                                                             p.danger.antigen_half_1e6_per_mm3),
                                .effectors_1e6_per_mm3 = density.effectors_1e6_per_mm3,
                                .remaining_checkpoint = checkpoint,
                                .checkpoint_block = block,
                                .dose_rate_Gy_per_d = drive.dose_rate_Gy_per_d,
                                .proliferation_factor = coupling.proliferation_factor});
    result.rate.regulatory_1e6 =
        regulatory_rate_1e6_per_d<T>(p.regulatory, state.regulatory_1e6,
                                     {.guarded_mm3 = density.guarded_mm3,
                                      .effectors_1e6 = state.t_cells.effectors_1e6,
                                      .ctla4_occupancy = coupling.occupancy.ctla4,
                                      .dose_rate_Gy_per_d = drive.dose_rate_Gy_per_d});
    result.rate.myeloid_suppression =
        myeloid_rate_per_d(p.myeloid, state.myeloid_suppression, drive.memory_dose_Gy);
    return result;
}

}   // namespace radici::immune
