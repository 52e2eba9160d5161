#pragma once
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/host_device.hpp"
#include "radici/transport/monte_carlo/extremes.hpp"
#include "radici/transport/monte_carlo/track_random.hpp"

namespace radici::transport {

/// x = sin(θ/2)/λ per ångström of a photon turned by 1 − cos θ.
RADICI_HOST_DEVICE inline double x_per_angstrom(double energy_MeV, double one_minus_cosine)
{
    return energy_MeV * (1e3 / constant::hc_keV_angstrom) * std::sqrt(one_minus_cosine / 2);
}

struct Scattered {
    double energy_MeV, cosine;
};

/// A photon after incoherent scattering: Klein–Nishina by Kahn's method, accepted with S(x, Z)/Z.
/// The electron's binding energy and motion are left out.
/// @param accept  S/Z of the material, of x per ångström
/// Source  Kahn, RAND AECU-3259 (1956); Hubbell et al., J Phys Chem Ref Data 4:471 (1975)
template <class Accept>
RADICI_HOST_DEVICE Scattered sample_compton(double energy_MeV, TrackRandom& random,
                                            Accept const& accept)
{
    double const k = energy_MeV / constant::electron_mass_MeV;
    double const first = (1 + 2 * k) / (9 + 2 * k);
    for (;;) {
        double ratio = 1;   // energy before over energy after
        if (random.uniform() < first) {
            ratio = 1 + 2 * k * random.uniform();
            if (random.uniform() * ratio * ratio > 4 * (ratio - 1))
                continue;
        } else {
            ratio = (1 + 2 * k) / (1 + 2 * k * random.uniform());
            double const c = 1 - (ratio - 1) / k;
            if (2 * random.uniform() > c * c + 1 / ratio)
                continue;
        }
        double const turn = (ratio - 1) / k;
        if (random.uniform() < accept(x_per_angstrom(energy_MeV, turn)))
            return {energy_MeV / ratio, 1 - turn};
    }
}

/// Cosine of the electron's angle to the photon before.
RADICI_HOST_DEVICE inline double compton_electron_cosine(double energy_MeV, Scattered const& after)
{
    double const t = energy_MeV - after.energy_MeV;
    double const p = std::sqrt(t * (t + 2 * constant::electron_mass_MeV));
    return p > 0 ? least_of(1.0, (energy_MeV - after.energy_MeV * after.cosine) / p) : 1;
}

}   // namespace radici::transport
