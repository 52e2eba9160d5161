#include "radici/study/fit/detail/comparison.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/error.hpp"
#include "radici/numerics/statistics.hpp"

namespace radici::study::fit::detail {
namespace {

double log_normal(double z, double sd)
{
    return -0.5 * z * z - std::log(sd) - 0.5 * std::log(2 * constant::pi);
}

/// Chance of at least z, as a logarithm, for values that were only seen to lie on one side.
double log_upper(double z)
{
    return std::log(std::max(numerics::normal_cumulative(-z), 1e-300));
}

double log_beta(double a, double b)
{
    return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b);
}

}   // namespace

Judgement compare(double seen, double expected, double sd, int censored)
{
    double const z = (seen - expected) / sd;
    return {.log_likelihood = censored == 0  ? log_normal(z, sd)
                              : censored > 0 ? log_upper(-z)   // below the value
                                             : log_upper(z),
            .observed = seen,
            .predicted = expected,
            .p_above = numerics::normal_cumulative(-z)};
}

double sd_of(Observation const& row, double error)
{
    return std::isnan(row.low) ? error : std::log(row.high / row.low) / interval_width;
}

Judgement judge_share(Observation const& row, Count const& simulated)
{
    double const a = simulated.with + 0.5, b = simulated.of - simulated.with + 0.5;
    double const share = a / (a + b);
    if (row.n < 1) {
        auto logit = [](double p) {
            double const inside = std::clamp(p, 1e-3, 1 - 1e-3);
            return std::log(inside / (1 - inside));
        };
        double const given = std::max(logit(row.high) - logit(row.low), 0.05) / interval_width;
        double const sd = std::hypot(given, 1 / std::sqrt((a + b) * share * (1 - share)));
        auto result = compare(logit(row.value), logit(share), sd, 0);
        result.observed = row.value;
        result.predicted = share;
        return result;
    }
    auto const n = static_cast<double>(row.n);
    double const seen = std::round(row.value * n);
    auto log_chance = [&](double k) {
        return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) +
               log_beta(k + a, n - k + b) - log_beta(a, b);
    };
    double above = 0.5 * std::exp(log_chance(seen));   // half of the tie
    for (double k = seen + 1; k <= n; ++k)
        above += std::exp(log_chance(k));
    return {log_chance(seen), seen / n, share, std::min(above, 1.0)};
}

double column(SimulatedArm const& arm, std::vector<double> const& row, std::string const& name)
{
    auto const& names = arm.table.names();
    auto const found = std::find(names.begin(), names.end(), name);
    RADICI_EXPECT(found != names.end());
    return row[static_cast<std::size_t>(found - names.begin())];
}

}   // namespace radici::study::fit::detail
