#pragma once
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "radici/base/random.hpp"

namespace radici::numerics {

struct Interval {
    double low, high;
};

struct Estimate {
    double value, low, high;
};

[[nodiscard]] double mean(std::span<double const> values);   ///< NaN of nothing
[[nodiscard]] double
standard_deviation(std::span<double const> values);   ///< of a sample, n − 1; NaN below 2 values

/// Sample quantile by linear interpolation of order statistics, position p·(n − 1): type 7, as R
/// and NumPy by default.
/// @param p  in [0, 1]; values in any order, at least 1, no NaN (infinities are ordered)
/// Source    Hyndman & Fan, Am Stat 50:361 (1996)
[[nodiscard]] double quantile(std::span<double const> values, double p);
/// The same of ascending values, without a copy.
[[nodiscard]] double quantile_of_sorted(std::span<double const> ascending, double p);

/// Sample median with an interval between two order statistics, the narrowest symmetric pair that
/// holds the median of any continuous distribution with at least this confidence; NaN where there
/// is none (below 6 values at 95 %).
/// Source  Conover, Practical Nonparametric Statistics (1999) § 3.2
[[nodiscard]] Estimate median_estimate(std::span<double const> values, double confidence = 0.95);

[[nodiscard]] double normal_cumulative(double z);
[[nodiscard]] double normal_quantile(double p);                     ///< p in (0, 1)
[[nodiscard]] double chi_squared_upper(double x, double degrees);   ///< P(X > x), x ≥ 0
[[nodiscard]] double student_quantile(double p, double degrees);    ///< p in (0, 1), degrees > 0

/// Exact binomial interval: each tail holds at most (1 − confidence)/2.
/// @param successes  0 … trials; trials = 0 gives [0, 1]
/// Source            Clopper & Pearson, Biometrika 26:404 (1934), by quantiles of the beta
/// distribution
[[nodiscard]] Interval clopper_pearson(long successes, long trials, double confidence = 0.95);

/// Score interval of one rate. Source  Wilson, J Am Stat Assoc 22:209 (1927)
[[nodiscard]] Interval wilson(long successes, long trials, double confidence = 0.95);

/// Rate b − rate a of two independent groups, with the interval that joins their score intervals.
/// @param trials_a, trials_b  ≥ 1
/// Source  Newcombe, Stat Med 17:873 (1998), method 10
[[nodiscard]] Estimate rate_difference(long successes_a, long trials_a, long successes_b,
                                       long trials_b, double confidence = 0.95);

/// Fisher's exact test of two rates, two-sided: the sum over all tables with the same margins that
/// are no more likely than the one seen (to 1 part in 1e7). 1 where a margin is empty. Source
/// Fisher, The Design of Experiments (1935) ch. 2; rule of summation as R's fisher.test
[[nodiscard]] double fisher_exact_p(long successes_a, long trials_a, long successes_b,
                                    long trials_b);

/// p values of tests that were made together, adjusted so that the chance of even one false alarm
/// among them stays what one test would have; in the order given, ≤ 1.
/// @param p  each in [0, 1] or NaN: a test that could not be made, neither counted nor adjusted
/// Source    Holm, Scand J Stat 6:65 (1979), rejects no less than Bonferroni and asks for no more
[[nodiscard]] std::vector<double> holm(std::span<double const> p);
[[nodiscard]] std::vector<double> bonferroni(std::span<double const> p);

/// Percentile bootstrap of any statistic of n subjects.
/// @param statistic   of the drawn indices (with repetition); NaN counts as +∞: "not reached"
/// @param replicates  ≥ 100
/// Source             Efron & Tibshirani, An Introduction to the Bootstrap (1993), ch. 13
[[nodiscard]] Interval
bootstrap_interval(std::size_t n, int replicates,
                   std::function<double(std::span<std::size_t const>)> const& statistic,
                   RandomStream& random, double confidence = 0.95);

}   // namespace radici::numerics
