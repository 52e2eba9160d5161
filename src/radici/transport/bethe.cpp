#include "radici/transport/bethe.hpp"

#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/error.hpp"

namespace radici::transport {

namespace {

using constant::electron_mass_MeV;
using constant::ln2;
using nuclide::Charge;

double beta2(double tau)
{
    return tau * (tau + 2) / ((tau + 1) * (tau + 1));
}

double close_collisions(Charge charge, double tau)
{
    if (charge == Charge::electron)
        return (1 - beta2(tau)) * (1 + tau * tau / 8 - (2 * tau + 1) * ln2);
    double const q = 1 / (tau + 2);
    return 2 * ln2 - beta2(tau) / 12 * (23 + q * (14 + q * (10 + q * 4)));
}

/// The bracket.
double stopping_number(Charge charge, double energy_MeV, double mean_excitation_eV, double delta)
{
    double const tau = energy_MeV / electron_mass_MeV;
    return 2 * std::log(energy_MeV * 1e6 / mean_excitation_eV) + std::log1p(tau / 2) +
           close_collisions(charge, tau) - delta;
}

}   // namespace

double bethe_collision_MeV_cm2_per_g(nuclide::Charge charge, double energy_MeV,
                                     BetheMatter const& matter)
{
    RADICI_EXPECT(energy_MeV > 0 && matter.mean_excitation_eV > 0);
    double const radius_cm = constant::electron_radius_cm;
    double const scale = 2 * constant::pi * radius_cm * radius_cm * electron_mass_MeV *
                         constant::avogadro_per_mol * matter.z_over_a;
    return scale / beta2(energy_MeV / electron_mass_MeV) *
           stopping_number(charge, energy_MeV, matter.mean_excitation_eV, matter.density_effect);
}

double positron_to_electron_collision(double energy_MeV, double mean_excitation_eV,
                                      double density_effect)
{
    return stopping_number(Charge::positron, energy_MeV, mean_excitation_eV, density_effect) /
           stopping_number(Charge::electron, energy_MeV, mean_excitation_eV, density_effect);
}

}   // namespace radici::transport
