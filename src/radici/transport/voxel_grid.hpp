#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace radici::transport {

/// Matter on a regular grid, vacuum around it. The corner of voxel (0, 0, 0) is the origin.
struct VoxelGrid {
    std::array<int, 3> size{};
    std::array<double, 3> spacing_cm{};     ///< may differ by axis; > 0
    std::vector<std::string> materials;     ///< names of data/materials; at most 255
    std::vector<std::uint8_t> material;     ///< of each voxel: index into `materials`
    std::vector<float> density_g_per_cm3;   ///< of each voxel: finite, ≥ 0; 0 is vacuum

    [[nodiscard]] std::size_t voxels() const
    {
        return static_cast<std::size_t>(size[0]) * size[1] * size[2];
    }
    [[nodiscard]] std::size_t index(int i, int j, int k) const   ///< x runs fastest
    {
        return static_cast<std::size_t>(i) +
               static_cast<std::size_t>(size[0]) *
                   (static_cast<std::size_t>(j) + static_cast<std::size_t>(size[1]) * k);
    }
    [[nodiscard]] double voxel_cm3() const { return spacing_cm[0] * spacing_cm[1] * spacing_cm[2]; }
    /// Throws StudyError: sizes that do not match, a spacing ≤ 0, a density that is NaN, infinite
    /// or negative, a material index without a name.
    void check() const;
};

}   // namespace radici::transport
