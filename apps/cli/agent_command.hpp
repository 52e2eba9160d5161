#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace radici::cli {

/// `radici agent NAME [--json]`: everything known of a radiopharmaceutical or checkpoint antibody,
/// every number with its source and trust, and what follows from them: residence times and dose
/// coefficients of the reference adult male; half-life and steady-state trough.
void add_agent(CLI::App& app);

/// What the command writes, as one JSON document and for people. StudyError for an unknown name.
[[nodiscard]] std::string agent_json(std::filesystem::path const& data_folder,
                                     std::string_view name);
[[nodiscard]] std::string agent_text(std::filesystem::path const& data_folder,
                                     std::string_view name);

}   // namespace radici::cli
