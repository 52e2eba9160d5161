#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "radici/dosimetry/detail/s_value_methods.hpp"
#include "radici/transport/voxel_grid.hpp"

namespace radici::dosimetry::detail {

/// A source voxel in the middle of a cube of one medium, vacuum around it. Voxels that differ only
/// by a symmetry of the cube share a bin. The cube goes on for 24 cm beyond the voxels asked for,
/// that photons may be scattered back, but has at most 155 voxels on each side of the source.
class VoxelLattice {
public:
    static constexpr std::size_t source_bin = 1;   ///< 0: all voxels that are not asked for

    VoxelLattice(VoxelRegion const& voxel, double density_g_per_cm3);

    [[nodiscard]] transport::VoxelGrid const& grid() const { return grid_; }
    [[nodiscard]] int source() const { return static_cast<int>(grid_.index(half_, half_, half_)); }
    [[nodiscard]] int bins() const { return static_cast<int>(place_.size()) + 1; }
    [[nodiscard]] std::vector<std::uint16_t> const& bin_of_voxel() const { return bin_; }
    /// Mean of the voxels of each bin but the first, in the order of i, j, k.
    [[nodiscard]] std::vector<VoxelValue> values(Scores const& scores, double voxel_g) const;

private:
    struct Place {
        std::array<int, 3> steps{};   ///< i ≥ j ≥ k ≥ 0
        int voxels = 0;
    };
    [[nodiscard]] std::uint16_t bin_at(int i, int j, int k) const;
    void share_out(int extent);

    int half_;   ///< voxels on each side of the source
    transport::VoxelGrid grid_;
    std::vector<Place> place_;
    std::vector<std::uint16_t> bin_;
};

}   // namespace radici::dosimetry::detail
