#pragma once

/// Dose, unrepaired dose and biologically effective dose of an organ under any history of dose
/// rate:
///   dD/dt = Ḋ     dU/dt = Ḋ − μU     dBED/dt = Ḋ [1 + 2U/(α/β)]
/// With one repair half-time this is D(1 + G·D/(α/β)) with the Lea-Catcheside G, without knowing
/// the history.
/// Source  Dale, Br J Radiol 58:515 (1985); Baechler et al., Med Phys 35:1123 (2008)
namespace radici::radiobiology {

struct OrganResponse {
    double alpha_beta_Gy = 0;   ///< > 0
    double repair_per_d = 0;    ///< μ ≥ 0
};

/// The pools, or their rates per day. The BED stands beside the dose, never in its place.
template <class T>
struct OrganDose {
    static constexpr int size = 3;
    T dose_Gy{};
    T unrepaired_Gy{};
    T bed_Gy{};
};

template <class T>
[[nodiscard]] OrganDose<T> organ_dose_rates(OrganResponse const& organ, T const& dose_rate_Gy_per_d,
                                            OrganDose<T> const& pools)
{
    return {.dose_Gy = dose_rate_Gy_per_d,
            .unrepaired_Gy = dose_rate_Gy_per_d - organ.repair_per_d * pools.unrepaired_Gy,
            .bed_Gy = dose_rate_Gy_per_d * (1 + 2 * pools.unrepaired_Gy / organ.alpha_beta_Gy)};
}

/// A fraction at once: BED grows by d(1 + (d + 2U)/(α/β)).
template <class T>
[[nodiscard]] OrganDose<T> after_fraction(OrganResponse const& organ, OrganDose<T> const& pools,
                                          T const& dose_Gy)
{
    return {.dose_Gy = pools.dose_Gy + dose_Gy,
            .unrepaired_Gy = pools.unrepaired_Gy + dose_Gy,
            .bed_Gy = pools.bed_Gy +
                      dose_Gy * (1 + (dose_Gy + 2 * pools.unrepaired_Gy) / organ.alpha_beta_Gy)};
}

}   // namespace radici::radiobiology
