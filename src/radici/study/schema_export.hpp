#pragma once
#include <string>

#include "radici/study/grammar.hpp"

namespace radici::study {

/// The grammar as JSON Schema, draft 2020-12, for editors. It holds keys, types, choices and ranges
/// of plain numbers; kinds of unit stand in the descriptions, since a pattern cannot read a unit.
[[nodiscard]] std::string json_schema(Grammar const& grammar);

/// The columns of patients.csv as a JSON array of {name, unit, text, levels}.
[[nodiscard]] std::string columns_json();

/// docs/reference/study.md and docs/reference/columns.md.
[[nodiscard]] std::string study_reference_page(Grammar const& grammar);
[[nodiscard]] std::string columns_reference_page();

}   // namespace radici::study
