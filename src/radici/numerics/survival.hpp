#pragma once
#include <optional>
#include <span>
#include <vector>

#include "radici/numerics/statistics.hpp"

namespace radici::numerics {

/// One subject: the event at `time`, or none seen until then (censored). time ≥ 0; a subject
/// censored at the time of an event is still at risk for it.
struct FollowUp {
    double time;
    bool event;
};

/// A quantile of survival time and its interval; empty where the curve or its band does not fall
/// that far.
struct SurvivalQuantile {
    std::optional<double> value, low, high;
};

/// The product-limit estimate with pointwise 95 % bands (Greenwood's variance on the scale of
/// ln(−ln S)). Source  Kaplan & Meier, J Am Stat Assoc 53:457 (1958); Kalbfleisch & Prentice, The
/// Statistical Analysis of Failure Time
///         Data, 2nd ed. (2002), §1.4
class KaplanMeier {
public:
    struct Step {
        double time;
        long at_risk;        ///< just before
        long events;         ///< ≥ 1
        Estimate survival;   ///< just after; once it is 0 the band is [0, upper bound before]
    };

    explicit KaplanMeier(std::span<FollowUp const> subjects, double confidence = 0.95);

    [[nodiscard]] std::vector<Step> const& steps() const
    {
        return steps_;
    }   ///< event times, ascending
    /// Survival at t ≥ 0; empty beyond the last follow-up unless the curve has reached 0.
    [[nodiscard]] std::optional<Estimate> at(double t) const;
    /// Subjects with follow-up ≥ t.
    [[nodiscard]] long at_risk(double t) const;
    /// First time with S ≤ 1 − p; half-way along the step where S is 1 − p exactly. The interval is
    /// where the band crosses (Brookmeyer & Crowley, Biometrics 38:29 (1982), on the log-log
    /// scale).
    [[nodiscard]] SurvivalQuantile quantile(double p) const;
    [[nodiscard]] SurvivalQuantile median() const { return quantile(0.5); }

private:
    std::vector<Step> steps_;
    std::vector<double> ascending_;
};

struct LogRank {
    double observed_a, expected_a, observed_b, expected_b;
    double chi_squared;   ///< 1 degree of freedom; 0 where nothing can be compared
    double p;
};

/// The two groups of one stratum; they must outlive the call they are given to.
struct TwoGroups {
    std::span<FollowUp const> a, b;
};

/// Mantel's log-rank test with the hypergeometric variance. Source  Mantel, Cancer Chemother Rep
/// 50:163 (1966)
[[nodiscard]] LogRank log_rank(std::span<FollowUp const> a, std::span<FollowUp const> b);

/// The same with subjects compared inside their stratum only: excess and variance are summed.
[[nodiscard]] LogRank log_rank(std::span<TwoGroups const> strata);

}   // namespace radici::numerics
