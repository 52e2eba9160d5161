#pragma once
#include <optional>
#include <vector>

#include "radici/nuclide/nuclide.hpp"

namespace radici::nuclide {

/// A spectrum as a table for linear interpolation.
struct BetaSpectrum {
    std::vector<double> energy_MeV;   ///< from 0 to the end point, rising
    std::vector<double> per_MeV;      ///< per decay; its trapezoid sum is the intensity
};

/// Shape of one beta branch,
///
///   dN/dE ∝ p W q² Σ F_{k-1}L_{k-1}(Z, W) p^{2(k-1)} q^{2(n+1-k)} / [(2k-1)! (2(n-k)+3)!]
///
/// summed over k = 1 … n+1, with W, p total energy and momentum of the electron in units of its
/// mass, q = W0 - W and n the order of a unique forbidden transition. Every other transition is
/// taken with n = 0, the allowed shape. F0 L0 is the Fermi function with its finite-size
/// correction; all F L are exact for a uniformly charged sphere (detail/coulomb.hpp). No screening
/// by the atom, no radiative correction, no weak magnetism.
///
/// Valid   1 ≤ daughter z ≤ 100, end points of 1 keV to 20 MeV
/// Source  Behrens and Jänecke, Landolt-Börnstein I/4 (1969);
///         Wilkinson, Nucl Instr Meth A 290:509 (1990)
class BetaShapeFunction {
public:
    /// @param daughter_z  of the nucleus that is left, ≥ 1 for both charges
    BetaShapeFunction(Charge charge, BetaShape shape, int daughter_z, int a, double end_point_MeV);

    /// Probability per MeV; 0 outside [0, end point].
    [[nodiscard]] double per_MeV(double energy_MeV) const { return scale_ * unscaled(energy_MeV); }
    [[nodiscard]] double mean_MeV() const { return mean_MeV_; }

private:
    [[nodiscard]] double unscaled(double energy_MeV) const;

    double signed_z_;
    double radius_;   ///< in reduced Compton wavelengths of the electron
    double end_point_MeV_;
    BetaShape shape_;
    double scale_ = 1;
    double mean_MeV_ = 0;
};

[[nodiscard]] BetaShapeFunction shape_function(BetaBranch const& branch);

/// One branch on `points` evenly spaced energies.
[[nodiscard]] BetaSpectrum beta_spectrum(BetaBranch const& branch, int points = 256);

/// All branches of a nuclide (of one charge, where given); even spacing with every end point added.
/// Empty where none.
[[nodiscard]] BetaSpectrum beta_spectrum(Nuclide const& nuclide,
                                         std::optional<Charge> charge = std::nullopt,
                                         int points = 512);

}   // namespace radici::nuclide
