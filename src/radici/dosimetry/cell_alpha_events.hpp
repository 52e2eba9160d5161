#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "radici/dosimetry/cell_geometry.hpp"
#include "radici/dosimetry/emission.hpp"
#include "radici/nuclide/library.hpp"
#include "radici/transport/alpha_range.hpp"

namespace radici::dosimetry {

/// Single-event statistics of alphas in a cell, per decay of the head.
struct AlphaEvents {
    double hits_per_decay = 0;      ///< mean number of alphas that reach the target
    double at_least_one_hit = 0;    ///< chance per decay, with all daughters where the head decayed
    double frequency_mean_Gy = 0;   ///< z̄_F, mean specific energy of one event
    double dose_mean_Gy = 0;        ///< z̄_D, the same weighted with dose
    std::vector<double> edge_Gy;    ///< of the bins of f1(z); one more than bins
    std::vector<double> per_Gy;     ///< f1(z), density in z; integrates to 1
};

/// Alphas along straight tracks without straggling, delta rays or recoils. Directions of a chain's
/// alphas are independent given the place; branches exclude each other. Nothing where no alpha is
/// emitted.
[[nodiscard]] std::optional<AlphaEvents> alpha_events(nuclide::NuclideLibrary const& library,
                                                      std::string_view nuclide, Daughters daughters,
                                                      SourceShell const& source, double target_um,
                                                      transport::AlphaRange const& alphas);

/// The source outside a cell: decays spread evenly in the medium from the cell's surface as far as
/// an alpha of that energy can come from to the target. Hits are per decay in this shell; times
/// the shell's volume they are hits per decay and unit volume. A surface where none can come.
[[nodiscard]] SourceShell medium_within_reach(ConcentricCell const& cell, CellTarget target,
                                              double highest_MeV,
                                              transport::AlphaRange const& alphas);

}   // namespace radici::dosimetry
