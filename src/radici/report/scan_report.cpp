#include "radici/report/scan_report.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "radici/report/detail/cohort_view.hpp"
#include "radici/report/detail/page_frame.hpp"
#include "radici/report/figure.hpp"
#include "radici/report/plain_words.hpp"
#include "radici/report/script.hpp"
#include "radici/report/text.hpp"
#include "radici/report/vocabulary.hpp"

namespace radici::report {
namespace {

using study::ArmResult;

std::string value_text(ScanResult const& result, double x)
{
    return result.axis.unit.empty() ? readable(x)
                                    : fmt::format("{} {}", readable(x), result.axis.unit);
}

study::Rate const* rate_of(ArmResult const& arm, std::string_view name)
{
    auto const* rate = detail::find_named(arm.rates, name);
    return rate ? rate : detail::find_named(arm.toxicity, name);
}

/// The shares that an arm has, responses first.
std::vector<std::string> shares_of(ArmResult const& arm)
{
    std::vector<std::string> names;
    for (auto const* name : {"orr", "psa50", "cr", "cure", "any_g3", "dlt"})
        if ((std::string_view{name} != "cr" || !rate_of(arm, "orr")) && rate_of(arm, name))
            names.emplace_back(name);
    return names;
}

Table table_of(ScanResult const& result, std::size_t arm)
{
    auto const& first = result.points.front().arms[arm];
    Table table{first.name, {result.axis.path}, {}};
    for (auto const& name : shares_of(first))
        table.header.push_back(sentence_case(short_endpoint(name)));
    for (auto const& level : first.immune)
        table.header.push_back(fmt::format("{}, {}", sentence_case(level.text), level.unit));
    for (auto const& point : result.points) {
        auto const& here = point.arms[arm];
        std::vector<std::string> row{value_text(result, point.x)};
        for (auto const& name : shares_of(first))
            row.push_back(percent_with_interval(rate_of(here, name)->share));
        for (auto const& level : here.immune)
            row.push_back(fmt::format("{} ({}–{})", readable(level.median.value),
                                      readable(level.median.low), readable(level.median.high)));
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// x, value, low, high of one quantity along the curve.
template <class Get>
std::vector<std::vector<double>> columns_of(ScanResult const& result, std::size_t arm, Get&& get)
{
    std::vector<std::vector<double>> columns(4);
    for (auto const& point : result.points) {
        study::Interval const y = get(point.arms[arm]);
        double const row[] = {point.x, y.value, y.low, y.high};
        for (std::size_t k = 0; k < columns.size(); ++k)
            columns[k].push_back(row[k]);
    }
    return columns;
}

Figure figure_of(ScanResult const& result, std::size_t arm)
{
    constexpr double left = 70, right = 540, top = 16, height = 210, gap = 60;
    auto const& first = result.points.front().arms[arm];
    Script script{760, static_cast<int>(top + 2 * height + gap + 50)};
    auto const axis = fmt::format("set logscale x; set xrange [{}:{}]", 0.94 * result.axis.low,
                                  1.06 * result.axis.high);
    script.panel({left, right, top, top + height});
    script.add(axis + "; set yrange [0:1]; set ytics 0.25");
    script.grid_lines("y");
    script.y_title("share of patients", 16);
    std::string plot = "plot ";
    std::vector<LegendEntry> legend;
    for (auto const& name : shares_of(first)) {
        auto const hue = colour::of_arm(legend.size());
        auto const data = script.data(columns_of(
            result, arm, [&](ArmResult const& here) { return rate_of(here, name)->share; }));
        plot += fmt::format("{}{} using 1:2:3:4 with yerrorlines lw 2 pt 7 ps 0.5 lc rgb '{}'",
                            legend.empty() ? "" : ", ", data, hue);
        legend.push_back({sentence_case(short_endpoint(name)), hue});
    }
    script.legend(legend, right + 20, top + 20, 190);
    script.add(plot);
    double const second = top + height + gap;
    script.panel({left, right, second, second + height});
    script.add(axis + "; set yrange [0:*]");
    script.grid_lines("y");
    script.x_title(result.axis.path + (result.axis.unit.empty() ? "" : ", " + result.axis.unit));
    script.y_title("effector T cells per mm³, highest", 16);
    auto const data = script.data(columns_of(result, arm, [](ArmResult const& here) {
        auto const* level = detail::find_named(here.immune, "peak_effectors");
        return level ? level->median : study::Interval{};
    }));
    script.add(fmt::format("plot {} using 1:2:3:4 with yerrorlines lw 2 pt 7 ps 0.5 lc rgb '{}'",
                           data, colour::of_arm(2)));
    Figure figure{fmt::format("arm-{}", arm + 1), first.name, "", "", script.text(),
                  {table_of(result, arm)}};
    figure.description = "Response and toxicity, and effector T cells, against the value varied.";
    figure.caption =
        "Points: cohorts of the same patients; bars: 95 % intervals. " + scan_words(result, arm);
    return figure;
}

}   // namespace

std::string scan_words(ScanResult const& result, std::size_t arm)
{
    auto const reading = study::read_scan(result.points, arm);
    std::string text =
        reading.tolerated
            ? fmt::format("Up to {} no more than a third of the patients have a dose-limiting "
                          "toxicity{}.",
                          value_text(result, *reading.tolerated),
                          *reading.tolerated >= result.points.back().x
                              ? ", which is as far as this scan goes"
                              : "")
            : "No value of this scan keeps dose-limiting toxicity to a third of the patients, or "
              "the arm has no such rate.";
    if (!reading.immune_optimum)
        return text;
    text += fmt::format(" Effector T cells are densest at {}",
                        value_text(result, *reading.immune_optimum));
    if (reading.optimum_below_tolerated)
        return text + ", an immune optimum below the value tolerated most: the intervals of the "
                      "two do not meet.";
    bool const below = reading.tolerated && *reading.immune_optimum < *reading.tolerated;
    return text + (below ? ", but the interval there meets that of the value tolerated most."
                         : ": no immune optimum below the value tolerated most.");
}

std::string scan_csv(ScanResult const& result)
{
    std::string text = "arm,x,unit,quantity,value,low,high\n";
    auto add = [&](ArmResult const& arm, double x, std::string_view quantity,
                   study::Interval const& y) {
        text += fmt::format("{},{},{},{},{},{},{}\n", csv_field(arm.name), exact(x),
                            csv_field(result.axis.unit), quantity, exact(y.value), exact(y.low),
                            exact(y.high));
    };
    for (std::size_t a = 0; a < result.points.front().arms.size(); ++a)
        for (auto const& point : result.points) {
            auto const& arm = point.arms[a];
            for (auto const& rate : arm.rates)
                add(arm, point.x, rate.name, rate.share);
            for (auto const& rate : arm.toxicity)
                add(arm, point.x, rate.name, rate.share);
            for (auto const& level : arm.immune)
                add(arm, point.x, level.name, level.median);
        }
    return text;
}

std::string scan_html(ScanResult const& result, BuildInfo const& build, Gnuplot const& gnuplot)
{
    std::vector<Figure> figures;
    for (std::size_t a = 0; a < result.points.front().arms.size(); ++a)
        figures.push_back(figure_of(result, a));
    std::string html = "<header>\n<p class=\"kicker\">radici · scan</p>\n<h1>" +
                       escaped(result.study) + "</h1>\n</header>\n" +
                       detail::paragraph("One value of the study is varied, the patients stay the "
                                         "same. Endpoints are uncalibrated.");
    for (auto const& drawn : figures_html(figures, gnuplot))
        html += drawn;
    html += "<dl class=\"facts\">\n" + detail::fact("radici", version_text(build)) +
            detail::fact("Varied", result.axis.path) + "</dl>\n";
    return detail::page_html("Scan: " + result.study, html);
}

}   // namespace radici::report
