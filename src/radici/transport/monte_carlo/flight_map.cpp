#include "radici/transport/monte_carlo/flight_map.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace radici::transport {

namespace {

using Extent = std::array<int, 3>;

constexpr double vacuum_per_cm = 1e-30;

double bound_at(std::vector<double> const& densest, TrackMedia const& media, double energy_MeV)
{
    double most = vacuum_per_cm;
    for (std::size_t m = 0; m < densest.size(); ++m) {
        auto const& photon = media.medium[m].photon;
        if (densest[m] > 0)
            most = most_of(most, densest[m] * photon.total(photon.grid().place(energy_MeV)));
    }
    return most;
}

/// log2 of the bound in each octave of energy, rounded to steps.
std::vector<std::int64_t> key_of(std::vector<double> const& densest, TrackMedia const& media,
                                 double step)
{
    std::vector<std::int64_t> key;
    auto const octaves = static_cast<int>(std::log2(highest_energy_MeV / media.cut_MeV));
    for (int n = 0; n <= octaves; ++n) {
        double const energy_MeV = std::ldexp(media.cut_MeV, n);
        key.push_back(std::llround(std::log2(bound_at(densest, media, energy_MeV)) / step));
    }
    return key;
}

/// Blocks in the order of their memory.
struct Lattice {
    Extent size;
    [[nodiscard]] std::size_t index(Extent const& at) const
    {
        int const n = at[0] + size[0] * (at[1] + size[1] * at[2]);
        return static_cast<std::size_t>(n);
    }
};

template <class F>
void for_each_in(Extent const& low, Extent const& high, F&& f)
{
    for (int k = low[2]; k < high[2]; ++k)
        for (int j = low[1]; j < high[1]; ++j)
            for (int i = low[0]; i < high[0]; ++i)
                f(Extent{i, j, k});
}

/// The far corner of the largest box from there, along x, then y, then z, in which blocks are
/// alike.
template <class Alike>
Extent grown(Extent const& low, Lattice const& lattice, Alike const& alike)
{
    Extent high{low[0] + 1, low[1] + 1, low[2] + 1};
    for (std::size_t axis = 0; axis < 3; ++axis)
        while (high[axis] < lattice.size[axis]) {
            Extent from = low, to = high;
            from[axis] = high[axis];
            to[axis] = high[axis] + 1;
            bool all = true;
            for_each_in(from, to, [&](Extent const& at) { all = all && alike(lattice.index(at)); });
            if (!all)
                break;
            ++high[axis];
        }
    return high;
}

}   // namespace

FlightMap::FlightMap(SphereGeometry const& geometry, TrackMedia const& media)
    : box_(1), box_of_block_{0}
{
    Densest densest(media.medium.size(), 0);
    for (int n = 0; n < geometry.cells(); ++n) {
        Cell const cell{n, 0, 0, 0, 0};
        double& most = densest.at(static_cast<std::size_t>(geometry.material(cell)));
        most = most_of(most, geometry.density(cell));
    }
    add_bound(densest, media);
}

FlightMap::FlightMap(VoxelGeometry const& geometry, TrackMedia const& media)
{
    auto const all = blocks(geometry, media.medium.size());
    join(group(all, media), geometry);
}

std::vector<FlightMap::Densest> FlightMap::blocks(VoxelGeometry const& geometry, std::size_t media)
{
    auto const blocks_of = [](int voxels) { return ((voxels - 1) >> shift) + 1; };
    auto const size = geometry.size();
    nx_ = blocks_of(size[0]);
    ny_ = blocks_of(size[1]);
    nz_ = blocks_of(size[2]);
    Lattice const lattice{{nx_, ny_, nz_}};
    std::vector<Densest> out(lattice.index({0, 0, nz_}), Densest(media, 0));
    for_each_in({0, 0, 0}, size, [&](Extent const& at) {
        Cell const cell = geometry.cell_of(at[0], at[1], at[2]);
        auto& here = out[lattice.index({at[0] >> shift, at[1] >> shift, at[2] >> shift})];
        double& most = here.at(static_cast<std::size_t>(geometry.material(cell)));
        most = most_of(most, geometry.density(cell));
    });
    return out;
}

/// Alike to rounding if that makes few groups; else ever more coarsely, from a sixteenth of an
/// octave.
std::vector<int> FlightMap::group(std::vector<Densest> const& blocks, TrackMedia const& media)
{
    std::map<Densest, int> kind;
    for (Densest const& densest : blocks)
        kind.try_emplace(densest, 0);
    std::vector<Densest> bound;
    for (double step = 1e-9;; step = step < 1e-3 ? 0x1p-4 : 2 * step) {
        std::map<std::vector<std::int64_t>, int> known;
        bound.clear();
        for (auto& [densest, number] : kind) {
            auto const [place, fresh] =
                known.try_emplace(key_of(densest, media, step), static_cast<int>(known.size()));
            number = place->second;
            if (fresh)
                bound.push_back(densest);
            auto& most = bound[static_cast<std::size_t>(number)];
            for (std::size_t m = 0; m < most.size(); ++m)
                most[m] = most_of(most[m], densest[m]);
        }
        if (known.size() <= most_groups)
            break;
    }
    for (Densest const& densest : bound)
        add_bound(densest, media);
    std::vector<int> out;
    out.reserve(blocks.size());
    for (Densest const& densest : blocks)
        out.push_back(kind.at(densest));
    return out;
}

void FlightMap::add_bound(Densest const& densest, TrackMedia const& media)
{
    bound_.emplace_back(media.medium.at(0).photon.grid(),
                        [&](double energy_MeV) { return bound_at(densest, media, energy_MeV); });
}

/// Each block that has no box yet starts one, which grows along x, then y, then z.
void FlightMap::join(std::vector<int> const& group, VoxelGeometry const& geometry)
{
    constexpr std::uint32_t none = 0xffffffff;
    Lattice const lattice{{nx_, ny_, nz_}};
    box_of_block_.assign(group.size(), none);
    for_each_in({0, 0, 0}, lattice.size, [&](Extent const& low) {
        if (box_of_block_[lattice.index(low)] != none)
            return;
        int const own = group[lattice.index(low)];
        Extent const high = grown(low, lattice, [&](std::size_t n) {
            return group[n] == own && box_of_block_[n] == none;
        });
        for_each_in(low, high, [&](Extent const& at) {
            box_of_block_[lattice.index(at)] = static_cast<std::uint32_t>(box_.size());
        });
        add_box(low, high, own, geometry);
    });
}

void FlightMap::add_box(Extent const& low, Extent const& high, int bound,
                        VoxelGeometry const& geometry)
{
    auto const size = geometry.size();
    auto const width = geometry.spacing_cm();
    Extent first{}, last{};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        first[axis] = low[axis] << shift;
        last[axis] = std::min(high[axis] << shift, size[axis]);
    }
    FlightBox box;
    box.low = {first[0] * width[0], first[1] * width[1], first[2] * width[2]};
    box.high = {last[0] * width[0], last[1] * width[1], last[2] * width[2]};
    box.bound = bound;
    box.matter = geometry.cell_of(first[0], first[1], first[2]).matter;
    for_each_in(first, last, [&](Extent const& at) {
        if (geometry.cell_of(at[0], at[1], at[2]).matter != box.matter)
            box.matter = -1;   // no cell has it, so it stays
    });
    box_.push_back(box);
}

}   // namespace radici::transport
