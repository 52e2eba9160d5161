#include "radici/study/fit/sample.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "radici/base/file.hpp"
#include "radici/numerics/differential_evolution.hpp"

// Found by name lookup of the JSON library.
namespace radici::numerics {

static void to_json(nlohmann::json& json, Walker const& walker)
{
    json = {walker.at, walker.log_prior, walker.log_likelihood};
}

static void from_json(nlohmann::json const& json, Walker& walker)
{
    json.at(0).get_to(walker.at);
    json.at(1).get_to(walker.log_prior);
    json.at(2).get_to(walker.log_likelihood);
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(EnsembleState, steps, inverse_temperature, walkers, moves_tried,
                                   moves_taken, swaps_tried, swaps_taken)

}   // namespace radici::numerics

namespace radici::study::fit {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Progress, identity, generation, population, ensemble, kept)

namespace {

using numerics::Walker;
using Place = std::vector<double>;

std::vector<Place> prior_draws(std::size_t count, std::size_t parameters, std::uint64_t seed)
{
    std::vector<Place> places;
    for (std::size_t k = 0; k < count; ++k) {
        RandomStream random(seed, k, "draws of the prior");
        Place place(parameters);
        for (auto& z : place)
            z = random.normal();
        places.push_back(std::move(place));
    }
    return places;
}

/// Starts of all temperatures: the best places, those that follow, then draws of the prior.
std::vector<std::vector<Place>> starts(std::vector<Walker> const& population, Effort const& effort,
                                       std::size_t parameters)
{
    auto const walkers = static_cast<std::size_t>(effort.walkers);
    auto const rungs = static_cast<std::size_t>(effort.temperatures);
    auto const drawn = prior_draws(walkers * rungs, parameters, effort.seed + 1);
    std::vector<std::vector<Place>> all(rungs);
    for (std::size_t k = 0; k < walkers * rungs; ++k)
        all[k / walkers].push_back(k < population.size() ? population[k].at : drawn[k]);
    return all;
}

}   // namespace

void write_checkpoint(std::filesystem::path const& file, Progress const& progress)
{
    std::string bytes;
    nlohmann::json::to_cbor(nlohmann::json(progress), bytes);
    write_atomically(file, bytes);
}

Progress read_checkpoint(std::filesystem::path const& file, std::string const& identity)
{
    try {
        auto progress = nlohmann::json::from_cbor(read_text(file)).get<Progress>();
        if (progress.identity != identity)
            throw StudyError({file.string(), 0, ""},
                             {"of another fit", "its studies, data, program or seed differ",
                              "--force begins anew"});
        return progress;
    } catch (nlohmann::json::exception const&) {
        throw StudyError({file.string(), 0, ""},
                         {"damaged", "it is no checkpoint of radici fit", "--force begins anew"});
    }
}

void sample(Problem const& problem, Effort const& effort, Progress& progress,
            std::function<void()> const& after)
{
    numerics::LogPrior const prior = Problem::log_prior;
    numerics::LogLikelihoods const likelihood = [&](std::vector<Place> const& places) {
        return problem.log_likelihoods(places);
    };
    auto const parameters = problem.parameters();
    if (progress.population.empty()) {
        auto const size = std::max<std::size_t>(static_cast<std::size_t>(effort.walkers), 10);
        progress.population =
            numerics::weighed(prior_draws(size, parameters, effort.seed), prior, likelihood);
        after();
    }
    while (progress.generation < effort.search) {
        auto next = progress.population;
        numerics::evolve(next, progress.generation, effort.seed, prior, likelihood);
        progress.population = std::move(next);
        ++progress.generation;
        after();
    }
    if (progress.ensemble.walkers.empty()) {
        numerics::sort_by_worth(progress.population);
        progress.ensemble = numerics::start_ensemble(
            starts(progress.population, effort, parameters), prior, likelihood);
        after();
    }
    while (progress.ensemble.steps < effort.warm_up + effort.steps) {
        auto next = progress.ensemble;
        numerics::step_ensemble(next, prior, likelihood,
                                {.seed = effort.seed, .adapt_until = effort.warm_up});
        progress.ensemble = std::move(next);
        if (progress.ensemble.steps > effort.warm_up)
            progress.kept.push_back(progress.ensemble.walkers.front());
        after();
    }
}

}   // namespace radici::study::fit
