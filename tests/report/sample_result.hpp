#pragma once
#include "radici/study/patient_rows.hpp"

namespace radici::test {

/// The rows of two arms, by patient, then arm.
[[nodiscard]] std::shared_ptr<study::PatientRows const> rows(std::vector<study::Subject> subjects);

/// A small result whose every number is written by hand: two arms, three patients, one failed, a
/// median and a bound that are not reached, text that needs escaping in every format.
[[nodiscard]] study::RunResult small_result();

/// A result that looks like a trial: two arms, lesions that respond and regrow, blood counts that
/// fall and recover. Made by simple closed forms from a fixed random sequence; no model behind it.
[[nodiscard]] study::RunResult trial_result(int patients = 60);

}   // namespace radici::test
