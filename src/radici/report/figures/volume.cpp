#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "radici/report/detail/cohort_view.hpp"
#include "radici/report/figures/figures.hpp"
#include "radici/report/figures/layout.hpp"
#include "radici/report/script.hpp"
#include "radici/report/text.hpp"

namespace radici::report {
namespace {

constexpr std::size_t most_days = 110, most_courses = 24;
constexpr double floor_mm3 = 1;   // a logarithmic axis has no zero

/// What one panel draws, in the unit of the axis.
struct Panel {
    std::vector<double> day, p05, p50, p95;
    std::vector<std::vector<double>> patients;
    std::vector<std::string> names;
};

struct Scale {
    double unit_mm3;
    std::string name;
    [[nodiscard]] double of(double volume_mm3) const
    {
        return std::isnan(volume_mm3) ? volume_mm3 : std::max(volume_mm3, floor_mm3) / unit_mm3;
    }
};

Scale scale_for(study::RunResult const& result)
{
    if (result.study.species == "human")
        return {1000, "mL"};
    return {1, "mm³"};
}

Panel panel_of(study::RunResult const& result, int arm, Scale const& scale)
{
    Panel panel;
    auto const positions = detail::thinned(result.grid_days.size(), most_days);
    auto const& band = result.arms[arm].tumour_volume_mm3;
    for (std::size_t const i : positions) {
        panel.day.push_back(result.grid_days[i]);
        panel.p05.push_back(scale.of(band.p05.at(i)));
        panel.p50.push_back(scale.of(band.p50.at(i)));
        panel.p95.push_back(scale.of(band.p95.at(i)));
    }
    auto const courses = detail::courses_of(result, arm);
    for (std::size_t const c : detail::thinned(courses.size(), most_courses)) {
        std::vector<double> volume;
        for (std::size_t const i : positions)
            volume.push_back(scale.of(detail::tumour_volume(*courses[c], i)));
        panel.patients.push_back(std::move(volume));
        panel.names.push_back(subject_id(result.study, courses[c]->subject));
    }
    return panel;
}

void draw(Script& script, Panel const& panel, TimeAxis const& axis, std::string_view hue)
{
    std::vector<double> time;
    for (double const day : panel.day)
        time.push_back(axis.of(day));
    std::string const band = script.data({time, panel.p05, panel.p50, panel.p95});
    std::string plot = fmt::format(
        "plot {} using 1:2:4 with filledcurves fs transparent solid 0.18 noborder fc rgb '{}'",
        band, hue);
    std::vector<std::vector<double>> columns{time};
    columns.insert(columns.end(), panel.patients.begin(), panel.patients.end());
    if (!panel.patients.empty()) {
        std::string const lines = script.data(columns);
        for (std::size_t p = 0; p < panel.patients.size(); ++p)
            plot += fmt::format(", {} using 1:{} with lines lw 0.7 lc rgb '{}'", lines, p + 2,
                                colour::thread);
    }
    plot += fmt::format(", {} using 1:3 with lines lw 2.6 lc rgb '{}'", band, hue);
    script.add(plot);
}

Table table_of(std::string const& arm, Panel const& panel, Scale const& scale)
{
    Table table{fmt::format("{}: tumour volume, {}", arm, scale.name),
                {"Day", "5 %", "Median", "95 %"},
                {}};
    table.header.insert(table.header.end(), panel.names.begin(), panel.names.end());
    for (std::size_t i = 0; i < panel.day.size(); ++i) {
        std::vector<std::string> row{readable(panel.day[i] + 1), readable(panel.p05[i]),
                                     readable(panel.p50[i]), readable(panel.p95[i])};
        for (auto const& patient : panel.patients)
            row.push_back(readable(patient[i]));
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// Powers of ten around all that is drawn.
std::pair<double, double> range_of(std::vector<Panel> const& panels)
{
    double low = 1e300, high = 0;
    auto take = [&](std::vector<double> const& values) {
        for (double const v : values)
            if (std::isfinite(v)) {
                low = std::min(low, v);
                high = std::max(high, v);
            }
    };
    for (auto const& panel : panels) {
        take(panel.p05);
        take(panel.p95);
        for (auto const& patient : panel.patients)
            take(patient);
    }
    return {std::pow(10, std::floor(std::log10(low))), std::pow(10, std::ceil(std::log10(high)))};
}

}   // namespace

std::optional<Figure> volume_figure(study::RunResult const& result)
{
    Scale const scale = scale_for(result);
    std::vector<Panel> panels;
    for (std::size_t a = 0; a < result.arms.size(); ++a) {
        if (result.arms[a].tumour_volume_mm3.p50.empty())
            return std::nullopt;
        panels.push_back(panel_of(result, static_cast<int>(a), scale));
    }
    auto const [low, high] = range_of(panels);
    if (panels.empty() || !(high > 0))
        return std::nullopt;
    TimeAxis const axis{result.study.horizon_d};
    PanelGrid const grid{
        .count = panels.size(), .columns = 2, .panel_height = 230, .left = 70, .below = 50};
    Script script{grid.width(), grid.height()};
    Figure figure{"volumes", "Tumour volume", "", "", "", {}};
    for (std::size_t a = 0; a < panels.size(); ++a) {
        script.panel(grid.box(a));
        grid.title(script, a, result.arms[a].name);
        script.add(fmt::format("set logscale y; set yrange [{}:{}]; set xrange [0:{}]", low,
                               high > low ? high : 10 * low, axis.end()));
        script.add("set format y '%h'; set mytics 1");
        script.add(fmt::format("set xtics 0, {}", axis.step(8)));
        script.grid_lines("y");
        script.x_title(axis.title());
        if (grid.column(a) == 0)
            script.y_title("all lesions, " + scale.name, grid.box(a).left - 60);
        draw(script, panels[a], axis, colour::of_arm(a));
        figure.data.push_back(table_of(result.arms[a].name, panels[a], scale));
    }
    figure.script = script.text();
    figure.description = "Sum of all lesion volumes over time on a logarithmic axis, one panel for "
                         "each arm: thin lines are sampled patients, a thick line is the median "
                         "of the cohort within its 5 to 95 % band.";
    figure.caption = fmt::format(
        "Thin lines: sampled patients, until death. Thick line and band: median and 5–95 % of all "
        "patients alive on that day, so late parts show those who live longest. Volumes below {} "
        "mm³ are drawn there.",
        readable(floor_mm3));
    return figure;
}

}   // namespace radici::report
