#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "radici/base/error.hpp"
#include "radici/numerics/survival.hpp"
#include "radici/report/detail/cohort_view.hpp"
#include "radici/report/figures/figures.hpp"
#include "radici/report/plain_words.hpp"
#include "radici/report/script.hpp"
#include "radici/report/text.hpp"
#include "radici/report/vocabulary.hpp"

namespace radici::report {
namespace {

using numerics::FollowUp;
using numerics::KaplanMeier;

constexpr int width = 760;
constexpr double left = 64, right = 742, panel_height = 270, top = 40;
constexpr double axis_height = 46, risk_row = 17, risk_title = 20;
constexpr std::size_t most_steps = 400;

struct Arm {
    std::string name;
    std::size_t index;
    std::vector<FollowUp> subjects;
    KaplanMeier curve;
    double last_d;
};

std::vector<Arm> arms_with(study::RunResult const& result, std::string_view endpoint)
{
    std::vector<Arm> arms;
    for (std::size_t a = 0; a < result.arms.size(); ++a)
        for (auto const& survival : result.arms[a].survival) {
            if (survival.name != endpoint || survival.day.empty())
                continue;
            RADICI_EXPECT(survival.day.size() == survival.censored.size());
            std::vector<FollowUp> subjects;
            for (std::size_t i = 0; i < survival.day.size(); ++i)
                subjects.push_back({survival.day[i], survival.censored[i] == 0});
            KaplanMeier const curve{subjects};
            double const last = *std::max_element(survival.day.begin(), survival.day.end());
            arms.push_back({result.arms[a].name, a, std::move(subjects), curve, last});
        }
    return arms;
}

struct Point {
    double day;
    numerics::Estimate survival;
    long at_risk, events;
};

/// Day 0 and then the steps, thinned where there are very many.
std::vector<Point> points_of(Arm const& arm)
{
    std::vector<Point> points{{0, {1, 1, 1}, static_cast<long>(arm.subjects.size()), 0}};
    auto const& steps = arm.curve.steps();
    for (std::size_t const i : detail::thinned(steps.size(), most_steps))
        points.push_back({steps[i].time, steps[i].survival, steps[i].at_risk, steps[i].events});
    return points;
}

/// The staircase as a line: each height is kept until the next step.
std::vector<std::vector<double>> staircase(Arm const& arm, TimeAxis const& axis)
{
    std::vector<std::vector<double>> columns(4);
    auto push = [&](double day, numerics::Estimate const& s) {
        double const row[] = {axis.of(day), s.value, s.low, s.high};
        for (std::size_t c = 0; c < columns.size(); ++c)
            columns[c].push_back(row[c]);
    };
    auto const points = points_of(arm);
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (i > 0)
            push(points[i].day, points[i - 1].survival);
        push(points[i].day, points[i].survival);
    }
    push(std::max(arm.last_d, points.back().day), points.back().survival);
    return columns;
}

std::string censoring(Script& script, Arm const& arm, TimeAxis const& axis)
{
    std::vector<std::vector<double>> ticks(4);
    std::vector<double> days;
    for (auto const& subject : arm.subjects)
        if (!subject.event)
            days.push_back(subject.time);
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    for (std::size_t const i : detail::thinned(days.size(), most_steps))
        if (auto const s = arm.curve.at(days[i])) {
            double const row[] = {axis.of(days[i]), s->value - 0.014, 0, 0.028};
            for (std::size_t c = 0; c < ticks.size(); ++c)
                ticks[c].push_back(row[c]);
        }
    return ticks[0].empty() ? "" : script.data(ticks);
}

std::string plot_of(Script& script, std::vector<Arm> const& arms, TimeAxis const& axis)
{
    std::string bands, lines;
    for (auto const& arm : arms) {
        auto const hue = colour::of_arm(arm.index);
        std::string const stairs = script.data(staircase(arm, axis));
        bands += fmt::format(", {} using 1:3:4 with filledcurves fs transparent solid 0.14 "
                             "noborder fc rgb '{}'",
                             stairs, hue);
        lines += fmt::format(", {} using 1:2 with lines lw 2.2 lc rgb '{}'", stairs, hue);
        if (std::string const ticks = censoring(script, arm, axis); !ticks.empty())
            lines += fmt::format(", {} using 1:2:3:4 with vectors nohead lw 1.2 lc rgb '{}'", ticks,
                                 hue);
    }
    return "plot " + (bands + lines).substr(2);
}

void risk_table(Script& script, std::vector<Arm> const& arms, TimeAxis const& axis, double y)
{
    script.label("Number at risk", 8, y, "left", colour::ink, 12, true);
    for (std::size_t row = 0; row < arms.size(); ++row) {
        double const line = y + risk_title + static_cast<double>(row) * risk_row;
        script.add(fmt::format("set arrow from screen {0:.5f}, {1:.5f} to screen {2:.5f}, {1:.5f} "
                               "nohead lw 4 lc rgb '{3}'",
                               10.0 / width, 1 - line / script.height(), 28.0 / width,
                               colour::of_arm(arms[row].index)));
        double const step_d = axis.horizon_d * axis.step(9) / axis.end();
        int const ticks = static_cast<int>(std::floor(axis.horizon_d / step_d * (1 + 1e-9)));
        for (int tick = 0; tick <= ticks; ++tick) {
            double const day = tick * step_d;
            double const x = left + (right - left) * day / axis.horizon_d;
            script.label(std::to_string(arms[row].curve.at_risk(day)), x, line, "center");
        }
    }
}

std::vector<Table> tables_of(std::vector<Arm> const& arms)
{
    std::vector<Table> tables;
    for (auto const& arm : arms) {
        Table table{arm.name, {"Day", "At risk", "Events", "Share", "2.5 %", "97.5 %"}, {}};
        for (auto const& p : points_of(arm))
            table.rows.push_back({readable(p.day + 1), std::to_string(p.at_risk),
                                  std::to_string(p.events), rounded(p.survival.value, 4),
                                  rounded(p.survival.low, 4), rounded(p.survival.high, 4)});
        tables.push_back(std::move(table));
    }
    return tables;
}

std::string comparisons_text(study::RunResult const& result, std::string_view endpoint)
{
    std::string text;
    for (auto const& c : result.comparisons)
        if (c.endpoint == endpoint && c.kind == study::Comparison::Kind::survival)
            text += fmt::format(" Hazard ratio of {} against {}: {}; {}.",
                                result.arms.at(c.other).name, result.arms.at(c.reference).name,
                                with_interval(c.effect), with_p("log-rank", c.p));
    return text;
}

}   // namespace

std::optional<Figure> survival_figure(study::RunResult const& result, std::string_view endpoint)
{
    std::vector<Arm> const arms = arms_with(result, endpoint);
    if (arms.empty())
        return std::nullopt;
    TimeAxis const axis{result.study.horizon_d};
    double const bottom = top + panel_height;
    double const risk = bottom + axis_height + 12;
    std::string const id = fmt::format("km-{}", endpoint);
    double const height = risk + risk_title + static_cast<double>(arms.size()) * risk_row;
    Script script{width, static_cast<int>(height)};
    script.panel({left, right, top, bottom});
    std::vector<LegendEntry> entries;
    for (auto const& arm : arms)
        entries.push_back({arm.name, colour::of_arm(arm.index)});
    script.legend(entries, left, 14, right - left);
    risk_table(script, arms, axis, risk);
    script.add(fmt::format("set xrange [0:{}]; set xtics 0, {}; set yrange [0:1.001]", axis.end(),
                           axis.step(9)));
    script.add("set ytics 0, 0.25; set format y '%.2f'");
    script.grid_lines("y");
    script.x_title(axis.title());
    script.y_title("share without the event", 14);
    script.add(plot_of(script, arms, axis));
    return Figure{id,
                  sentence_case(words_for_endpoint(endpoint)),
                  "Kaplan-Meier curves, one for each arm, with 95 % bands and the numbers of "
                  "patients at risk below.",
                  "Kaplan–Meier estimate with pointwise 95 % bands (Greenwood, log-log); ticks are "
                  "censored patients." +
                      comparisons_text(result, endpoint),
                  script.text(),
                  tables_of(arms)};
}

}   // namespace radici::report
