#pragma once
#include <complex>

namespace radici::nuclide::detail {

/// ln Γ(z) by Stirling's series after a shift to Re z, |z| large; the imaginary part is known up to
/// multiples of 2π. Not defined at the poles 0, -1, -2, … Source  Abramowitz and Stegun 6.1.40
[[nodiscard]] std::complex<double> log_gamma(std::complex<double> z);

/// Density at the nucleus of an electron with angular momentum quantum number k, relative to a
/// free one,
///
///   F_{k-1} L_{k-1} = [(2k-1)!!]² (α_{-k}² + α_k²) / (4 W p^{2k-1})
///
/// with α_κ the amplitude at the centre of the Dirac wave of quantum number κ in the field of a
/// uniformly charged sphere, normalised far away. The power series of the inside is joined at the
/// surface to the regular and the irregular Coulomb function of a point charge: nothing is expanded
/// in αZ. k = 1 is the Fermi function with its finite-size correction, F0 L0.
///
/// @param signed_z  charge of the daughter, negative for positrons; 1 ≤ |z| ≤ 100
/// @param w         total energy in electron masses; > 1
/// @param radius    of the sphere, in reduced Compton wavelengths; momentum · radius < 1
/// Source  Rose, Relativistic Electron Theory (1961), for the field of a point charge;
///         Behrens and Jänecke, Landolt-Börnstein I/4 (1969), for F_{k-1} L_{k-1}
[[nodiscard]] double coulomb_factor(int k, double signed_z, double w, double radius);

/// Radius of the uniformly charged sphere with the measured mean square radius, in reduced Compton
/// wavelengths. Source  Elton, Nucl Phys 5:173 (1958): R = 1.121 A^(1/3) + 2.426 A^(-1/3) - 6.614/A
/// fm
[[nodiscard]] double nuclear_radius(int a);

}   // namespace radici::nuclide::detail
