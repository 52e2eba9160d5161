#include "radici/numerics/tempered_ensemble.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "radici/base/random.hpp"
#include "radici/numerics/convergence.hpp"
#include "radici/numerics/differential_evolution.hpp"
#include "radici/numerics/statistics.hpp"

namespace radici::numerics {
namespace {

using Place = std::vector<double>;
using Density = std::function<double(Place const&)>;

LogLikelihoods each(Density density)
{
    return [density = std::move(density)](std::vector<Place> const& places) {
        std::vector<double> values;
        for (auto const& place : places)
            values.push_back(density(place));
        return values;
    };
}

double flat(std::span<double const> place)
{
    for (double x : place)
        if (std::abs(x) > 50)
            return -std::numeric_limits<double>::infinity();
    return 0;
}

double standard_normal(std::span<double const> place)
{
    double sum = 0;
    for (double x : place)
        sum -= 0.5 * x * x;
    return sum;
}

std::vector<std::vector<Place>> scattered(std::size_t temperatures, std::size_t walkers,
                                          std::size_t dimensions, double around = 0)
{
    RandomStream random(5, 0, "start");
    std::vector<std::vector<Place>> all(temperatures,
                                        std::vector<Place>(walkers, Place(dimensions)));
    for (auto& rung : all)
        for (auto& place : rung)
            for (auto& x : place)
                x = around + random.normal();
    return all;
}

/// Draws of the coldest rung: [dimension][walker][step].
std::vector<Chains> sample(EnsembleState& state, LogPrior const& prior,
                           LogLikelihoods const& likelihood, int burn, int steps)
{
    EnsembleOptions const options{.seed = 11, .difference_share = 0.5, .adapt_until = burn};
    auto const dimensions = state.walkers[0][0].at.size();
    std::vector<Chains> draws(dimensions, Chains(state.walkers[0].size()));
    for (int i = 0; i < burn + steps; ++i) {
        step_ensemble(state, prior, likelihood, options);
        for (std::size_t k = 0; i >= burn && k < state.walkers[0].size(); ++k)
            for (std::size_t d = 0; d < dimensions; ++d)
                draws[d][k].push_back(state.walkers[0][k].at[d]);
    }
    return draws;
}

struct Moments {
    double mean, sd, error;   ///< standard error of the mean, by the effective number of draws
};

Moments moments(Chains const& chains)
{
    Place all;
    for (auto const& chain : chains)
        all.insert(all.end(), chain.begin(), chain.end());
    double const sd = standard_deviation(all);
    return {mean(all), sd, sd / std::sqrt(bulk_effective_size(chains))};
}

TEST(TemperedEnsemble, finds_mean_and_spread_of_a_normal_of_unequal_axes)
{
    // independent axes whose spreads differ a thousandfold
    Place const centre{3, -2, 0.5}, spread{10, 1, 0.01};
    auto const likelihood = each([&](Place const& x) {
        double sum = 0;
        for (std::size_t i = 0; i < 3; ++i)
            sum -= 0.5 * std::pow((x[i] - centre[i]) / spread[i], 2);
        return sum;
    });
    auto state = start_ensemble(scattered(1, 20, 3), flat, likelihood);
    auto const draws = sample(state, flat, likelihood, 1000, 3000);
    for (std::size_t i = 0; i < 3; ++i) {
        auto const found = moments(draws[i]);
        EXPECT_NEAR(found.mean, centre[i], 5 * found.error);
        EXPECT_NEAR(found.sd / spread[i], 1, 0.08);
        EXPECT_LT(split_r_hat(draws[i]), 1.05);
    }
    double const taken =
        static_cast<double>(state.moves_taken[0]) / static_cast<double>(state.moves_tried[0]);
    EXPECT_GT(taken, 0.1);
    EXPECT_LT(taken, 0.9);
}

TEST(TemperedEnsemble, has_the_moments_of_a_banana)
{
    // x ~ N(1, 1), y | x ~ N(x², 0.5²): E x = 1, E y = 1 + 1 = 2, var y = 4·1·1² + 2·1⁴ + 0.25
    // (hybrid Rosenbrock, Pagani, Wiegand & Nadarajah, Scand J Stat 49:657 (2022), by hand)
    auto const likelihood = each([](Place const& x) {
        return -0.5 * std::pow(x[0] - 1, 2) - 0.5 * std::pow((x[1] - x[0] * x[0]) / 0.5, 2);
    });
    auto state = start_ensemble(scattered(3, 24, 2, 1), flat, likelihood);
    auto const draws = sample(state, flat, likelihood, 500, 4000);
    auto const x = moments(draws[0]), y = moments(draws[1]);
    EXPECT_NEAR(x.mean, 1, 5 * x.error);
    EXPECT_NEAR(x.sd, 1, 0.06);
    EXPECT_NEAR(y.mean, 2, 5 * y.error);
    EXPECT_NEAR(y.sd, 2.5, 0.3);
    EXPECT_LT(x.error, 0.05);
}

/// Two narrow normals at ±1.5 in both axes; the right one weighs thrice.
double two_hills(Place const& x)
{
    auto hill = [&](double at) {
        return std::exp(-0.5 * (std::pow((x[0] - at) / 0.1, 2) + std::pow((x[1] - at) / 0.1, 2)));
    };
    return std::log(hill(-1.5) + 3 * hill(1.5) + 1e-300);
}

TEST(TemperedEnsemble, weighs_two_hills_that_one_temperature_does_not_leave)
{
    auto const likelihood = each(two_hills);
    auto share_right = [&](std::size_t temperatures) {
        auto start = scattered(temperatures, 20, 2);
        for (auto& rung : start)
            for (auto& place : rung)
                place = {-1.5 + 0.05 * place[0], -1.5 + 0.05 * place[1]};
        auto state = start_ensemble(start, standard_normal, likelihood);
        auto const draws = sample(state, standard_normal, likelihood, 1000, 6000);
        double right = 0, all = 0;
        for (auto const& chain : draws[0])
            for (double x : chain) {
                right += x > 0 ? 1 : 0;
                all += 1;
            }
        return right / all;
    };
    EXPECT_EQ(share_right(1), 0);
    EXPECT_NEAR(share_right(6), 0.75, 0.08);   // by hand: the prior is the same at both
}

TEST(TemperedEnsemble, goes_on_from_a_kept_state_as_if_nothing_had_happened)
{
    auto const likelihood = each(two_hills);
    EnsembleOptions const options{.seed = 3, .difference_share = 0.5, .adapt_until = 30};
    auto whole = start_ensemble(scattered(3, 8, 2), standard_normal, likelihood);
    auto kept = whole;
    for (int i = 0; i < 40; ++i) {
        step_ensemble(whole, standard_normal, likelihood, options);
        if (i == 17)
            kept = whole;
    }
    while (kept.steps < whole.steps)
        step_ensemble(kept, standard_normal, likelihood, options);
    EXPECT_EQ(kept.inverse_temperature, whole.inverse_temperature);
    for (std::size_t k = 0; k < 8; ++k)
        EXPECT_EQ(kept.walkers[0][k].at, whole.walkers[0][k].at);
    EXPECT_GT(whole.inverse_temperature[1], 0);
    EXPECT_LT(whole.inverse_temperature[1], 1);
    EXPECT_EQ(whole.inverse_temperature[2], 0);
}

TEST(TemperedEnsemble, never_asks_where_the_prior_is_nought)
{
    auto const prior = [](std::span<double const> x) {
        return x[0] > 0 ? -x[0] : -std::numeric_limits<double>::infinity();
    };
    bool asked = false;
    auto const likelihood = each([&](Place const& x) {
        asked |= x[0] <= 0;
        return 0.0;
    });
    auto start = scattered(1, 10, 1);
    for (auto& place : start[0])
        place[0] = std::abs(place[0]);
    auto state = start_ensemble(start, prior, likelihood);
    auto const draws = sample(state, prior, likelihood, 200, 4000);
    auto const found = moments(draws[0]);
    EXPECT_FALSE(asked);
    EXPECT_NEAR(found.mean, 1, 5 * found.error);   // exponential
}

TEST(DifferentialEvolution, climbs_the_higher_of_two_hills)
{
    auto const likelihood = each(two_hills);
    RandomStream random(2, 0, "population");
    std::vector<Place> places(60, Place(2));
    for (auto& place : places)
        for (auto& x : place)
            x = 1.5 * random.normal();
    auto population = weighed(places, flat, likelihood);
    for (int g = 0; g < 100; ++g)
        evolve(population, g, 4, flat, likelihood);
    sort_by_worth(population);
    EXPECT_NEAR(population.front().at[0], 1.5, 1e-3);
    EXPECT_NEAR(population.front().at[1], 1.5, 1e-3);
    EXPECT_NEAR(population.front().log_likelihood, std::log(3), 1e-4);
}

}   // namespace
}   // namespace radici::numerics
