#pragma once
#include <optional>
#include <string>
#include <vector>

#include "radici/numerics/sensitivity.hpp"
#include "radici/study/fit/problem.hpp"

namespace radici::study::fit {

enum class SensitivityMethod { sobol, morris };

/// How an endpoint of one arm depends on the parameters.
struct EndpointSensitivity {
    std::string of_case, arm, endpoint, unit;
    double low = 0, median = 0, high = 0;   ///< of the endpoint over the design: 5, 50, 95 %
    std::vector<numerics::VarianceShare> shares = {};   ///< Sobol, by parameter
    std::vector<numerics::Screening> effects = {};      ///< Morris, by parameter
};

struct SensitivityQuestion {
    std::vector<std::string> endpoints;   ///< rates, toxicities or times: `orr`, `os`
    SensitivityMethod method = SensitivityMethod::sobol;
    int rows = 128;   ///< of the design: rows of parameters + 2 places, or paths of parameters + 1
    std::uint64_t seed = 1;
    int threads = 0;
};

/// Simulates the plan's studies over a design in its parameters' priors, the same patients at each
/// place, so that differences are those of parameters. Shares are taken as they are; of times the
/// mean within the horizon (restricted mean survival), of progression until the last scan: it is
/// reached where a median is not. StudyError where an endpoint is unknown. Throws Interrupted.
[[nodiscard]] std::vector<EndpointSensitivity> sensitivity(Plan const& plan,
                                                           SensitivityQuestion const& question);

}   // namespace radici::study::fit
