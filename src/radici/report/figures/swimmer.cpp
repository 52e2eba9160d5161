#include <algorithm>

#include <fmt/format.h>

#include "radici/report/detail/cohort_view.hpp"
#include "radici/report/figures/figures.hpp"
#include "radici/report/figures/layout.hpp"
#include "radici/report/script.hpp"
#include "radici/report/text.hpp"
#include "radici/report/vocabulary.hpp"

namespace radici::report {
namespace {

using Kind = study::Event::Kind;
constexpr std::size_t most_patients = 24;
constexpr double row_height = 12;

struct Swimmer {
    study::Course const* course;
    double end_d;
};

/// How an event is drawn; kinds that are not in the list are not.
struct Mark {
    Kind kind;
    int point;   // of gnuplot
    std::string_view words;
    double size;
    std::string_view colour;
};

constexpr Mark marks[] = {{Kind::dose, 7, "radionuclide or antibody given", 0.28, colour::ink},
                          {Kind::response, 9, "response first seen", 0.75, colour::good},
                          {Kind::progression, 5, "progression", 0.6, colour::bad},
                          {Kind::toxicity, 13, "toxicity, grade ≥ 3", 0.75, "#CC79A7"},
                          {Kind::death, 2, "death", 0.6, colour::ink}};

/// The days of a kind of event. A response is seen at the first scan that says PR or CR.
std::vector<double> days_of(study::Course const& course, Kind kind)
{
    std::vector<double> days;
    for (auto const& event : course.events) {
        bool const seen = kind == Kind::response && event.kind == Kind::scan && days.empty() &&
                          (event.what == "PR" || event.what == "CR");
        if (event.kind == kind || seen)
            days.push_back(event.day);
    }
    return days;
}

double row_of(std::size_t swimmer)
{
    return -(static_cast<double>(swimmer) + 0.5);
}

std::vector<Swimmer> swimmers_of(study::RunResult const& result, int arm)
{
    auto const courses = detail::courses_of(result, arm);
    std::vector<Swimmer> swimmers;
    for (std::size_t const i : detail::thinned(courses.size(), most_patients)) {
        double end_d = result.study.horizon_d;
        for (auto const& event : courses[i]->events)
            if (event.kind == Kind::death || event.kind == Kind::end)
                end_d = event.day;
        swimmers.push_back({courses[i], end_d});
    }
    std::stable_sort(swimmers.begin(), swimmers.end(),
                     [](Swimmer const& a, Swimmer const& b) { return a.end_d > b.end_d; });
    return swimmers;
}

std::string plot_of(Script& script, std::vector<Swimmer> const& swimmers, TimeAxis const& axis,
                    std::string_view hue)
{
    std::vector<std::vector<double>> bars(6);
    for (std::size_t i = 0; i < swimmers.size(); ++i) {
        double const y = row_of(i), end = axis.of(swimmers[i].end_d);
        double const row[] = {end, y, 0, end, y - 0.34, y + 0.34};
        for (std::size_t c = 0; c < bars.size(); ++c)
            bars[c].push_back(row[c]);
    }
    std::string plot = fmt::format("plot {} using 1:2:3:4:5:6 with boxxyerror fs transparent solid "
                                   "0.3 noborder fc rgb '{}'",
                                   script.data(bars), hue);
    for (auto const& mark : marks) {
        std::vector<std::vector<double>> points(2);
        for (std::size_t i = 0; i < swimmers.size(); ++i)
            for (double const day : days_of(*swimmers[i].course, mark.kind)) {
                points[0].push_back(axis.of(day));
                points[1].push_back(row_of(i));
            }
        if (!points[0].empty())
            plot += fmt::format(", {} using 1:2 with points pt {} ps {} lw 1.6 lc rgb '{}'",
                                script.data(points), mark.point, mark.size, mark.colour);
    }
    return plot;
}

Table table_of(study::RunResult const& result, std::size_t arm,
               std::vector<Swimmer> const& swimmers)
{
    Table table{result.arms[arm].name, {"Patient", "Day", "Event", "What"}, {}};
    for (auto const& swimmer : swimmers)
        for (auto const& event : swimmer.course->events)
            table.rows.push_back({subject_id(result.study, swimmer.course->subject),
                                  readable(event.day + 1), words_for(event.kind), event.what});
    return table;
}

bool happens(study::RunResult const& result, Kind kind)
{
    return std::any_of(result.courses.begin(), result.courses.end(),
                       [&](study::Course const& c) { return !days_of(c, kind).empty(); });
}

}   // namespace

std::optional<Figure> swimmer_figure(study::RunResult const& result)
{
    if (result.courses.empty())
        return std::nullopt;
    std::vector<std::vector<Swimmer>> arms;
    std::size_t most = 0;
    for (std::size_t a = 0; a < result.arms.size(); ++a) {
        arms.push_back(swimmers_of(result, static_cast<int>(a)));
        most = std::max(most, arms.back().size());
    }
    TimeAxis const axis{result.study.horizon_d};
    PanelGrid const grid{.count = arms.size(),
                         .columns = 2,
                         .panel_height = row_height * static_cast<double>(most),
                         .top = 44,
                         .left = 30,
                         .below = 52};
    Script script{grid.width(), grid.height()};
    Figure figure{"swimmer", "Single patients over time", "", "", "", {}};
    for (std::size_t a = 0; a < arms.size(); ++a) {
        if (arms[a].empty())
            continue;
        script.panel(grid.box(a));
        if (figure.data.empty()) {
            std::vector<LegendEntry> entries;
            for (auto const& mark : marks)
                if (happens(result, mark.kind))
                    entries.push_back(
                        {std::string{mark.words}, mark.colour, mark.point, mark.size});
            script.legend(entries, 10, 14, grid.width() - 20);
        }
        grid.title(script, a, result.arms[a].name);
        script.add("set border 1; unset ytics");
        script.add(fmt::format("set xrange [0:{}]; set xtics 0, {}; set yrange [{}:0]",
                               1.02 * axis.end(), axis.step(8), -static_cast<double>(most)));
        script.x_title(axis.title());
        script.add(plot_of(script, arms[a], axis, colour::of_arm(a)));
        figure.data.push_back(table_of(result, a, arms[a]));
    }
    figure.script = script.text();
    figure.description = "One horizontal bar a sampled patient from the first treatment day to "
                         "death or the end of the study, with marks for events.";
    figure.caption = "A sample of the patients, longest follow-up first. A bar that ends without a "
                     "cross is a patient alive at the end of the study.";
    return figure;
}

}   // namespace radici::report
