#pragma once
#include <algorithm>
#include <cmath>
#include <vector>

#include "radici/transport/monte_carlo/sphere_geometry.hpp"
#include "radici/transport/monte_carlo/voxel_geometry.hpp"

namespace radici::transport {

struct DecayPlace {
    Vector at;
    Cell cell;
};

/// Decays spread over voxels, evenly within each.
class VoxelPlaces {
public:
    /// @param cell    indices of the grid, at least one
    /// @param weight  activity of each, ≥ 0, one at least > 0; empty: all the same
    VoxelPlaces(VoxelGrid const& grid, std::vector<int> const& cell,
                std::vector<double> const& weight);

    [[nodiscard]] DecayPlace sample(VoxelGeometry const& geometry, TrackRandom& random) const
    {
        Cell const& c = cell_[pick(random.uniform())];
        return {{(c.i + random.uniform()) * dx_, (c.j + random.uniform()) * dy_,
                 (c.k + random.uniform()) * dz_},
                geometry.cell_of(c.i, c.j, c.k)};
    }

private:
    [[nodiscard]] std::size_t pick(double u) const
    {
        if (cumulative_.empty())
            return static_cast<std::size_t>(u * static_cast<double>(cell_.size()));
        auto const found =
            std::upper_bound(cumulative_.begin(), cumulative_.end(), u * cumulative_.back());
        return std::min(static_cast<std::size_t>(found - cumulative_.begin()), cell_.size() - 1);
    }
    std::vector<Cell> cell_;
    std::vector<double> cumulative_;
    double dx_, dy_, dz_;
};

/// Decays spread evenly over the volume between two radii; on a surface where they are equal, at
/// the centre where both are 0.
class ShellPlaces {
public:
    ShellPlaces(double inner_cm, double outer_cm)
        : inner3_(inner_cm * inner_cm * inner_cm), outer3_(outer_cm * outer_cm * outer_cm)
    {
        RADICI_EXPECT(inner_cm >= 0 && outer_cm >= inner_cm);
    }
    [[nodiscard]] DecayPlace sample(SphereGeometry const& geometry, TrackRandom& random) const
    {
        double const r = std::cbrt(inner3_ + random.uniform() * (outer3_ - inner3_));
        Vector const d = isotropic(random);
        Vector const at{r * d.x, r * d.y, r * d.z};
        return {at, geometry.locate(at)};
    }

private:
    double inner3_, outer3_;
};

}   // namespace radici::transport
