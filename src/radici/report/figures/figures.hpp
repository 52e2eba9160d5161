#pragma once
#include <optional>
#include <string_view>

#include "radici/report/figure.hpp"
#include "radici/study/results.hpp"

/// The figures of a report. Each is described, not drawn; none where the result has nothing to
/// show. All that is drawn stands in the figure's tables.
namespace radici::report {

/// Planned doses of every arm on one time axis; filled up to the share of patients who got them.
[[nodiscard]] std::optional<Figure> schedule_figure(study::RunResult const& result);

/// Kaplan-Meier curves of all arms for one endpoint, with pointwise 95 % bands, censoring ticks and
/// the numbers at risk below.
[[nodiscard]] std::optional<Figure> survival_figure(study::RunResult const& result,
                                                    std::string_view endpoint);

/// One panel a kind of event: the share of patients in whom it came first, with pointwise 95 %
/// bands, arm by arm.
[[nodiscard]] std::optional<Figure> first_event_figure(study::RunResult const& result);

/// One bar a patient, best change in per cent of a column of patients.csv, coloured by response.
/// Beyond 200 patients an arm, 200 evenly spaced ranks.
[[nodiscard]] std::optional<Figure> waterfall_figure(study::RunResult const& result,
                                                     std::string_view column);

/// One bar a sampled patient from day 1 to death or end, with doses, response and progression.
[[nodiscard]] std::optional<Figure> swimmer_figure(study::RunResult const& result);

/// Tumour volume of the sampled patients over the median and 5-95 % band of the cohort.
[[nodiscard]] std::optional<Figure> volume_figure(study::RunResult const& result);

/// Absorbed dose of every region: 5-95 % whiskers, quartile boxes, median, arm by arm.
/// unit: "Gy" or "Gy/GBq".
[[nodiscard]] std::optional<Figure> dose_figure(study::RunResult const& result,
                                                std::string_view unit);

/// Small panels over time, one for each quantity of a group: median and 5-95 % band of the sampled
/// patients (of all their lesions, for what lesions have).
[[nodiscard]] std::optional<Figure> course_figure(study::RunResult const& result,
                                                  study::SeriesGroup group);

}   // namespace radici::report
