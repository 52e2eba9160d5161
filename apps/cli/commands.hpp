#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "exit_code.hpp"
#include "radici/study/run.hpp"

/// The commands as functions: words have become arguments, errors are exceptions.
namespace radici::cli {

/// `radici merge DIR...`: one run folder from all shards of a run.
[[nodiscard]] ExitCode merge_command(study::MergeOptions const& options);

enum class ListForm { text, json, markdown };
/// `radici list [nuclides|agents|…]`: what the data folder holds; without a kind, the kinds.
[[nodiscard]] ExitCode list_command(std::string const& kind, ListForm form);
[[nodiscard]] std::vector<std::string> const& list_kinds();

/// `radici schema [study|columns] [--markdown]`.
[[nodiscard]] ExitCode schema_command(std::string const& what, bool markdown);

/// `radici validate [NAME...]`: our numbers beside published ones; `not_promised` where one that we
/// stand for is outside its tolerance. Without names, all groups.
[[nodiscard]] ExitCode validate_command(std::vector<std::string> const& names, bool json);

/// `radici verify DIR`: hashes again what DIR/provenance.json lists; `failed` where a file is
/// missing, changed or new.
[[nodiscard]] ExitCode verify_command(std::filesystem::path const& folder, bool json);

/// `radici version [--json]`: what this program was built from.
[[nodiscard]] ExitCode version_command(bool json);
[[nodiscard]] std::string version_line();   ///< "radici 0.1.0 (3f2a91c0b7d4)"

}   // namespace radici::cli
