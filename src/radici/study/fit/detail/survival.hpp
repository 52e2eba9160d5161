#pragma once
#include "radici/study/fit/detail/comparison.hpp"

namespace radici::study::fit::detail {

/// Times of events of single subjects against a simulated arm's survival.
[[nodiscard]] Judgement judge_times(DataGroup const& group, SimulatedArm const& arm);
/// A published median.
[[nodiscard]] Judgement judge_median(DataGroup const& group, SimulatedArm const& arm, double error);
/// Its ratio to that of another arm.
[[nodiscard]] Judgement judge_median_ratio(DataGroup const& group, SimulatedArm const& arm,
                                           SimulatedArm const& reference, double error);
/// A share without the event at a time.
[[nodiscard]] Judgement judge_share_at(DataGroup const& group, SimulatedArm const& arm);

}   // namespace radici::study::fit::detail
