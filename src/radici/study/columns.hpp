#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "radici/study/results.hpp"

namespace radici::study {

/// All columns of patients.csv as schema/columns.toml describes them, patterns (`DOSE_<REGION>_GY`)
/// unexpanded.
[[nodiscard]] std::vector<Column> const& described_columns();

/// Unit, text and levels of one column by its name in the file: `DOSE_KIDNEY_GY`, `OS_DAY`; nothing
/// where schema/columns.toml has no such column. A region is any name in capitals.
[[nodiscard]] std::optional<Column> describe_column(std::string_view name);

}   // namespace radici::study
