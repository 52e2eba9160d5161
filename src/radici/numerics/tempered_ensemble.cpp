#include "radici/numerics/tempered_ensemble.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "radici/base/error.hpp"
#include "radici/base/random.hpp"

namespace radici::numerics {
namespace {

constexpr double no_chance = -std::numeric_limits<double>::infinity();

std::size_t index_below(std::size_t n, RandomStream& random)
{
    return std::min(static_cast<std::size_t>(random.uniform() * static_cast<double>(n)), n - 1);
}

std::vector<std::size_t> shuffled(std::size_t n, RandomStream& random)
{
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = n; i > 1; --i)
        std::swap(order[i - 1], order[index_below(i, random)]);
    return order;
}

struct Proposal {
    std::size_t temperature, walker;
    Walker to;
    double log_ratio;   ///< of the proposal's own asymmetry
};

/// The half that stays while the other moves.
struct Others {
    std::vector<Walker> const& walkers;
    std::span<std::size_t const> half;
    [[nodiscard]] std::vector<double> const& any(RandomStream& random) const
    {
        return walkers[half[index_below(half.size(), random)]].at;
    }
};

Proposal stretch(std::vector<double> const& from, Others const& others, RandomStream& random)
{
    constexpr double scale = 2;
    auto const& anchor = others.any(random);
    double const root = (scale - 1) * random.uniform() + 1;
    double const z = root * root / scale;
    Proposal proposal{
        0, 0, {from, 0, no_chance}, static_cast<double>(from.size() - 1) * std::log(z)};
    for (std::size_t i = 0; i < from.size(); ++i)
        proposal.to.at[i] = anchor[i] + z * (from[i] - anchor[i]);
    return proposal;
}

Proposal difference(std::vector<double> const& from, Others const& others, RandomStream& random)
{
    auto const first = index_below(others.half.size(), random);
    auto second = index_below(others.half.size() - 1, random);
    second += second >= first ? 1 : 0;
    bool const whole = random.uniform() < 0.1;
    double const part = whole ? 1 : 2.38 / std::sqrt(2.0 * static_cast<double>(from.size()));
    auto const& a = others.walkers[others.half[first]].at;
    auto const& b = others.walkers[others.half[second]].at;
    Proposal proposal{0, 0, {from, 0, no_chance}, 0};
    for (std::size_t i = 0; i < from.size(); ++i)
        proposal.to.at[i] = from[i] + part * (a[i] - b[i]);
    return proposal;
}

/// Fills in priors and likelihoods; places without a prior are not asked about.
void weigh(std::vector<Walker*> const& walkers, LogPrior const& prior,
           LogLikelihoods const& likelihood)
{
    std::vector<std::vector<double>> places;
    std::vector<Walker*> asked;
    for (auto* walker : walkers) {
        walker->log_prior = prior(walker->at);
        walker->log_likelihood = no_chance;
        if (std::isfinite(walker->log_prior)) {
            places.push_back(walker->at);
            asked.push_back(walker);
        }
    }
    if (asked.empty())
        return;
    auto const found = likelihood(places);
    RADICI_EXPECT(found.size() == asked.size());
    for (std::size_t i = 0; i < asked.size(); ++i)
        asked[i]->log_likelihood = std::isnan(found[i]) ? no_chance : found[i];
}

/// β·ln L, where 0·(−∞) is −∞: an impossible place is none at any temperature.
double tempered(Walker const& walker, double beta)
{
    return std::isfinite(walker.log_likelihood) ? walker.log_prior + beta * walker.log_likelihood
                                                : no_chance;
}

/// Moves one half of every temperature's walkers.
void move_half(EnsembleState& state, std::vector<std::vector<std::size_t>> const& orders,
               bool second, LogPrior const& prior, LogLikelihoods const& likelihood,
               EnsembleOptions const& options, RandomStream& random)
{
    std::vector<Proposal> proposals;
    for (std::size_t t = 0; t < state.walkers.size(); ++t) {
        std::span<std::size_t const> const order = orders[t];
        auto const half = order.size() / 2;
        Others const others{state.walkers[t], second ? order.first(half) : order.subspan(half)};
        for (auto const k : second ? order.subspan(half) : order.first(half)) {
            auto const& from = state.walkers[t][k].at;
            proposals.push_back(random.uniform() < options.difference_share
                                    ? difference(from, others, random)
                                    : stretch(from, others, random));
            proposals.back().temperature = t;
            proposals.back().walker = k;
        }
    }
    std::vector<Walker*> walkers;
    for (auto& proposal : proposals)
        walkers.push_back(&proposal.to);
    weigh(walkers, prior, likelihood);
    for (auto& proposal : proposals) {
        auto& walker = state.walkers[proposal.temperature][proposal.walker];
        double const beta = state.inverse_temperature[proposal.temperature];
        double const gain = tempered(proposal.to, beta) - tempered(walker, beta);
        double const threshold = std::log(random.uniform());
        ++state.moves_tried[proposal.temperature];
        // A walker that starts where nothing is possible goes anywhere that is.
        if (std::isfinite(proposal.to.log_likelihood) &&
            (std::isnan(gain) || threshold < proposal.log_ratio + gain)) {
            walker = std::move(proposal.to);
            ++state.moves_taken[proposal.temperature];
        }
    }
}

/// Swaps between neighbours, the hottest first. Gives the share taken of each pair.
std::vector<double> swap_temperatures(EnsembleState& state, RandomStream& random)
{
    auto const pairs = state.walkers.size() - 1;
    std::vector<double> taken(pairs);
    for (std::size_t t = pairs; t-- > 0;) {
        auto& cold = state.walkers[t];
        auto& hot = state.walkers[t + 1];
        double const step = state.inverse_temperature[t] - state.inverse_temperature[t + 1];
        auto const a = shuffled(cold.size(), random), b = shuffled(hot.size(), random);
        for (std::size_t i = 0; i < a.size(); ++i) {
            double const gain = step * (hot[b[i]].log_likelihood - cold[a[i]].log_likelihood);
            if (std::log(random.uniform()) < gain) {
                std::swap(cold[a[i]], hot[b[i]]);
                taken[t] += 1;
            }
        }
        state.swaps_tried[t] += static_cast<long>(a.size());
        state.swaps_taken[t] += std::lround(taken[t]);
        taken[t] /= static_cast<double>(a.size());
    }
    return taken;
}

/// Moves the inner rungs until all swaps are taken equally often; the first and last stay.
void adapt_ladder(std::vector<double>& beta, std::vector<double> const& taken, long steps)
{
    constexpr double lag = 100, time = 10;
    double const rate = lag / (static_cast<double>(steps) + lag) / time;
    double temperature = 1;
    std::vector<double> next = beta;
    for (std::size_t i = 1; i + 1 < beta.size(); ++i) {
        double const gap = 1 / beta[i] - 1 / beta[i - 1];
        temperature += gap * std::exp(rate * (taken[i - 1] - taken[i]));
        next[i] = 1 / temperature;
    }
    beta = std::move(next);
}

}   // namespace

EnsembleState start_ensemble(std::vector<std::vector<std::vector<double>>> const& at,
                             LogPrior const& prior, LogLikelihoods const& likelihood)
{
    RADICI_EXPECT(!at.empty() && at.front().size() >= 4 && at.front().size() % 2 == 0);
    auto const rungs = at.size();
    EnsembleState state;
    std::vector<Walker*> all;
    state.walkers.resize(rungs);
    for (std::size_t t = 0; t < rungs; ++t) {
        RADICI_EXPECT(at[t].size() == at.front().size());
        for (auto const& place : at[t])
            state.walkers[t].push_back({place, 0, 0});
        for (auto& walker : state.walkers[t])
            all.push_back(&walker);
        double const share =
            rungs == 1 ? 0 : static_cast<double>(t) / static_cast<double>(rungs - 1);
        state.inverse_temperature.push_back(std::pow(1 - share, 5));
    }
    weigh(all, prior, likelihood);
    state.moves_tried.assign(rungs, 0);
    state.moves_taken.assign(rungs, 0);
    state.swaps_tried.assign(rungs - 1, 0);
    state.swaps_taken.assign(rungs - 1, 0);
    return state;
}

void step_ensemble(EnsembleState& state, LogPrior const& prior, LogLikelihoods const& likelihood,
                   EnsembleOptions const& options)
{
    RandomStream random(options.seed, static_cast<std::uint64_t>(state.steps), "ensemble step");
    std::vector<std::vector<std::size_t>> orders;
    for (auto const& walkers : state.walkers)
        orders.push_back(shuffled(walkers.size(), random));
    move_half(state, orders, false, prior, likelihood, options, random);
    move_half(state, orders, true, prior, likelihood, options, random);
    if (state.walkers.size() > 1) {
        auto const taken = swap_temperatures(state, random);
        if (state.steps < options.adapt_until)
            adapt_ladder(state.inverse_temperature, taken, state.steps);
    }
    ++state.steps;
}

}   // namespace radici::numerics
