#pragma once
#include "radici/nuclide/nuclide.hpp"

namespace radici::transport {

/// What collision stopping knows of matter.
struct BetheMatter {
    double z_over_a;             ///< mol/g
    double mean_excitation_eV;   ///< I
    double density_effect;       ///< Sternheimer's δ at this energy, ≥ 0
};

/// Unrestricted mass collision stopping power of electrons and positrons.
///   S/ρ = 2π r_e² m N_A (Z/A)/β² · [ln(T/I)² + ln(1 + τ/2) + F±(τ) − δ],   τ = T/m
///   F⁻ = (1 − β²)·[1 + τ²/8 − (2τ + 1) ln 2]
///   F⁺ = 2 ln 2 − (β²/12)·[23 + 14/(τ + 2) + 10/(τ + 2)² + 4/(τ + 2)³]
/// Valid   where the speed is large against that of the atom's electrons: from about 1 keV in
///         tissue, within 0.1 % of tables above 10 keV; no shell correction
/// Source  ICRU Report 37 (1984), eqs 2.7 to 2.10; Rohrlich & Carlson, Phys Rev 93:38 (1954)
[[nodiscard]] double bethe_collision_MeV_cm2_per_g(nuclide::Charge charge, double energy_MeV,
                                                   BetheMatter const& matter);

/// Positrons over electrons, of the same energy in the same matter: above 1 at low energy (1.1 at
/// 10 keV in water), below 1 from about 0.4 MeV.
[[nodiscard]] double positron_to_electron_collision(double energy_MeV, double mean_excitation_eV,
                                                    double density_effect);

}   // namespace radici::transport
