#pragma once
#include <string>
#include <string_view>

namespace radici::study::detail {

/// A text in quotes as TOML has it: control characters, quotes and backslashes escaped.
[[nodiscard]] std::string quote(std::string_view text);

/// The same for messages: at most 60 bytes of it, never cut through a character.
[[nodiscard]] std::string quote_short(std::string_view text);

}   // namespace radici::study::detail
