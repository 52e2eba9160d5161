#pragma once
#include <optional>

#include "radici/numerics/survival.hpp"

namespace radici::numerics {

/// A number with the standard error of its normal law.
struct MeanWithError {
    double value, standard_error;

    [[nodiscard]] Estimate interval(double confidence = 0.95) const;   ///< value ± z·error
    /// Two-sided, against 0; 1 where value and error are both 0.
    [[nodiscard]] double p() const;
};

/// Mean time without the event, of the time until `until`: the area under the curve,
///   μ = ∫₀^τ S dt,   var μ = Σ (∫ₜᵢ^τ S dt)² dᵢ / (nᵢ·(nᵢ − dᵢ))   over event times tᵢ ≤ τ.
/// In the unit of time of the curve. Valid without proportional hazards.
/// @param until  τ > 0
/// Empty where follow-up ends before τ with subjects still at risk.
/// Source  Irwin, J Hyg 47:188 (1949); Royston & Parmar, BMC Med Res Methodol 13:152 (2013); the
///         variance as R's print(survfit, rmean)
[[nodiscard]] std::optional<MeanWithError> restricted_mean(KaplanMeier const& curve, double until);

/// b − a of independent groups.
[[nodiscard]] MeanWithError difference(MeanWithError const& a, MeanWithError const& b);

}   // namespace radici::numerics
