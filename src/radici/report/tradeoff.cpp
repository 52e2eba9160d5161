#include "radici/report/tradeoff.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "radici/report/detail/cohort_view.hpp"
#include "radici/report/plain_words.hpp"
#include "radici/report/text.hpp"
#include "radici/report/vocabulary.hpp"

namespace radici::report {
namespace {

using study::ArmResult;

constexpr std::string_view none = "–";

std::string rate_text(study::Rate const* rate)
{
    return rate && rate->evaluable > 0
               ? fmt::format("{}, {}/{}", percent_with_interval(rate->share), rate->events,
                             rate->evaluable)
               : std::string{none};
}

std::string level_text(study::Level const* level)
{
    if (!level || std::isnan(level->median.value))
        return std::string{none};
    return fmt::format("{} ({}–{}) {}", readable(level->median.value), readable(level->median.low),
                       readable(level->median.high), level->unit);
}

/// A row where any arm has something to say.
template <class Cell>
void add(Table& table, study::RunResult const& result, std::string head, Cell&& cell)
{
    std::vector<std::string> row{std::move(head)};
    bool any = false;
    for (auto const& arm : result.arms) {
        row.push_back(cell(arm));
        any |= row.back() != none;
    }
    if (any)
        table.rows.push_back(std::move(row));
}

void add_control(Table& table, study::RunResult const& result)
{
    for (auto const* name : {"orr", "dcr", "cr", "cure"})
        add(table, result, "Control: " + short_endpoint(name),
            [&](ArmResult const& arm) { return rate_text(detail::find_named(arm.rates, name)); });
    for (auto const* name : {"pfs", "survival"})
        add(table, result, "Control: median " + short_endpoint(name), [&](ArmResult const& arm) {
            auto const* survival = detail::find_named(arm.survival, name);
            return survival ? median_with_interval(*survival) : std::string{none};
        });
}

}   // namespace

Table tradeoff_table(study::RunResult const& result)
{
    Table table{"What each regimen gives and costs, 95 % intervals", {"What is asked"}, {}};
    for (auto const& arm : result.arms)
        table.header.push_back(arm.name);
    add_control(table, result);
    add(table, result, "Abscopal: response of lesions that radiation does not reach",
        [](ArmResult const& arm) { return rate_text(&arm.abscopal); });
    if (result.arms.empty())
        return table;
    for (auto const& level : result.arms.front().immune)
        add(table, result, fmt::format("Immune: {}, median", level.text),
            [&](ArmResult const& arm) {
                return level_text(detail::find_named(arm.immune, level.name));
            });
    for (auto const* name : {"kidney_g2", "xerostomia_g2", "lymphopenia_g3", "thrombocytopenia_g3"})
        add(table, result, "Organs: " + short_endpoint(name), [&](ArmResult const& arm) {
            return rate_text(detail::find_named(arm.toxicity, name));
        });
    add(table, result, "Immune-related events, grade ≥ 3", [](ArmResult const& arm) {
        return rate_text(detail::find_named(arm.toxicity, "irae_g3"));
    });
    return table;
}

}   // namespace radici::report
