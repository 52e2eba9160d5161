#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "radici/base/error.hpp"
#include "radici/study/patient_range.hpp"
#include "radici/study/record.hpp"
#include "radici/study/run_identity.hpp"
#include "radici/study/table.hpp"

namespace radici::study {

/// A part that is not what was written: cut short, changed, or none at all.
class DamagedPart : public RunError {
public:
    using RunError::RunError;
};

/// Of which run a part is.
struct PartOrigin {
    RunIdentity run;
    std::string shard;   ///< "2/3"; "" for a whole run
};

/// What is kept of some patients, each in all arms, as columns of doubles. Runs, shards, processes
/// and checkpoints all leave parts, in any order and of any size; a cohort is read back from them.
///
///   radici part 1 <SHA-256 of all that follows>\n
///   length of the header (8 bytes), header (JSON: origin, patients, columns, failures, courses)
///   columns one after the other, little-endian doubles; NaN where there is no value
///
/// The columns of PatientTable have one value a row, rows are by arm, then patient. Each
/// `kept::lesion_doses(arm)` has one value a lesion of the completed patients.
class Part {
public:
    /// Reads a file and checks it; its numbers stay on disk. DamagedPart where the check fails,
    /// StudyError where the file cannot be read.
    [[nodiscard]] static Part open(std::filesystem::path file);
    /// A part that is no file.
    [[nodiscard]] static Part in_memory(std::string bytes);

    [[nodiscard]] PartOrigin const& origin() const { return origin_; }
    [[nodiscard]] std::vector<PatientRange> const& patients() const { return patients_; }
    [[nodiscard]] int count() const { return count_; }   ///< of patients
    [[nodiscard]] int arms() const { return arms_; }
    [[nodiscard]] std::string name() const;   ///< of the file, for messages

    /// A whole column. @pre  there is one of that name
    [[nodiscard]] std::vector<double> column(std::string_view name) const;
    /// Rows [first, first + count) of several columns, one vector a column.
    [[nodiscard]] std::vector<std::vector<double>> slices(std::vector<std::string> const& names,
                                                          int first, int count) const;
    /// How many of its patients have a number below `patient`: where that one stands in an arm.
    [[nodiscard]] int position(int patient) const;

    struct Failure {
        int patient, arm;
        std::string cause;
    };
    [[nodiscard]] std::vector<Failure> const& failures() const { return failures_; }
    [[nodiscard]] std::vector<Course> courses() const;

private:
    struct Place {
        std::uint64_t offset = 0, count = 0;   ///< bytes from the start, doubles
    };
    Part() = default;
    void read_header(std::string_view bytes);
    [[nodiscard]] Place const& place(std::string_view column) const;
    void read(std::istream& in, Place const& place, std::uint64_t first,
              std::span<double> out) const;

    std::filesystem::path file_;
    std::string bytes_;   ///< where there is no file
    PartOrigin origin_;
    std::vector<PatientRange> patients_;
    int count_ = 0, arms_ = 0;
    std::map<std::string, Place, std::less<>> columns_;
    std::vector<Failure> failures_;
    std::vector<Course> courses_;   ///< without values
};

/// The bytes of a part. @pre  records by patient, then arm; every patient in all arms
[[nodiscard]] std::string pack(PatientTable const& table, PartOrigin const& origin, int arms,
                               std::span<SubjectRecord const> records);

/// All parts of a folder, by name of the file; those that are damaged are told to `damaged` and
/// left out.
[[nodiscard]] std::vector<Part>
open_parts(std::filesystem::path const& folder,
           std::function<void(std::filesystem::path const&, std::string const&)> const& damaged);

}   // namespace radici::study
