#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "radici/dosimetry/validation.hpp"

namespace radici::study {

/// One of our numbers beside a published one, with the group it belongs to.
struct ValidationEntry {
    std::string group;
    dosimetry::ValidationRow row;
};

/// Groups of the validation table: a file validation/<group>.toml each.
[[nodiscard]] std::vector<std::string> const& validation_groups();

/// Computes the rows of the groups named, in their order. StudyError for a group that is not there.
/// @param validation_folder  holds <group>.toml
[[nodiscard]] std::vector<ValidationEntry> validate(std::vector<std::string> const& groups,
                                                    std::filesystem::path const& data_folder,
                                                    std::filesystem::path const& validation_folder);

}   // namespace radici::study
