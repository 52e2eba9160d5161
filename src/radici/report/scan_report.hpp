#pragma once
#include <string>
#include <vector>

#include "radici/report/build_info.hpp"
#include "radici/report/gnuplot.hpp"
#include "radici/study/activity_scan.hpp"

namespace radici::report {

/// Curves to be written: equal ones and equal builds give equal bytes.
struct ScanResult {
    std::string study;   ///< stem of its file
    study::ScanAxis axis;
    std::vector<study::ScanPoint> points;
};

/// What the curves of an arm come to, in a sentence or two.
[[nodiscard]] std::string scan_words(ScanResult const& result, std::size_t arm);
/// `curves.csv`: one line an arm, value and quantity, with its 95 % interval.
[[nodiscard]] std::string scan_csv(ScanResult const& result);
/// `report.html`: a figure an arm, response and toxicity above, effector T cells below. RunError
/// where gnuplot fails.
[[nodiscard]] std::string scan_html(ScanResult const& result, BuildInfo const& build,
                                    Gnuplot const& gnuplot);

}   // namespace radici::report
