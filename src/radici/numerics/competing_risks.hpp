#pragma once
#include <optional>
#include <span>
#include <vector>

#include "radici/numerics/survival.hpp"

namespace radici::numerics {

/// One subject among several causes of which the first to come is counted: its cause, 1, 2, …, or
/// 0 where none was seen until `time` (censored). time ≥ 0; a subject censored at the time of an
/// event is still at risk for it.
struct FirstEvent {
    double time;
    int cause;
};

/// Share of subjects who have had the event of one cause first, by Aalen and Johansen's estimate:
///   F(t) = Σ S(tᵢ−)·dᵢ/nᵢ   over event times tᵢ ≤ t, S the share without any event.
/// The shares of all causes and S add to 1; 1 − Kaplan–Meier with other causes censored would be
/// too large. Variance of Greenwood's type, as R's survfit and mstate.
/// Source  Aalen & Johansen, Scand J Stat 5:141 (1978); Allignol, Schumacher & Beyersmann, Biom J
///         52:126 (2010)
class CumulativeIncidence {
public:
    struct Step {
        double time;
        long events;   ///< ≥ 1, of this cause
        double share, standard_error;
    };

    /// @param cause  ≥ 1
    CumulativeIncidence(std::span<FirstEvent const> subjects, int cause);

    [[nodiscard]] std::vector<Step> const& steps() const { return steps_; }   ///< ascending
    /// The share at t ≥ 0 with its interval on the scale of ln(−ln F); where nobody or everybody
    /// has had the event, exact binomial of those not censored before t. Empty beyond the last
    /// follow-up unless all have had some event by then.
    [[nodiscard]] std::optional<Estimate> at(double t, double confidence = 0.95) const;

private:
    std::vector<Step> steps_;
    std::vector<double> censored_;   // ascending
    std::size_t subjects_;
    double last_time_ = -1;
    bool all_fell_ = false;   // at the last follow-up nobody is left
};

/// Follow-up for one cause alone, other causes taken as censored: what a cause-specific Kaplan–
/// Meier curve, log-rank test or Cox regression reads. It tells who is hit faster while at risk,
/// not who is hit more often in the end.
[[nodiscard]] std::vector<FollowUp> of_cause(std::span<FirstEvent const> subjects, int cause);

}   // namespace radici::numerics
