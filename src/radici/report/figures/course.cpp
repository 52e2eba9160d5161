#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "radici/base/error.hpp"
#include "radici/report/detail/cohort_view.hpp"
#include "radici/report/figures/figures.hpp"
#include "radici/report/figures/layout.hpp"
#include "radici/report/script.hpp"
#include "radici/report/text.hpp"
#include "radici/report/vocabulary.hpp"

namespace radici::report {
namespace {

constexpr std::size_t most_days = 110;

/// One quantity: a panel. Lesions share one; anything else has one for each region.
struct Quantity {
    std::string name, region, unit, title;
    bool of_lesions;
    std::vector<study::Band> arms;   // one per arm, empty where nothing was sampled

    [[nodiscard]] bool holds(study::Series const& s, study::SeriesGroup group) const
    {
        bool const lesion = s.region.starts_with("lesion");
        return s.group == group && s.name == name && lesion == of_lesions &&
               (lesion || s.region == region);
    }
};

struct Words {
    std::string_view id, title, description, caption;
};

Words words_for(study::SeriesGroup group)
{
    using enum study::SeriesGroup;
    switch (group) {
    case volume:
        return {"lesion-volumes", "Volume of single lesions", "Lesion volumes over time.", ""};
    case dose:
        return {"dose-course", "Dose as it builds up", "Absorbed dose over time.", ""};
    case activity:
        return {"activity", "Activity in the body", "Activity over time, region by region.", ""};
    case immune:
        return {"immune", "Immune states", "States of the immune model over time, one panel each.",
                "States of the tumour are means over the lesions of a patient. "};
    case blood:
        return {"blood", "Blood counts", "Blood counts over time, one panel each.",
                "The dashed line is where grade 3 begins (CTCAE). "};
    case occupancy:
        return {"occupancy", "Receptor occupancy",
                "Share of receptors that each antibody occupies over time.", ""};
    case marker:
        return {"markers", "Markers in blood", "Tumour markers over time, one panel each.", ""};
    }
    RADICI_EXPECT(false);
    return {};
}

std::string title_of(study::Series const& series)
{
    std::string title = series.text;
    bool const lesion = series.region.starts_with("lesion");
    bool const occupancy = series.group == study::SeriesGroup::occupancy;
    if (!lesion && !occupancy && !series.region.empty())
        title += ", " + words_for_region(series.region);
    return sentence_case(title);
}

std::vector<Quantity> quantities_in(study::RunResult const& result, study::SeriesGroup group)
{
    std::vector<Quantity> found;
    for (auto const& course : result.courses)
        for (auto const& series : course.series) {
            bool const known = std::any_of(found.begin(), found.end(), [&](Quantity const& q) {
                return q.holds(series, group);
            });
            if (series.group == group && !known)
                found.push_back({series.name,
                                 series.region,
                                 series.unit,
                                 title_of(series),
                                 series.region.starts_with("lesion"),
                                 {}});
        }
    return found;
}

bool has_values(study::Band const& band)
{
    return std::any_of(band.p50.begin(), band.p50.end(), [](double v) { return std::isfinite(v); });
}

/// Where CTCAE v5 begins grade 3; nothing for other counts and units.
std::optional<double> grade_3_limit(std::string_view name, std::string_view unit)
{
    double const per_uL = unit == "1/uL" ? 1 : unit == "1e9/L" ? 1e-3 : study::no_value;
    double const limit = name == "lymphocytes"   ? 500
                         : name == "neutrophils" ? 1000
                         : name == "platelets"   ? 50000
                                                 : study::no_value;
    return std::isfinite(limit * per_uL) ? std::optional{limit * per_uL} : std::nullopt;
}

double highest(Quantity const& quantity)
{
    double high = 0;
    for (auto const& band : quantity.arms)
        for (double const v : band.p95)
            if (std::isfinite(v))
                high = std::max(high, v);
    return high;
}

/// Tumour markers span decades: a logarithmic axis of at most four. All else begins at zero.
/// Gives the upper end.
double set_range(Script& script, Quantity const& quantity, study::SeriesGroup group)
{
    script.add("set format y '%h'");
    double const high = group == study::SeriesGroup::occupancy ? 1 : highest(quantity);
    if (group == study::SeriesGroup::marker && high > 0) {
        double low = high;
        for (auto const& band : quantity.arms)
            for (double const v : band.p05)
                if (v > 0)
                    low = std::min(low, v);
        double const ceiling = std::pow(10, std::ceil(std::log10(high)));
        double const floor = std::max(std::pow(10, std::floor(std::log10(low))), 1e-4 * ceiling);
        script.add(fmt::format("set logscale y; set yrange [{}:{}]", std::min(floor, ceiling / 10),
                               ceiling));
        return ceiling;
    }
    double const step = tick_step(high > 0 ? high : 1, 4);
    double const ceiling = high > 0 ? step * std::ceil(high / step * (1 - 1e-9)) : 1;
    script.add(fmt::format("set yrange [0:{}]; set ytics 0, {}", ceiling, step));
    return ceiling;
}

void draw(Script& script, Quantity const& quantity, std::vector<double> const& time)
{
    std::string bands, lines;
    for (std::size_t a = 0; a < quantity.arms.size(); ++a) {
        auto const& band = quantity.arms[a];
        if (!has_values(band))
            continue;
        std::string const data = script.data({time, band.p05, band.p50, band.p95});
        bands += fmt::format(", {} using 1:2:4 with filledcurves fs transparent solid 0.15 "
                             "noborder fc rgb '{}'",
                             data, colour::of_arm(a));
        lines += fmt::format(", {} using 1:3 with lines lw 2 lc rgb '{}'", data, colour::of_arm(a));
    }
    script.add("plot " + (bands + lines).substr(2));
}

Table table_of(study::RunResult const& result, Quantity const& quantity,
               std::vector<double> const& days)
{
    std::string const unit = quantity.unit.empty() ? "" : ", " + printed_unit(quantity.unit);
    Table table{quantity.title + unit, {"Day"}, {}};
    for (std::size_t a = 0; a < quantity.arms.size(); ++a)
        if (has_values(quantity.arms[a]))
            for (char const* which : {"5 %", "median", "95 %"})
                table.header.push_back(fmt::format("{}: {}", result.arms[a].name, which));
    for (std::size_t i = 0; i < days.size(); ++i) {
        std::vector<std::string> row{readable(days[i] + 1)};
        for (auto const& band : quantity.arms)
            if (has_values(band))
                row.insert(row.end(),
                           {readable(band.p05[i]), readable(band.p50[i]), readable(band.p95[i])});
        table.rows.push_back(std::move(row));
    }
    return table;
}

}   // namespace

std::optional<Figure> course_figure(study::RunResult const& result, study::SeriesGroup group)
{
    std::vector<Quantity> quantities = quantities_in(result, group);
    auto const positions = detail::thinned(result.grid_days.size(), most_days);
    for (auto& quantity : quantities)
        for (std::size_t a = 0; a < result.arms.size(); ++a)
            quantity.arms.push_back(detail::sampled_band(
                result, static_cast<int>(a), positions,
                [&](study::Series const& s) { return quantity.holds(s, group); }));
    std::erase_if(quantities, [](Quantity const& q) {
        return std::none_of(q.arms.begin(), q.arms.end(), has_values);
    });
    if (quantities.empty())
        return std::nullopt;

    TimeAxis const axis{result.study.horizon_d};
    std::vector<double> days, time;
    for (std::size_t const i : positions) {
        days.push_back(result.grid_days[i]);
        time.push_back(axis.of(days.back()));
    }
    Words const words = words_for(group);
    PanelGrid const grid{
        .count = quantities.size(),
        .columns = quantities.size() > 4 ? 3 : std::min<std::size_t>(quantities.size(), 2),
        .panel_height = 130,
        .top = 30,
        .bottom = 22,
        .units = true};
    Script script{grid.width(), grid.height()};
    Figure figure{std::string{words.id},
                  std::string{words.title},
                  std::string{words.description},
                  "",
                  "",
                  {}};
    for (std::size_t q = 0; q < quantities.size(); ++q) {
        auto const& quantity = quantities[q];
        script.panel(grid.box(q));
        if (q == 0) {
            std::vector<LegendEntry> entries;
            for (std::size_t a = 0; a < result.arms.size(); ++a)
                if (std::any_of(quantities.begin(), quantities.end(),
                                [&](Quantity const& any) { return has_values(any.arms[a]); }))
                    entries.push_back({result.arms[a].name, colour::of_arm(a)});
            script.legend(entries, 10, 12, grid.width() - 20);
            script.label(axis.title(), grid.width() / 2.0, grid.height() - 10.0, "center");
        }
        grid.title(script, q, quantity.title, printed_unit(quantity.unit));
        double const ceiling = set_range(script, quantity, group);
        script.add(fmt::format("set xrange [0:{}]; set xtics 0, {}", axis.end(),
                               axis.step(grid.columns == 3 ? 4 : 8)));
        script.grid_lines("y");
        if (auto const limit = grade_3_limit(quantity.name, quantity.unit);
            limit && *limit < ceiling)
            script.add(
                fmt::format("set arrow 99 from 0, {} to {}, {} nohead dt 2 lw 1 lc rgb '{}' front",
                            *limit, axis.end(), *limit, colour::muted));
        draw(script, quantity, time);
        figure.data.push_back(table_of(result, quantity, days));
    }
    figure.script = script.text();
    bool const lesions = std::any_of(quantities.begin(), quantities.end(),
                                     [](Quantity const& q) { return q.of_lesions; });
    figure.caption =
        std::string{lesions ? "States of lesions are taken over all lesions of the sampled "
                              "patients. "
                            : words.caption} +
        "Line and band: median and 5–95 % of the sampled patients alive on that day.";
    return figure;
}

}   // namespace radici::report
