#pragma once
#include <functional>
#include <vector>

#include "radici/numerics/cox.hpp"

namespace radici::numerics::detail {

/// What one event time of one stratum adds to the log partial likelihood, to its gradient and to
/// its negative Hessian.
struct EventTime {
    double time;
    double log_likelihood;
    std::vector<double> score;         ///< covariates
    std::vector<double> information;   ///< covariates × covariates
};

/// Efron's partial likelihood of a table, in covariates of mean 0 and standard deviation 1, so that
/// a step of 1 is a large one for each.
class PartialLikelihood {
public:
    explicit PartialLikelihood(CoxTable const& table);

    [[nodiscard]] std::size_t covariates() const { return scale_.size(); }
    /// Standard deviation of each covariate; 1 where it is constant.
    [[nodiscard]] std::vector<double> const& scale() const { return scale_; }

    /// Calls `visit` at each event time, last to first within each stratum.
    /// @param coefficients  log hazard ratio per standard deviation of each covariate
    void each_event_time(std::vector<double> const& coefficients,
                         std::function<void(EventTime const&)> const& visit) const;

private:
    struct Row {
        double time;
        bool event;
        int stratum;
        std::size_t subject;
    };
    std::vector<Row> rows_;        // by stratum, last to first
    std::vector<double> values_;   // of the rows
    std::vector<double> scale_;
};

}   // namespace radici::numerics::detail
