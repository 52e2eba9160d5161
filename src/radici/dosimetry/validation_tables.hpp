#pragma once
#include <filesystem>
#include <string_view>
#include <vector>

#include "radici/base/document.hpp"
#include "radici/dosimetry/validation.hpp"

namespace radici::dosimetry {

/// What every row of a validation file says: tolerance, source and, where given, `sd`.
[[nodiscard]] ValidationRow common_part(Node const& node);

/// Rows of a node's list of published values, each with its standard error from the list `sd` and
/// the node's `tolerance` and `source`. StudyError where the lists differ in length.
[[nodiscard]] std::vector<ValidationRow> published_rows(Node const& node, std::string_view values);

/// StudyError where a list has not as many numbers as there are values of ours.
void require(Node const& list, std::size_t given, std::size_t wanted);

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

/// Voxel S values of data/kernels/voxel: `nuclide`, `width`; voxels at most `near` steps away one
/// by one, then the mean of each cubic shell: `s_mGy_per_MBq_s`, `sd`. Where a voxel holds under 1
/// % of the energy, `small_tolerance` takes the place of `tolerance`.
[[nodiscard]] std::vector<ValidationRow> voxel_table_rows(Node const& node,
                                                          std::filesystem::path const& data_folder);

}   // namespace radici::dosimetry
