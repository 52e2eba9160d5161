#pragma once
#include <array>
#include <cstddef>
#include <vector>

#include "radici/dosimetry/radial_kernel.hpp"

namespace radici::dosimetry {

/// Energy per decay that each voxel of a lattice in unbounded water absorbs from decays spread
/// evenly in one voxel, by class:
///   share(k) = ∫ g(r) ⟨Πₐ max(0, 1 − |r uₐ/dₐ − kₐ|)⟩ dr
/// with g the radial kernel, ⟨⟩ the mean over directions u, and d the voxel's edges. This is exact;
/// directions and distances are finer than 1e-3 of the source voxel's value and 5e-3 of any
/// other's. What no voxel has is `outside`; nothing is lost.
/// Valid   edges 10 µm to 20 cm, extent 0 to 40
/// Source  docs/methods/dosimetry.md
class VoxelKernel {
public:
    /// @param edge_cm  of a voxel along i, j, k
    /// @param extent   voxels on each side of the source
    [[nodiscard]] static VoxelKernel fold(RadialKernel const& radial,
                                          std::array<double, 3> const& edge_cm, int extent);

    /// Of the voxel so many steps from the source; the signs do not matter.
    [[nodiscard]] ByClass absorbed_MeV(int i, int j, int k) const;
    [[nodiscard]] ByClass const& outside_MeV() const { return outside_; }
    [[nodiscard]] int extent() const { return extent_; }

private:
    VoxelKernel(int extent, std::size_t cells) : extent_(extent), cell_(cells) {}
    [[nodiscard]] std::size_t index(int i, int j, int k) const;

    int extent_;
    std::vector<ByClass> cell_;   ///< one octant; a voxel is the sum over its mirror images
    ByClass outside_;
};

}   // namespace radici::dosimetry
