#pragma once
#include <string>
#include <utility>
#include <vector>

#include "radici/study/record.hpp"
#include "radici/study/results.hpp"
#include "radici/study/setting.hpp"

namespace radici::study {

/// Columns that parts keep beside those of patients.csv.
namespace kept {
inline constexpr char const* failed = "FAILED";     ///< 1: failed; of every record
inline constexpr char const* redraws = "REDRAWS";   ///< of every record
inline constexpr char const* screened_out = "SCREENED_OUT";
inline constexpr char const* measurable = "MEASURABLE";     ///< 1: a target lesion at baseline
inline constexpr char const* worst_grade = "WORST_GRADE";   ///< over all toxicities
inline constexpr char const* first_event_day = "FIRST_EVENT_DAY";
inline constexpr char const* first_event_cause = "FIRST_EVENT_CAUSE";   ///< a FirstCause
[[nodiscard]] std::string doses_given(std::size_t regimen);
[[nodiscard]] std::string volume(std::size_t grid_day);   ///< mm³, all lesions; NaN after death
[[nodiscard]] std::string lesion_doses(int arm);          ///< Gy, one a lesion
}   // namespace kept

/// `DOSE_<REGION>_GY`.
[[nodiscard]] std::string dose_column(std::string const& region);

/// What is written of a subject: the columns of `patients.csv` (those of schema/columns.toml that
/// apply), then those that only the summary needs.
class PatientTable {
public:
    explicit PatientTable(Setting const& setting);

    /// Of patients.csv.
    [[nodiscard]] std::vector<Column> const& columns() const { return columns_; }
    /// Of all that is kept, those of patients.csv first.
    [[nodiscard]] std::vector<std::string> const& names() const { return names_; }
    /// One value a name, NaN where there is none.
    [[nodiscard]] std::vector<double> row(SubjectRecord const& record) const;

private:
    using Get = double (*)(SubjectRecord const&, std::size_t);
    void describe(std::string const& name, Get get, std::size_t which = 0);
    void keep(std::string name, Get get, std::size_t which = 0);
    void describe_patients(bool psa, bool radioactive);
    void keep_rest(Setting const& setting);

    std::vector<Column> columns_;
    std::vector<std::string> names_;
    std::vector<std::pair<Get, std::size_t>> getters_;
};

}   // namespace radici::study
