#pragma once
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/host_device.hpp"
#include "radici/transport/monte_carlo/track_random.hpp"

namespace radici::transport {

/// Annihilation in flight with a free electron at rest, per g/cm².
/// Source  Heitler, The Quantum Theory of Radiation, 3rd ed. (1954), section 27
[[nodiscard]] inline double annihilation_cm2_per_g(double energy_MeV, double z_over_a)
{
    double const g = 1 + energy_MeV / constant::electron_mass_MeV;
    double const p = std::sqrt(g * g - 1);
    double const radius_cm = constant::electron_radius_cm;
    return constant::pi * radius_cm * radius_cm * constant::avogadro_per_mol * z_over_a / (g + 1) *
           ((g * g + 4 * g + 1) / (g * g - 1) * std::log(g + p) - (g + 3) / p);
}

/// The two photons, the weaker one first, with their cosines to the positron; they leave on
/// opposite sides of it.
struct AnnihilationPhotons {
    double first_MeV, first_cosine, second_MeV, second_cosine;
};
RADICI_HOST_DEVICE inline AnnihilationPhotons sample_annihilation(double energy_MeV,
                                                                  TrackRandom& random)
{
    double const g = 1 + energy_MeV / constant::electron_mass_MeV;
    double const p = std::sqrt(g * g - 1);
    double const least = 1 / (g + 1 + p);
    double const g1 = g + 1;
    auto const shape = [=](double s) { return -g1 * g1 + (g * g + 4 * g + 1) / s - 1 / (s * s); };
    double const bound = 2 * (g * g + 4 * g + 1);   // of share·(shape + shape of the other)
    double share = 0;
    do   // the lower half from 1/share
        share = least * std::pow(0.5 / least, random.uniform());
    while (random.uniform() * bound > share * (shape(share) + shape(1 - share)));
    double const total = energy_MeV + 2 * constant::electron_mass_MeV;
    return {share * total, (g1 - 1 / share) / p, (1 - share) * total, (g1 - 1 / (1 - share)) / p};
}

}   // namespace radici::transport
