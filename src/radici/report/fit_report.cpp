#include "radici/report/fit_report.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "radici/report/detail/json_text.hpp"
#include "radici/report/detail/page_frame.hpp"
#include "radici/report/figures/fit_figures.hpp"
#include "radici/report/text.hpp"

namespace radici::report {
namespace {

using Json = nlohmann::ordered_json;
using study::fit::Marginal;
using study::fit::Posterior;
using study::fit::Prediction;
using study::fit::Prior;

Json number(double x)
{
    return std::isfinite(x) ? Json(x) : Json(nullptr);
}

char const* state_of(Marginal const& m)
{
    return m.prior_only ? "prior only" : "data";
}

Json parameter_json(study::fit::FreeParameter const& parameter, Marginal const& m)
{
    auto const& prior = parameter.prior;
    return {
        {"path", parameter.name.text()},
        {"unit", parameter.unit},
        {"informed_by", state_of(m)},
        {"of_data", parameter.of_data},
        {"prior",
         {{"shape", to_text(prior.shape)},
          {"origin", prior.origin},
          {"low", prior.quantile(0.025)},
          {"median", prior.quantile(0.5)},
          {"high", prior.quantile(0.975)}}},
        {"posterior",
         {{"mean", m.mean}, {"sd", m.sd}, {"low", m.low}, {"median", m.median}, {"high", m.high}}},
        {"learnt", m.learnt},
        {"r_hat", number(m.r_hat)},
        {"bulk_effective_size", number(m.bulk_size)},
        {"tail_effective_size", number(m.tail_size)}};
}

Json prediction_json(Prediction const& p)
{
    return {{"data", p.label},
            {"quantity", p.quantity},
            {"unit", p.unit},
            {"observed", number(p.observed)},
            {"predicted",
             {{"value", number(p.median)}, {"low", number(p.low)}, {"high", number(p.high)}}},
            {"posterior_predictive_p", number(p.p)}};
}

Table parameter_table(FitResult const& fit)
{
    Table table{
        "Parameters before and after the data, with 95 % intervals",
        {"Parameter", "Unit", "Prior", "Posterior", "Learnt", "R̂", "Effective draws", "Known by"},
        {}};
    for (std::size_t i = 0; i < fit.plan.parameters.size(); ++i) {
        auto const& p = fit.plan.parameters[i];
        auto const& m = fit.posterior.marginals[i];
        table.rows.push_back(
            {p.name.text(), p.unit == "-" ? "" : p.unit,
             fmt::format("{} ({}–{})", readable(p.prior.quantile(0.5)),
                         readable(p.prior.quantile(0.025)), readable(p.prior.quantile(0.975))),
             fmt::format("{} ({}–{})", readable(m.median), readable(m.low), readable(m.high)),
             percent(std::max(0.0, m.learnt)), rounded(m.r_hat, 4),
             rounded(std::min(m.bulk_size, m.tail_size), 4), state_of(m)});
    }
    return table;
}

Table prediction_table(FitResult const& fit)
{
    Table table{"Data beside what the posterior predicts",
                {"Data", "Observed", "Predicted", "95 %", "Unit", "p"},
                {}};
    for (auto const& p : fit.posterior.predictions)
        table.rows.push_back({p.label, readable(p.observed), readable(p.median),
                              fmt::format("{}–{}", readable(p.low), readable(p.high)),
                              p.unit == "-" ? "" : p.unit, p_value(p.p)});
    return table;
}

std::string notice(Posterior const& posterior)
{
    if (posterior.not_converged.empty())
        return {};
    return "<aside class=\"notice\"><strong>The chain has not converged.</strong> The numbers "
           "below are not to be relied on.\n" +
           detail::list_of(posterior.not_converged) + "</aside>\n";
}

std::string facts(FitResult const& fit, BuildInfo const& build)
{
    auto const& e = fit.plan.effort;
    auto const& p = fit.posterior;
    auto number = [](auto x) { return fmt::format("{}", x); };
    return "<dl class=\"facts\">\n" + detail::fact("radici", version_text(build)) +
           detail::fact("Seed", number(e.seed)) +
           detail::fact("Patients of an arm", number(e.patients)) +
           detail::fact("Walkers, temperatures", fmt::format("{}, {}", e.walkers, e.temperatures)) +
           detail::fact("Steps kept of all",
                        fmt::format("{} of {}", e.steps, e.steps + e.warm_up)) +
           detail::fact("Proposals taken", percent(p.acceptance)) +
           detail::fact("Largest R̂", rounded(p.worst_r_hat, 4)) +
           detail::fact("Least effective draws", rounded(p.least_size, 4)) +
           detail::fact("Ensemble", fmt::format("{} members, {}", p.ensemble.members(),
                                                p.ensemble.hash().substr(0, 12))) +
           "</dl>\n";
}

std::string section(char const* id, char const* title, std::string const& inside)
{
    return fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n{}</section>\n", id, escaped(title),
                       inside);
}

}   // namespace

std::string posterior_csv(FitResult const& fit)
{
    auto const& p = fit.posterior;
    std::string text = "walker,step,log_posterior";
    for (auto const& parameter : fit.plan.parameters)
        text += ',' + csv_field(parameter.name.text());
    text += '\n';
    for (std::size_t step = 0; step < p.log_posterior.front().size(); ++step)
        for (std::size_t w = 0; w < p.log_posterior.size(); ++w) {
            text += fmt::format("{},{},{}", w + 1, step + 1, exact(p.log_posterior[w][step]));
            for (auto const& draws : p.draws)
                text += ',' + exact(draws[w][step]);
            text += '\n';
        }
    return text;
}

std::string diagnostics_json(FitResult const& fit)
{
    auto const& p = fit.posterior;
    auto const& e = fit.plan.effort;
    Json json{{"schema", 1},
              {"converged", p.not_converged.empty()},
              {"not_converged", p.not_converged},
              {"worst_r_hat", number(p.worst_r_hat)},
              {"least_effective_size", number(p.least_size)}};
    json["sampler"] = {{"seed", e.seed},
                       {"patients", e.patients},
                       {"walkers", e.walkers},
                       {"search", e.search},
                       {"warm_up", e.warm_up},
                       {"steps", e.steps},
                       {"acceptance", p.acceptance},
                       {"inverse_temperature", p.inverse_temperature},
                       {"swap_acceptance", p.swap_acceptance}};
    json["best"] = {{"log_posterior", number(p.best_log_posterior)}, {"values", p.best}};
    json["ensemble"] = {{"members", p.ensemble.members()}, {"sha256", p.ensemble.hash()}};
    for (std::size_t i = 0; i < fit.plan.parameters.size(); ++i)
        json["parameters"].push_back(parameter_json(fit.plan.parameters[i], p.marginals[i]));
    for (auto const& prediction : p.predictions)
        json["predictions"].push_back(prediction_json(prediction));
    for (auto const& input : fit.inputs)
        json["inputs"].push_back({{"name", input.name}, {"sha256", input.sha256}});
    return detail::json_text(json);
}

std::string fit_report_html(FitResult const& fit, BuildInfo const& build, Gnuplot const& gnuplot)
{
    auto const drawn = figures_html(
        std::vector<Figure>{corner_figure(fit), trace_figure(fit), fit_figure(fit)}, gnuplot);
    auto const name = fit.plan.file.stem().string();
    std::string html = "<header>\n<p class=\"kicker\">radici · fit</p>\n<h1>" + escaped(name) +
                       "</h1>\n</header>\n" + notice(fit.posterior);
    html += section(
        "parameters", "Parameters",
        detail::paragraph("\"Prior only\": the likelihood does not change with this parameter, so "
                          "what is known of it is what was thought before. \"Learnt\" is the share "
                          "of the prior's variance (in normal scores) that the data took away.") +
            table_html(parameter_table(fit)) + drawn[0]);
    html += section("fit", "Data and predictions",
                    detail::paragraph("p is the mean chance over the posterior that data made anew "
                                      "come out at least as high as those seen. Near 0 or 1 the "
                                      "model does not explain them.") +
                        drawn[2] + table_html(prediction_table(fit)));
    html += section("convergence", "Convergence", drawn[1] + facts(fit, build));
    Table inputs{"Inputs by content", {"File", "SHA-256"}, {}};
    for (auto const& input : fit.inputs)
        inputs.rows.push_back({input.name, input.sha256});
    html += section("inputs", "Inputs", table_html(inputs));
    return detail::page_html("Fit: " + name, html);
}

}   // namespace radici::report
