#pragma once
#include <string>

#include "radici/report/build_info.hpp"
#include "radici/report/gnuplot.hpp"
#include "radici/study/results.hpp"

namespace radici::report {

/// `report.html`: one file that needs nothing else, no network, no script. Equal results and builds
/// give equal bytes. Every figure has its numbers as a table behind it; all text from outside is
/// escaped. RunError where gnuplot fails.
[[nodiscard]] std::string report_html(study::RunResult const& result, BuildInfo const& build,
                                      Gnuplot const& gnuplot);

}   // namespace radici::report
