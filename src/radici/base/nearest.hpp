#pragma once
#include <span>
#include <string>
#include <string_view>

namespace radici {

/// The candidate with the smallest edit distance to `name` (case ignored), or "" when none is near
/// (more than a third of the letters differ, at least 2).
[[nodiscard]] std::string nearest_name(std::string_view name,
                                       std::span<std::string const> candidates);

/// `did you mean "x"?`, or "" when nothing is near.
[[nodiscard]] std::string nearest_hint(std::string_view name,
                                       std::span<std::string const> candidates);

}   // namespace radici
