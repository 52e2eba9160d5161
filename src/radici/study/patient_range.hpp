#pragma once
#include <optional>
#include <string_view>
#include <vector>

namespace radici::study {

/// Patients that follow each other: first, first + 1, …, first + count − 1.
struct PatientRange {
    int first = 0;
    int count = 0;
    [[nodiscard]] int end() const { return first + count; }
    bool operator==(PatientRange const&) const = default;
};

/// One of several runs that share a cohort among them: `--shard 2/3`.
struct Shard {
    int index = 1;   ///< 1 … of
    int of = 1;
    [[nodiscard]] PatientRange range(int patients) const;   ///< its share; shares differ by one
    bool operator==(Shard const&) const = default;
};

/// Reads `i/n`, 1 ≤ i ≤ n; StudyError otherwise.
[[nodiscard]] Shard read_shard(std::string_view text);

/// The numbers as ranges. @pre ascending
[[nodiscard]] std::vector<PatientRange> ranges_of(std::vector<int> const& patients);

/// What is left of `all` without `taken` (in any order, overlaps allowed).
[[nodiscard]] std::vector<PatientRange> without(PatientRange all, std::vector<PatientRange> taken);

/// The first range that meets one before it; nothing where every patient is there once at most.
[[nodiscard]] std::optional<PatientRange> first_overlap(std::vector<PatientRange> ranges);

}   // namespace radici::study
