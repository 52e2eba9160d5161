#pragma once
#include <optional>
#include <string_view>

#include "radici/base/unit_text.hpp"

namespace radici::detail {

/// One symbol or word with its prefix (`kBq`, `weeks`, `%`); nothing where it is none.
[[nodiscard]] std::optional<Unit> find_symbol(std::string_view text);

}   // namespace radici::detail
