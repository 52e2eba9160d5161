#pragma once
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

/// Damage and repair of one clone at any dose rate: the linear-quadratic model with incomplete
/// repair, written as rates, so that decaying sources, fractions and mixtures of radiations share
/// one engine.
///
/// Per clone, radiation class l (low LET; alpha particles with their recoils) and repair component
/// k:
///   q = Σ_l √β_l Ḋ_l        dU_k/dt = q − μ_k U_k        h = Σ_l α_l Ḋ_l + 2 q Σ_k w_k U_k
/// U is a pure number (√β times Gy), h the rate at which viable cells become doomed. With one class
/// ∫h dt is αD + GβD² with the Lea-Catcheside G of that history; with several it is the Zaider-
/// Rossi mixture.
/// Source  Lea & Catcheside, J Genet 44:216 (1942); Zaider & Rossi, Radiat Res 83:732 (1980);
///         Dale, Br J Radiol 58:515 (1985)
namespace radici::radiobiology {

/// Aerobic response of a clone to one class of radiation. The root of β is kept, for it is what the
/// rates need.
struct LqResponse {
    double alpha_per_Gy = 0;
    double root_beta_per_Gy = 0;

    /// @param beta_per_Gy2  ≥ 0
    [[nodiscard]] static LqResponse of(double alpha_per_Gy, double beta_per_Gy2)
    {
        return {alpha_per_Gy, std::sqrt(beta_per_Gy2)};
    }
    [[nodiscard]] double beta_per_Gy2() const { return root_beta_per_Gy * root_beta_per_Gy; }
};

/// How a sublethal lesion is lost: −μU, or by pairing with others, −μU² (reciprocal repair; Fowler,
/// Radiat Res 152:124, 1999). The rate is 1/d in both, for U is a pure number.
enum class RepairLaw { first_order, reciprocal };

/// What a clone does with dose; K repair components with weights that sum to one.
template <std::size_t K = 1>
struct CellResponse {
    LqResponse low_let{};
    LqResponse alpha{};
    std::array<double, K> repair_per_d{};
    std::array<double, K> repair_weight{};
    RepairLaw law = RepairLaw::first_order;
    /// LQ-L: the hazard sees U/(1 + U/limit), which turns the survival curve straight at high dose.
    /// Infinite: plain LQ.
    double damage_limit = std::numeric_limits<double>::infinity();
};

/// One repair half-time for all damage.
[[nodiscard]] inline CellResponse<1> single_repair(LqResponse low_let, LqResponse alpha,
                                                   double repair_per_d)
{
    return {
        .low_let = low_let, .alpha = alpha, .repair_per_d = {repair_per_d}, .repair_weight = {1.0}};
}

/// Absorbed dose rates by radiation class; physical dose, never weighted.
template <class T>
struct DoseRates {
    T low_Gy_per_d{};
    T alpha_Gy_per_d{};
    [[nodiscard]] T total_Gy_per_d() const { return low_Gy_per_d + alpha_Gy_per_d; }
};

/// Absorbed dose by radiation class, given at once.
template <class T>
struct Doses {
    T low_Gy{};
    T alpha_Gy{};
};

/// What oxygen and drugs do to a response; all 1 in aerobic cells without a drug. See oxygen.hpp
/// and RepairInhibitor.
template <class T>
struct ResponseModifiers {
    T alpha_factor = T(1);    ///< on α of both classes
    T repair_factor = T(1);   ///< on every μ
    T oxygen_low = T(1);      ///< on the low-LET dose, OER/m ≤ 1
    T oxygen_alpha = T(1);    ///< on the alpha dose
};

template <class T, std::size_t K>
struct DamageRates {
    T hazard_per_d{};
    std::array<T, K> damage_per_d{};   ///< dU_k/dt
};

/// The hazard and dU/dt at one moment.
/// @param damage  U_k ≥ 0
/// Valid  any history of dose rate; β of the classes adds through its root
template <class T, std::size_t K>
[[nodiscard]] DamageRates<T, K>
damage_rates(CellResponse<K> const& cell, DoseRates<T> const& dose_rate,
             std::array<T, K> const& damage, ResponseModifiers<T> const& modifiers = {})
{
    T const low = dose_rate.low_Gy_per_d * modifiers.oxygen_low;
    T const alpha = dose_rate.alpha_Gy_per_d * modifiers.oxygen_alpha;
    T const making = cell.low_let.root_beta_per_Gy * low + cell.alpha.root_beta_per_Gy * alpha;
    double const per_limit = 1 / cell.damage_limit;

    DamageRates<T, K> rates;
    T pairing = T(0);
    for (std::size_t k = 0; k < K; ++k) {
        T const& u = damage[k];
        pairing = pairing + cell.repair_weight[k] * u / (1 + u * per_limit);
        T const order = cell.law == RepairLaw::reciprocal ? u * u : u;
        rates.damage_per_d[k] = making - cell.repair_per_d[k] * modifiers.repair_factor * order;
    }
    T const direct = cell.low_let.alpha_per_Gy * low + cell.alpha.alpha_per_Gy * alpha;
    rates.hazard_per_d = modifiers.alpha_factor * direct + 2 * making * pairing;
    return rates;
}

namespace detail {
/// 2 ∫_0^u v/(1 + v/limit) dv, which is u² without a limit.
template <class T>
[[nodiscard]] T pairing_integral(T const& u, double limit)
{
    using std::log1p;
    T const r = u / limit;
    if (r < 1e-3)   // the closed form loses digits here; the series errs by r⁴
        return u * u * (1 - r * (2.0 / 3) + r * r * 0.5 - r * r * r * 0.4);
    return 2 * limit * (u - limit * log1p(r));
}
}   // namespace detail

template <class T, std::size_t K>
struct FractionJump {
    T log_survival{};   ///< ≤ 0, to be added to x = ln N; N − N·exp of it becomes doomed
    std::array<T, K> damage{};   ///< U_k after the fraction
};

/// A fraction of dose as one jump:
///   Δx = −αd − G_f βd² − 2√β d Σ w_k U_k,   then U_k += √β d
/// @param protraction  G_f of the delivery itself (lq.hpp), 1 when it is short beside repair
/// With a damage limit, the pairing of old and new lesions saturates along the way.
template <class T, std::size_t K>
[[nodiscard]] FractionJump<T, K>
fraction_jump(CellResponse<K> const& cell, Doses<T> const& dose, std::array<T, K> const& damage,
              double protraction = 1, ResponseModifiers<T> const& modifiers = {})
{
    using detail::pairing_integral;
    T const low = dose.low_Gy * modifiers.oxygen_low;
    T const alpha = dose.alpha_Gy * modifiers.oxygen_alpha;
    T const made = cell.low_let.root_beta_per_Gy * low + cell.alpha.root_beta_per_Gy * alpha;

    FractionJump<T, K> jump;
    T pairing = T(0);
    for (std::size_t k = 0; k < K; ++k) {
        T const& before = damage[k];
        jump.damage[k] = before + made;
        T const all = pairing_integral(jump.damage[k], cell.damage_limit) -
                      pairing_integral(before, cell.damage_limit);
        T const repaired_meanwhile = (1 - protraction) * pairing_integral(made, cell.damage_limit);
        pairing = pairing + cell.repair_weight[k] * (all - repaired_meanwhile);
    }
    T const direct = cell.low_let.alpha_per_Gy * low + cell.alpha.alpha_per_Gy * alpha;
    jump.log_survival = -(modifiers.alpha_factor * direct + pairing);
    return jump;
}

/// A clone that repairs badly. The sign of each effect is open, so each has its own factor.
struct RepairDefect {
    double repair_factor = 1;   ///< on μ
    double alpha_factor = 1;    ///< on α of both classes
    double cytosolic_dna_factor =
        1;   ///< on the cytosolic DNA that doomed cells spill (immune/danger.hpp)
};

template <std::size_t K>
[[nodiscard]] CellResponse<K> with_defect(CellResponse<K> cell, RepairDefect const& defect)
{
    cell.low_let.alpha_per_Gy *= defect.alpha_factor;
    cell.alpha.alpha_per_Gy *= defect.alpha_factor;
    for (double& rate : cell.repair_per_d)
        rate *= defect.repair_factor;
    return cell;
}

/// A PARP or DNA-PK inhibitor: the factors that full occupancy puts on repair and on α.
struct RepairInhibitor {
    double repair_factor_when_full = 1;
    double alpha_factor_when_full = 1;
};

/// Modifiers under an inhibitor at an occupancy in 0-1, on top of those given; effects of several
/// drugs multiply.
template <class T>
[[nodiscard]] ResponseModifiers<T> inhibited(RepairInhibitor const& drug, T const& occupancy,
                                             ResponseModifiers<T> modifiers = {})
{
    modifiers.repair_factor =
        modifiers.repair_factor * (1 + occupancy * (drug.repair_factor_when_full - 1));
    modifiers.alpha_factor =
        modifiers.alpha_factor * (1 + occupancy * (drug.alpha_factor_when_full - 1));
    return modifiers;
}

}   // namespace radici::radiobiology
