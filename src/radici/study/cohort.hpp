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

/// Simulates every patient of a study in every arm, on any number of threads, to the same bytes.
[[nodiscard]] CohortResult run_cohort(Setting const& setting, CohortOptions const& options);

}   // namespace radici::study
