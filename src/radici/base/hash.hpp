#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace radici {

/// SHA-256 as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256(std::string_view bytes);
[[nodiscard]] std::string sha256_of_file(std::filesystem::path const& file);

}   // namespace radici
