#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "exit_code.hpp"

/// The commands as functions: words have become arguments, errors are exceptions.
namespace radici::cli {

/// `radici list [nuclides|agents|…]`: what the data folder holds; without a kind, the kinds.
[[nodiscard]] ExitCode list_command(std::string const& kind, bool json);
[[nodiscard]] std::vector<std::string> const& list_kinds();

/// `radici schema [study|columns] [--markdown]`.
[[nodiscard]] ExitCode schema_command(std::string const& what, bool markdown);

}   // namespace radici::cli
