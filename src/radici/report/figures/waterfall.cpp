#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "radici/report/detail/cohort_view.hpp"
#include "radici/report/figures/figures.hpp"
#include "radici/report/figures/layout.hpp"
#include "radici/report/script.hpp"
#include "radici/report/text.hpp"

namespace radici::report {
namespace {

constexpr std::size_t most_bars = 200;
constexpr double highest_pct = 100;

struct Bar {
    int patient;
    double change_pct;
    std::string response;
};

/// Best responses by patient; empty where the result has none.
std::vector<double> responses_of(study::RunResult const& result, int arm)
{
    auto const bor = detail::column_index(result, study::column::best_response);
    return bor ? detail::column_of(result, *bor, arm) : std::vector<double>{};
}

std::string response_text(study::RunResult const& result, double response)
{
    auto const bor = detail::column_index(result, study::column::best_response);
    return bor && std::isfinite(response)
               ? result.columns[*bor].levels.at(static_cast<std::size_t>(response))
               : "NE";
}

/// Patients with a change, the worst first; at most `most_bars`, evenly spaced.
std::vector<Bar> bars_of(study::RunResult const& result, int arm, std::size_t column)
{
    auto const changes = detail::column_of(result, column, arm);
    auto const responses = responses_of(result, arm);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < changes.size(); ++i)
        if (std::isfinite(changes[i]))
            order.push_back(i);
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return changes[a] > changes[b]; });
    std::vector<Bar> kept;
    for (std::size_t const rank : detail::thinned(order.size(), most_bars)) {
        auto const i = order[rank];
        double const response = responses.empty() ? study::no_value : responses[i];
        kept.push_back({static_cast<int>(i), changes[i], response_text(result, response)});
    }
    return kept;
}

std::string plot_of(Script& script, std::vector<Bar> const& bars,
                    std::vector<std::string> const& responses)
{
    std::string plot;
    for (auto const& response : responses) {
        std::vector<std::vector<double>> columns(6);
        for (std::size_t i = 0; i < bars.size(); ++i) {
            if (bars[i].response != response)
                continue;
            double const x = static_cast<double>(i);
            double const y = std::min(bars[i].change_pct, highest_pct);
            double const row[] = {x, y, x + 0.06, x + 0.94, std::min(0.0, y), std::max(0.0, y)};
            for (std::size_t c = 0; c < columns.size(); ++c)
                columns[c].push_back(row[c]);
        }
        if (!columns.front().empty())
            plot += fmt::format("{}{} using 1:2:3:4:5:6 with boxxyerror fc rgb '{}'",
                                plot.empty() ? "plot " : ", ", script.data(columns),
                                colour::of_response(response));
    }
    return plot;
}

std::vector<std::string> responses_in(std::vector<std::vector<Bar>> const& arms)
{
    std::vector<std::string> present;
    for (std::string const response : {"CR", "PR", "SD", "PD", "NE"})
        for (auto const& bars : arms)
            if (std::any_of(bars.begin(), bars.end(),
                            [&](Bar const& b) { return b.response == response; })) {
                present.push_back(response);
                break;
            }
    return present;
}

Table bar_table(study::RunResult const& result, std::size_t arm, std::vector<Bar> const& bars)
{
    Table table{result.arms[arm].name, {"Rank", "Patient", "Best change, %", "Best response"}, {}};
    for (std::size_t i = 0; i < bars.size(); ++i)
        table.rows.push_back({std::to_string(i + 1), subject_id(result.study, bars[i].patient),
                              rounded(bars[i].change_pct, 4), bars[i].response});
    return table;
}

void thresholds(Script& script, bool of_psa, std::size_t bars)
{
    std::vector<double> const levels = of_psa ? std::vector{-50.0} : std::vector{-30.0, 20.0};
    for (double const level : levels)
        script.add(fmt::format("set arrow from 0, {} to {}, {} nohead dt 2 lw 1 lc rgb '{}' front",
                               level, bars, level, colour::muted));
}

}   // namespace

std::optional<Figure> waterfall_figure(study::RunResult const& result, std::string_view column)
{
    auto const index = detail::column_index(result, column);
    if (!index)
        return std::nullopt;
    std::vector<std::vector<Bar>> arms;
    std::size_t most = 0;
    for (std::size_t a = 0; a < result.arms.size(); ++a) {
        arms.push_back(bars_of(result, static_cast<int>(a), *index));
        most = std::max(most, arms.back().size());
    }
    if (most == 0)
        return std::nullopt;
    bool const of_psa = column == study::column::best_psa_change;
    std::string const id = of_psa ? "waterfall-psa" : "waterfall";
    PanelGrid const grid{
        .count = arms.size(), .columns = 2, .panel_height = 210, .top = 30, .below = 16};
    Script script{grid.width(), grid.height()};
    std::vector<std::string> const responses = responses_in(arms);
    Figure figure{
        id, of_psa ? "Best change of PSA" : "Best change of the target lesions", "", "", "", {}};
    for (std::size_t a = 0; a < arms.size(); ++a) {
        if (arms[a].empty())
            continue;
        Box const box = grid.box(a);
        script.panel(box);
        if (a == 0) {
            std::vector<LegendEntry> entries;
            for (auto const& response : responses)
                entries.push_back({response, colour::of_response(response)});
            script.legend(entries, box.left, 12, grid.width() - box.left);
        }
        grid.title(script, a, result.arms[a].name);
        script.add("set border 2; unset xtics; set xzeroaxis lt 1 lc rgb '#010101'");
        script.add(fmt::format("set xrange [0:{}]; set yrange [-100:100]; set ytics -100, 50",
                               arms[a].size()));
        if (grid.column(a) == 0)
            script.y_title("best change, %", box.left - 46);
        thresholds(script, of_psa, arms[a].size());
        script.add(plot_of(script, arms[a], responses));
        figure.data.push_back(bar_table(result, a, arms[a]));
    }
    figure.script = script.text();
    figure.description = "One bar a patient, sorted from the largest growth to the largest "
                         "shrinkage, one panel for each arm.";
    figure.caption =
        of_psa ? "Each bar is a virtual patient; the colour is the best overall response of the "
                 "lesions. The dashed line marks a fall of 50 %. Bars beyond "
                 "+100 % are cut."
               : "Each bar is a virtual patient; the colour is the best overall response, which "
                 "also counts new lesions. Dashed lines mark −30 % (partial response) and +20 % "
                 "(progression). Bars beyond +100 % are cut.";
    return figure;
}

}   // namespace radici::report
