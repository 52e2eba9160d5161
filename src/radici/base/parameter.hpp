#pragma once
#include <optional>
#include <string>
#include <vector>

#include "radici/base/document.hpp"

namespace radici {

/// How far a number of `data/` can be trusted; written in its `tag` key.
enum class Trust { verified, memory, review, derived, fitted, assumed };

/// A number of `data/` with what makes it traceable. In a file:
///   growth_rate = { value = "0.007 1/d", sd_ln = 0.5, tag = "assumed", source = "…", note = "…" }
/// optional keys: low, high (range), sd (same unit as value), sd_ln (standard deviation of the logarithm between
/// patients), note. `value`, `tag` and `source` are required.
struct Parameter {
    double value = 0;   ///< in the unit that was asked for
    std::string unit;
    std::optional<double> low, high, sd, sd_ln;
    Trust trust = Trust::assumed;
    std::string source, note;
    Location where;
};

/// Reads a parameter in `unit`; the whole table is read (an unknown key in it is an error).
[[nodiscard]] Parameter read_parameter(Node const& node, std::string_view unit);

[[nodiscard]] std::string to_text(Trust trust);

}   // namespace radici
