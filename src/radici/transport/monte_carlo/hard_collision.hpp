#pragma once
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/host_device.hpp"
#include "radici/transport/monte_carlo/extremes.hpp"
#include "radici/transport/monte_carlo/track_random.hpp"

namespace radici::transport {

/// Moments of the collisions of an electron with free electrons at rest, per g/cm², energy losses W
/// from `from` to `to`: how many, Σ W and Σ W².
struct CollisionMoments {
    double number = 0, loss_MeV = 0, loss2_MeV2 = 0;
};

/// Møller: electrons with electrons. W is the energy of the slower of the two, at most T/2.
/// Source  Møller, Ann Phys 406:531 (1932); ICRU Report 37, section 2
[[nodiscard]] CollisionMoments moller_moments(double energy_MeV, double from_MeV, double to_MeV,
                                              double z_over_a);
/// Bhabha: positrons with electrons. W is at most T.
/// Source  Bhabha, Proc R Soc A 154:195 (1936)
[[nodiscard]] CollisionMoments bhabha_moments(double energy_MeV, double from_MeV, double to_MeV,
                                              double z_over_a);

/// Energy given to an atomic electron by an electron, at least `cut_MeV`; energy_MeV > 2·cut_MeV.
RADICI_HOST_DEVICE inline double sample_moller_MeV(double energy_MeV, double cut_MeV,
                                                   TrackRandom& random)
{
    double const tau = energy_MeV / constant::electron_mass_MeV;
    double const gamma = tau + 1;
    double const a = tau * tau / (gamma * gamma);
    double const b = (2 * tau + 1) / (gamma * gamma);
    double const least = cut_MeV / energy_MeV;
    double const bound = most_of(1.0, 2 + a / 4 - b);
    for (;;) {   // from 1/ε², then the rest of the cross section
        double const share = least / (1 - random.uniform() * (1 - 2 * least));
        double const x = share / (1 - share);
        if (random.uniform() * bound < 1 + x * x + a * share * share - b * x)
            return share * energy_MeV;
    }
}

/// The same for a positron; energy_MeV > cut_MeV.
RADICI_HOST_DEVICE inline double sample_bhabha_MeV(double energy_MeV, double cut_MeV,
                                                   TrackRandom& random)
{
    double const tau = energy_MeV / constant::electron_mass_MeV;
    double const beta2 = tau * (tau + 2) / ((tau + 1) * (tau + 1));
    double const y = 1 / (tau + 2);
    double const d = 1 - 2 * y;
    double const b1 = 2 - y * y, b2 = d * (3 + y * y), b4 = d * d * d, b3 = b4 + d * d;
    double const least = cut_MeV / energy_MeV;
    for (;;) {
        double const e = least / (1 - random.uniform() * (1 - least));
        if (random.uniform() < 1 - beta2 * e * (b1 - e * (b2 - e * (b3 - e * b4))))
            return e * energy_MeV;
    }
}

/// Cosines of the two electrons after a collision in which the one at rest got `given`.
struct CollisionAngles {
    double primary, secondary;
};
RADICI_HOST_DEVICE inline CollisionAngles collision_angles(double energy_MeV, double given_MeV)
{
    double const m2 = 2 * constant::electron_mass_MeV;
    double const left = energy_MeV - given_MeV;
    double const ratio = (energy_MeV + m2) / energy_MeV;
    return {std::sqrt(least_of(1.0, ratio * left / (left + m2))),
            std::sqrt(least_of(1.0, ratio * given_MeV / (given_MeV + m2)))};
}

}   // namespace radici::transport
