#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace radici::cli {

/// Data for stdout, flushed with what std::cout holds. RunError where it cannot be written (disk
/// full, closed pipe).
void print(std::string_view text);

/// One line on stderr: control characters become spaces.
void complain(std::string_view text);

/// Rows as text columns of equal width, two spaces between them; numbers stay as the caller wrote
/// them.
[[nodiscard]] std::string table_text(std::vector<std::vector<std::string>> const& rows);

}   // namespace radici::cli
