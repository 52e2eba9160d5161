#include <algorithm>

#include <fmt/format.h>

#include "radici/base/error.hpp"
#include "radici/numerics/competing_risks.hpp"
#include "radici/report/detail/cohort_view.hpp"
#include "radici/report/figures/figures.hpp"
#include "radici/report/figures/layout.hpp"
#include "radici/report/script.hpp"
#include "radici/report/text.hpp"
#include "radici/report/vocabulary.hpp"

namespace radici::report {
namespace {

constexpr std::size_t most_steps = 200;

struct Point {
    double day;
    numerics::Estimate share;
};

/// Day 0, the steps (thinned where there are very many), the end of follow-up.
std::vector<Point> points_of(study::CompetingRisks const& risks, std::size_t cause)
{
    RADICI_EXPECT(risks.day.size() == risks.cause.size());
    std::vector<numerics::FirstEvent> subjects;
    for (std::size_t i = 0; i < risks.day.size(); ++i)
        subjects.push_back({risks.day[i], risks.cause[i]});
    numerics::CumulativeIncidence const curve(subjects, static_cast<int>(cause) + 1);
    std::vector<double> days{0};
    for (std::size_t const i : detail::thinned(curve.steps().size(), most_steps))
        days.push_back(curve.steps()[i].time);
    days.push_back(*std::max_element(risks.day.begin(), risks.day.end()));
    std::vector<Point> points;
    for (double const day : days)
        if (auto const share = curve.at(day))
            points.push_back({day, *share});
    return points;
}

/// The staircase as a line: each height is kept until the next step.
std::vector<std::vector<double>> staircase(std::vector<Point> const& points, TimeAxis const& axis)
{
    std::vector<std::vector<double>> columns(4);
    auto push = [&](double day, numerics::Estimate const& s) {
        double const row[] = {axis.of(day), s.value, s.low, s.high};
        for (std::size_t c = 0; c < columns.size(); ++c)
            columns[c].push_back(row[c]);
    };
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (i > 0)
            push(points[i].day, points[i - 1].share);
        push(points[i].day, points[i].share);
    }
    return columns;
}

Table table_of(std::string caption, std::vector<Point> const& points)
{
    Table table{std::move(caption), {"Day", "Share", "2.5 %", "97.5 %"}, {}};
    for (auto const& [day, share] : points)
        table.rows.push_back({readable(day + 1), rounded(share.value, 4), rounded(share.low, 4),
                              rounded(share.high, 4)});
    return table;
}

using Arms = std::vector<std::size_t>;   // with something to show

Arms arms_with_causes(study::RunResult const& result)
{
    Arms arms;
    for (std::size_t a = 0; a < result.arms.size(); ++a)
        if (auto const& risks = result.arms[a].first_event;
            !risks.causes.empty() && !risks.day.empty())
            arms.push_back(a);
    return arms;
}

void draw(Script& script, Figure& figure, study::RunResult const& result, Arms const& arms,
          std::size_t cause)
{
    TimeAxis const axis{result.study.horizon_d};
    std::string bands, lines;
    for (std::size_t const a : arms) {
        auto const points = points_of(result.arms[a].first_event, cause);
        auto const hue = colour::of_arm(a);
        std::string const stairs = script.data(staircase(points, axis));
        bands += fmt::format(", {} using 1:3:4 with filledcurves fs transparent solid 0.14 "
                             "noborder fc rgb '{}'",
                             stairs, hue);
        lines += fmt::format(", {} using 1:2 with lines lw 2.2 lc rgb '{}'", stairs, hue);
        auto const& name = result.arms[a].first_event.causes[cause].name;
        figure.data.push_back(
            table_of(fmt::format("{} first: {}", sentence_case(words_for_endpoint(name)),
                                 result.arms[a].name),
                     points));
    }
    script.add("plot " + (bands + lines).substr(2));
}

void legend(Script& script, PanelGrid const& grid, study::RunResult const& result, Arms const& arms)
{
    std::vector<LegendEntry> entries;
    for (std::size_t const a : arms)
        entries.push_back({result.arms[a].name, colour::of_arm(a)});
    script.legend(entries, 10, 12, grid.width() - 20);
    script.label(TimeAxis{result.study.horizon_d}.title(), grid.width() / 2.0, grid.height() - 10.0,
                 "center");
}

}   // namespace

std::optional<Figure> first_event_figure(study::RunResult const& result)
{
    Arms const arms = arms_with_causes(result);
    if (arms.empty())
        return std::nullopt;
    auto const& causes = result.arms[arms.front()].first_event.causes;
    TimeAxis const axis{result.study.horizon_d};
    PanelGrid const grid{
        .count = causes.size(), .columns = 3, .panel_height = 190, .top = 30, .bottom = 22};
    Script script{grid.width(), grid.height()};
    Figure figure{"first-event",
                  "What came first",
                  "Cumulative incidence of each kind of event as the first one, one panel each, "
                  "with 95 % bands, arm by arm.",
                  "Share of patients in whom this event came first: radiographic progression, any "
                  "toxicity of grade 3 or more, or death before either. A patient counts in one "
                  "panel; the three shares and that of patients without any event add up to 1. "
                  "Aalen–Johansen estimate with pointwise 95 % bands.",
                  "",
                  {}};
    for (std::size_t cause = 0; cause < causes.size(); ++cause) {
        script.panel(grid.box(cause));
        if (cause == 0)
            legend(script, grid, result, arms);
        grid.title(script, cause, sentence_case(short_endpoint(causes[cause].name)));
        script.add(fmt::format("set xrange [0:{}]; set xtics 0, {}; set yrange [0:1.001]",
                               axis.end(), axis.step(4)));
        script.add("set ytics 0, 0.25; set format y '%.2f'");
        script.grid_lines("y");
        draw(script, figure, result, arms, cause);
    }
    figure.script = script.text();
    return figure;
}

}   // namespace radici::report
