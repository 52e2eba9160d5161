#include "radici/numerics/differential_evolution.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "radici/base/error.hpp"
#include "radici/base/random.hpp"

namespace radici::numerics {
namespace {

double worth(Walker const& walker)
{
    double const sum = walker.log_prior + walker.log_likelihood;
    return std::isnan(sum) ? -std::numeric_limits<double>::infinity() : sum;
}

std::size_t another(std::size_t n, std::vector<std::size_t> const& taken, RandomStream& random)
{
    for (;;) {
        auto const k =
            std::min(static_cast<std::size_t>(random.uniform() * static_cast<double>(n)), n - 1);
        if (std::find(taken.begin(), taken.end(), k) == taken.end())
            return k;
    }
}

std::vector<double> offer(std::vector<Walker> const& population, std::size_t k, std::size_t best,
                          double step, RandomStream& random)
{
    constexpr double crossover = 0.9;
    auto const n = population.size();
    auto const a = another(n, {k}, random), b = another(n, {k, a}, random);
    auto place = population[k].at;
    auto const kept =
        static_cast<std::size_t>(random.uniform() * static_cast<double>(place.size()));
    for (std::size_t i = 0; i < place.size(); ++i)
        if (i == kept || random.uniform() < crossover)
            place[i] += step * (population[best].at[i] - place[i]) +
                        step * (population[a].at[i] - population[b].at[i]);
    return place;
}

}   // namespace

std::vector<Walker> weighed(std::vector<std::vector<double>> const& places, LogPrior const& prior,
                            LogLikelihoods const& likelihood)
{
    std::vector<Walker> walkers;
    std::vector<std::vector<double>> allowed;
    for (auto const& place : places) {
        walkers.push_back({place, prior(place), -std::numeric_limits<double>::infinity()});
        if (std::isfinite(walkers.back().log_prior))
            allowed.push_back(place);
    }
    auto const found = allowed.empty() ? std::vector<double>{} : likelihood(allowed);
    RADICI_EXPECT(found.size() == allowed.size());
    auto next = found.begin();
    for (auto& walker : walkers)
        if (std::isfinite(walker.log_prior))
            walker.log_likelihood = *next++;
    return walkers;
}

void evolve(std::vector<Walker>& population, int generation, std::uint64_t seed,
            LogPrior const& prior, LogLikelihoods const& likelihood)
{
    RADICI_EXPECT(population.size() >= 5);
    RandomStream random(seed, static_cast<std::uint64_t>(generation), "differential evolution");
    auto const best = static_cast<std::size_t>(
        std::max_element(population.begin(), population.end(),
                         [](auto const& a, auto const& b) { return worth(a) < worth(b); }) -
        population.begin());
    double const step = 0.5 + 0.5 * random.uniform();
    std::vector<std::vector<double>> offers;
    for (std::size_t k = 0; k < population.size(); ++k)
        offers.push_back(offer(population, k, best, step, random));
    auto trial = weighed(offers, prior, likelihood);
    for (std::size_t k = 0; k < population.size(); ++k)
        if (worth(trial[k]) >= worth(population[k]) && std::isfinite(worth(trial[k])))
            population[k] = std::move(trial[k]);
}

void sort_by_worth(std::vector<Walker>& population)
{
    std::stable_sort(population.begin(), population.end(),
                     [](auto const& a, auto const& b) { return worth(a) > worth(b); });
}

}   // namespace radici::numerics
