#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "radici/base/host_device.hpp"
#include "radici/transport/monte_carlo/extremes.hpp"
#include "radici/transport/monte_carlo/particle.hpp"
#include "radici/transport/voxel_grid.hpp"

namespace radici::transport {

/// Walks a VoxelGrid, which must outlive it. Distances in cm. Voxels of one material and density
/// share an entry of a palette, so that a voxel costs two bytes of cache.
class VoxelGeometry {
public:
    explicit VoxelGeometry(VoxelGrid const& grid)
        : nx_(grid.size[0]),
          ny_(grid.size[1]),
          nz_(grid.size[2]),
          dx_(grid.spacing_cm[0]),
          dy_(grid.spacing_cm[1]),
          dz_(grid.spacing_cm[2]),
          per_x_(1 / dx_),
          per_y_(1 / dy_),
          per_z_(1 / dz_)
    {
        paint(grid);
    }
    [[nodiscard]] RADICI_HOST_DEVICE int cells() const { return nx_ * ny_ * nz_; }
    [[nodiscard]] std::array<int, 3> size() const { return {nx_, ny_, nz_}; }
    [[nodiscard]] std::array<double, 3> spacing_cm() const { return {dx_, dy_, dz_}; }
    [[nodiscard]] RADICI_HOT int material(Cell const& c) const { return matter(c).material; }
    [[nodiscard]] RADICI_HOT double density(Cell const& c) const { return matter(c).density; }
    [[nodiscard]] RADICI_HOT bool same_matter(Cell const& a, Cell const& b) const
    {
        return a.matter == b.matter;
    }
    [[nodiscard]] RADICI_HOST_DEVICE Cell cell_of(int i, int j, int k) const
    {
        int const index = i + nx_ * (j + ny_ * k);
        return {index, i, j, k, colour_[static_cast<std::size_t>(index)]};
    }
    /// @param matter  of all cells near, where that is known: to fetch it is what costs most; −1:
    /// it
    ///                is not
    [[nodiscard]] RADICI_HOT Cell locate(Vector const& p, int matter = -1) const
    {
        double const x = p.x * per_x_, y = p.y * per_y_, z = p.z * per_z_;
        if (!(x >= 0 && y >= 0 && z >= 0 && x < nx_ && y < ny_ && z < nz_))
            return {};
        int const i = static_cast<int>(x), j = static_cast<int>(y), k = static_cast<int>(z);
        return matter < 0 ? cell_of(i, j, k) : Cell{i + nx_ * (j + ny_ * k), i, j, k, matter};
    }
    /// Distance to the nearest face of the cell, whatever the direction.
    [[nodiscard]] RADICI_HOT double nearest_face(Vector const& p, Cell const& c) const
    {
        double const x = p.x - c.i * dx_, y = p.y - c.j * dy_, z = p.z - c.k * dz_;
        double const ax = least_of(x, dx_ - x), ay = least_of(y, dy_ - y),
                     az = least_of(z, dz_ - z);
        return least_of(ax, least_of(ay, az));
    }
    struct Crossing {
        double distance = 0;
        Cell next;
    };
    /// Where a straight line leaves the cell.
    [[nodiscard]] RADICI_HOST_DEVICE Crossing crossing(Vector const& p, Vector const& d,
                                                       Cell const& c) const
    {
        double const tx = along(p.x, d.x, c.i, dx_);
        double const ty = along(p.y, d.y, c.j, dy_);
        double const tz = along(p.z, d.z, c.k, dz_);
        Cell next = c;
        double t = 0;
        bool out = false;
        if (tx < ty && tx < tz) {
            t = tx;
            next.i += d.x > 0 ? 1 : -1;
            next.index += d.x > 0 ? 1 : -1;
            out = next.i < 0 || next.i >= nx_;
        } else if (ty < tz) {
            t = ty;
            next.j += d.y > 0 ? 1 : -1;
            next.index += d.y > 0 ? nx_ : -nx_;
            out = next.j < 0 || next.j >= ny_;
        } else {
            t = tz;
            next.k += d.z > 0 ? 1 : -1;
            next.index += d.z > 0 ? nx_ * ny_ : -nx_ * ny_;
            out = next.k < 0 || next.k >= nz_;
        }
        if (out)
            next = Cell{};
        else
            next.matter = colour_[static_cast<std::size_t>(next.index)];
        return {t > 0 ? t : 0, next};
    }

private:
    RADICI_HOST_DEVICE static double along(double x, double d, int i, double width)
    {
        double const gap = (d > 0 ? (i + 1) * width : i * width) - x;
        return d != 0 ? gap / d : 1e300;
    }
    int nx_, ny_, nz_;
    double dx_, dy_, dz_, per_x_, per_y_, per_z_;
    struct Matter {
        double density;
        int material;
    };
    [[nodiscard]] RADICI_HOT Matter const& matter(Cell const& c) const
    {
        return palette_[static_cast<std::size_t>(c.matter)];
    }
    void paint(VoxelGrid const& grid);
    std::vector<std::uint16_t> colour_;
    std::vector<Matter> palette_;
};

}   // namespace radici::transport
