#pragma once
#include "radici/immune/density.hpp"
#include "radici/immune/parameters.hpp"

/// Suppressive myeloid cells drawn in by dose:
///   dMy/dt = 0.2 [1 + e_My W⁴/(K_W⁴ + W⁴) − My], from 1
/// Off at e_My = 0. K_W and e_My rest on one mouse spleen series with three animals a point.
namespace radici::immune {

/// dMy/dt. @param suppression My ≥ 1  @param memory_dose_Gy W ≥ 0
template <class T>
[[nodiscard]] T myeloid_rate_per_d(MyeloidParameters const& p, T const& suppression,
                                   T const& memory_dose_Gy)
{
    T const drawn = p.gain_by_dose * fourth_order_saturation(memory_dose_Gy, p.memory_half_Gy);
    return p.rate_per_d * (1 + drawn - suppression);
}

}   // namespace radici::immune
