#pragma once
#include <limits>

#include "radici/study/fit/judge.hpp"

namespace radici::study::fit::detail {

constexpr double impossible = -std::numeric_limits<double>::infinity();
constexpr double interval_width = 2 * 1.959963984540054;   ///< of 95 %, in standard deviations
constexpr double floor_value = 1e-9;                       ///< nothing has no logarithm

/// A normal comparison on some scale, with the censoring of a measurement: 1 below `seen`,
/// −1 above it.
/// @param sd  > 0
[[nodiscard]] Judgement compare(double seen, double expected, double sd, int censored);

/// Standard deviation of the logarithm of a published value: from its interval, else `error`.
[[nodiscard]] double sd_of(Observation const& row, double error);

/// Subjects with an event of those that can be judged.
struct Count {
    double with = 0, of = 0;
};

/// Beta-binomial where the number of subjects is known, else normal on logits.
[[nodiscard]] Judgement judge_share(Observation const& row, Count const& simulated);

/// What a subject's row of patients.csv has in a column that the table must have.
[[nodiscard]] double column(SimulatedArm const& arm, std::vector<double> const& row,
                            std::string const& name);

}   // namespace radici::study::fit::detail
