#include "radici/numerics/proportional_hazards.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "radici/base/error.hpp"
#include "radici/numerics/detail/cholesky.hpp"
#include "radici/numerics/detail/partial_likelihood.hpp"

namespace radici::numerics {
namespace {

using Drift = std::function<double(double)>;

/// Share of all subjects with an event before a time.
Drift event_share(std::vector<FollowUp> const& subjects)
{
    KaplanMeier const curve(subjects);
    return [steps = curve.steps()](double time) {
        auto const now =
            std::lower_bound(steps.begin(), steps.end(), time,
                             [](KaplanMeier::Step const& s, double t) { return s.time < t; });
        return now == steps.begin() ? 0 : 1 - std::prev(now)->survival.value;
    };
}

/// The drift in standard units over the events; the test is the same, its matrix better scaled.
Drift standardised(Drift drift, std::vector<FollowUp> const& subjects)
{
    std::vector<double> values;
    for (auto const& [time, event] : subjects)
        if (event)
            values.push_back(drift(time));
    double const centre = mean(values), spread = standard_deviation(values);
    return [drift = std::move(drift), centre, scale = spread > 0 ? spread : 1](double time) {
        return (drift(time) - centre) / scale;
    };
}

/// Score and information of (β, θ) at θ = 0.
struct Drifting {
    std::size_t p;
    std::vector<double> score;         // of θ; that of β is 0 at its maximum
    std::vector<double> information;   // 2p × 2p

    void add(detail::EventTime const& e, double g)
    {
        for (std::size_t i = 0; i < p; ++i) {
            score[i] += g * e.score[i];
            for (std::size_t j = 0; j < p; ++j) {
                double const v = e.information[i * p + j];
                information[i * 2 * p + j] += v;
                information[(p + i) * 2 * p + j] += g * v;
                information[i * 2 * p + p + j] += g * v;
                information[(p + i) * 2 * p + p + j] += g * g * v;
            }
        }
    }

    /// Only the coefficients `drifting` may drift.
    [[nodiscard]] ChiSquaredTest test(std::vector<std::size_t> const& drifting) const
    {
        std::vector<std::size_t> kept(p);
        std::iota(kept.begin(), kept.end(), std::size_t{0});
        std::vector<double> u(p);
        for (std::size_t const i : drifting) {
            kept.push_back(p + i);
            u.push_back(score[i]);
        }
        std::vector<double> matrix;
        for (std::size_t const i : kept)
            for (std::size_t const j : kept)
                matrix.push_back(information[i * 2 * p + j]);
        auto const degrees = static_cast<int>(drifting.size());
        auto const curvature = detail::Cholesky::of(std::move(matrix), kept.size());
        if (!curvature)   // as with one event time: nothing is known of a drift
            return {0, degrees, 1};
        return chi_squared_test(detail::dot(u, curvature->solve(u)), degrees);
    }
};

}   // namespace

ProportionalHazards proportional_hazards(CoxTable const& table, CoxFit const& fit, Clock clock)
{
    std::size_t const p = table.covariates;
    RADICI_EXPECT(fit.coefficient.size() == p);
    detail::PartialLikelihood const likelihood(table);
    auto const drift = standardised(clock == Clock::event_share ? event_share(table.subjects)
                                                                : Drift([](double t) { return t; }),
                                    table.subjects);
    std::vector<double> coefficients = fit.coefficient;
    for (std::size_t i = 0; i < p; ++i)
        coefficients[i] *= likelihood.scale()[i];
    Drifting sum{p, std::vector<double>(p), std::vector<double>(4 * p * p)};
    likelihood.each_event_time(coefficients,
                               [&](detail::EventTime const& e) { sum.add(e, drift(e.time)); });

    ProportionalHazards result{};
    std::vector<std::size_t> all(p);
    std::iota(all.begin(), all.end(), std::size_t{0});
    for (std::size_t const i : all)
        result.covariate.push_back(sum.test({i}));
    result.global = sum.test(all);
    return result;
}

}   // namespace radici::numerics
