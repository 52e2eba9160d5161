#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "radici/report/figure.hpp"
#include "radici/study/results.hpp"

/// The tables of a report.
namespace radici::report {

/// Endpoints by row, arms by column, one more column for each pair of arms that was compared.
[[nodiscard]] Table endpoint_table(study::RunResult const& result);

/// Every comparison by row: p alone and by Holm's method, check of proportional hazards, gain in
/// restricted mean; nothing where none was made.
[[nodiscard]] std::optional<Table> comparison_table(study::RunResult const& result);

/// Shares of patients in whom each kind of event came first, arms by column; nothing where it is
/// not known.
[[nodiscard]] std::optional<Table> first_event_table(study::RunResult const& result);

/// Worst CTCAE grade of each toxicity, one table an arm: patients by grade and the share at grade 3
/// or more. From the columns TOX_*; empty where there are none.
[[nodiscard]] std::vector<Table> toxicity_tables(study::RunResult const& result);

/// Toxicity rates with their intervals, arms by column; nothing where no arm has one.
[[nodiscard]] std::optional<Table> toxicity_rates(study::RunResult const& result);

/// Parameters with one of the tags, with value, source and origin.
[[nodiscard]] Table parameter_table(study::RunResult const& result, std::vector<Trust> const& tags);

/// How many parameters carry each tag.
[[nodiscard]] Table trust_table(study::RunResult const& result);

}   // namespace radici::report
