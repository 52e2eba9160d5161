#pragma once

/// Physical constants and conventions, each with its source. Nothing else in the project repeats
/// one.
namespace radici::constant {

inline constexpr double ln2 = 0.693147180559945309417;
inline constexpr double pi = 3.14159265358979323846;

// CODATA 2018 (Tiesinga et al., Rev Mod Phys 93:025010, 2021)
inline constexpr double electron_mass_MeV = 0.51099895;
inline constexpr double atomic_mass_MeV = 931.49410242;
inline constexpr double alpha_mass_MeV = 3727.3794066;
inline constexpr double fine_structure = 7.2973525693e-3;
inline constexpr double electron_compton_fm = 386.15926796;   ///< reduced Compton wavelength
inline constexpr double hc_keV_angstrom = 12.398419843;       ///< Planck constant times c, exact
inline constexpr double electron_radius_cm =   ///< classical, r0 = alpha times the one above
    fine_structure * electron_compton_fm * 1e-13;
inline constexpr double avogadro_per_mol = 6.02214076e23;   ///< exact, SI 2019
inline constexpr double MeV_in_J = 1.602176634e-13;         ///< exact, SI 2019

/// Dose rate of 1 MBq whose decay leaves 1 MeV in 1 g: 1e6/s · 1.602e-13 J · 86400 s / 1e-3 kg.
inline constexpr double Gy_g_per_d_MBq_MeV = 1e6 * MeV_in_J * 86400 / 1e-3;

// Conventions of study files and endpoints
inline constexpr double days_per_month = 30.4375;
inline constexpr double days_per_year = 365.25;

/// Molar mass of an IgG, 146 kDa: 1 mg/L = 6.85 nmol/L.
inline constexpr double igg_nmol_per_mg = 6.85;

}   // namespace radici::constant
