#pragma once
#include <algorithm>
#include <cmath>

#include "radici/base/parameter.hpp"

/// Tumour cells of a lesion: viable, doomed and dead. 10⁶ cells fill 1 mm³.
///   dx_c/dt = g max(0, ln(K/Ṽ))/ln(K/V_ref) − h_c − κ_c            x = ln N_c (N in 10⁶)
///   dH_c/dt = h_c N_c − (k_d + κ_c) H_c                            doomed, dies at division
///   dM/dt   = Σ_c [k_d H_c + κ_c (N_c + H_c)] − k_clr M            debris
///   V = Σ_c (N_c + H_c) + M,   so that dV/dt = growth·N − k_clr M
/// In ln N a dying clone never turns negative nor revives from rounding; at one cell (x = ln 1e-6)
/// it is gone.
namespace radici::immune {

struct LesionCellParameters {
    double growth_per_d = 0;              ///< g, net growth at the reference volume
    double reference_volume_mm3 = 1000;   ///< V_ref
    double carrying_volume_mm3 = 1e6;     ///< K > V_ref
    double doomed_death_per_d = 0;        ///< k_d
    double debris_clearance_per_d = 0;    ///< k_clr
};

/// Reads [tumour_cells] of `data/patients`. StudyError as read_immune_parameters.
[[nodiscard]] LesionCellParameters read_lesion_cells(ParameterSet& set);

/// x of one cell: the absorbing event of a clone.
inline constexpr double ln_one_cell = -13.815510557964274;   // ln 1e-6

/// Gompertz growth, never negative. @param guarded_mm3 Ṽ > 0
template <class T>
[[nodiscard]] T growth_per_d(LesionCellParameters const& p, T const& guarded_mm3)
{
    using std::log;
    using std::max;
    T const room = max(log(p.carrying_volume_mm3 / guarded_mm3), T(0));
    return p.growth_per_d / std::log(p.carrying_volume_mm3 / p.reference_volume_mm3) * room;
}

/// Hazards of a clone: h of radiation (with bystander signal and drugs), κ of immunity.
template <class T>
struct CloneHazards {
    T radiation_per_d{};
    T immune_per_d{};
};

/// Rates of one clone: its own states and what it adds to debris.
template <class T>
struct CloneRates {
    T log_viable_per_d{};          ///< dx/dt
    T doomed_1e6_per_d{};          ///< dH/dt
    T debris_1e6_per_d{};          ///< k_d H + κ (N + H)
    T doomed_deaths_1e6_per_d{};   ///< k_d H
};

/// @param viable_1e6  N = exp x, or 0 once the clone is gone
template <class T>
[[nodiscard]] CloneRates<T> clone_rates(LesionCellParameters const& p, T const& growth_per_d,
                                        T const& viable_1e6, T const& doomed_1e6,
                                        CloneHazards<T> const& hazards)
{
    T const deaths = p.doomed_death_per_d * doomed_1e6;
    return {.log_viable_per_d = growth_per_d - hazards.radiation_per_d - hazards.immune_per_d,
            .doomed_1e6_per_d =
                hazards.radiation_per_d * viable_1e6 - deaths - hazards.immune_per_d * doomed_1e6,
            .debris_1e6_per_d = deaths + hazards.immune_per_d * (viable_1e6 + doomed_1e6),
            .doomed_deaths_1e6_per_d = deaths};
}

/// dM/dt. @param made_1e6_per_d  Σ over clones of debris_1e6_per_d
template <class T>
[[nodiscard]] T debris_rate_1e6_per_d(LesionCellParameters const& p, T const& made_1e6_per_d,
                                      T const& debris_1e6)
{
    return made_1e6_per_d - p.debris_clearance_per_d * debris_1e6;
}

}   // namespace radici::immune
