#pragma once
#include <string>

#include "radici/study/results.hpp"

namespace radici::report {

/// `summary.json`, schema 1: the numbers of a run for programs. A quantity is {value, low, high}
/// with its 95 % interval; a key is absent where it does not apply and null where a median or a
/// bound is not reached (NaN). Numbers are the shortest text that reads back as the same double;
/// keys keep one order, so equal results give equal bytes.
/// @pre  endpoint and toxicity names are unique within an arm; comparisons name existing arms
[[nodiscard]] std::string summary_json(study::RunResult const& result);

}   // namespace radici::report
