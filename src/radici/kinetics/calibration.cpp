#include "radici/kinetics/calibration.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/error.hpp"
#include "radici/kinetics/detail/dense.hpp"

namespace radici::kinetics {
namespace {

/// ln(coefficient/anchor) of every anchor.
std::vector<double> misses(Radiopharmaceutical const& agent, double decay_per_d,
                           dosimetry::OrganDose const& organs)
{
    auto const coefficients = dose_coefficients(agent, decay_per_d, organs);
    std::vector<double> miss;
    for (CalibrationAnchor const& anchor : agent.anchors) {
        auto const found =
            std::find_if(coefficients.begin(), coefficients.end(),
                         [&](DoseCoefficient const& c) { return c.region == anchor.region; });
        if (found == coefficients.end())
            throw NumericsError(agent.id + ": " + anchor.region + " is no target of the body");
        miss.push_back(std::log(found->Gy_per_MBq.total() / anchor.Gy_per_MBq));
    }
    return miss;
}

double largest(std::vector<double> const& values)
{
    double size = 0;
    for (double const x : values)
        size = std::max(size, std::abs(x));
    return size;
}

double& anchored_rate(Radiopharmaceutical& agent, std::size_t anchor)
{
    return agent.body.transfers[static_cast<std::size_t>(agent.anchors[anchor].transfer)].per_d;
}

}   // namespace

CalibratedRates calibrate(Radiopharmaceutical agent, double decay_per_d,
                          dosimetry::OrganDose const& organs,
                          dosimetry::SphereSelfDose const& sphere)
{
    CalibratedRates result;
    std::size_t const count = agent.anchors.size();
    std::vector<double> miss = misses(agent, decay_per_d, organs);
    while (largest(miss) > 1e-10) {
        if (++result.iterations > 100)
            throw NumericsError(agent.id + ": no positive rates give the dose coefficients");
        detail::Dense slope(static_cast<int>(count));
        for (std::size_t j = 0; j < count; ++j) {
            double const step = 1e-6;
            Radiopharmaceutical moved = agent;
            anchored_rate(moved, j) *= std::exp(step);
            auto const there = misses(moved, decay_per_d, organs);
            for (std::size_t i = 0; i < count; ++i)
                slope(static_cast<int>(i), static_cast<int>(j)) = (there[i] - miss[i]) / step;
        }
        std::vector<double> const step = detail::solve(slope, miss);
        double const damp = std::min(1.0, 1.0 / std::max(largest(step), 1e-300));
        for (std::size_t j = 0; j < count; ++j)
            anchored_rate(agent, j) *= std::exp(-damp * step[j]);
        miss = misses(agent, decay_per_d, organs);
    }
    for (std::size_t j = 0; j < count; ++j)
        result.per_d.push_back(anchored_rate(agent, j));

    TypicalLesion const& typical = agent.typical_lesion;
    if (typical.mean_Gy_per_MBq) {
        double const wanted = *typical.mean_Gy_per_MBq / mean_over_median(agent.lesion);
        for (int pass = 0; pass < 100; ++pass) {   // the lesion drains plasma a little: fixed point
            double const now = lesion_Gy_per_MBq(agent, decay_per_d, sphere, typical.volume_mL,
                                                 typical.target_positive);
            agent.lesion.inflow_per_d *= wanted / now;
        }
    }
    result.lesion_inflow_per_d = agent.lesion.inflow_per_d;
    return result;
}

}   // namespace radici::kinetics
