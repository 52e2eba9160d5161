#pragma once
#include <memory>
#include <vector>

#include "radici/study/cohort.hpp"
#include "radici/study/results.hpp"
#include "radici/study/setting.hpp"

namespace radici::study {

/// Everything a run reports, from its cohort, a few columns at a time: rates with exact binomial
/// intervals, survival with Greenwood bands, doses, courses, and the comparisons that the study
/// asks for. The rows of the result are those of the cohort.
/// @param inputs   study file first
[[nodiscard]] RunResult summarise(Setting const& setting, std::shared_ptr<Cohort const> cohort,
                                  std::vector<InputFile> inputs);

}   // namespace radici::study
