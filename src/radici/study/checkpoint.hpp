#pragma once
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "radici/study/record.hpp"

namespace radici::study {

/// Finished subjects on disk, one checked line each, written as they finish. A line that was cut
/// short by a crash fails its check and is dropped when the file is read again: what it held is
/// simulated anew.
class Checkpoint {
public:
    /// @param identity  what must agree for a run to go on: study, seed, build
    /// Opens `file` for more lines (`resume`), or begins it. StudyError where a run of another
    /// identity left it.
    Checkpoint(std::filesystem::path file, std::string const& identity, bool resume);
    ~Checkpoint();
    Checkpoint(Checkpoint const&) = delete;
    Checkpoint& operator=(Checkpoint const&) = delete;

    /// What earlier runs left, in the order of the file.
    [[nodiscard]] std::vector<SubjectRecord> const& earlier() const { return earlier_; }
    /// Appends one subject; safe from any thread. RunError where the disk refuses.
    void add(SubjectRecord const& record);

private:
    void read(std::string const& identity);

    std::filesystem::path file_;
    std::vector<SubjectRecord> earlier_;
    std::FILE* out_ = nullptr;
    std::mutex mutex_;
};

}   // namespace radici::study
