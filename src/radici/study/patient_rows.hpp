#pragma once
#include <cstddef>
#include <vector>

#include "radici/study/results.hpp"

namespace radici::study {

/// What patients.csv says, one column or some rows at a time: the patients of a large cohort stay
/// on disk.
class PatientRows {
public:
    PatientRows() = default;
    virtual ~PatientRows() = default;
    PatientRows(PatientRows const&) = delete;
    PatientRows& operator=(PatientRows const&) = delete;

    /// Patients in each arm.
    [[nodiscard]] virtual int patients() const = 0;
    /// One value a patient, in order; NaN where there is none or the patient failed.
    /// @param which  index into RunResult::columns
    [[nodiscard]] virtual std::vector<double> column(std::size_t which, int arm) const = 0;
    /// By patient, then arm. @pre  first + count ≤ patients()
    [[nodiscard]] virtual std::vector<Subject> rows(int first, int count) const = 0;
};

}   // namespace radici::study
