#pragma once
#include "radici/study/fit/detail/comparison.hpp"

namespace radici::study::fit::detail {

/// Measurements of single subjects: the marginal likelihood over the simulated population.
[[nodiscard]] Judgement judge_subjects(DataGroup const& group, SimulatedArm const& arm,
                                       double error);
/// A published middle of a group: of a course at a time, of its peak, its day or of its slope.
[[nodiscard]] Judgement judge_group_value(DataGroup const& group, SimulatedArm const& arm,
                                          double error);

}   // namespace radici::study::fit::detail
