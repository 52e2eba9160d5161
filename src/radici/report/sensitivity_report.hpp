#pragma once
#include <string>
#include <vector>

#include "radici/report/build_info.hpp"
#include "radici/report/gnuplot.hpp"
#include "radici/study/fit/sensitivity.hpp"

namespace radici::report {

/// Indices to be written: equal ones and equal builds give equal bytes.
struct SensitivityResult {
    study::fit::Plan const& plan;
    study::fit::SensitivityQuestion const& question;
    std::vector<study::fit::EndpointSensitivity> const& endpoints;
    std::vector<study::InputFile> inputs;
};

/// `indices.csv`: one line an endpoint, arm and parameter. Sobol: first and total index with
/// interval; Morris: µ* with interval, µ, σ, in the endpoint's unit over the prior's 95 %.
[[nodiscard]] std::string sensitivity_csv(SensitivityResult const& result);
/// `sensitivity.json`: the same with the question.
[[nodiscard]] std::string sensitivity_json(SensitivityResult const& result);
/// `report.html`: a figure an endpoint and arm, the largest index first. RunError where gnuplot
/// fails.
[[nodiscard]] std::string sensitivity_html(SensitivityResult const& result, BuildInfo const& build,
                                           Gnuplot const& gnuplot);

}   // namespace radici::report
