#include "radici/numerics/cox.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/error.hpp"
#include "radici/numerics/detail/cholesky.hpp"
#include "radici/numerics/detail/partial_likelihood.hpp"

namespace radici::numerics {
namespace {

using detail::Cholesky;
using detail::dot;
using detail::PartialLikelihood;

struct Sum {
    double log_likelihood = 0;
    std::vector<double> score, information;
};

Sum sum_at(PartialLikelihood const& likelihood, std::vector<double> const& coefficients)
{
    std::size_t const p = likelihood.covariates();
    Sum sum{0, std::vector<double>(p), std::vector<double>(p * p)};
    likelihood.each_event_time(coefficients, [&](detail::EventTime const& e) {
        sum.log_likelihood += e.log_likelihood;
        for (std::size_t i = 0; i < p; ++i)
            sum.score[i] += e.score[i];
        for (std::size_t i = 0; i < p * p; ++i)
            sum.information[i] += e.information[i];
    });
    return sum;
}

double longest(std::vector<double> const& step)
{
    double most = 0;
    for (double const s : step)
        most = std::max(most, std::abs(s));
    return most;
}

/// Curvature that has fallen to this share of the first is on its way to 0.
bool is_flat(std::vector<double> const& information, std::vector<double> const& first,
             std::size_t p)
{
    constexpr double share = 1e-9;
    for (std::size_t i = 0; i < p; ++i)
        if (!(information[i * p + i] > share * first[i * p + i]))
            return true;
    return false;
}

struct Maximum {
    std::vector<double> coefficients;   // per standard deviation
    Sum sum;
};

/// Newton's method. Where the likelihood rises for ever, steps do not shrink and curvature is lost.
std::optional<Maximum> maximise(PartialLikelihood const& likelihood, Sum const& at_zero)
{
    constexpr int iterations = 60, halvings = 40;
    constexpr double small = 1e-10;   // standard deviations of log hazard
    Maximum best{std::vector<double>(likelihood.covariates()), at_zero};
    for (int n = 0; n < iterations; ++n) {
        auto const p = likelihood.covariates();
        auto const curvature = Cholesky::of(best.sum.information, p);
        if (!curvature || is_flat(best.sum.information, at_zero.information, p))
            return std::nullopt;
        auto step = curvature->solve(best.sum.score);
        bool const last = longest(step) < small;
        double const rounding = 1e-10 * std::abs(best.sum.log_likelihood);
        Maximum next;
        for (int halved = 0; halved < halvings; ++halved) {
            next.coefficients = best.coefficients;
            for (std::size_t i = 0; i < step.size(); ++i) {
                next.coefficients[i] += step[i];
                step[i] *= 0.5;
            }
            next.sum = sum_at(likelihood, next.coefficients);
            if (next.sum.log_likelihood >= best.sum.log_likelihood - rounding)   // not for NaN
                break;
        }
        best = std::move(next);
        if (last)
            return best;
    }
    return std::nullopt;
}

}   // namespace

ChiSquaredTest chi_squared_test(double chi_squared, int degrees)
{
    double const not_negative = std::max(0.0, chi_squared);   // rounding
    return {not_negative, degrees, chi_squared_upper(not_negative, degrees)};
}

double CoxFit::standard_error(std::size_t covariate) const
{
    RADICI_EXPECT(covariate < coefficient.size());
    return std::sqrt(covariance[covariate * coefficient.size() + covariate]);
}

Estimate CoxFit::hazard_ratio(std::size_t covariate, double confidence) const
{
    RADICI_EXPECT(confidence > 0 && confidence < 1);
    double const half = normal_quantile(0.5 * (1 + confidence)) * standard_error(covariate);
    double const log_ratio = coefficient[covariate];
    return {std::exp(log_ratio), std::exp(log_ratio - half), std::exp(log_ratio + half)};
}

std::optional<CoxFit> cox_regression(CoxTable const& table)
{
    PartialLikelihood const likelihood(table);
    std::size_t const p = likelihood.covariates();
    auto const at_zero = sum_at(likelihood, std::vector<double>(p));
    auto const curvature_at_zero = Cholesky::of(at_zero.information, p);
    auto const maximum = maximise(likelihood, at_zero);
    if (!maximum || !curvature_at_zero)
        return std::nullopt;
    auto const curvature = Cholesky::of(maximum->sum.information, p);
    if (!curvature)
        return std::nullopt;

    auto const& b = maximum->coefficients;
    double wald = 0;
    for (std::size_t i = 0; i < p * p; ++i)
        wald += b[i / p] * maximum->sum.information[i] * b[i % p];
    auto const degrees = static_cast<int>(p);
    double const gain = maximum->sum.log_likelihood - at_zero.log_likelihood;
    CoxFit fit{.coefficient = b,
               .covariance = curvature->inverse(),
               .log_likelihood_at_zero = at_zero.log_likelihood,
               .log_likelihood = maximum->sum.log_likelihood,
               .likelihood_ratio = chi_squared_test(2 * gain, degrees),
               .score = chi_squared_test(
                   dot(at_zero.score, curvature_at_zero->solve(at_zero.score)), degrees),
               .wald = chi_squared_test(wald, degrees)};
    auto const& scale = likelihood.scale();
    for (std::size_t i = 0; i < p; ++i)
        fit.coefficient[i] /= scale[i];
    for (std::size_t i = 0; i < p * p; ++i)
        fit.covariance[i] /= scale[i / p] * scale[i % p];
    return fit;
}

CoxTable two_groups(std::span<FollowUp const> a, std::span<FollowUp const> b)
{
    CoxTable table{.subjects = {a.begin(), a.end()}, .value = {}};
    table.subjects.insert(table.subjects.end(), b.begin(), b.end());
    table.value.assign(a.size(), 0.0);
    table.value.resize(table.subjects.size(), 1.0);
    return table;
}

std::optional<Estimate> hazard_ratio(std::span<FollowUp const> a, std::span<FollowUp const> b,
                                     double confidence)
{
    auto const fit = cox_regression(two_groups(a, b));
    if (!fit)
        return std::nullopt;
    return fit->hazard_ratio(0, confidence);
}

}   // namespace radici::numerics
