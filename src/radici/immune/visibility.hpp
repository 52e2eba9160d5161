#pragma once
#include "radici/immune/density.hpp"
#include "radici/immune/parameters.hpp"

/// How tumour cells are seen, and the checkpoint between them and T cells.
///   dMHC/dt = k_m [1 + e_F s_I + e_W W/(W + W_m) − MHC]
///   dFAS/dt = k_m [e_S W/(W + W_m) − FAS]
///   dPDL/dt = k_P [P0 + e_γ e/(e + K_γ) + e_I s_I − PDL]
///   b = 1 − (1 − RO_PD1)(1 − RO_PDL1)      Π = PDL (1 − b)
namespace radici::immune {

/// States, or their rates per day.
template <class T>
struct Visibility {
    T mhc{};    ///< MHC-I, 1 before treatment
    T fas{};    ///< 0 before treatment
    T pdl1{};   ///< of tumour and myeloid cells
};

/// Receptor occupancies by antibodies, 0-1, as met in the lesion (PD-1, PD-L1) and in the node
/// (CTLA-4).
template <class T>
struct Occupancy {
    T pd1{};
    T pdl1{};
    T ctla4{};
};

/// b: share of PD-1/PD-L1 complexes that is blocked. Either antibody, or both, lowers the one
/// complex.
template <class T>
[[nodiscard]] T checkpoint_block(Occupancy<T> const& occupancy)
{
    return 1 - (1 - occupancy.pd1) * (1 - occupancy.pdl1);
}

/// Π: the PD-1 signal that is left.
template <class T>
[[nodiscard]] T remaining_checkpoint(T const& pdl1, T const& block)
{
    return pdl1 * (1 - block);
}

/// @param interferon_effect   s_I, 0-1
/// @param memory_dose_Gy      W ≥ 0
/// @param effectors_1e6_per_mm3  e
template <class T>
[[nodiscard]] Visibility<T> visibility_rates(VisibilityParameters const& p,
                                             Visibility<T> const& state, T const& interferon_effect,
                                             T const& memory_dose_Gy,
                                             T const& effectors_1e6_per_mm3)
{
    T const by_dose = saturation(memory_dose_Gy, p.memory_half_Gy);
    T const by_gamma = saturation(effectors_1e6_per_mm3, p.effectors_half_1e6_per_mm3);
    return {
        .mhc = p.surface_rate_per_d * (1 + p.mhc_gain_by_interferon * interferon_effect +
                                       p.mhc_gain_by_dose * by_dose - state.mhc),
        .fas = p.surface_rate_per_d * (p.fas_gain_by_dose * by_dose - state.fas),
        .pdl1 = p.pdl1_rate_per_d * (p.pdl1_baseline + p.pdl1_gain_by_effectors * by_gamma +
                                     p.pdl1_gain_by_interferon * interferon_effect - state.pdl1),
    };
}

}   // namespace radici::immune
