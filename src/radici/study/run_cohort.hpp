#pragma once
#include <memory>
#include <vector>

#include "radici/study/cohort.hpp"
#include "radici/study/part_writer.hpp"
#include "radici/study/patient_range.hpp"
#include "radici/study/setting.hpp"

namespace radici::study {

/// Which patients are simulated here, and by how many threads.
struct Workload {
    std::vector<PatientRange> patients;
    int threads = 0;   ///< 0: all that the process may use
    /// Batches are dealt out in turn to `of` processes, of which this is number `process`.
    int process = 0;
    int of = 1;
};

/// Simulates patients in every arm, in batches, and hands them to the writer as they finish.
/// Numbers do not depend on threads, processes or batches. Stops early after SIGINT or SIGTERM;
/// what was finished is written in any case.
/// @return  false where it was stopped
/// RunError where the writer cannot write
[[nodiscard]] bool simulate_cohort(Setting const& setting, Workload const& workload,
                                   PartWriter& writer);

/// A whole cohort in memory.
[[nodiscard]] std::shared_ptr<Cohort const> run_cohort(Setting const& setting, int threads = 0);

}   // namespace radici::study
