#pragma once
#include <vector>

#include "radici/kinetics/dose_coefficients.hpp"

namespace radici::kinetics {

/// Rates that give the anchors of an agent exactly.
struct CalibratedRates {
    std::vector<double> per_d;        ///< parallel to Radiopharmaceutical::anchors
    double lesion_inflow_per_d = 0;   ///< unchanged where the lesion has no anchor
    int iterations = 0;
};

/// Solves for the transfers that carry an anchor (uptake, or what an organ gives back) by Newton
/// steps in the logarithms of the rates, all other rates kept; then the lesion's inflow (exchange,
/// uptake) for the mean of its population. The dose is never scaled. NumericsError where no
/// positive rates give the anchors.
[[nodiscard]] CalibratedRates calibrate(Radiopharmaceutical agent, double decay_per_d,
                                        dosimetry::OrganDose const& organs,
                                        dosimetry::SphereSelfDose const& sphere);

}   // namespace radici::kinetics
