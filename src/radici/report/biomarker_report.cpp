#include "radici/report/biomarker_report.hpp"

#include <algorithm>
#include <cmath>

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
using study::ArmBiomarkers;
using study::Biomarker;

constexpr std::size_t curves_shown = 5;

std::string between(numerics::Estimate const& e)
{
    return fmt::format("{} ({} to {})", ratio(e.value), ratio(e.low), ratio(e.high));
}

/// What an interval allows to say.
std::string verdict(numerics::Estimate const& area)
{
    if (area.low > 0.5)
        return "higher in those who do";
    return area.high < 0.5 ? "lower in those who do" : "cannot tell";
}

Table table_of(ArmBiomarkers const& arm)
{
    Table table{arm.arm, {"Baseline quantity", "Area (95 %)", "Reading", "What it is"}, {}};
    for (auto const& marker : arm.markers)
        table.rows.push_back(
            {marker.column, between(marker.area), verdict(marker.area), marker.text});
    return table;
}

/// Of many patients every n-th point: a figure shows no more.
std::vector<std::vector<double>> points_of(Biomarker const& marker)
{
    constexpr std::size_t most = 400;
    std::vector<double> x, y;
    auto const step = std::max<std::size_t>(1, marker.curve.size() / most);
    for (std::size_t k = 0; k < marker.curve.size(); k += step) {
        x.push_back(marker.curve[k].false_positive);
        y.push_back(marker.curve[k].true_positive);
    }
    x.push_back(1);
    y.push_back(1);
    return {x, y};
}

Figure figure_of(BiomarkerResult const& result, ArmBiomarkers const& arm, std::size_t number)
{
    constexpr double side = 380, left = 60, top = 16;
    auto const shown = std::min(arm.markers.size(), curves_shown);
    Script script{760, static_cast<int>(top + side + 50)};
    script.panel({left, left + side, top, top + side});
    script.add("set xrange [0:1]; set yrange [0:1]; set xtics 0.2; set ytics 0.2");
    script.grid_lines("y");
    script.x_title("share of those who do not, above the threshold");
    script.y_title("share of those who do", 16);
    std::vector<LegendEntry> legend;
    auto plot = fmt::format("plot x with lines dt 2 lw 1 lc rgb '{}'", colour::muted);
    for (std::size_t k = 0; k < shown; ++k) {
        auto const& marker = arm.markers[k];
        auto const data = script.data(points_of(marker));
        plot += fmt::format(", {} using 1:2 with steps lw 2 lc rgb '{}'", data, colour::of_arm(k));
        legend.push_back(
            {fmt::format("{} {}", marker.column, ratio(marker.area.value)), colour::of_arm(k)});
    }
    script.legend(legend, left + side + 24, top + 20, 260);
    script.add(plot);
    Figure figure{
        fmt::format("arm-{}", number + 1), arm.arm, "", "", script.text(), {table_of(arm)}};
    figure.description = "Receiver operating characteristics: share found against false alarms.";
    figure.caption = fmt::format(
        "{} of {} patients met the endpoint ({}). The {} quantities furthest from chance (dashed); "
        "a curve below the diagonal belongs to a quantity that is lower in those who do.",
        arm.events, arm.evaluable, study::to_text(result.endpoint), shown);
    return figure;
}

Json json_of(numerics::Estimate const& e)
{
    auto number = [](double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); };
    return {{"value", number(e.value)}, {"low", number(e.low)}, {"high", number(e.high)}};
}

}   // namespace

std::string biomarkers_csv(BiomarkerResult const& result)
{
    std::string text = "arm,endpoint,events,evaluable,marker,unit,auc,auc_low,auc_high\n";
    for (auto const& arm : result.arms)
        for (auto const& marker : arm.markers)
            text += fmt::format("{},{},{},{},{},{},{},{},{}\n", csv_field(arm.arm),
                                study::to_text(result.endpoint), arm.events, arm.evaluable,
                                marker.column, marker.unit, exact(marker.area.value),
                                exact(marker.area.low), exact(marker.area.high));
    return text;
}

std::string roc_csv(BiomarkerResult const& result)
{
    std::string text = "arm,marker,threshold,false_positive,true_positive\n";
    for (auto const& arm : result.arms)
        for (auto const& marker : arm.markers)
            for (auto const& point : marker.curve)
                text += fmt::format("{},{},{},{},{}\n", csv_field(arm.arm), marker.column,
                                    std::isfinite(point.threshold) ? exact(point.threshold) : "",
                                    exact(point.false_positive), exact(point.true_positive));
    return text;
}

std::string biomarkers_json(BiomarkerResult const& result)
{
    Json json{{"schema", 1},
              {"run", result.run},
              {"endpoint", study::to_text(result.endpoint)},
              {"interval", "DeLong"},
              {"patients_sha256", result.patients_sha256},
              {"arms", Json::array()}};
    for (auto const& arm : result.arms) {
        Json one{{"name", arm.arm},
                 {"events", arm.events},
                 {"evaluable", arm.evaluable},
                 {"markers", Json::array()}};
        for (auto const& marker : arm.markers)
            one["markers"].push_back(
                {{"name", marker.column}, {"unit", marker.unit}, {"auc", json_of(marker.area)}});
        json["arms"].push_back(std::move(one));
    }
    return detail::json_text(json);
}

std::string biomarkers_html(BiomarkerResult const& result, BuildInfo const& build,
                            Gnuplot const& gnuplot)
{
    std::vector<Figure> figures;
    std::string silent;
    for (std::size_t a = 0; a < result.arms.size(); ++a) {
        auto const& arm = result.arms[a];
        if (!arm.markers.empty())
            figures.push_back(figure_of(result, arm, a));
        else
            silent += detail::paragraph(fmt::format(
                "{}: {} of {} patients met the endpoint, so nothing foretells who does.", arm.arm,
                arm.events, arm.evaluable));
    }
    std::string html =
        "<header>\n<p class=\"kicker\">radici · biomarkers</p>\n<h1>" + escaped(result.run) +
        "</h1>\n</header>\n" +
        detail::paragraph(
            "Which baseline quantity foretells the endpoint in these virtual patients: the area "
            "under the curve is the chance that one who meets it has the higher value (0.5: no "
            "better than chance). Each quantity is taken alone; of many, some leave chance by "
            "chance.");
    for (auto const& drawn : figures_html(figures, gnuplot))
        html += drawn;
    for (auto const& arm : result.arms)
        if (!arm.markers.empty())
            html += table_html(table_of(arm));
    html += silent + "<dl class=\"facts\">\n" + detail::fact("radici", version_text(build)) +
            detail::fact("Endpoint", study::to_text(result.endpoint)) +
            detail::fact("Intervals", "DeLong, 95 %") +
            detail::fact("patients.csv, SHA-256", result.patients_sha256) + "</dl>\n";
    return detail::page_html("Biomarkers: " + result.run, html);
}

}   // namespace radici::report
