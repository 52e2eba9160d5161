#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "radici/base/host_device.hpp"
#include "radici/transport/monte_carlo/media.hpp"
#include "radici/transport/monte_carlo/particle.hpp"
#include "radici/transport/monte_carlo/sphere_geometry.hpp"
#include "radici/transport/monte_carlo/voxel_geometry.hpp"

namespace radici::transport {

/// A box in which one bound of the photon cross section holds.
struct FlightBox {
    Vector low{-1e300, -1e300, -1e300}, high{1e300, 1e300, 1e300};   ///< cm
    int bound = 0;
    int matter = -1;   ///< of all cells (Cell::matter); −1: they differ
    [[nodiscard]] RADICI_HOT bool holds(Vector const& p) const
    {
        return p.x >= low.x && p.y >= low.y && p.z >= low.z && p.x < high.x && p.y < high.y &&
               p.z < high.z;
    }
    /// Where a straight line from inside has left the box, a nanometre behind the face.
    [[nodiscard]] RADICI_HOT Vector beyond(Vector const& p, Vector const& d) const
    {
        constexpr double nanometre = 1e-7;
        double const tx = distance(p.x, d.x, low.x, high.x);
        double const ty = distance(p.y, d.y, low.y, high.y);
        double const tz = distance(p.z, d.z, low.z, high.z);
        double const t = most_of(0.0, least_of(tx, least_of(ty, tz)));
        Vector out = moved(p, d, t);
        if (tx <= t)
            out.x = d.x > 0 ? high.x + nanometre : low.x - nanometre;
        else if (ty <= t)
            out.y = d.y > 0 ? high.y + nanometre : low.y - nanometre;
        else
            out.z = d.z > 0 ? high.z + nanometre : low.z - nanometre;
        return out;
    }

private:
    RADICI_HOT static double distance(double x, double d, double low, double high)
    {
        return d != 0 ? ((d > 0 ? high : low) - x) / d : 1e300;
    }
};

/// Bounds of the photon cross section by place, for delta tracking: the largest one of a geometry
/// would make photons in water pause at every bone's rate. Blocks of 4³ voxels are sorted into at
/// most 16 groups of like bounds, and neighbours of one group are joined to boxes. Spheres are one
/// box. Source  Woodcock et al., ANL-7050:557 (1965), with several majorants
class FlightMap {
public:
    FlightMap(VoxelGeometry const& geometry, TrackMedia const& media);
    FlightMap(SphereGeometry const& geometry, TrackMedia const& media);

    [[nodiscard]] RADICI_HOT FlightBox const& box(Cell const& c) const
    {
        int const block = (c.i >> shift) + nx_ * ((c.j >> shift) + ny_ * (c.k >> shift));
        return box_[box_of_block_[static_cast<std::size_t>(block)]];
    }
    /// 1/cm, at least the cross section of any cell of the box.
    [[nodiscard]] RADICI_HOT double bound_per_cm(FlightBox const& box,
                                                 PhotonGrid::Place const& p) const
    {
        return bound_[static_cast<std::size_t>(box.bound)].at(p);
    }
    [[nodiscard]] std::vector<FlightBox> const& boxes() const { return box_; }

private:
    static constexpr int shift = 2, most_groups = 16;
    /// Largest density of each medium, g/cm³; 0: not in use.
    using Densest = std::vector<double>;

    std::vector<Densest> blocks(VoxelGeometry const& geometry, std::size_t media);
    std::vector<int> group(std::vector<Densest> const& blocks, TrackMedia const& media);
    void join(std::vector<int> const& group, VoxelGeometry const& geometry);
    void add_box(std::array<int, 3> const& low, std::array<int, 3> const& high, int bound,
                 VoxelGeometry const& geometry);
    void add_bound(Densest const& densest, TrackMedia const& media);

    int nx_ = 1, ny_ = 1, nz_ = 1;   ///< blocks
    std::vector<FlightBox> box_;
    std::vector<std::uint32_t> box_of_block_;
    std::vector<OctaveTable<photon_bits>> bound_;
};

}   // namespace radici::transport
