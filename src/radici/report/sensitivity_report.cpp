#include "radici/report/sensitivity_report.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "radici/report/detail/json_text.hpp"
#include "radici/report/detail/page_frame.hpp"
#include "radici/report/figure.hpp"
#include "radici/report/script.hpp"
#include "radici/report/text.hpp"

namespace radici::report {
namespace {

using Json = nlohmann::ordered_json;
using numerics::Estimate;
using study::fit::EndpointSensitivity;
using study::fit::SensitivityMethod;

bool is_sobol(SensitivityResult const& result)
{
    return result.question.method == SensitivityMethod::sobol;
}

Json interval_json(Estimate const& e)
{
    auto number = [](double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); };
    return {{"value", number(e.value)}, {"low", number(e.low)}, {"high", number(e.high)}};
}

/// What a parameter is ranked by: its total index, or µ*.
Estimate main_index(EndpointSensitivity const& endpoint, std::size_t parameter)
{
    return endpoint.shares.empty() ? endpoint.effects[parameter].mean_absolute
                                   : endpoint.shares[parameter].total;
}

std::vector<std::size_t> by_rank(EndpointSensitivity const& endpoint)
{
    auto const n = std::max(endpoint.shares.size(), endpoint.effects.size());
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    auto worth = [&](std::size_t i) {
        double const x = main_index(endpoint, i).value;
        return std::isnan(x) ? -1 : x;
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return worth(a) > worth(b); });
    return order;
}

std::string title_of(EndpointSensitivity const& endpoint)
{
    return fmt::format("{}, {}", endpoint.arm, endpoint.endpoint);
}

std::string between(Estimate const& e)
{
    return fmt::format("{} ({} to {})", readable(e.value), readable(e.low), readable(e.high));
}

Table table_of(SensitivityResult const& result, EndpointSensitivity const& endpoint)
{
    Table table{title_of(endpoint), {"Parameter"}, {}};
    for (auto const* name :
         is_sobol(result) ? std::array{"First", "Total"} : std::array{"µ*", "µ, σ"})
        table.header.emplace_back(name);
    for (auto const i : by_rank(endpoint)) {
        auto const name = result.plan.parameters[i].name.text();
        if (is_sobol(result)) {
            auto const& share = endpoint.shares[i];
            table.rows.push_back({name, between(share.first), between(share.total)});
        } else {
            auto const& effect = endpoint.effects[i];
            table.rows.push_back(
                {name, between(effect.mean_absolute),
                 fmt::format("{}, {}", readable(effect.mean), readable(effect.deviation))});
        }
    }
    return table;
}

/// Bars of what every parameter is ranked by, with intervals; first indices as points.
Figure figure_of(SensitivityResult const& result, EndpointSensitivity const& endpoint,
                 std::size_t number)
{
    constexpr std::size_t most = 20;
    constexpr double width = 760, left = 330, line = 22, top = 16, below = 56;
    auto order = by_rank(endpoint);
    order.resize(std::min(order.size(), most));
    auto const n = static_cast<double>(order.size());
    Script script{static_cast<int>(width), static_cast<int>(top + n * line + below)};
    std::vector<double> y, value, low, high, first;
    double largest = 0;
    for (std::size_t k = 0; k < order.size(); ++k) {
        auto const index = main_index(endpoint, order[k]);
        y.push_back(n - static_cast<double>(k));
        value.push_back(index.value);
        low.push_back(index.low);
        high.push_back(index.high);
        first.push_back(endpoint.shares.empty() ? std::nan("")
                                                : endpoint.shares[order[k]].first.value);
        if (std::isfinite(index.high))
            largest = std::max(largest, index.high);
    }
    script.panel({left, width - 14, top, top + n * line});
    script.add(fmt::format("set xrange [0:{}]; set yrange [0.4:{}]; unset ytics; set style fill "
                           "solid 0.5 noborder",
                           largest > 0 ? 1.05 * largest : 1, n + 0.6));
    script.grid_lines("x");
    script.x_title(is_sobol(result) ? "share of the variance"
                                    : fmt::format("µ*{}", endpoint.unit == "d" ? ", days" : ""));
    for (std::size_t k = 0; k < order.size(); ++k)
        script.label(cut_to_width(result.plan.parameters[order[k]].name.text(), left - 14, 11),
                     left - 8, top + (static_cast<double>(k) + 0.5) * line, "right", colour::ink,
                     11);
    auto const data = script.data({value, y, low, high, first});
    auto plot = fmt::format("plot {0} using (0):2:($1):(0) with vectors nohead lw 9 lc rgb '{1}', "
                            "{0} using 3:2:($4-$3):(0) with vectors nohead lw 1.5 lc rgb '{2}'",
                            data, colour::of_arm(4), colour::ink);
    if (is_sobol(result))
        plot += fmt::format(", {} using 5:2 with points pt 7 ps 0.7 lc rgb '{}'", data,
                            colour::of_arm(0));
    script.add(plot);
    Figure figure{fmt::format("endpoint-{}", number + 1),
                  title_of(endpoint),
                  "",
                  "",
                  script.text(),
                  {table_of(result, endpoint)}};
    figure.description = "One bar a parameter, the largest first, with its 95 % interval.";
    figure.caption = fmt::format(
        "{} Over the design the endpoint goes from {} to {} (5–95 %), median {}.",
        is_sobol(result) ? "Bars: total index, all that varies with the parameter. Points: first "
                           "index, the parameter alone. Lines: 95 % of bootstraps."
                         : "Bars: µ*, mean absolute change over the middle 95 % of the prior. "
                           "Lines: 95 % of bootstraps.",
        readable(endpoint.low), readable(endpoint.high), readable(endpoint.median));
    return figure;
}

/// An endpoint that is the same everywhere has no indices, and no figure.
bool varies(EndpointSensitivity const& endpoint)
{
    auto const n = std::max(endpoint.shares.size(), endpoint.effects.size());
    for (std::size_t i = 0; i < n; ++i)
        if (std::isfinite(main_index(endpoint, i).value) &&
            (!endpoint.shares.empty() || main_index(endpoint, i).value > 0))
            return true;
    return false;
}

}   // namespace

std::string sensitivity_csv(SensitivityResult const& result)
{
    bool const sobol = is_sobol(result);
    std::string text = "study,arm,endpoint,unit,parameter,";
    text += sobol ? "first,first_low,first_high,total,total_low,total_high\n"
                  : "mu_star,mu_star_low,mu_star_high,mu,sigma\n";
    for (auto const& endpoint : result.endpoints)
        for (std::size_t i = 0; i < result.plan.parameters.size(); ++i) {
            text += fmt::format("{},{},{},{},{}", csv_field(endpoint.of_case),
                                csv_field(endpoint.arm), endpoint.endpoint, endpoint.unit,
                                csv_field(result.plan.parameters[i].name.text()));
            std::vector<double> numbers;
            auto add = [&](Estimate const& e) {
                numbers.insert(numbers.end(), {e.value, e.low, e.high});
            };
            if (sobol) {
                add(endpoint.shares[i].first);
                add(endpoint.shares[i].total);
            } else {
                add(endpoint.effects[i].mean_absolute);
                numbers.insert(numbers.end(),
                               {endpoint.effects[i].mean, endpoint.effects[i].deviation});
            }
            for (double const x : numbers)
                text += ',' + exact(x);
            text += '\n';
        }
    return text;
}

std::string sensitivity_json(SensitivityResult const& result)
{
    Json json{{"schema", 1},
              {"method", is_sobol(result) ? "sobol" : "morris"},
              {"rows", result.question.rows},
              {"seed", result.question.seed},
              {"patients", result.plan.effort.patients}};
    for (auto const& endpoint : result.endpoints) {
        Json one{{"study", endpoint.of_case},
                 {"arm", endpoint.arm},
                 {"endpoint", endpoint.endpoint},
                 {"unit", endpoint.unit},
                 {"range", interval_json({endpoint.median, endpoint.low, endpoint.high})}};
        for (std::size_t i = 0; i < result.plan.parameters.size(); ++i) {
            Json index{{"parameter", result.plan.parameters[i].name.text()}};
            if (is_sobol(result)) {
                index["first"] = interval_json(endpoint.shares[i].first);
                index["total"] = interval_json(endpoint.shares[i].total);
            } else {
                index["mu_star"] = interval_json(endpoint.effects[i].mean_absolute);
                index["mu"] = endpoint.effects[i].mean;
                index["sigma"] = endpoint.effects[i].deviation;
            }
            one["indices"].push_back(std::move(index));
        }
        json["endpoints"].push_back(std::move(one));
    }
    for (auto const& input : result.inputs)
        json["inputs"].push_back({{"name", input.name}, {"sha256", input.sha256}});
    return detail::json_text(json);
}

std::string sensitivity_html(SensitivityResult const& result, BuildInfo const& build,
                             Gnuplot const& gnuplot)
{
    std::vector<Figure> figures;
    std::string still;
    for (std::size_t k = 0; k < result.endpoints.size(); ++k) {
        auto const& endpoint = result.endpoints[k];
        if (varies(endpoint))
            figures.push_back(figure_of(result, endpoint, k));
        else
            still += detail::paragraph(
                fmt::format("{} is the same over the whole design ({}): it has no indices.",
                            title_of(endpoint), readable(endpoint.median)));
    }
    auto const name = result.plan.file.stem().string();
    std::string html =
        "<header>\n<p class=\"kicker\">radici · sensitivity</p>\n<h1>" + escaped(name) +
        "</h1>\n</header>\n" +
        detail::paragraph("Parameters are drawn from their priors; every set of them is simulated "
                          "with the same patients. A parameter with a small index does not move "
                          "the endpoint, whatever it is; data on that endpoint cannot tell it.");
    for (auto const& drawn : figures_html(figures, gnuplot))
        html += drawn;
    html += still + "<dl class=\"facts\">\n" + detail::fact("radici", version_text(build)) +
            detail::fact("Method", is_sobol(result) ? "Sobol, Jansen's estimators" : "Morris") +
            detail::fact("Rows", std::to_string(result.question.rows)) +
            detail::fact("Patients of an arm", std::to_string(result.plan.effort.patients)) +
            detail::fact("Seed", std::to_string(result.question.seed)) + "</dl>\n";
    return detail::page_html("Sensitivity: " + name, html);
}

}   // namespace radici::report
