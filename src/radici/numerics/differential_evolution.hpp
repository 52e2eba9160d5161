#pragma once
#include <cstdint>
#include <vector>

#include "radici/numerics/tempered_ensemble.hpp"

namespace radici::numerics {

/// One generation of a global search for the largest prior × likelihood: each place is offered a
/// mixture of itself with the best one and differences of others (current-to-best/1/bin, F 0.5-1
/// by generation, crossover 0.9), and takes it where it is better.
/// @param population  ≥ 5 places; weighed already
/// @param generation  its number: random numbers depend on (seed, generation) alone
/// Source  Storn & Price, J Global Optim 11:341 (1997); dither: Das & Suganthan, IEEE T Evol
///         Comput 15:4 (2011)
void evolve(std::vector<Walker>& population, int generation, std::uint64_t seed,
            LogPrior const& prior, LogLikelihoods const& likelihood);

/// Places as a population that knows its worth.
[[nodiscard]] std::vector<Walker> weighed(std::vector<std::vector<double>> const& places,
                                          LogPrior const& prior, LogLikelihoods const& likelihood);

/// The best first; equals stay in order.
void sort_by_worth(std::vector<Walker>& population);

}   // namespace radici::numerics
