#include "radici/radiobiology/lq.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/error.hpp"

namespace radici::radiobiology {
namespace {

/// φ(x) = (1 − exp(−x))/x, the mean of exp(−xu) over u in 0-1.
double mean_decay(double x)
{
    return x == 0 ? 1 : -std::expm1(-x) / x;
}

/// −φ'(x) = (1 − (1 + x) exp(−x))/x².
double mean_decay_slope(double x)
{
    if (x > 1)
        return (1 - (1 + x) * std::exp(-x)) / (x * x);
    double sum = 0;
    double term = 0.5;   // Σ_k (−x)^k (k + 1)/(k + 2)!
    for (int k = 0; k < 20; ++k) {
        sum += term;
        term *= -x * (k + 2) / ((k + 1.0) * (k + 3));
    }
    return sum;
}

/// [φ(x) − φ(y)]/(y − x), also where x and y meet.
double mean_decay_difference(double x, double y)
{
    double const gap = y - x;
    if (std::abs(gap) < 1e-5 * std::max(1.0, std::max(x, y)))
        return mean_decay_slope((x + y) / 2);
    return (mean_decay(x) - mean_decay(y)) / gap;
}

}   // namespace

Rate rate_of_half_time(Duration half_time)
{
    RADICI_EXPECT(half_time.si() > 0);
    return constant::ln2 / half_time;
}

double protraction_of_decay(Rate decay, Rate repair)
{
    RADICI_EXPECT(decay.si() > 0 && repair.si() >= 0);
    return decay / (decay + repair);
}

double protraction_of_uptake_and_clearance(Rate uptake, Rate clearance, Rate repair)
{
    RADICI_EXPECT(uptake.si() > 0 && clearance.si() > 0 && repair.si() >= 0);
    double const sum = (uptake + clearance + repair) / (uptake + clearance);
    return sum * (uptake / (uptake + repair)) * (clearance / (clearance + repair));
}

double protraction_of_constant_rate(Duration irradiation, Rate repair)
{
    RADICI_EXPECT(irradiation.si() >= 0 && repair.si() >= 0);
    // 2(x − 1 + exp(−x))/x² = 2 [1 − φ(x)]/x, the divided difference of φ between 0 and x
    return 2 * mean_decay_difference(0, irradiation * repair);
}

AbsorbedDose dose_of_terms(std::span<DoseRateTerm const> terms)
{
    AbsorbedDose dose;
    for (auto const& term : terms) {
        RADICI_EXPECT(term.decay.si() > 0);
        dose = dose + AbsorbedDose{term.initial / term.decay};
    }
    return dose;
}

AbsorbedDose dose_of_terms_until(std::span<DoseRateTerm const> terms, Duration end)
{
    AbsorbedDose dose;
    for (auto const& term : terms)
        dose = dose + AbsorbedDose{mean_decay(term.decay * end) * (term.initial * end)};
    return dose;
}

double protraction_of_terms(std::span<DoseRateTerm const> terms, Rate repair)
{
    double pairs_Gy2 = 0;
    for (auto const& a : terms)
        for (auto const& b : terms)
            pairs_Gy2 +=
                (a.initial / (a.decay + repair)).si() * (b.initial / (a.decay + b.decay)).si();
    double const dose_Gy = dose_of_terms(terms).si();
    RADICI_EXPECT(dose_Gy > 0);
    return 2 * pairs_Gy2 / (dose_Gy * dose_Gy);
}

double protraction_of_terms_until(std::span<DoseRateTerm const> terms, Rate repair, Duration end)
{
    // ∫_0^T exp(−λ_i t) ∫_0^t exp(−λ_j s − μ(t − s)) ds dt
    //   = T² [φ((λ_i + λ_j)T) − φ((λ_i + μ)T)]/((μ − λ_j)T)
    double pairs_Gy2 = 0;
    for (auto const& a : terms)
        for (auto const& b : terms)
            pairs_Gy2 += (a.initial * end).si() * (b.initial * end).si() *
                         mean_decay_difference((a.decay + b.decay) * end, (a.decay + repair) * end);
    double const dose_Gy = dose_of_terms_until(terms, end).si();
    RADICI_EXPECT(dose_Gy > 0);
    return 2 * pairs_Gy2 / (dose_Gy * dose_Gy);
}

Bed bed(AbsorbedDose dose, double protraction, AlphaBeta alpha_beta)
{
    RADICI_EXPECT(alpha_beta.si() > 0);
    return Bed::from_si(dose.si() * (1 + protraction * (dose / alpha_beta)));
}

Bed bed_of_fractions(int fractions, AbsorbedDose per_fraction, AlphaBeta alpha_beta)
{
    return fractions * bed(per_fraction, 1, alpha_beta);
}

Bed bed_after_full_decay(AbsorbedDose dose, Duration effective_half_life, LqTissue const& tissue)
{
    double const protraction = protraction_of_decay(rate_of_half_time(effective_half_life),
                                                    rate_of_half_time(tissue.repair_half_time));
    return bed(dose, protraction, tissue.alpha_beta);
}

Eqd2 eqd2(Bed bed, AlphaBeta alpha_beta)
{
    RADICI_EXPECT(alpha_beta.si() > 0);
    return Eqd2::from_si(bed.si() / (1 + 2 / alpha_beta.in(unit::Gy_ab)));
}

double log_kill(LqResponse const& response, AbsorbedDose dose, double protraction)
{
    double const dose_Gy = dose.in(unit::Gy);
    return response.alpha_per_Gy * dose_Gy +
           protraction * response.beta_per_Gy2() * dose_Gy * dose_Gy;
}

}   // namespace radici::radiobiology
