#pragma once
#include <string>
#include <string_view>

#include "radici/study/study.hpp"

namespace radici::test {

/// A small study that uses every key but those that exclude each other. Line numbers are those of
/// the messages.
[[nodiscard]] std::string sample_study();

/// A small study of mice with every treatment and every key of theirs.
/// @param start  lines of [tumour] that say how it starts
[[nodiscard]] std::string sample_animals(std::string const& start);

/// The sample with one piece of text replaced; the piece must be there.
[[nodiscard]] std::string sample_with(std::string_view piece, std::string_view by);

/// Reads a text as the file `s.toml`, with the project's own agents and presets.
[[nodiscard]] study::Study read_text_study(std::string const& text);

/// What read_text_study() throws.
[[nodiscard]] std::string fault_of(std::string const& text);

}   // namespace radici::test
