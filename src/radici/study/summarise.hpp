#pragma once
#include <vector>

#include "radici/study/cohort.hpp"
#include "radici/study/results.hpp"
#include "radici/study/setting.hpp"

namespace radici::study {

/// Everything a run reports, from the records of its subjects: rates with exact binomial intervals,
/// survival with Greenwood bands, doses, courses, and the comparisons that the study asks for.
/// @param inputs   study file first
[[nodiscard]] RunResult summarise(Setting const& setting, std::vector<SubjectRecord> const& records,
                                  std::vector<InputFile> inputs);

}   // namespace radici::study
