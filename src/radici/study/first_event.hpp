#pragma once
#include <vector>

#include "radici/numerics/competing_risks.hpp"
#include "radici/study/follow_up.hpp"
#include "radici/study/results.hpp"

namespace radici::study {

/// What came first in a subject, in the order of CompetingRisks::causes, counted from 1.
enum class FirstCause {
    none,
    progression,   ///< radiographic, as in rPFS
    toxicity,      ///< any of grade 3 or more, as in any_g3
    death          ///< before either
};

/// The earliest of radiographic progression, a toxicity of grade 3 or more and death; on one day
/// death counts before toxicity, and toxicity before progression, since blood is drawn before the
/// scan is read. Without any of them the end of follow-up: each event counts on the day on which it
/// was found, and none was found until then.
[[nodiscard]] numerics::FirstEvent first_event(Outcome const& outcome);

/// Cumulative incidences at 6, 12 and 24 months within the horizon (numerics/competing_risks.hpp).
/// @param subjects  those that completed one arm
[[nodiscard]] CompetingRisks competing_risks(std::vector<numerics::FirstEvent> const& subjects,
                                             double horizon_d);

}   // namespace radici::study
