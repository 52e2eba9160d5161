#pragma once
#include <cmath>
#include <cstdint>
#include <vector>

#include "radici/base/host_device.hpp"
#include "radici/transport/monte_carlo/particle.hpp"
#include "radici/transport/voxel_grid.hpp"

namespace radici::transport {

/// Walks a VoxelGrid, which must outlive it. Distances in cm.
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
          per_z_(1 / dz_),
          material_(grid.material.data()),
          density_(grid.density_g_per_cm3.data())
    {
    }
    [[nodiscard]] RADICI_HOST_DEVICE int cells() const { return nx_ * ny_ * nz_; }
    /// Largest density of each of so many media, g/cm³; 0: not in use.
    [[nodiscard]] std::vector<double> densest(std::size_t media) const
    {
        std::vector<double> out(media, 0);
        for (int n = 0; n < cells(); ++n) {
            double& most = out.at(material_[n]);
            most = std::fmax(most, static_cast<double>(density_[n]));
        }
        return out;
    }
    [[nodiscard]] RADICI_HOST_DEVICE int material(Cell const& c) const
    {
        return material_[c.index];
    }
    [[nodiscard]] RADICI_HOST_DEVICE double density(Cell const& c) const
    {
        return static_cast<double>(density_[c.index]);
    }
    [[nodiscard]] RADICI_HOST_DEVICE Cell cell_of(int i, int j, int k) const
    {
        return {i + nx_ * (j + ny_ * k), i, j, k};
    }
    [[nodiscard]] RADICI_HOST_DEVICE Cell locate(Vector const& p) const
    {
        double const x = p.x * per_x_, y = p.y * per_y_, z = p.z * per_z_;
        if (!(x >= 0 && y >= 0 && z >= 0 && x < nx_ && y < ny_ && z < nz_))
            return {};
        return cell_of(static_cast<int>(x), static_cast<int>(y), static_cast<int>(z));
    }
    /// Distance to the nearest face of the cell, whatever the direction.
    [[nodiscard]] RADICI_HOST_DEVICE double nearest_face(Vector const& p, Cell const& c) const
    {
        double const x = p.x - c.i * dx_, y = p.y - c.j * dy_, z = p.z - c.k * dz_;
        double const ax = std::fmin(x, dx_ - x), ay = std::fmin(y, dy_ - y),
                     az = std::fmin(z, dz_ - z);
        return std::fmin(ax, std::fmin(ay, az));
    }
    struct Crossing {
        double distance;
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
        double t;
        bool out;
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
    std::uint8_t const* material_;
    float const* density_;
};

}   // namespace radici::transport
