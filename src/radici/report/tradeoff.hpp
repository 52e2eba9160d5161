#pragma once
#include "radici/report/figure.hpp"
#include "radici/study/results.hpp"

namespace radici::report {

/// What each regimen gives and costs, arms by column, all with 95 % intervals: control, response of
/// lesions that radiation does not reach, immune cells, organs, immune-related events.
[[nodiscard]] Table tradeoff_table(study::RunResult const& result);

}   // namespace radici::report
