#pragma once
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/host_device.hpp"
#include "radici/transport/monte_carlo/track_random.hpp"

namespace radici::transport {

/// Cosine of a photoelectron's angle to its photon: Sauter's K-shell distribution.
/// Source  Sauter, Ann Phys 403:454 (1931); sampling with ν = 1 − cos θ as in
///         Salvat et al., PENELOPE-2018, NEA/MBDAV/R(2019)1, section 2.2
RADICI_HOST_DEVICE inline double sample_photoelectron_cosine(double energy_MeV, TrackRandom& random)
{
    double const gamma = 1 + energy_MeV / constant::electron_mass_MeV;
    double const beta = std::sqrt(1 - 1 / (gamma * gamma));
    double const a = 1 / beta - 1;
    double const weight = beta * gamma * (gamma - 1) * (gamma - 2) / 2;
    double const most = 2 * (1 / a + weight);
    for (;;) {
        double const u = random.uniform();
        double const nu = 2 * a / ((a + 2) * (a + 2) - 4 * u) * (2 * u + (a + 2) * std::sqrt(u));
        if (random.uniform() * most < (2 - nu) * (1 / (a + nu) + weight))
            return 1 - nu;
    }
}

}   // namespace radici::transport
