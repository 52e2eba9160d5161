#pragma once
#include "radici/report/figure.hpp"
#include "radici/report/fit_report.hpp"

namespace radici::report {

/// Draws of the parameters that were learnt most (up to six), pair by pair.
[[nodiscard]] Figure corner_figure(FitResult const& fit);
/// Some walkers' courses, of the parameters that mix worst (up to twelve).
[[nodiscard]] Figure trace_figure(FitResult const& fit);
/// Predicted over observed, with the 95 % interval of the predictions.
[[nodiscard]] Figure fit_figure(FitResult const& fit);

}   // namespace radici::report
