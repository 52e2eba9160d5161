#pragma once
#include <filesystem>
#include <vector>

#include "radici/base/document.hpp"
#include "radici/dosimetry/validation.hpp"

namespace radici::dosimetry {

/// Fano's theorem: with a source even per mass the dose in one composition is even, whatever its
/// density from place to place, the density effect being the same. A pile of slabs of `medium`,
/// each of `slab` thickness and of one `density_g_per_cm3` of the list, over and over; decays emit
/// one `particle` (electron or photon) of `energy`; cut-offs of `cutoff`; `histories`. One row a
/// density: its mean dose over the mean of all, in the inner third of the pile.
/// Source  Fano, Radiat Res 1:237 (1954)
[[nodiscard]] std::vector<ValidationRow> fano_rows(Node const& node,
                                                   std::filesystem::path const& data_folder);

}   // namespace radici::dosimetry
