#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace radici::numerics {

/// A place in parameter space and what it is worth there.
struct Walker {
    std::vector<double> at;
    double log_prior = 0, log_likelihood = 0;
};

/// −∞ where a place is not allowed; such places are never handed to the likelihood.
using LogPrior = std::function<double(std::span<double const>)>;
/// Log likelihoods of many places at once, so that the caller may work on them side by side; −∞ or
/// NaN: impossible.
using LogLikelihoods =
    std::function<std::vector<double>(std::vector<std::vector<double>> const& places)>;

struct EnsembleOptions {
    std::uint64_t seed = 1;
    /// Share of the proposals that are differences of two other walkers instead of a stretch.
    double difference_share = 0.5;
    /// Steps after which the ladder of temperatures stays as it is.
    int adapt_until = 0;
};

/// Everything that the next step depends on: what a checkpoint holds.
struct EnsembleState {
    long steps = 0;
    std::vector<double> inverse_temperature;      ///< 1 first, falling; the last is 0 above two
    std::vector<std::vector<Walker>> walkers;     ///< by temperature
    std::vector<long> moves_tried, moves_taken;   ///< by temperature
    std::vector<long> swaps_tried, swaps_taken;   ///< between one temperature and the next
};

/// The start: walkers by temperature (all of one number, even, at least 4) on the ladder
/// β_i = (1 − i/(T−1))⁵, whose hottest rung samples the prior alone.
/// Source  Friel & Pettitt, J R Stat Soc B 70:589 (2008), for the power
[[nodiscard]] EnsembleState start_ensemble(std::vector<std::vector<std::vector<double>>> const& at,
                                           LogPrior const& prior, LogLikelihoods const& likelihood);

/// One step of every walker at every temperature, then swaps between neighbours in temperature.
/// Proposals: stretch move (scale 2) or a difference of two walkers of the other half (2.38/√(2d),
/// one in ten whole, to jump between modes). Both leave any density that is linear in the same way
/// equally easy. Random numbers depend on (seed, step) alone.
/// Source  Goodman & Weare, Comm App Math Comp Sci 5:65 (2010), with half-ensembles as
///         Foreman-Mackey et al., PASP 125:306 (2013); ter Braak, Stat Comput 16:239 (2006);
///         ladder: Vousden, Farr & Mandel, MNRAS 455:1919 (2016), eqs. 12-15
void step_ensemble(EnsembleState& state, LogPrior const& prior, LogLikelihoods const& likelihood,
                   EnsembleOptions const& options);

}   // namespace radici::numerics
