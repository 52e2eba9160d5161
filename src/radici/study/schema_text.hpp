#pragma once
#include <string_view>

namespace radici::study {

/// Text of schema/study.toml and schema/columns.toml, compiled in.
[[nodiscard]] std::string_view study_schema_text();
[[nodiscard]] std::string_view columns_schema_text();

}   // namespace radici::study
