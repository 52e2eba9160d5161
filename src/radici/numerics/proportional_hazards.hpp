#pragma once
#include <vector>

#include "radici/numerics/cox.hpp"

namespace radici::numerics {

/// The clock on which a coefficient may drift.
enum class Clock {
    event_share,   ///< 1 − S(t−), the share of all subjects with an event before t: R's "km"
    time           ///< t itself: R's "identity"
};

struct ProportionalHazards {
    std::vector<ChiSquaredTest> covariate;   ///< 1 degree of freedom each
    ChiSquaredTest global;                   ///< all together
};

/// Score test that the coefficients of a fit do not change with time, against β(t) = β + θ·g(t);
/// small p speaks against proportional hazards.
/// @param fit  of this table
/// Valid   enough events for the normal law of a score: some ten a covariate
/// Source  Grambsch & Therneau, Biometrika 81:515 (1994), in the form of cox.zph of R's survival ≥
///         3.0: exact information at each event time, not its mean
[[nodiscard]] ProportionalHazards proportional_hazards(CoxTable const& table, CoxFit const& fit,
                                                       Clock clock = Clock::event_share);

}   // namespace radici::numerics
