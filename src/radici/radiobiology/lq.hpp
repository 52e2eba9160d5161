#pragma once
#include <span>

#include "radici/base/quantity.hpp"
#include "radici/radiobiology/repair.hpp"

/// Closed forms of the linear-quadratic model: the Lea-Catcheside protraction G of common dose-rate
/// histories, biologically effective dose and equivalent dose. G is 1 for an acute dose and falls
/// with the time over which repair can act:
///   G = (2/D²) ∫_0^∞ Ḋ(t) ∫_0^t Ḋ(s) exp(−μ(t − s)) ds dt
/// One repair half-time; several components average G with their weights.
namespace radici::radiobiology {

/// One exponential of a dose-rate history: Ḋ(t) = Σ initial · exp(−decay · t), t ≥ 0. The initial
/// rate may be negative (an uptake), the sum may not.
struct DoseRateTerm {
    AbsorbedDoseRate initial;
    Rate decay;   ///< > 0; 0 is allowed where the history ends
};

/// Rate of an exponential with this half-time. @param half_time > 0
[[nodiscard]] Rate rate_of_half_time(Duration half_time);

/// G = λ/(λ + μ) of a source that decays at λ until nothing is left, uptake instant.
/// Source  Dale, Br J Radiol 58:515 (1985)
[[nodiscard]] double protraction_of_decay(Rate decay, Rate repair);

/// G of uptake at κ and clearance at λ, Ḋ ∝ exp(−λt) − exp(−κt):
///   G = λκ(κ + λ + μ)/[(λ + κ)(λ + μ)(κ + μ)]
/// Safe at κ = λ, and symmetric: the two may be swapped.
/// Source  the sum of exponentials below, with the common factor (κ − λ)² taken out by hand
[[nodiscard]] double protraction_of_uptake_and_clearance(Rate uptake, Rate clearance, Rate repair);

/// G = 2(x − 1 + exp(−x))/x² of a constant rate over a time T, x = μT; 1 where T = 0 or μ = 0.
/// Source  Lea & Catcheside, J Genet 44:216 (1942)
[[nodiscard]] double protraction_of_constant_rate(Duration irradiation, Rate repair);

/// G = (2/D²) ΣΣ a_i a_j/[(λ_i + μ)(λ_i + λ_j)] of a sum of exponentials until nothing is left.
/// Terms of opposite sign and nearly equal decay cancel digits; use the form above for those.
[[nodiscard]] double protraction_of_terms(std::span<DoseRateTerm const> terms, Rate repair);

/// G of a sum of exponentials that ends at a time T > 0. Safe where a decay is zero or equals μ.
[[nodiscard]] double protraction_of_terms_until(std::span<DoseRateTerm const> terms, Rate repair,
                                                Duration end);

[[nodiscard]] AbsorbedDose dose_of_terms(std::span<DoseRateTerm const> terms);
[[nodiscard]] AbsorbedDose dose_of_terms_until(std::span<DoseRateTerm const> terms, Duration end);

/// BED = D(1 + G·D/(α/β)). @param protraction  G in 0-1
[[nodiscard]] Bed bed(AbsorbedDose dose, double protraction, AlphaBeta alpha_beta);

/// BED of equal acute fractions with full repair between them.
[[nodiscard]] Bed bed_of_fractions(int fractions, AbsorbedDose per_fraction, AlphaBeta alpha_beta);

/// A tissue with one repair half-time.
struct LqTissue {
    AlphaBeta alpha_beta;
    Duration repair_half_time;
};

/// BED of a source that decays in place until nothing is left, G = T_rep/(T_rep + T_eff).
/// @param effective_half_life  one exponential, instant uptake; > 0
/// Valid   low LET, one repair half-time, no repopulation
/// Source  Dale, Br J Radiol 58:515 (1985)
[[nodiscard]] Bed bed_after_full_decay(AbsorbedDose dose, Duration effective_half_life,
                                       LqTissue const& tissue);

/// EQD2 = BED/(1 + 2 Gy/(α/β)).
[[nodiscard]] Eqd2 eqd2(Bed bed, AlphaBeta alpha_beta);

/// −ln of the surviving share, αD + GβD².
[[nodiscard]] double log_kill(LqResponse const& response, AbsorbedDose dose, double protraction);

}   // namespace radici::radiobiology
