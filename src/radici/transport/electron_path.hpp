#pragma once
#include <vector>

#include "radici/transport/electron_range.hpp"
#include "radici/transport/material.hpp"

namespace radici::transport {

/// First transport coefficient G₁ = n·2π∫(1 − cos θ)(dσ/dΩ) sin θ dθ of elastic scattering, in
/// cm²/g: the inverse of the mean path over which an electron forgets its direction. Screened
/// Rutherford scattering with Molière's screening, Z(Z + 1) for nucleus and atomic electrons.
/// Source  Molière, Z Naturforsch 3a:78 (1948); Bethe, Phys Rev 89:1256 (1953)
[[nodiscard]] double first_transport_cm2_per_g(Material const& material, double energy_MeV);

/// A piece of an electron's path.
struct PathStep {
    double distance_g_per_cm2 =
        0;   ///< root mean square distance from the start, at the middle of the piece
    double energy_MeV = 0;      ///< kinetic energy at the middle of the piece
    double deposited_MeV = 0;   ///< collision losses
    double radiated_MeV = 0;    ///< bremsstrahlung
};

/// The mean electron: it slows down continuously, and its distance from the start is the root mean
/// square of Lewis' second spatial moment, which multiple scattering makes shorter than the path:
///   ⟨r²⟩(s) = 2 ∫₀ˢ dt ∫₀ᵗ du exp(−∫ᵤᵗ G₁ dv)
/// Deposited and radiated energies add to the kinetic energy exactly.
/// @param energy_MeV  within the table of `range`
/// @param steps       ≥ 1, of equal path length
/// Source  Lewis, Phys Rev 78:526 (1950)
[[nodiscard]] std::vector<PathStep>
electron_path(ElectronRange const& range, Material const& material, double energy_MeV, int steps);

}   // namespace radici::transport
