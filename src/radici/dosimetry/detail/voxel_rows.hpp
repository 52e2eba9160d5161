#pragma once
#include <string>
#include <vector>

#include "radici/base/document.hpp"
#include "radici/dosimetry/s_value.hpp"
#include "radici/dosimetry/validation.hpp"

namespace radici::dosimetry::detail {

struct NamedValue {
    std::string name;
    ValueSd s;
};

/// Voxels at most `near` steps away one by one, then the mean of each cubic shell up to `extent`.
[[nodiscard]] std::vector<NamedValue> near_and_shells(std::vector<VoxelValue> const& voxels,
                                                      int near, int extent);

/// Names and values of rows that hold the published ones, as many.
void set_voxels(std::vector<ValidationRow>& rows, std::vector<NamedValue> const& ours,
                std::string const& of);

/// `small_tolerance` of the node for voxels that hold under 1 % of the energy.
void set_small_tolerance(std::vector<ValidationRow>& rows, Node const& node, double emitted_MeV,
                         double voxel_g);

}   // namespace radici::dosimetry::detail
