#include "radici/report/figures/fit_figures.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "radici/report/figures/layout.hpp"
#include "radici/report/script.hpp"
#include "radici/report/text.hpp"

namespace radici::report {
namespace {

constexpr std::size_t most_corner = 6, most_traces = 12, most_walkers = 6, most_points = 500;

/// Parameters by a score, the largest first.
std::vector<std::size_t> by_score(std::vector<double> const& score, std::size_t most)
{
    std::vector<std::size_t> order(score.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return score[a] > score[b]; });
    order.resize(std::min(order.size(), most));
    return order;
}

std::string short_name(FitResult const& fit, std::size_t parameter)
{
    auto const name = fit.plan.parameters[parameter].name;
    auto const leaf = name.path.substr(name.path.rfind('.') + 1);
    return name.scope.empty() ? leaf : name.scope + ": " + leaf;
}

/// At most so many draws of one parameter, over all walkers and steps alike.
std::vector<double> some_draws(FitResult const& fit, std::size_t parameter)
{
    std::vector<double> all, some;
    for (auto const& chain : fit.posterior.draws[parameter])
        all.insert(all.end(), chain.begin(), chain.end());
    auto const count = std::min(all.size(), most_points);
    for (std::size_t k = 0; k < count; ++k)
        some.push_back(all[k * all.size() / count]);
    return some;
}

struct Range {
    double low, high;
};

Range range_of(std::vector<double> const& values)
{
    auto const [low, high] = std::minmax_element(values.begin(), values.end());
    double const margin = *high > *low ? 0.05 * (*high - *low) : std::abs(*high) * 0.1 + 1e-12;
    return {*low - margin, *high + margin};
}

void histogram(Script& script, std::vector<double> const& draws, Range const& range)
{
    constexpr std::size_t bins = 20;
    std::vector<double> middle(bins), count(bins, 0);
    double const width = (range.high - range.low) / bins;
    for (std::size_t b = 0; b < bins; ++b)
        middle[b] = range.low + (static_cast<double>(b) + 0.5) * width;
    for (double const x : draws)
        count[std::min(static_cast<std::size_t>((x - range.low) / width), bins - 1)] += 1;
    script.add(fmt::format("set yrange [0:{}]; unset ytics",
                           1.1 * *std::max_element(count.begin(), count.end())));
    script.add(fmt::format("plot {} using 1:2:({}) with boxes fs solid 0.5 noborder fc rgb '{}'",
                           script.data({middle, count}), width, colour::of_arm(0)));
}

/// Ticks at the ends of what is drawn: two, so that labels never meet.
std::string ticks(char axis, Range const& range, bool shown)
{
    if (!shown)
        return fmt::format("unset {}tics", axis);
    double const low = range.low + 0.15 * (range.high - range.low),
                 high = range.low + 0.85 * (range.high - range.low);
    return fmt::format("set {0}tics ('{1:.2g}' {1}, '{2:.2g}' {2})", axis, low, high);
}

}   // namespace

Figure corner_figure(FitResult const& fit)
{
    std::vector<double> score;
    for (auto const& m : fit.posterior.marginals)
        score.push_back(m.prior_only ? -1 : m.learnt);
    auto const chosen = by_score(score, most_corner);
    std::vector<std::vector<double>> draws;
    std::vector<Range> ranges;
    for (auto const i : chosen) {
        draws.push_back(some_draws(fit, i));
        ranges.push_back(range_of(draws.back()));
    }
    auto const n = chosen.size();
    constexpr double width = 760, left = 70, below = 60, top = 24;
    double const side = (width - left - 10) / static_cast<double>(std::max<std::size_t>(n, 3));
    double const height = top + static_cast<double>(n) * side + below;
    Script script{static_cast<int>(width), static_cast<int>(height)};
    for (std::size_t row = 0; row < n; ++row)
        for (std::size_t column = 0; column <= row; ++column) {
            double const x = left + static_cast<double>(column) * side,
                         y = top + static_cast<double>(row) * side;
            script.panel({x, x + side - 8, y, y + side - 8});
            script.add(fmt::format("set xrange [{}:{}]", ranges[column].low, ranges[column].high));
            script.add(ticks('x', ranges[column], row + 1 == n));
            if (row + 1 == n)
                script.label(cut_to_width(short_name(fit, chosen[column]), side - 8, 11),
                             x + 0.5 * side, y + side + 32, "center", colour::ink, 11);
            if (row == column) {
                histogram(script, draws[row], ranges[row]);
                continue;
            }
            script.add(fmt::format("set yrange [{}:{}]", ranges[row].low, ranges[row].high));
            script.add(ticks('y', ranges[row], column == 0));
            script.add(fmt::format("plot {} using 1:2 with points pt 7 ps 0.25 lc rgb '{}'",
                                   script.data({draws[column], draws[row]}), colour::of_arm(0)));
        }
    Figure figure{"corner", "Draws of the posterior", "", "", script.text(), {}};
    figure.description =
        "A triangle of panels: on its diagonal the distribution of each parameter, "
        "below it the draws of each pair as points.";
    figure.caption = fmt::format(
        "The {} parameters that the data taught most. Narrow clouds along a diagonal: data know a "
        "product or ratio better than either parameter.",
        n);
    Table table{"Draws", {}, {}};
    for (auto const i : chosen)
        table.header.push_back(fit.plan.parameters[i].name.text());
    for (std::size_t k = 0; k < draws.front().size(); ++k) {
        std::vector<std::string> row;
        for (auto const& column : draws)
            row.push_back(readable(column[k]));
        table.rows.push_back(std::move(row));
    }
    figure.data.push_back(std::move(table));
    return figure;
}

Figure trace_figure(FitResult const& fit)
{
    std::vector<double> score;
    for (auto const& m : fit.posterior.marginals)
        score.push_back(std::isnan(m.r_hat) ? -1 : m.r_hat);
    auto const chosen = by_score(score, most_traces);
    PanelGrid const grid{.count = chosen.size(), .columns = 2, .panel_height = 110, .left = 70};
    Script script{grid.width(), grid.height()};
    Figure figure{"traces", "Courses of the walkers", "", "", "", {}};
    for (std::size_t p = 0; p < chosen.size(); ++p) {
        auto const& chains = fit.posterior.draws[chosen[p]];
        auto const length = chains.front().size();
        auto const stride = std::max<std::size_t>(1, length / 200);
        std::vector<std::vector<double>> columns(1);
        for (std::size_t k = 0; k < length; k += stride)
            columns[0].push_back(static_cast<double>(k + 1));
        for (std::size_t w = 0; w < std::min(chains.size(), most_walkers); ++w) {
            columns.emplace_back();
            for (std::size_t k = 0; k < length; k += stride)
                columns.back().push_back(chains[w][k]);
        }
        script.panel(grid.box(p));
        auto const name = short_name(fit, chosen[p]);
        grid.title(script, p, name);
        script.add(fmt::format("set xrange [0:{}]", length + 1));
        auto shown = std::vector<double>{};
        for (std::size_t w = 1; w < columns.size(); ++w)
            shown.insert(shown.end(), columns[w].begin(), columns[w].end());
        auto const range = range_of(shown);
        script.add(fmt::format("set yrange [{}:{}]; set ytics {}", range.low, range.high,
                               tick_step(range.high - range.low, 4)));
        script.grid_lines("y");
        auto const data = script.data(columns);
        std::string plot = "plot ";
        for (std::size_t w = 1; w < columns.size(); ++w)
            plot += fmt::format("{}{} using 1:{} with lines lw 0.8 lc rgb '{}'", w > 1 ? ", " : "",
                                data, w + 1, colour::of_arm(w - 1));
        script.add(plot);
        Table table{name, {"Step"}, {}};
        for (std::size_t w = 1; w < columns.size(); ++w)
            table.header.push_back(fmt::format("Walker {}", w));
        for (std::size_t k = 0; k < columns[0].size(); ++k) {
            std::vector<std::string> row;
            for (auto const& column : columns)
                row.push_back(readable(column[k]));
            table.rows.push_back(std::move(row));
        }
        figure.data.push_back(std::move(table));
    }
    figure.script = script.text();
    figure.description = "One panel a parameter: the values of some walkers over the steps kept.";
    figure.caption = "Those with the largest R̂ first. Walkers that stay apart have not mixed.";
    return figure;
}

Figure fit_figure(FitResult const& fit)
{
    auto const& list = fit.posterior.predictions;
    auto const n = static_cast<double>(list.size());
    constexpr double width = 760, left = 330, line = 22, top = 16, below = 56;
    Script script{static_cast<int>(width), static_cast<int>(top + n * line + below)};
    std::vector<double> ratio, low, high, y;
    for (std::size_t k = 0; k < list.size(); ++k) {
        auto const scale = list[k].observed > 0 ? list[k].observed : 1;
        auto at = [&](double x) { return std::clamp(x / scale, 0.01, 100.0); };
        ratio.push_back(at(list[k].median));
        low.push_back(at(list[k].low));
        high.push_back(at(list[k].high));
        y.push_back(n - static_cast<double>(k));
    }
    script.panel({left, width - 14, top, top + n * line});
    script.add(fmt::format("set logscale x; set xrange [0.1:10]; set yrange [0.4:{}]; unset ytics",
                           n + 0.6));
    script.add("set xtics ('0.1' 0.1, '0.2' 0.2, '0.5' 0.5, '1' 1, '2' 2, '5' 5, '10' 10)");
    script.grid_lines("x");
    script.x_title("predicted over observed");
    for (std::size_t k = 0; k < list.size(); ++k)
        script.label(cut_to_width(list[k].label, left - 14, 11), left - 8,
                     top + (static_cast<double>(k) + 0.5) * line, "right", colour::ink, 11);
    auto const data = script.data({ratio, y, low, high});
    script.add(fmt::format("plot {0} using 3:2:($4-$3):(0) with vectors nohead lw 3 lc rgb '{1}', "
                           "{0} using 1:2 with points pt 7 ps 0.7 lc rgb '{1}'",
                           data, colour::of_arm(0)));
    Figure figure{"predictions", "Predicted over observed", "", "", script.text(), {}};
    figure.description = "One line for each group of data: the predicted median over the observed "
                         "value with its 95 % interval, on a logarithmic axis around 1.";
    figure.caption = "Points and bars at 1: the posterior predicts what was seen. What lies beyond "
                     "a tenth or tenfold is not drawn; an observed 0 is compared with 1.";
    Table table{"Predicted over observed", {"Data", "Ratio", "Low", "High"}, {}};
    for (std::size_t k = 0; k < list.size(); ++k)
        table.rows.push_back(
            {list[k].label, readable(ratio[k]), readable(low[k]), readable(high[k])});
    figure.data.push_back(std::move(table));
    return figure;
}

}   // namespace radici::report
