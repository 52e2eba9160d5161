#pragma once
#include <string>
#include <vector>

#include "radici/report/build_info.hpp"
#include "radici/report/gnuplot.hpp"
#include "radici/study/fit/posterior.hpp"

namespace radici::report {

/// A fit to be written: equal fits and builds give equal bytes.
struct FitResult {
    study::fit::Plan const& plan;
    study::fit::Posterior const& posterior;
    std::vector<study::InputFile> inputs;   ///< plan, data, studies and what they read
};

/// `posterior.csv`: one draw a line (walker, step, log posterior), then a column a parameter.
[[nodiscard]] std::string posterior_csv(FitResult const& fit);
/// `diagnostics.json`: priors, posteriors, convergence, predictions.
[[nodiscard]] std::string diagnostics_json(FitResult const& fit);
/// `report.html`: convergence, parameters, a corner plot, traces, fit and posterior predictive p.
/// RunError where gnuplot fails.
[[nodiscard]] std::string fit_report_html(FitResult const& fit, BuildInfo const& build,
                                          Gnuplot const& gnuplot);

}   // namespace radici::report
