#pragma once
#include <string_view>
#include <vector>

#include "radici/base/quantity.hpp"
#include "radici/dosimetry/cell_geometry.hpp"
#include "radici/dosimetry/emission.hpp"
#include "radici/nuclide/library.hpp"
#include "radici/transport/alpha_range.hpp"

namespace radici::dosimetry {

/// What a decay leaves in a part of a cell, by continuous slowing down along straight tracks.
/// Everything is per decay of the chain's head.
struct CellSValue {
    double target_mass_g = 0;
    ByClass in_target_MeV;   ///< absorbed; photon is 0
    ByClass elsewhere_MeV;   ///< of the same particles, outside the target
    ByClass left_out_MeV;    ///< not transported: recoil nuclei (with `alpha`) and photons

    /// Absorbed dose per decay for an energy absorbed in the target.
    [[nodiscard]] DosePerDecay dose(double absorbed_MeV) const;
    [[nodiscard]] DosePerDecay total() const { return dose(in_target_MeV.total()); }
};

/// The emissions that cellular S values are made from: emissions() with finer beta spectra.
[[nodiscard]] std::vector<Emission> cell_emissions(nuclide::NuclideLibrary const& library,
                                                   std::string_view nuclide, Daughters daughters);

/// Cellular S value as MIRD's are made: S = Σ n E φ / m. Electrons of every kind by Cole's
/// relation, beta spectra computed and taken piece by piece, conversion and Auger lines as listed
/// down to the softest; alphas by the table given (ASTAR is that of `water_i75`). No photons,
/// recoils, delta rays, straggling or scattering: tracks are straight.
///
/// Throws StudyError for a cell that is none (cell_geometry.hpp) and for an unknown nuclide.
/// Source  Goddu, Howell & Rao, J Nucl Med 35:303 (1994); Goddu et al., MIRD Cellular S Values
/// (1997)
[[nodiscard]] CellSValue cell_s_value(nuclide::NuclideLibrary const& library,
                                      std::string_view nuclide, Daughters daughters,
                                      ConcentricCell const& cell, CellSource source,
                                      CellTarget target, transport::AlphaRange const& alphas);

}   // namespace radici::dosimetry
