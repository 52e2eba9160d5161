#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "radici/numerics/tempered_ensemble.hpp"
#include "radici/study/fit/problem.hpp"

namespace radici::study::fit {

/// What is kept of a fit while it goes on: its place in the search, then in the chain, and the
/// draws so far.
struct Progress {
    std::string identity;   ///< of plan, data and program: only the same may go on
    int generation = 0;     ///< done
    std::vector<numerics::Walker> population;
    numerics::EnsembleState ensemble;   ///< steps counts the warm-up too
    /// By step, then walker: scores, log prior, log likelihood.
    std::vector<std::vector<numerics::Walker>> kept;
};

/// Writes and reads a checkpoint (CBOR). StudyError where it is damaged or of another fit.
void write_checkpoint(std::filesystem::path const& file, Progress const& progress);
[[nodiscard]] Progress read_checkpoint(std::filesystem::path const& file,
                                       std::string const& identity);

/// Looks for the best place by differential evolution from draws of the prior, then samples by
/// tempered walkers that start there: the coldest from the best of the population, the others from
/// the rest of it and the prior. Goes on from `progress`; `after` is called after each generation
/// and step, when progress is whole. Throws Interrupted, with progress as `after` last saw it.
void sample(Problem const& problem, Effort const& effort, Progress& progress,
            std::function<void()> const& after);

}   // namespace radici::study::fit
