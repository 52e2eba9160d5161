#pragma once
#include <functional>
#include <string_view>

#include "radici/study/results.hpp"

namespace radici::report {

/// `patients.csv`: one row a patient and arm, the columns STUDYID, USUBJID, ARM, STATUS (COMPLETED
/// or FAILED) and then RunResult::columns. Fields are quoted as RFC 4180 says, lines end in LF,
/// numbers have at most 9 significant digits (the solver promises 4), an empty field is no value.
/// Comes in pieces, some thousand patients each.
/// @pre  a subject has one value per column, or none if it failed
void write_patients_csv(study::RunResult const& result,
                        std::function<void(std::string_view)> const& write);

}   // namespace radici::report
