#pragma once
#include "radici/immune/density.hpp"
#include "radici/immune/parameters.hpp"

/// T cells from the node through the blood into the lesions, one pool for each priming lesion j:
///   S_j = DC_j V_j/V_LN       Me*_j = Σ_k ω_jk Me_k       A = a/(a + K_A)
///   f_i = k_in (Ṽ_i/V_b)(c0 + IFN_i)/(1 + IFN_i)
///   dL_j/dt  = k_pr S_j/(1 + S_j) (1 + e_C4 RO_CTLA4)[1 + e_M Me*_j/(Me*_j + K_M)]
///              − (k_out + δ_L + α_L Ḋ_LN) L_j
///   dEb_j/dt = k_out L_j − Eb_j Σ_i ω_ij f_i − (δ_b + α_L Ḋ_blood) Eb_j + cells given
///   dMe_j/dt = ρ Eb_j − ζ Me_j Σ_i ω_ij f_i − (δ_M + α_L Ḋ_blood) Me_j
///   dE_i/dt  = 1e-6 V_b f_i Σ_j ω_ij (Eb_j + ζ Me_j) + k_prolif E A/(1 + e/K_e)
///              − [δ_E + k_ex Π A] E + r b E_x − α_T Ḋ E
///   dE_x/dt  = k_ex Π A E − (δ_X + r b) E_x − α_T Ḋ E_x
/// ω_ij is the overlap of antigens (symmetric, ω_ii = 1). Pools may be summed into one where every
/// ω is 1: then that one is primed by Σ_j S_j/(1 + S_j) and homes by Σ_i f_i, and the sum obeys the
/// same equations.
namespace radici::immune {

/// States of one pool, or their rates per day; cells per µL of blood.
template <class T>
struct Pool {
    static constexpr int size = 3;
    T node_per_uL{};     ///< L
    T blood_per_uL{};    ///< Eb
    T memory_per_uL{};   ///< Me
};

template <class T>
struct PoolDrive {
    T priming{};                  ///< S/(1 + S); a sum over lesions where pools are summed
    T recalled_memory_per_uL{};   ///< Me*_j
    T homing_per_d{};             ///< Σ_i ω_ij f_i
    T ctla4_occupancy{};          ///< 0-1
    T node_hazard_per_d{};        ///< α_L Ḋ_LN, see lymphocyte_hazard_per_d
    T blood_hazard_per_d{};       ///< α_L Ḋ_blood, with the transit-weighted dose rate
    T given_per_uL_d{};           ///< adoptive cells
};

/// α_L Ḋ of lymphocytes outside the lesions.
template <class T>
[[nodiscard]] T lymphocyte_hazard_per_d(AdaptiveParameters const& p, T const& low_Gy_per_d,
                                        T const& alpha_Gy_per_d)
{
    return p.lymphocyte_alpha_low_per_Gy * low_Gy_per_d +
           p.lymphocyte_alpha_alpha_per_Gy * alpha_Gy_per_d;
}

/// S/(1 + S), with S = DC·V/V_LN.
template <class T>
[[nodiscard]] T priming_share(AdaptiveParameters const& p, T const& mature_dendritic,
                              T const& volume_mm3)
{
    return saturation(mature_dendritic * volume_mm3, p.priming_half_volume_mm3);
}

/// f_i: one flux for blood and lesion, ∝ lesion size and blood concentration.
template <class T>
[[nodiscard]] T homing_per_d(AdaptiveParameters const& p, T const& guarded_mm3, T const& interferon)
{
    return p.homing_per_d * guarded_mm3 / p.blood_volume_mm3 *
           (p.homing_without_interferon + interferon) / (1 + interferon);
}

template <class T>
[[nodiscard]] Pool<T> pool_rates(AdaptiveParameters const& p, Pool<T> const& pool,
                                 PoolDrive<T> const& drive)
{
    T const recall =
        1 + p.recall_gain * saturation(drive.recalled_memory_per_uL, p.recall_half_per_uL);
    T const primed = p.priming_per_uL_d * drive.priming *
                     (1 + p.priming_gain_by_ctla4_block * drive.ctla4_occupancy) * recall;
    return {
        .node_per_uL = primed - (p.node_exit_per_d + p.node_loss_per_d + drive.node_hazard_per_d) *
                                    pool.node_per_uL,
        .blood_per_uL = p.node_exit_per_d * pool.node_per_uL -
                        (drive.homing_per_d + p.blood_loss_per_d + drive.blood_hazard_per_d) *
                            pool.blood_per_uL +
                        drive.given_per_uL_d,
        .memory_per_uL = p.memory_making_per_d * pool.blood_per_uL -
                         (p.memory_homing * drive.homing_per_d + p.memory_loss_per_d +
                          drive.blood_hazard_per_d) *
                             pool.memory_per_uL,
    };
}

/// What a pool sends towards lesions: Eb + ζ Me. A lesion meets Σ_j ω_ij of it.
template <class T>
[[nodiscard]] T homing_cells_per_uL(AdaptiveParameters const& p, Pool<T> const& pool)
{
    return pool.blood_per_uL + p.memory_homing * pool.memory_per_uL;
}

/// T cells entering a lesion, in 10⁶ per day: 1e-6 V_b f_i Σ_j ω_ij (Eb_j + ζ Me_j).
/// @param homing            f_i, 1/d
/// @param met_cells_per_uL  Σ_j ω_ij (Eb_j + ζ Me_j)
template <class T>
[[nodiscard]] T influx_1e6_per_d(AdaptiveParameters const& p, T const& homing,
                                 T const& met_cells_per_uL)
{
    return 1e-6 * p.blood_volume_mm3 * homing * met_cells_per_uL;
}

/// States of the lesion's T cells, or their rates per day; 10⁶ cells.
template <class T>
struct LesionTCells {
    T effectors_1e6{};   ///< E
    T exhausted_1e6{};   ///< E_x
};

template <class T>
struct LesionTCellDrive {
    T influx_1e6_per_d{};            ///< see influx_1e6_per_d
    T antigen_effect{};              ///< A = a/(a + K_A), 0-1
    T effectors_1e6_per_mm3{};       ///< e
    T remaining_checkpoint{};        ///< Π
    T checkpoint_block{};            ///< b
    T dose_rate_Gy_per_d{};          ///< in the lesion, all radiations
    T proliferation_factor = T(1);   ///< of a cytokine
};

template <class T>
[[nodiscard]] LesionTCells<T> lesion_t_cell_rates(AdaptiveParameters const& p,
                                                  LesionTCells<T> const& cells,
                                                  LesionTCellDrive<T> const& drive)
{
    T const proliferation = p.proliferation_per_d * drive.proliferation_factor *
                            drive.antigen_effect /
                            (1 + drive.effectors_1e6_per_mm3 / p.proliferation_half_1e6_per_mm3);
    T const exhaustion = p.exhaustion_per_d * drive.remaining_checkpoint * drive.antigen_effect;
    T const reinvigoration = p.reinvigoration_per_d * drive.checkpoint_block;
    T const dose_kill = p.lesion_t_cell_alpha_per_Gy * drive.dose_rate_Gy_per_d;
    return {
        .effectors_1e6 =
            drive.influx_1e6_per_d +
            (proliferation - p.effector_loss_per_d - exhaustion - dose_kill) * cells.effectors_1e6 +
            reinvigoration * cells.exhausted_1e6,
        .exhausted_1e6 =
            exhaustion * cells.effectors_1e6 -
            (p.exhausted_loss_per_d + reinvigoration + dose_kill) * cells.exhausted_1e6,
    };
}

}   // namespace radici::immune
