#pragma once
#include <string>
#include <vector>

#include "radici/numerics/convergence.hpp"
#include "radici/study/ensemble.hpp"
#include "radici/study/fit/sample.hpp"

namespace radici::study::fit {

/// What is known of a parameter after the data.
struct Marginal {
    double mean = 0, sd = 0;
    double low = 0, median = 0, high = 0;   ///< 95 % interval
    double r_hat = 0;                       ///< NaN: all draws are equal
    double bulk_size = 0, tail_size = 0;    ///< effective draws
    /// The likelihood at the best place does not change with it: what is known is the prior.
    bool prior_only = false;
    /// 1 − variance of the posterior over that of the prior, in scores; 0: nothing was learnt.
    double learnt = 0;
};

/// A group of data beside what the posterior predicts for it.
struct Prediction {
    std::string label;
    std::string quantity, unit;
    double observed = 0;
    double low = 0, median = 0, high = 0;   ///< 95 % of the posterior's predictions
    /// Mean chance over the posterior that data made anew come out at least as high; near 0 or 1
    /// the model does not explain them.
    double p = 0;
};

/// The result of a fit. Nothing in it depends on threads, hosts or the clock.
struct Posterior {
    std::vector<Marginal> marginals;   ///< by parameter
    /// By parameter, walker, step: values in the parameter's unit.
    std::vector<numerics::Chains> draws;
    std::vector<std::vector<double>> log_posterior;   ///< by walker and step
    std::vector<double> best;                         ///< values of the best place that was seen
    double best_log_posterior = 0;
    double acceptance = 0;
    std::vector<double> inverse_temperature, swap_acceptance;
    std::vector<Prediction> predictions;
    Ensemble ensemble;
    double worst_r_hat = 0, least_size = 0;   ///< over all parameters
    std::vector<std::string> not_converged;   ///< why; empty: it has

    static constexpr double most_r_hat = 1.05;
    static constexpr double least_effective = 100;
};

/// Sums up a finished progress. Asks for more simulations: of the best place with each parameter at
/// the 5 % and 95 % points of its prior, and of up to 100 draws for predictions.
[[nodiscard]] Posterior conclude(Plan const& plan, Problem const& problem, Progress const& progress,
                                 std::string const& command);

}   // namespace radici::study::fit
