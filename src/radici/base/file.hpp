#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace radici {

/// The whole file as text; StudyError where it is missing, a folder, or unreadable.
[[nodiscard]] std::string read_text(std::filesystem::path const& file);

/// Writes to a temporary file beside the target, flushes it to disk and renames: a reader sees the
/// old or the new file, never half of one. RunError (with the system's reason) where that fails;
/// the temporary file is removed then.
void write_atomically(std::filesystem::path const& file, std::string_view content);

}   // namespace radici
