#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "radici/study/part.hpp"
#include "radici/study/patient_rows.hpp"
#include "radici/study/setting.hpp"
#include "radici/study/table.hpp"

namespace radici::study {

/// All patients of a study, read from parts column by column: memory holds one byte a patient and
/// arm, and what a caller asks for. How patients were dealt out to parts makes no difference.
class Cohort : public PatientRows {
public:
    /// @pre  the parts hold every patient of the study once
    Cohort(Setting const& setting, std::vector<Part> parts);

    [[nodiscard]] PatientTable const& table() const { return table_; }
    [[nodiscard]] int patients() const override { return patients_; }
    [[nodiscard]] std::vector<double> column(std::size_t which, int arm) const override;
    [[nodiscard]] std::vector<Subject> rows(int first, int count) const override;

    /// One value a patient that completed the arm, in order.
    [[nodiscard]] std::vector<double> completed(std::string_view name, int arm) const;
    /// One value a patient, failed ones included.
    [[nodiscard]] std::vector<double> of_all(std::string_view name, int arm) const;
    /// Gy, of all lesions of the patients that completed the arm, ordered by size.
    [[nodiscard]] std::vector<double> lesion_doses(int arm) const;
    [[nodiscard]] std::map<std::string, int> failures(int arm) const;   ///< cause → patients
    /// By patient, then arm.
    [[nodiscard]] std::vector<Course> courses() const;

private:
    PatientTable table_;
    std::vector<Part> parts_;
    int patients_, arms_;
    std::vector<std::vector<std::uint8_t>> failed_;   ///< by arm and patient
};

}   // namespace radici::study
