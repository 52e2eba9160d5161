#pragma once
#include <filesystem>
#include <vector>

#include "radici/base/document.hpp"
#include "radici/dosimetry/validation.hpp"

namespace radici::dosimetry {

/// What every row of a validation file says: tolerance, source and, where given, `sd`.
[[nodiscard]] ValidationRow common_part(Node const& node);

/// CSDA range of an electron, from the table: `material`, `energy`, `range`.
[[nodiscard]] ValidationRow electron_range_row(Node const& node,
                                               std::filesystem::path const& data_folder);

/// CSDA ranges of alphas, integrated from the stopping power that transport uses: `material`,
/// `energy_MeV` and `range_g_per_cm2`, lists of equal length.
[[nodiscard]] std::vector<ValidationRow> alpha_range_rows(Node const& node,
                                                          std::filesystem::path const& data_folder);

/// Mass energy absorption of photons, computed from our cross sections of elements: `material`,
/// `energy_MeV` and `cm2_per_g`, lists of equal length.
[[nodiscard]] std::vector<ValidationRow>
photon_absorption_rows(Node const& node, std::filesystem::path const& data_folder);

}   // namespace radici::dosimetry
