#pragma once
#include <filesystem>
#include <string_view>

#include <nlohmann/json.hpp>

namespace radici::cli {

/// The document of `radici agent NAME --json`; `kind` is `radiopharmaceutical` or `checkpoint
/// antibody`. A number of the data is `{"value", "unit", "trust", "source"}` with `low`, `high`,
/// `sd`, `sd_ln`, `note` where known.
[[nodiscard]] nlohmann::ordered_json agent_document(std::filesystem::path const& data_folder,
                                                    std::string_view name);

}   // namespace radici::cli
