#pragma once
#include <algorithm>
#include <array>
#include <cmath>

#include "radici/radiobiology/repair.hpp"

/// Blood counts: a proliferating pool, three transit stages and the circulating cells, with
/// feedback of the count on proliferation.
///   dP/dt   = k_tr P [(C0/C)^γ − 1] − α_m Ḋ_marrow P           k_tr = 4/transit time
///   dT_n/dt = k_tr (T_{n−1} − T_n)                              T_0 = P
///   dC/dt   = k_tr T_3 − k_c C − α_b Ḋ_blood C
/// Platelets and neutrophils leave at k_c = k_tr and feel no blood dose; lymphocytes leave the
/// circulation at a rate of their own, far slower, and are killed in the blood. At rest P = T =
/// C0·k_c/k_tr exactly.
/// Source  Friberg et al., J Clin Oncol 20:4713 (2002); slow leaving and kill in blood:
///         docs/methods/radiobiology.md
namespace radici::radiobiology {

/// One line of blood cells. Kill is linear in dose, with one α for each radiation class.
struct BloodLine {
    double baseline_1e9_per_L = 0;         ///< C0 > 0
    double transit_time_d = 0;             ///< mean time from division to blood, > 0
    double feedback = 0;                   ///< γ ≥ 0; rings above about 0.3, lymphocytes ≤ 0.1
    double leaving_per_d = 0;              ///< k_c; 0 stands for k_tr
    double marrow_kill_low_per_Gy = 0;     ///< α_m of the proliferating pool, low LET
    double marrow_kill_alpha_per_Gy = 0;   ///< … alpha class
    double blood_kill_low_per_Gy = 0;      ///< α_b of the circulating cells, low LET
    double blood_kill_alpha_per_Gy = 0;    ///< … alpha class

    [[nodiscard]] double transit_per_d() const { return 4 / transit_time_d; }
    [[nodiscard]] double loss_per_d() const
    {
        return leaving_per_d > 0 ? leaving_per_d : transit_per_d();
    }
    [[nodiscard]] double resting_marrow_1e9_per_L() const
    {
        return baseline_1e9_per_L * loss_per_d() / transit_per_d();
    }
};

/// The five pools of a line, or their rates; all in 10⁹ cells per litre of blood (rates per day).
template <class T>
struct BloodPools {
    static constexpr int size = 5;
    T proliferating{};
    std::array<T, 3> transit{};
    T circulating{};
};

/// The line at rest.
[[nodiscard]] inline BloodPools<double> resting_pools(BloodLine const& line)
{
    double const marrow = line.resting_marrow_1e9_per_L();
    return {.proliferating = marrow,
            .transit = {marrow, marrow, marrow},
            .circulating = line.baseline_1e9_per_L};
}

/// Rates of the pools.
/// @param marrow  dose rate to the red marrow
/// @param blood   dose rate that circulating cells meet on their way: Σ τ_o Ḋ_o over the organs
///                they pass (transit shares sum to one), not that of the blood alone
template <class T>
[[nodiscard]] BloodPools<T> blood_rates(BloodLine const& line, BloodPools<T> const& pools,
                                        DoseRates<T> const& marrow, DoseRates<T> const& blood)
{
    using std::max;
    using std::pow;
    double const k = line.transit_per_d();
    // The floor keeps a solver's trial step, which may be negative, out of pow; no solution goes
    // there.
    T const share = max(pools.circulating / line.baseline_1e9_per_L, T(1e-9));
    T const feedback = pow(share, -line.feedback);
    T const marrow_kill = line.marrow_kill_low_per_Gy * marrow.low_Gy_per_d +
                          line.marrow_kill_alpha_per_Gy * marrow.alpha_Gy_per_d;
    T const blood_kill = line.blood_kill_low_per_Gy * blood.low_Gy_per_d +
                         line.blood_kill_alpha_per_Gy * blood.alpha_Gy_per_d;
    auto const& stage = pools.transit;
    // A wiped-out pool that rounding puts below zero must not grow there.
    T const dividing = max(pools.proliferating, T(0.0));
    return {.proliferating = dividing * (k * (feedback - 1) - marrow_kill),
            .transit = {k * (pools.proliferating - stage[0]), k * (stage[0] - stage[1]),
                        k * (stage[1] - stage[2])},
            .circulating = k * stage[2] - (line.loss_per_d() + blood_kill) * pools.circulating};
}

/// Where lymphocytes spend their time: shares, with what is left in nodes and other organs.
struct LymphocyteTransit {
    double blood = 0, spleen = 0, marrow = 0;
    [[nodiscard]] double elsewhere() const { return 1 - blood - spleen - marrow; }
};

/// Dose rates (Gy/d, one radiation class) of the places that lymphocytes pass.
template <class T>
struct TransitDoseRates {
    T blood{};
    T spleen{};
    T marrow{};
    T elsewhere{};   ///< nodes and other organs, their mean
};

/// Σ τ_o Ḋ_o: the dose rate of circulating lymphocytes.
template <class T>
[[nodiscard]] T transit_dose_rate(LymphocyteTransit const& share, TransitDoseRates<T> const& rate)
{
    return share.blood * rate.blood + share.spleen * rate.spleen + share.marrow * rate.marrow +
           share.elsewhere() * rate.elsewhere;
}

/// A fraction to marrow and blood at once (a beam): each pool that is hit survives with exp(−α d).
template <class T>
[[nodiscard]] BloodPools<T> after_fraction(BloodLine const& line, BloodPools<T> pools,
                                           T const& marrow_Gy, T const& blood_Gy)
{
    using std::exp;
    pools.proliferating = pools.proliferating * exp(-line.marrow_kill_low_per_Gy * marrow_Gy);
    pools.circulating = pools.circulating * exp(-line.blood_kill_low_per_Gy * blood_Gy);
    return pools;
}

}   // namespace radici::radiobiology
