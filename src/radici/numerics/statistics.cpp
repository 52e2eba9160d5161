#include "radici/numerics/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "radici/base/error.hpp"

namespace radici::numerics {
namespace {

void expect_counts(long successes, long trials, double confidence)
{
    RADICI_EXPECT(trials >= 0 && successes >= 0 && successes <= trials);
    RADICI_EXPECT(confidence > 0 && confidence < 1);
}

/// ln of the number of ways to draw k of n.
double log_choose(long n, long k)
{
    auto const log_factorial = [](long m) { return std::lgamma(static_cast<double>(m) + 1); };
    return log_factorial(n) - log_factorial(k) - log_factorial(n - k);
}

/// Indices of the p values that are numbers, smallest first.
std::vector<std::size_t> ascending_tests(std::span<double const> p)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < p.size(); ++i)
        if (!std::isnan(p[i])) {
            RADICI_EXPECT(p[i] >= 0 && p[i] <= 1);
            order.push_back(i);
        }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t l, std::size_t r) { return p[l] < p[r]; });
    return order;
}

}   // namespace

double mean(std::span<double const> values)
{
    double sum = 0;
    for (double const value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

double standard_deviation(std::span<double const> values)
{
    if (values.size() < 2)
        return std::numeric_limits<double>::quiet_NaN();
    double const centre = mean(values);
    double squares = 0, drift = 0;   // the drift corrects the rounding of the mean
    for (double const value : values) {
        squares += (value - centre) * (value - centre);
        drift += value - centre;
    }
    auto const n = static_cast<double>(values.size());
    return std::sqrt((squares - drift * drift / n) / (n - 1));
}

double quantile(std::span<double const> values, double p)
{
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    return quantile_of_sorted(sorted, p);
}

double quantile_of_sorted(std::span<double const> ascending, double p)
{
    RADICI_EXPECT(!ascending.empty() && p >= 0 && p <= 1);
    double const position = p * static_cast<double>(ascending.size() - 1);
    auto const below = static_cast<std::size_t>(position);
    double const share = position - std::floor(position);
    double const low = ascending[below];
    if (share == 0 || ascending[below + 1] == low)   // equal infinities too
        return low;
    return low + share * (ascending[below + 1] - low);
}

double normal_cumulative(double z)
{
    return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

Estimate median_estimate(std::span<double const> values, double confidence)
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    if (values.empty())
        return {none, none, none};
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    auto const n = static_cast<long>(sorted.size());
    double const tail = (1 - confidence) / 2, all = static_cast<double>(n) * std::log(2.0);
    long rank = 0;   // of the lower bound, from 1; P(fewer than `rank` values below the median)
    double below = std::exp(-all);
    while (below <= tail && rank < n) {
        ++rank;
        below += std::exp(log_choose(n, rank) - all);
    }
    double const median = quantile_of_sorted(sorted, 0.5);
    if (rank == 0)
        return {median, none, none};
    return {median, sorted[static_cast<std::size_t>(rank - 1)],
            sorted[static_cast<std::size_t>(n - rank)]};
}

double normal_quantile(double p)
{
    RADICI_EXPECT(p > 0 && p < 1);
    return boost::math::quantile(boost::math::normal_distribution<>(), p);
}

double chi_squared_upper(double x, double degrees)
{
    RADICI_EXPECT(x >= 0 && degrees > 0);
    return boost::math::cdf(
        boost::math::complement(boost::math::chi_squared_distribution<>(degrees), x));
}

double student_quantile(double p, double degrees)
{
    RADICI_EXPECT(p > 0 && p < 1 && degrees > 0);
    return boost::math::quantile(boost::math::students_t_distribution<>(degrees), p);
}

Interval clopper_pearson(long successes, long trials, double confidence)
{
    expect_counts(successes, trials, confidence);
    using Beta = boost::math::beta_distribution<>;
    double const tail = 0.5 * (1 - confidence);
    auto const x = static_cast<double>(successes), n = static_cast<double>(trials);
    Interval interval{0, 1};
    if (successes > 0)
        interval.low = boost::math::quantile(Beta(x, n - x + 1), tail);
    if (successes < trials)
        interval.high = boost::math::quantile(boost::math::complement(Beta(x + 1, n - x), tail));
    return interval;
}

Interval wilson(long successes, long trials, double confidence)
{
    expect_counts(successes, trials, confidence);
    if (trials == 0)
        return {0, 1};
    double const z = normal_quantile(0.5 * (1 + confidence));
    auto const n = static_cast<double>(trials);
    double const p = static_cast<double>(successes) / n;
    double const centre = (p + z * z / (2 * n)) / (1 + z * z / n);
    double const half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return {successes == 0 ? 0 : centre - half, successes == trials ? 1 : centre + half};
}

Estimate rate_difference(long successes_a, long trials_a, long successes_b, long trials_b,
                         double confidence)
{
    RADICI_EXPECT(trials_a >= 1 && trials_b >= 1);
    auto const a = wilson(successes_a, trials_a, confidence),
               b = wilson(successes_b, trials_b, confidence);
    double const rate_a = static_cast<double>(successes_a) / static_cast<double>(trials_a);
    double const rate_b = static_cast<double>(successes_b) / static_cast<double>(trials_b);
    double const value = rate_b - rate_a;
    return {value, value - std::hypot(rate_b - b.low, a.high - rate_a),
            value + std::hypot(b.high - rate_b, rate_a - a.low)};
}

double fisher_exact_p(long successes_a, long trials_a, long successes_b, long trials_b)
{
    expect_counts(successes_a, trials_a, 0.5);
    expect_counts(successes_b, trials_b, 0.5);
    long const successes = successes_a + successes_b;
    long const first = std::max(0L, successes - trials_b), last = std::min(trials_a, successes);
    double const all = log_choose(trials_a + trials_b, successes);
    auto const probability = [&](long a) {
        return std::exp(log_choose(trials_a, a) + log_choose(trials_b, successes - a) - all);
    };
    double const limit = probability(successes_a) * (1 + 1e-7);
    double sum = 0;
    for (long a = first; a <= last; ++a)
        if (double const p = probability(a); p <= limit)
            sum += p;
    return std::min(sum, 1.0);
}

std::vector<double> holm(std::span<double const> p)
{
    auto const order = ascending_tests(p);
    std::vector<double> adjusted(p.begin(), p.end());
    double largest = 0;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        double const times = static_cast<double>(order.size() - rank);
        largest = std::max(largest, std::min(1.0, times * p[order[rank]]));
        adjusted[order[rank]] = largest;
    }
    return adjusted;
}

std::vector<double> bonferroni(std::span<double const> p)
{
    auto const order = ascending_tests(p);
    std::vector<double> adjusted(p.begin(), p.end());
    for (std::size_t const test : order)
        adjusted[test] = std::min(1.0, static_cast<double>(order.size()) * p[test]);
    return adjusted;
}

Interval bootstrap_interval(std::size_t n, int replicates,
                            std::function<double(std::span<std::size_t const>)> const& statistic,
                            RandomStream& random, double confidence)
{
    RADICI_EXPECT(n >= 1 && replicates >= 100 && confidence > 0 && confidence < 1);
    std::vector<std::size_t> drawn(n);
    std::vector<double> values(static_cast<std::size_t>(replicates));
    for (double& value : values) {
        for (std::size_t& index : drawn)
            index = static_cast<std::size_t>(random.uniform() * static_cast<double>(n));
        value = statistic(drawn);
        if (std::isnan(value))
            value = std::numeric_limits<double>::infinity();
    }
    std::sort(values.begin(), values.end());
    double const tail = 0.5 * (1 - confidence);
    return {quantile_of_sorted(values, tail), quantile_of_sorted(values, 1 - tail)};
}

}   // namespace radici::numerics
