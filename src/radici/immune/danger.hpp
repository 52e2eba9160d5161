#pragma once
#include "radici/immune/density.hpp"
#include "radici/immune/parameters.hpp"

/// Danger: what dying and doomed tumour cells tell the immune system.
///   dAg/dt  = A_g [y_icd Σ w k_d H + y_imm Σ κ_c (N_c + H_c) + y_0 N] − k_A Ag
///   dX/dt   = σ k_x Σ f_X H/Ṽ − (k_deg + k_T Tx) X
///   dTx/dt  = k_TX U_s⁴/(U_T⁴ + U_s⁴) − k_off Tx
///   dIFN/dt = k_F X/(X + K_X) + k_RIG H/Ṽ − δ_F IFN
///   dDC/dt  = k_mat a/(a + K_A) (f0 + s_I)(1 − DC) − δ_D DC      s_I = IFN/(1 + IFN)
namespace radici::immune {

/// What the tumour does at this moment, over the clones of one lesion.
template <class T>
struct DangerDrive {
    T icd_deaths_1e6_per_d{};     ///< Σ w k_d H: deaths of doomed cells by immunogenicity w
    T immune_kills_1e6_per_d{};   ///< Σ κ_c (N_c + H_c)
    T viable_1e6{};               ///< N
    T doomed_1e6{};               ///< H
    T doomed_for_dna_1e6{};       ///< Σ f_X H, with the cytosolic-DNA factor of each clone
    T recent_dose_Gy{};           ///< U_s
};

/// States, or their rates per day.
template <class T>
struct Danger {
    T antigen_1e6{};        ///< Ag, with CALR, ATP, HMGB1; 10⁶ cell equivalents
    T cytosolic_dna{};      ///< X, per volume
    T trex1{};              ///< Tx
    T interferon{};         ///< IFN-I; 1 is half effect
    T mature_dendritic{};   ///< DC, share 0-1
};

/// s_I, effect of type I interferon in 0-1.
template <class T>
[[nodiscard]] T interferon_effect(T const& interferon)
{
    return saturation(interferon, 1);
}

template <class T>
[[nodiscard]] Danger<T> danger_rates(DangerParameters const& p, Danger<T> const& state,
                                     DangerDrive<T> const& drive, Densities<T> const& density)
{
    T const shed = p.antigen_per_doomed_death * drive.icd_deaths_1e6_per_d +
                   p.antigen_per_immune_kill * drive.immune_kills_1e6_per_d +
                   p.antigen_shed_per_d * drive.viable_1e6;
    T const trex1_on = fourth_order_saturation(drive.recent_dose_Gy, p.trex1_half_Gy);
    T const maturing = p.maturation_per_d *
                       saturation(density.antigen_1e6_per_mm3, p.antigen_half_1e6_per_mm3) *
                       (p.maturation_without_interferon + interferon_effect(state.interferon));
    return {
        .antigen_1e6 = p.antigenicity * shed - p.antigen_loss_per_d * state.antigen_1e6,
        .cytosolic_dna =
            p.sting_signalling * p.dna_source_per_d * drive.doomed_for_dna_1e6 /
                density.guarded_mm3 -
            (p.dna_loss_per_d + p.dna_loss_per_trex1_per_d * state.trex1) * state.cytosolic_dna,
        .trex1 = p.trex1_induction_per_d * trex1_on - p.trex1_loss_per_d * state.trex1,
        .interferon = p.interferon_source_per_d * saturation(state.cytosolic_dna, p.dna_half) +
                      p.rig_interferon_source_per_d * drive.doomed_1e6 / density.guarded_mm3 -
                      p.interferon_loss_per_d * state.interferon,
        .mature_dendritic =
            maturing * (1 - state.mature_dendritic) - p.mature_loss_per_d * state.mature_dendritic,
    };
}

}   // namespace radici::immune
