#pragma once
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "radici/base/error.hpp"
#include "radici/study/fit/plan.hpp"
#include "radici/study/fit/quantity.hpp"

namespace radici::study::fit {

/// One row of the data in the model's units.
struct Observation {
    static constexpr double none = std::numeric_limits<double>::quiet_NaN();
    Location where;
    std::string subject;   ///< "": a group
    double time_d = none;
    double value = 0;
    double low = none, high = none;   ///< 95 % interval of a published summary
    long n = 0;                       ///< subjects behind a summary; 0: not said
    /// 1: an event was not seen until `value`, a measurement lies below it (of a peak: may not lie
    /// above it); −1: a measurement lies above it.
    int censored = 0;
};

/// Rows that are judged together: of one arm and quantity; a published summary stands alone.
struct DataGroup {
    std::size_t of_case = 0, arm = 0;
    Quantity quantity;
    std::vector<Observation> rows;
};

/// Reads CSV files. Columns (any order, upper or lower case): arm, subject, time, quantity, value,
/// unit, censored, and where needed study, n, low, high; `#` begins a remark. NONMEM's names serve
/// too: ID, TIME (days), DV, DVID, CENS; rows with EVID ≠ 0 or MDV = 1 are passed over; `.` is
/// empty. StudyError with file and line: unknown arms, quantities, units; rows that stand twice,
/// contradict each other or themselves; values or censoring that the quantity cannot have; times
/// beyond the study's horizon.
[[nodiscard]] std::vector<DataGroup> read_data(std::vector<std::filesystem::path> const& files,
                                               Plan const& plan);

/// Days of all administrations of an arm's first radiopharmaceutical up to the horizon.
[[nodiscard]] std::vector<double> injection_days(Arm const& arm, double horizon_d);

/// What a quantity is called in messages and the report: `patel_2021, RLT, median_os`.
[[nodiscard]] std::string label_of(DataGroup const& group, Plan const& plan);

}   // namespace radici::study::fit
