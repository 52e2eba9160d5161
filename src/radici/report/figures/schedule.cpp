#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "radici/report/figures/figures.hpp"
#include "radici/report/script.hpp"
#include "radici/report/text.hpp"

namespace radici::report {
namespace {

using study::Timeline;

constexpr int width = 760;
constexpr double left = 236, right = 742, arm_height = 34, row_height = 40, bar_height = 22;
constexpr double top = 8, axis_height = 48;

std::string_view colour_of(Timeline const& timeline, std::vector<std::string>& antibodies)
{
    if (timeline.kind == Timeline::Kind::radiopharmaceutical)
        return "#E69F00";
    if (timeline.kind == Timeline::Kind::other)
        return colour::muted;
    constexpr std::array<std::string_view, 4> hues{"#009E73", "#CC79A7", "#56B4E9", "#0072B2"};
    auto const known = std::find(antibodies.begin(), antibodies.end(), timeline.agent);
    auto const index = known - antibodies.begin();
    if (known == antibodies.end())
        antibodies.push_back(timeline.agent);
    return hues[index % hues.size()];
}

/// "every 6 wk", "every 10 d", "at 5 days of its own".
std::string rhythm(std::vector<double> const& days)
{
    double const step = days[1] - days[0];
    for (std::size_t i = 2; i < days.size(); ++i)
        if (std::abs(days[i] - days[i - 1] - step) > 1e-9)
            return fmt::format("{} doses", days.size());
    double const weeks = step / 7;
    bool const whole = std::abs(weeks - std::round(weeks)) < 1e-9;
    return fmt::format("× {} every {}", days.size(),
                       whole ? readable(weeks) + " wk" : readable(step) + " d");
}

std::string dosing(Timeline const& timeline)
{
    if (timeline.days.size() < 2)
        return timeline.amount;
    return timeline.amount + " " + rhythm(timeline.days);
}

/// Bars of a row between two heights: left edge, right edge, bottom, top.
std::string bars(Script& script, Timeline const& timeline, TimeAxis const& axis, double base,
                 bool given_only)
{
    std::vector<std::vector<double>> columns(6);
    double const half = axis.end() / (right - left) * 2.2;
    for (std::size_t i = 0; i < timeline.days.size(); ++i) {
        double const x = axis.of(timeline.days[i]);
        double const share =
            given_only && !timeline.share_given.empty() ? timeline.share_given[i] : 1.0;
        double const row[] = {x, base, x - half, x + half, base, base + share * bar_height};
        for (std::size_t c = 0; c < columns.size(); ++c)
            columns[c].push_back(row[c]);
    }
    return script.data(columns);
}

double rows_height(study::RunResult const& result)
{
    double height = top;
    for (auto const& arm : result.arms)
        height += arm_height + row_height * static_cast<double>(arm.schedule.size());
    return height;
}

Table dose_table(study::RunResult const& result)
{
    Table table{"Planned doses", {"Arm", "Agent", "Amount", "Dose", "Day", "Patients given"}, {}};
    for (auto const& arm : result.arms)
        for (auto const& timeline : arm.schedule)
            for (std::size_t i = 0; i < timeline.days.size(); ++i)
                table.rows.push_back(
                    {arm.name, timeline.text, timeline.amount, std::to_string(i + 1),
                     readable(timeline.days[i] + 1),
                     timeline.share_given.empty() ? "–" : percent(timeline.share_given[i])});
    return table;
}

}   // namespace

std::optional<Figure> schedule_figure(study::RunResult const& result)
{
    double const rows = rows_height(result);
    if (rows <= top + arm_height * static_cast<double>(result.arms.size()))
        return std::nullopt;
    TimeAxis const axis{result.study.horizon_d};
    Script script{width, static_cast<int>(rows + axis_height)};
    script.panel({left, right, top, rows});
    script.add(fmt::format("set xrange [{}:{}]", -0.012 * axis.end(), 1.005 * axis.end()));
    script.add(fmt::format("set yrange [{}:{}]", -rows, -top));
    script.add("set border 1; unset ytics");
    script.add(fmt::format("set xtics 0, {}", axis.step(13)));
    script.grid_lines("x");
    script.x_title(axis.title());
    std::string plot;
    std::vector<std::string> antibodies;
    double y = top;
    for (auto const& arm : result.arms) {
        script.label(cut_to_width(arm.name, right - 8, 13), 8, y + arm_height / 2 + 2, "left",
                     colour::ink, 13, true);
        y += arm_height;
        for (auto const& timeline : arm.schedule) {
            script.label(cut_to_width(timeline.text, left - 24), 16, y + 11);
            script.label(cut_to_width(dosing(timeline), left - 24, 11), 16, y + 26, "left",
                         colour::muted, 11);
            double const base = -(y + row_height - 9);
            auto const hue = colour_of(timeline, antibodies);
            plot += fmt::format("{}{} using 1:2:3:4:5:6 with boxxyerror fc rgb '{}' fs transparent "
                                "solid 0.25 noborder, {} using 1:2:3:4:5:6 with boxxyerror fc rgb "
                                "'{}' fs solid 1 noborder",
                                plot.empty() ? "plot " : ", ",
                                bars(script, timeline, axis, base, false), hue,
                                bars(script, timeline, axis, base, true), hue);
            y += row_height;
        }
    }
    script.add(plot);
    return Figure{
        "schedule",
        "Schedule",
        "A timeline for each arm: one row for each agent, one bar for each planned dose.",
        "Each bar is a planned dose. It is filled up to the share of patients who got it: patients "
        "leave treatment when they progress, die or meet an agent's stopping rule.",
        script.text(),
        {dose_table(result)}};
}

}   // namespace radici::report
