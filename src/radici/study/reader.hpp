#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "radici/base/document.hpp"
#include "radici/study/study.hpp"

namespace radici::kinetics {
class AgentLibrary;
}

namespace radici::study {

/// What the command line changes in a study file before it is checked.
struct Overrides {
    std::optional<int> patients;
    std::optional<std::uint64_t> seed;
    std::vector<std::string>
        set;   ///< `arm[0].give[0].activity=3.7 GBq`, applied in order, before the two above
    /// File of an ensemble, "none", or "": data/ensembles/<species>.toml where there is one. What
    /// opens the study file does not look at it.
    std::string ensemble = {};
};

/// A disease whose patients are described in data/patients.
struct Preset {
    std::string id;     ///< stem of the file
    std::string name;   ///< long form
};

/// All of them, by id. `human` and `mouse` hold what every disease of the species starts from and
/// are none.
[[nodiscard]] std::vector<Preset> list_presets(std::filesystem::path const& data_folder);

/// Tumour lines of mice in data/tumours, by id.
[[nodiscard]] std::vector<Preset> list_tumours(std::filesystem::path const& data_folder);

/// Opens a study file and applies the overrides.
[[nodiscard]] Document open_study(std::filesystem::path const& file,
                                  Overrides const& overrides = {});

/// Reads and checks a study: grammar (schema/study.toml), agents, plausible amounts, schedules,
/// arms, comparisons.
/// @param agents       what can be given
/// @param data_folder  holds patients/<disease>.toml, where what the file leaves out comes from
/// Throws StudyError at the first fault in the file; what is only doubtful goes to Study::warnings.
[[nodiscard]] Study read_study(Document const& document, kinetics::AgentLibrary const& agents,
                               std::filesystem::path const& data_folder);

/// The study as a study file again: every value that was left out is written, with its origin in a
/// comment. Reading it gives the same study.
[[nodiscard]] std::string resolved_toml(Study const& study);

}   // namespace radici::study
