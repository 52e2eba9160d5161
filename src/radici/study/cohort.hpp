#pragma once
#include <filesystem>
#include <functional>
#include <vector>

#include "radici/study/record.hpp"
#include "radici/study/setting.hpp"

namespace radici::study {

struct CohortOptions {
    int threads = 0;                         ///< 0: all
    std::filesystem::path checkpoint = {};   ///< empty: none
    std::string identity = {};               ///< of the run, see Checkpoint
    bool resume = false;
};

struct CohortResult {
    std::vector<SubjectRecord> records;   ///< by patient, then arm
    bool interrupted = false;   ///< stopped by SIGINT or SIGTERM: records are what was finished
};

/// Patients of whom the course of all states is kept, from the first on.
inline constexpr int courses_kept = 12;

/// Simulates every patient of a study in every arm. Patients are numbered and drawn from streams
/// keyed by (seed, number, purpose), so a patient is the same in every arm, on any thread, in any
/// order. A patient whose immune kill before treatment would exceed 0.9 of its growth is drawn
/// again (model.md §4); a patient that cannot be integrated is recorded as failed.
[[nodiscard]] CohortResult run_cohort(Setting const& setting, CohortOptions const& options);

}   // namespace radici::study
