#include "radici/study/fit/posterior.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "radici/numerics/statistics.hpp"

namespace radici::study::fit {
namespace {

using numerics::Walker;
using Place = std::vector<double>;

constexpr std::size_t predicted_draws = 100;

std::vector<Walker const*> in_order(Progress const& progress)
{
    std::vector<Walker const*> all;
    for (auto const& step : progress.kept)
        for (auto const& walker : step)
            all.push_back(&walker);
    return all;
}

/// `count` draws at even distances; all of them where there are fewer.
std::vector<Walker const*> spread_out(std::vector<Walker const*> const& all, std::size_t count)
{
    if (all.size() <= count)
        return all;
    std::vector<Walker const*> some;
    for (std::size_t k = 0; k < count; ++k)
        some.push_back(all[(2 * k + 1) * all.size() / (2 * count)]);
    return some;
}

Marginal marginal_of(numerics::Chains const& values, numerics::Chains const& scores)
{
    std::vector<double> all, z;
    for (auto const& chain : values)
        all.insert(all.end(), chain.begin(), chain.end());
    for (auto const& chain : scores)
        z.insert(z.end(), chain.begin(), chain.end());
    Marginal m;
    m.mean = numerics::mean(all);
    m.sd = numerics::standard_deviation(all);
    m.low = numerics::quantile(all, 0.025);
    m.median = numerics::quantile(all, 0.5);
    m.high = numerics::quantile(all, 0.975);
    m.r_hat = numerics::split_r_hat(scores);
    m.bulk_size = numerics::bulk_effective_size(scores);
    m.tail_size = numerics::tail_effective_size(scores);
    m.learnt = 1 - std::pow(numerics::standard_deviation(z), 2);
    return m;
}

void take_draws(Posterior& posterior, Problem const& problem, Progress const& progress)
{
    auto const parameters = problem.parameters();
    auto const walkers = progress.kept.front().size();
    posterior.draws.assign(parameters, numerics::Chains(walkers));
    posterior.log_posterior.assign(walkers, {});
    std::vector<numerics::Chains> scores(parameters, numerics::Chains(walkers));
    for (auto const& step : progress.kept)
        for (std::size_t w = 0; w < walkers; ++w) {
            auto const values = problem.values_at(step[w].at);
            for (std::size_t i = 0; i < parameters; ++i) {
                posterior.draws[i][w].push_back(values[i]);
                scores[i][w].push_back(step[w].at[i]);
            }
            posterior.log_posterior[w].push_back(step[w].log_prior + step[w].log_likelihood);
        }
    for (std::size_t i = 0; i < parameters; ++i)
        posterior.marginals.push_back(marginal_of(posterior.draws[i], scores[i]));
}

Walker best_of(Progress const& progress)
{
    auto const worth = [](Walker const& w) { return w.log_prior + w.log_likelihood; };
    Walker best = progress.kept.front().front();
    auto look = [&](Walker const& w) {
        if (worth(w) > worth(best))
            best = w;
    };
    for (auto const& walker : progress.population)
        look(walker);
    for (auto const* walker : in_order(progress))
        look(*walker);
    return best;
}

/// Moves each parameter over its prior from the best place: where nothing changes, data say
/// nothing.
void find_prior_only(Posterior& posterior, Problem const& problem, Walker const& best)
{
    constexpr double far = 1.6448536269514722;   // 5 % and 95 %
    std::vector<Place> places{best.at};
    for (std::size_t i = 0; i < best.at.size(); ++i)
        for (double const z : {-far, far}) {
            places.push_back(best.at);
            places.back()[i] = z;
        }
    auto const found = problem.log_likelihoods(places);
    for (std::size_t i = 0; i < best.at.size(); ++i) {
        auto same = [&](double x) { return std::abs(x - found[0]) < 1e-9; };
        posterior.marginals[i].prior_only = same(found[2 * i + 1]) && same(found[2 * i + 2]);
    }
}

void predict(Posterior& posterior, Plan const& plan, Problem const& problem,
             Progress const& progress)
{
    std::vector<Place> places;
    for (auto const* walker : spread_out(in_order(progress), predicted_draws))
        places.push_back(walker->at);
    auto const found = problem.judgements(places);
    for (std::size_t g = 0; g < problem.groups().size(); ++g) {
        auto const& group = problem.groups()[g];
        Prediction prediction{
            .label = label_of(group, plan),
            .quantity = group.quantity.name,
            .unit = group.quantity.kind == Quantity::Kind::time ? "events" : group.quantity.unit};
        std::vector<double> predicted;
        double p = 0;
        for (auto const& of_draw : found) {
            predicted.push_back(of_draw[g].predicted);
            p += of_draw[g].p_above / static_cast<double>(found.size());
        }
        std::erase_if(predicted, [](double x) { return std::isnan(x); });
        prediction.observed = found.front()[g].observed;
        prediction.p = p;
        if (!predicted.empty()) {
            prediction.low = numerics::quantile(predicted, 0.025);
            prediction.median = numerics::quantile(predicted, 0.5);
            prediction.high = numerics::quantile(predicted, 0.975);
        }
        posterior.predictions.push_back(std::move(prediction));
    }
}

Ensemble ensemble_of(Plan const& plan, Problem const& problem, Progress const& progress,
                     std::string const& command)
{
    Ensemble ensemble{.species = plan.species, .command = command, .parameters = {}};
    for (auto const& parameter : plan.parameters)
        ensemble.parameters.push_back({parameter.name, parameter.unit, {}});
    auto const members = static_cast<std::size_t>(plan.effort.members);
    for (auto const* walker : spread_out(in_order(progress), members)) {
        auto const values = problem.values_at(walker->at);
        for (std::size_t i = 0; i < values.size(); ++i)
            ensemble.parameters[i].values.push_back(values[i]);
    }
    return ensemble;
}

double share(long part, long whole)
{
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

void weigh_convergence(Posterior& posterior, Plan const& plan)
{
    posterior.worst_r_hat = 0;
    posterior.least_size = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < posterior.marginals.size(); ++i) {
        auto const& m = posterior.marginals[i];
        double const size = std::min(m.bulk_size, m.tail_size);
        auto const name = plan.parameters[i].name.text();
        if (!(m.r_hat <= Posterior::most_r_hat))
            posterior.not_converged.push_back(
                fmt::format("{}: R̂ = {:.3f}, over {}", name, m.r_hat, Posterior::most_r_hat));
        if (!(size >= Posterior::least_effective))
            posterior.not_converged.push_back(fmt::format("{}: {:.0f} effective draws, under {}",
                                                          name, size, Posterior::least_effective));
        posterior.worst_r_hat = std::max(posterior.worst_r_hat, m.r_hat);
        posterior.least_size = std::min(posterior.least_size, size);
    }
}

}   // namespace

Posterior conclude(Plan const& plan, Problem const& problem, Progress const& progress,
                   std::string const& command)
{
    Posterior posterior;
    take_draws(posterior, problem, progress);
    auto const best = best_of(progress);
    posterior.best = problem.values_at(best.at);
    posterior.best_log_posterior = best.log_prior + best.log_likelihood;
    auto const& state = progress.ensemble;
    posterior.acceptance = share(state.moves_taken.front(), state.moves_tried.front());
    posterior.inverse_temperature = state.inverse_temperature;
    for (std::size_t t = 0; t < state.swaps_tried.size(); ++t)
        posterior.swap_acceptance.push_back(share(state.swaps_taken[t], state.swaps_tried[t]));
    find_prior_only(posterior, problem, best);
    predict(posterior, plan, problem, progress);
    posterior.ensemble = ensemble_of(plan, problem, progress, command);
    weigh_convergence(posterior, plan);
    return posterior;
}

}   // namespace radici::study::fit
