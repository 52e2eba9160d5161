#pragma once
#include "radici/immune/parameters.hpp"

/// Regulatory T cells of a lesion and how they hold effectors back.
///   dR/dt = s_R Ṽ + r_E E − δ_R (1 + e_ADCC RO_CTLA4) R − α_R Ḋ R
///   Q = 1/[1 + (ϱ/K_R)(1 + e_Tp RO_PD1)]
/// Anti-PD-1 can strengthen them; anti-PD-L1 by default does not.
namespace radici::immune {

template <class T>
struct RegulatoryDrive {
    T guarded_mm3{};          ///< Ṽ
    T effectors_1e6{};        ///< E
    T ctla4_occupancy{};      ///< 0-1, by an antibody whose isotype depletes
    T dose_rate_Gy_per_d{};   ///< in the lesion, all radiations
};

/// dR/dt in 10⁶ cells per day.
template <class T>
[[nodiscard]] T regulatory_rate_1e6_per_d(RegulatoryParameters const& p, T const& regulatory_1e6,
                                          RegulatoryDrive<T> const& drive)
{
    T const loss = p.loss_per_d * (1 + p.depletion_by_ctla4_antibody * drive.ctla4_occupancy) +
                   p.alpha_per_Gy * drive.dose_rate_Gy_per_d;
    return p.source_1e6_per_mm3_d * drive.guarded_mm3 + p.per_effector_per_d * drive.effectors_1e6 -
           loss * regulatory_1e6;
}

/// Q in 0-1: what suppression leaves of the kill.
template <class T>
[[nodiscard]] T unsuppressed_share(RegulatoryParameters const& p, T const& regulatory_1e6_per_mm3,
                                   T const& pd1_occupancy)
{
    return 1 / (1 + regulatory_1e6_per_mm3 / p.half_suppression_1e6_per_mm3 *
                        (1 + p.suppression_gain_by_pd1_block * pd1_occupancy));
}

}   // namespace radici::immune
