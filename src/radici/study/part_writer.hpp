#pragma once
#include <chrono>
#include <filesystem>
#include <mutex>
#include <vector>

#include "radici/study/part.hpp"
#include "radici/study/record.hpp"
#include "radici/study/table.hpp"

namespace radici::study {

/// Where and how often finished patients are written.
struct PartPlan {
    std::filesystem::path folder = {};   ///< empty: parts stay in memory
    PartOrigin origin = {};
    double every_s = 60;   ///< at most so long after the last part, a crash loses no more
};

/// Gathers finished patients and writes them as parts: each whole, flushed to disk and renamed, so
/// that a crash leaves whole parts alone. Memory holds what has not been written, 4 MB on disk at
/// most.
class PartWriter {
public:
    /// Makes the folder. RunError where the system refuses.
    PartWriter(PatientTable const& table, int arms, PartPlan plan);

    /// Takes some finished patients, each in all arms; safe from any thread. RunError where the
    /// disk refuses.
    void add(std::vector<SubjectRecord> records);
    /// Writes what has been gathered.
    void flush();
    [[nodiscard]] std::vector<Part> take_parts();   ///< those in memory

private:
    using Clock = std::chrono::steady_clock;
    void write(std::vector<SubjectRecord> records);

    PatientTable const& table_;
    int arms_;
    PartPlan plan_;
    std::mutex mutex_;
    std::vector<SubjectRecord> gathered_;
    std::vector<Part> in_memory_;
    Clock::time_point last_ = Clock::now();
};

}   // namespace radici::study
