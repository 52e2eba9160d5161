#include "radici/report/tables.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "radici/report/detail/cohort_view.hpp"
#include "radici/report/plain_words.hpp"
#include "radici/report/text.hpp"
#include "radici/report/vocabulary.hpp"

namespace radici::report {
namespace {

constexpr std::string_view none = "–";

using Pair = std::pair<int, int>;   // reference, other

std::vector<Pair> compared(study::RunResult const& result)
{
    std::vector<Pair> pairs;
    for (auto const& c : result.comparisons)
        if (Pair const pair{c.reference, c.other};
            std::find(pairs.begin(), pairs.end(), pair) == pairs.end())
            pairs.push_back(pair);
    return pairs;
}

std::string comparison_text(study::RunResult const& result, Pair pair, std::string_view endpoint)
{
    for (auto const& c : result.comparisons) {
        if (Pair{c.reference, c.other} != pair || c.endpoint != endpoint)
            continue;
        bool const survival = c.kind == study::Comparison::Kind::survival;
        std::string const effect =
            survival ? "HR " + with_interval(c.effect) : points_with_interval(c.effect);
        return effect + ", " + with_p("", c.p);
    }
    return std::string{none};
}

std::vector<std::string> landmark_row(study::RunResult const& result, std::string const& name,
                                      int months)
{
    std::vector<std::string> row{fmt::format("{} at {} mo", short_endpoint(name), months)};
    for (auto const& arm : result.arms) {
        auto const* survival = detail::find_named(arm.survival, name);
        std::string text{none};
        if (survival)
            for (auto const& at : survival->landmarks)
                if (at.months == months)
                    text = percent_with_interval(at.share);
        row.push_back(std::move(text));
    }
    return row;
}

std::vector<int> landmarks_of(study::RunResult const& result, std::string const& name)
{
    std::vector<int> months;
    for (auto const& arm : result.arms)
        if (auto const* survival = detail::find_named(arm.survival, name))
            for (auto const& at : survival->landmarks)
                if (std::find(months.begin(), months.end(), at.months) == months.end())
                    months.push_back(at.months);
    return months;
}

template <class Cell>
std::vector<std::string> row_of(study::RunResult const& result, std::string head, Cell&& cell)
{
    std::vector<std::string> row{std::move(head)};
    for (auto const& arm : result.arms)
        row.push_back(cell(arm));
    return row;
}

std::string mean_cell(study::ArmResult const& arm, std::string const& name)
{
    auto const* survival = detail::find_named(arm.survival, name);
    return survival && !std::isnan(survival->restricted_mean_d.value)
               ? mean_with_interval(*survival)
               : std::string{none};
}

/// "Mean OS within 24 mo" where some arm has one.
std::string mean_head(study::RunResult const& result, std::string const& name)
{
    for (auto const& arm : result.arms)
        if (auto const* survival = detail::find_named(arm.survival, name);
            survival && !std::isnan(survival->restricted_mean_d.value))
            return fmt::format("Mean {} within {}", short_endpoint(name), restricted_to(*survival));
    return "";
}

std::string rate_cell(std::vector<study::Rate> const& rates, std::string_view name)
{
    auto const* rate = detail::find_named(rates, name);
    return rate ? fmt::format("{}, {}/{}", percent_with_interval(rate->share), rate->events,
                              rate->evaluable)
                : std::string{none};
}

}   // namespace

Table endpoint_table(study::RunResult const& result)
{
    Table table{"Endpoints with 95 % intervals", {"Endpoint"}, {}};
    std::vector<Pair> const pairs = compared(result);
    for (auto const& arm : result.arms)
        table.header.push_back(
            fmt::format("{} (n\u00a0=\u00a0{})", arm.name, arm.patients - arm.failed));
    for (auto const& [reference, other] : pairs)
        table.header.push_back(result.arms.at(other).name + " against " +
                               result.arms.at(reference).name);
    auto add = [&](std::vector<std::string> row, std::string_view endpoint) {
        for (auto const& pair : pairs)
            row.push_back(endpoint.empty() ? std::string{}
                                           : comparison_text(result, pair, endpoint));
        table.rows.push_back(std::move(row));
    };
    for (auto const& name : detail::names_in(result, &study::ArmResult::survival)) {
        add(row_of(result, "Median " + short_endpoint(name),
                   [&](study::ArmResult const& arm) {
                       auto const* survival = detail::find_named(arm.survival, name);
                       return survival ? median_with_interval(*survival) : std::string{none};
                   }),
            name);
        for (int const months : landmarks_of(result, name))
            add(landmark_row(result, name, months), "");
        if (auto const head = mean_head(result, name); !head.empty())
            add(row_of(result, head,
                       [&](study::ArmResult const& arm) { return mean_cell(arm, name); }),
                "");
    }
    for (auto const& name : detail::names_in(result, &study::ArmResult::rates))
        add(row_of(result, sentence_case(short_endpoint(name)),
                   [&](study::ArmResult const& arm) { return rate_cell(arm.rates, name); }),
            name);
    return table;
}

std::optional<Table> comparison_table(study::RunResult const& result)
{
    Table table{"Comparisons",
                {"Comparison", "p", "p by Holm", "Hazards proportional? p", "Gain in mean time"},
                {}};
    for (auto const& c : result.comparisons) {
        auto const& other = result.arms.at(static_cast<std::size_t>(c.other));
        auto const& reference = result.arms.at(static_cast<std::size_t>(c.reference));
        auto const* of_other = detail::find_named(other.survival, c.endpoint);
        bool const has_gain = of_other && !std::isnan(c.mean_gain_d.value);
        table.rows.push_back(
            {fmt::format("{}: {} against {}", short_endpoint(c.endpoint), other.name,
                         reference.name),
             p_value(c.p), p_value(c.holm_p), p_value(c.proportional_p),
             has_gain ? gain_with_interval(c.mean_gain_d, *of_other) : std::string{none}});
    }
    return table.rows.empty() ? std::nullopt : std::optional{table};
}

std::optional<Table> first_event_table(study::RunResult const& result)
{
    Table table{"What came first, share of patients with 95 % intervals", {"First event"}, {}};
    study::CompetingRisks const* known = nullptr;
    for (auto const& arm : result.arms) {
        table.header.push_back(arm.name);
        if (!arm.first_event.causes.empty())
            known = &arm.first_event;
    }
    if (!known)
        return std::nullopt;
    for (auto const& cause : known->causes)
        for (std::size_t k = 0; k < cause.landmarks.size(); ++k)
            table.rows.push_back(row_of(
                result,
                fmt::format("{} by {} mo", sentence_case(short_endpoint(cause.name)),
                            cause.landmarks[k].months),
                [&](study::ArmResult const& arm) {
                    auto const* here = detail::find_named(arm.first_event.causes, cause.name);
                    return here && k < here->landmarks.size()
                               ? percent_with_interval(here->landmarks[k].share)
                               : std::string{none};
                }));
    return table.rows.empty() ? std::nullopt : std::optional{table};
}

std::vector<Table> toxicity_tables(study::RunResult const& result)
{
    std::vector<Table> tables;
    for (std::size_t a = 0; a < result.arms.size(); ++a) {
        Table table{result.arms[a].name,
                    {"Toxicity, worst grade", "1", "2", "3", "4", "5", "Grade ≥ 3"},
                    {}};
        for (std::size_t c = 0; c < result.columns.size(); ++c) {
            std::string_view const name = result.columns[c].name;
            if (!name.starts_with(study::column::toxicity_prefix))
                continue;
            std::array<int, 6> by_grade{};
            int judged = 0;
            for (double const grade : detail::column_of(result, c, static_cast<int>(a)))
                if (std::isfinite(grade)) {
                    ++by_grade.at(static_cast<std::size_t>(grade));
                    ++judged;
                }
            std::vector<std::string> row{
                toxicity_words(name.substr(study::column::toxicity_prefix.size()))};
            for (std::size_t grade = 1; grade < by_grade.size(); ++grade)
                row.push_back(std::to_string(by_grade[grade]));
            int const severe = by_grade[3] + by_grade[4] + by_grade[5];
            row.push_back(judged == 0 ? std::string{none}
                                      : percent(static_cast<double>(severe) / judged));
            table.rows.push_back(std::move(row));
        }
        if (!table.rows.empty())
            tables.push_back(std::move(table));
    }
    return tables;
}

std::optional<Table> toxicity_rates(study::RunResult const& result)
{
    Table table{"Patients with a toxicity, 95 % intervals", {"Toxicity"}, {}};
    for (auto const& arm : result.arms)
        table.header.push_back(arm.name);
    auto const names = detail::names_in(result, &study::ArmResult::toxicity);
    for (auto const& name : names)
        table.rows.push_back(
            row_of(result, sentence_case(short_endpoint(name)),
                   [&](study::ArmResult const& arm) { return rate_cell(arm.toxicity, name); }));
    return names.empty() ? std::nullopt : std::optional{table};
}

Table parameter_table(study::RunResult const& result, std::vector<Trust> const& tags)
{
    Table table{"", {"Parameter", "Value", "Unit", "Tag", "Source", "Read from"}, {}};
    for (Trust const tag : tags)
        for (auto const& p : result.parameters)
            if (p.trust == tag)
                table.rows.push_back(
                    {p.path, p.value, p.unit, to_text(p.trust), p.source, p.origin});
    return table;
}

Table trust_table(study::RunResult const& result)
{
    struct Meaning {
        Trust tag;
        char const* words;
    };
    constexpr std::array meanings{
        Meaning{Trust::verified, "read in the source that is named"},
        Meaning{Trust::derived, "computed from verified numbers"},
        Meaning{Trust::review, "taken from a review, the first source not seen"},
        Meaning{Trust::fitted, "fitted to published data"},
        Meaning{Trust::memory, "textbook knowledge, no source opened"},
        Meaning{Trust::assumed, "chosen without a measurement"}};
    Table table{"Where the parameters come from", {"Tag", "Parameters", "Meaning"}, {}};
    for (auto const& [tag, words] : meanings) {
        auto const count = std::count_if(result.parameters.begin(), result.parameters.end(),
                                         [&](auto const& p) { return p.trust == tag; });
        table.rows.push_back({to_text(tag), std::to_string(count), words});
    }
    return table;
}

}   // namespace radici::report
