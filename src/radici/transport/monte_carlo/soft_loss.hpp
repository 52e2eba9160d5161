#pragma once
#include <cmath>

#include "radici/base/host_device.hpp"
#include "radici/transport/monte_carlo/track_random.hpp"

namespace radici::transport {

/// A loss with that mean and variance, ≥ 0: even about the mean where it can be, else often 0. Over
/// several steps its shape is forgotten.
/// @param mean  > 0
/// Source  Salvat et al., PENELOPE-2018, NEA/MBDAV/R(2019)1, section 4.2
RADICI_HOST_DEVICE inline double sample_soft_loss(double mean, double variance, TrackRandom& random)
{
    double const u = random.uniform();
    if (mean * mean > 3 * variance)
        return mean + std::sqrt(12 * variance) * (u - 0.5);
    double const square = variance + mean * mean;
    double const width = 1.5 * square / mean;
    double const share = mean / (width / 2);
    return u < share ? u / share * width : 0;
}

}   // namespace radici::transport
