#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "radici/study/reader.hpp"
#include "radici/study/run_identity.hpp"
#include "radici/study/setting.hpp"

namespace radici::cli {

/// A study that has been read and checked, with all that a run needs of it.
struct ReadyStudy {
    study::Setting setting;
    std::string resolved;   ///< as a study file with every value
    std::filesystem::path file, data;
    std::filesystem::path ensemble;         ///< "": none
    std::vector<study::InputFile> inputs;   ///< study file first
    study::RunIdentity identity;
};

enum class Talk { yes, no };

/// Reads a study file and the data it needs, finds activities for doses; tells warnings to the
/// user. StudyError where something is wrong.
[[nodiscard]] ReadyStudy ready_study(std::filesystem::path const& file,
                                     study::Overrides const& overrides, Talk talk);

}   // namespace radici::cli
