#pragma once
#include <string>
#include <vector>

#include "radici/study/results.hpp"

namespace radici::report {

/// What a run says and how sure it is, in sentences, made from the numbers alone:
///  1. who was simulated and for how long;
///  2. each time to an event: median with interval (or not reached) arm by arm;
///  3. each response rate arm by arm;
///  4. each comparison: a direction is named only where the 95 % interval of the hazard ratio
///     excludes 1, or that of the difference excludes 0; otherwise the sentence says that the run
///     cannot tell the arms apart, which is not the same as no difference;
///  5. toxicity of grade 3 or more;
///  6. what the intervals hold and what they leave out, how many of the parameters are assumed, and
///     how many simulations failed.
[[nodiscard]] std::vector<std::string> plain_words(study::RunResult const& result);

/// A ratio: "0.71 (0.55–0.93)"; a bound that is not reached is "–".
[[nodiscard]] std::string with_interval(study::Interval const& quantity);
/// "45 % (38–52 %)".
[[nodiscard]] std::string percent_with_interval(study::Interval const& share);
/// "14.2 mo (12.1–17.8)", "14.2 mo (from 12.1)", "not reached (from 17.8 mo)".
[[nodiscard]] std::string median_with_interval(study::Survival const& survival);
/// "+8 points (−4 to +20)".
[[nodiscard]] std::string points_with_interval(study::Interval const& difference);

}   // namespace radici::report
