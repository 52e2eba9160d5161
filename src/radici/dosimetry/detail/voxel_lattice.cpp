#include "radici/dosimetry/detail/voxel_lattice.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace radici::dosimetry::detail {

namespace {

constexpr double margin_cm = 24;
constexpr int most_on_a_side = 155;   ///< 30 million voxels, 7 bytes each

double width_cm(VoxelRegion const& voxel)
{
    return 0.1 * voxel.width_mm;
}

int voxels_on_a_side(VoxelRegion const& voxel)
{
    double const margin = std::min(std::ceil(margin_cm / width_cm(voxel)), 1.0 * most_on_a_side);
    return std::min(voxel.extent + static_cast<int>(margin), most_on_a_side);
}

}   // namespace

VoxelLattice::VoxelLattice(VoxelRegion const& voxel, double density_g_per_cm3)
    : half_(voxels_on_a_side(voxel))
{
    int const across = 2 * half_ + 1;
    grid_.size = {across, across, across};
    grid_.spacing_cm.fill(width_cm(voxel));
    grid_.materials = {"medium"};
    grid_.material.assign(grid_.voxels(), 0);
    grid_.density_g_per_cm3.assign(grid_.voxels(), static_cast<float>(density_g_per_cm3));
    bin_.assign(grid_.voxels(), 0);
    for (int i = 0; i <= voxel.extent; ++i)
        for (int j = 0; j <= i; ++j)
            for (int k = 0; k <= j; ++k)
                place_.push_back({{i, j, k}, 0});
    share_out(voxel.extent);
}

/// Bins are in the order of i, then j, then k: before i come i(i + 1)(i + 2)/6 of them.
std::uint16_t VoxelLattice::bin_at(int i, int j, int k) const
{
    std::array<int, 3> s{std::abs(i), std::abs(j), std::abs(k)};
    std::sort(s.begin(), s.end(), std::greater<>{});
    return static_cast<std::uint16_t>(1 + s[0] * (s[0] + 1) * (s[0] + 2) / 6 +
                                      s[1] * (s[1] + 1) / 2 + s[2]);
}

void VoxelLattice::share_out(int extent)
{
    for (int k = -extent; k <= extent; ++k)
        for (int j = -extent; j <= extent; ++j)
            for (int i = -extent; i <= extent; ++i) {
                auto const bin = bin_at(i, j, k);
                bin_[grid_.index(half_ + i, half_ + j, half_ + k)] = bin;
                ++place_[bin - 1U].voxels;
            }
}

std::vector<VoxelValue> VoxelLattice::values(Scores const& scores, double voxel_g) const
{
    std::vector<VoxelValue> out;
    for (std::size_t n = 0; n < place_.size(); ++n) {
        auto const& [steps, voxels] = place_[n];
        out.push_back(
            {steps[0], steps[1], steps[2], s_value(scores.total_MeV(n + 1), voxels * voxel_g)});
    }
    return out;
}

}   // namespace radici::dosimetry::detail
