#pragma once
#include "radici/nuclide/nuclide.hpp"

namespace radici::nuclide {

/// Energy given off per decay, MeV, by class; what neutrinos carry off is in none of them.
struct EnergyByClass {
    double alpha = 0;
    double recoil = 0;   ///< of the daughters of alpha decays
    double beta = 0;     ///< electrons, positrons and internal pairs; means of computed spectra
    double conversion_auger = 0;   ///< conversion, Auger and Coster-Kronig electrons
    double photon = 0;             ///< gamma rays, X-rays and annihilation quanta

    [[nodiscard]] double total() const { return alpha + recoil + beta + conversion_auger + photon; }
};

EnergyByClass operator+(EnergyByClass const& a, EnergyByClass const& b);
EnergyByClass operator*(double factor, EnergyByClass const& energy);

/// Energy per decay of the nuclide itself.
[[nodiscard]] EnergyByClass energy_per_decay(Nuclide const& nuclide);

/// Mean kinetic energy of a beta particle (either charge), weighted with intensity; 0 where there
/// is none.
[[nodiscard]] double mean_beta_MeV(Nuclide const& nuclide);

}   // namespace radici::nuclide
