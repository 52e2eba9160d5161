#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "radici/report/figures/figures.hpp"
#include "radici/report/script.hpp"
#include "radici/report/text.hpp"
#include "radici/report/vocabulary.hpp"

namespace radici::report {
namespace {

constexpr int width = 760;
constexpr double left = 130, right = 740, bar = 13, gap = 14, axis_height = 46, top = 34;

struct Row {
    std::string name, region;
    std::vector<study::Spread const*> of_arm;   // null where the arm has none
};

/// Rows in the order in which the arms name them.
std::vector<Row> rows_in(study::RunResult const& result, std::string_view unit)
{
    std::vector<Row> rows;
    for (std::size_t a = 0; a < result.arms.size(); ++a)
        for (auto const& dose : result.arms[a].dose) {
            if (dose.unit != unit || !std::isfinite(dose.dose.p50))
                continue;
            auto row = std::find_if(rows.begin(), rows.end(),
                                    [&](Row const& r) { return r.name == dose.name; });
            if (row == rows.end())
                row = rows.insert(rows.end(),
                                  {dose.name, dose.region,
                                   std::vector<study::Spread const*>(result.arms.size(), nullptr)});
            row->of_arm[a] = &dose.dose;
        }
    return rows;
}

/// The arms that any row has something of.
std::vector<std::size_t> arms_in(std::vector<Row> const& rows)
{
    std::vector<std::size_t> arms;
    for (std::size_t a = 0; a < rows.front().of_arm.size(); ++a)
        if (std::any_of(rows.begin(), rows.end(), [&](Row const& r) { return r.of_arm[a]; }))
            arms.push_back(a);
    return arms;
}

std::string words_for(Row const& row)
{
    bool const beam = row.name.find("_ebrt_") != std::string::npos;
    return sentence_case(words_for_region(row.region)) + (beam ? ", beam" : "");
}

/// Boxes (quartiles), whiskers (5-95 %) and medians of one arm.
std::string plot_arm(Script& script, std::vector<Row> const& rows, std::size_t arm,
                     std::size_t place, double row_height)
{
    std::vector<std::vector<double>> box(6), line(4), median(4);
    auto push = [](std::vector<std::vector<double>>& columns, std::vector<double> const& row) {
        for (std::size_t c = 0; c < row.size(); ++c)
            columns[c].push_back(row[c]);
    };
    for (std::size_t r = 0; r < rows.size(); ++r) {
        auto const* s = rows[r].of_arm[arm];
        if (!s)
            continue;
        double const y = -(top + static_cast<double>(r) * row_height + gap / 2 +
                           (static_cast<double>(place) + 0.5) * bar);
        double const half = bar / 2 - 2;
        push(box, {s->p50, y, s->p25, s->p75, y - half, y + half});
        push(line, {s->p05, y, s->p95 - s->p05, 0});
        push(median, {s->p50, y - half, 0, 2 * half});
    }
    if (box.front().empty())
        return "";
    auto const hue = colour::of_arm(arm);
    return fmt::format("{} using 1:2:3:4 with vectors nohead lw 1.4 lc rgb '{}', {} using "
                       "1:2:3:4:5:6 with boxxyerror fc rgb '{}', {} using 1:2:3:4 with vectors "
                       "nohead lw 2 lc rgb '{}'",
                       script.data(line), hue, script.data(box), hue, script.data(median),
                       colour::paper);
}

std::pair<double, double> decades(std::vector<Row> const& rows)
{
    double low = 1e300, high = 0;
    for (auto const& row : rows)
        for (auto const* s : row.of_arm)
            if (s && s->p95 > 0) {
                low = std::min(low, s->p05 > 0 ? s->p05 : s->p50 / 10);
                high = std::max(high, s->p95);
            }
    low = std::max(low, high * 1e-5);
    return {std::pow(10, std::floor(std::log10(low))), std::pow(10, std::ceil(std::log10(high)))};
}

Table dose_table(study::RunResult const& result, std::vector<Row> const& rows,
                 std::string const& unit)
{
    Table table{"Absorbed dose, " + unit,
                {"Region", "Arm", "Mean", "SD", "5 %", "25 %", "Median", "75 %", "95 %"},
                {}};
    for (auto const& row : rows)
        for (std::size_t a = 0; a < row.of_arm.size(); ++a)
            if (auto const* s = row.of_arm[a])
                table.rows.push_back({words_for(row), result.arms[a].name, readable(s->mean),
                                      readable(s->sd), readable(s->p05), readable(s->p25),
                                      readable(s->p50), readable(s->p75), readable(s->p95)});
    return table;
}

}   // namespace

std::optional<Figure> dose_figure(study::RunResult const& result, std::string_view unit)
{
    std::vector<Row> const rows = rows_in(result, unit);
    if (rows.empty() || !(decades(rows).second > 0))
        return std::nullopt;
    auto const [low, high] = decades(rows);
    std::vector<std::size_t> const arms = arms_in(rows);
    double const row_height = static_cast<double>(arms.size()) * bar + gap;
    double const bottom = top + static_cast<double>(rows.size()) * row_height;
    bool const per_activity = unit != "Gy";
    std::string const id = per_activity ? "dose-per-activity" : "dose";
    Script script{width, static_cast<int>(bottom + axis_height)};
    script.panel({left, right, top, bottom});
    std::vector<LegendEntry> entries;
    for (std::size_t const a : arms)
        entries.push_back({result.arms[a].name, colour::of_arm(a)});
    script.legend(entries, left, 14, right - left);
    for (std::size_t r = 0; r < rows.size(); ++r)
        script.label(words_for(rows[r]), left - 10,
                     top + (static_cast<double>(r) + 0.5) * row_height, "right");
    script.add("set border 1; unset ytics; set logscale x; set format x '%h'");
    script.add(fmt::format("set xrange [{}:{}]; set yrange [{}:{}]", low,
                           high > low ? high : 10 * low, -bottom, -top));
    script.grid_lines("x");
    script.x_title(fmt::format("absorbed dose, {}", unit));
    std::string plot;
    for (std::size_t place = 0; place < arms.size(); ++place)
        if (std::string const part = plot_arm(script, rows, arms[place], place, row_height);
            !part.empty())
            plot += (plot.empty() ? "plot " : ", ") + part;
    script.add(plot);
    return Figure{
        id,
        per_activity ? "Absorbed dose per administered activity" : "Absorbed dose",
        "A box for each region and arm on a logarithmic dose axis.",
        "Box: quartiles with the median as a gap; line: 5–95 %, over patients (over all lesions of "
        "all patients for tumour). Physical dose at the end of the study; not weighted for "
        "radiation quality.",
        script.text(),
        {dose_table(result, rows, std::string{unit})}};
}

}   // namespace radici::report
