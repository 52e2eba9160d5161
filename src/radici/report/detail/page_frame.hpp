#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace radici::report::detail {

/// A whole HTML page that needs nothing else: style inside, no script, no network.
/// @param title  plain text   @param inside  HTML of `<main>`
[[nodiscard]] std::string page_html(std::string_view title, std::string_view inside);

[[nodiscard]] std::string paragraph(std::string_view text);                 ///< of plain text
[[nodiscard]] std::string list_of(std::vector<std::string> const& items);   ///< of plain texts
/// A term and what it is, inside `<dl class="facts">`.
[[nodiscard]] std::string fact(std::string_view name, std::string_view value);

}   // namespace radici::report::detail
