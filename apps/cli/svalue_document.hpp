#pragma once
#include <string>

#include "radici/dosimetry/s_value.hpp"

namespace radici::cli {

/// One JSON document, or a table for people. `seconds` is all that may differ between two runs.
[[nodiscard]] std::string svalue_json(dosimetry::SValueQuestion const& question,
                                      dosimetry::SValueAnswer const& answer, double seconds);
[[nodiscard]] std::string svalue_text(dosimetry::SValueQuestion const& question,
                                      dosimetry::SValueAnswer const& answer);

}   // namespace radici::cli
