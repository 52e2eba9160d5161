#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "radici/study/results.hpp"

namespace radici::report {

/// What a run says and how sure it is, in sentences, made from the numbers alone:
///  1. who was simulated and for how long;
///  2. each time to an event: median with interval (or not reached) arm by arm, then each
///  comparison, with the gain in mean time, and a warning where p speaks against one hazard ratio
///  for all times (below 0.05);
///  3. each response rate arm by arm, then each comparison;
///  4. toxicity of grade 3 or more;
///  5. whether progression, severe toxicity or death came first, at the last landmark;
///  6. what the intervals hold and what they leave out, how many of the parameters are assumed;
///  7. how many simulations failed, where any did.
/// A comparison names a direction only where the 95 % interval of the hazard ratio excludes 1, or
/// that of the difference excludes 0; otherwise it says that the run cannot tell the arms apart,
/// which is not the same as no difference.
struct Statement {
    std::string about;   ///< "Overall survival"
    std::string text;    ///< one or two sentences
};
[[nodiscard]] std::vector<Statement> plain_words(study::RunResult const& result);

/// A ratio: "0.71 (0.55–0.93)"; a bound that is not reached is "–".
[[nodiscard]] std::string with_interval(study::Interval const& quantity);
/// "log-rank p = 0.012", "p < 0.001" for no test's name.
[[nodiscard]] std::string with_p(std::string_view test, double p);
/// "45 % (38–52 %)".
[[nodiscard]] std::string percent_with_interval(study::Interval const& share);
/// "14.2 mo (12.1–17.8)", "14.2 mo (from 12.1)", "not reached (from 17.8 mo)".
[[nodiscard]] std::string median_with_interval(study::Survival const& survival);
/// "14.2 mo (12.1–17.8)": a mean restricted to `restricted_to`.
[[nodiscard]] std::string mean_with_interval(study::Survival const& survival);
/// "24 mo".
[[nodiscard]] std::string restricted_to(study::Survival const& survival);
/// "+1.2 mo (−0.3 to +2.7)", in the unit of the endpoint.
[[nodiscard]] std::string gain_with_interval(study::Interval const& gain_d,
                                             study::Survival const& survival);
/// "+8 points (−4 to +20)".
[[nodiscard]] std::string points_with_interval(study::Interval const& difference);

}   // namespace radici::report
