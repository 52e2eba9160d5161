#pragma once
#include <filesystem>
#include <memory>
#include <vector>

#include "radici/study/cohort.hpp"
#include "radici/study/part.hpp"

namespace radici::study {

/// The patients that an unfinished run left in its parts. A part that is damaged, or holds a
/// patient that another one has, is named in a warning and removed: its patients are simulated
/// again. StudyError where a part belongs to another run, with all that differs.
[[nodiscard]] std::vector<PatientRange> take_up_parts(std::filesystem::path const& folder,
                                                      PartOrigin const& origin);

/// The whole cohort from the parts of a folder. RunError where one is damaged or a patient missing.
[[nodiscard]] std::shared_ptr<Cohort const> read_cohort(Setting const& setting,
                                                        std::filesystem::path const& folder);

}   // namespace radici::study
