#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <vector>

#include <gtest/gtest.h>

#include "radici/transport/monte_carlo/flight_map.hpp"
#include "radici/transport/monte_carlo/simulation.hpp"

namespace radici::transport {
namespace {

std::filesystem::path const data = std::filesystem::path{RADICI_SOURCE_DIR} / "data";

TrackMedia const& media()
{
    static auto const loaded =
        TrackMedia::load(data, {"water", "bone_cortical_icru44", "lung_inflated_icru44"}, 0.01);
    return loaded;
}

template <class Density>
VoxelGrid grid_of(std::array<int, 3> size, Density const& density)
{
    VoxelGrid grid;
    grid.size = size;
    grid.spacing_cm = {0.5, 0.4, 0.6};
    grid.materials = {"water", "bone_cortical_icru44", "lung_inflated_icru44"};
    for (int k = 0; k < size[2]; ++k)
        for (int j = 0; j < size[1]; ++j)
            for (int i = 0; i < size[0]; ++i) {
                auto const [material, d] = density(i, j, k);
                grid.material.push_back(static_cast<std::uint8_t>(material));
                grid.density_g_per_cm3.push_back(static_cast<float>(d));
            }
    return grid;
}

/// Every voxel lies in its box, whose bound is above the voxel's cross section at all energies.
void expect_bounded(VoxelGrid const& grid, std::size_t boxes_at_least, std::size_t boxes_at_most)
{
    VoxelGeometry const geometry(grid);
    FlightMap const map(geometry, media());
    EXPECT_GE(map.boxes().size(), boxes_at_least);
    EXPECT_LE(map.boxes().size(), boxes_at_most);
    auto const& photons = media().medium[0].photon.grid();
    for (int k = 0; k < grid.size[2]; ++k)
        for (int j = 0; j < grid.size[1]; ++j)
            for (int i = 0; i < grid.size[0]; ++i) {
                Cell const cell = geometry.cell_of(i, j, k);
                FlightBox const& box = map.box(cell);
                ASSERT_TRUE(box.holds({(i + 0.5) * 0.5, (j + 0.5) * 0.4, (k + 0.5) * 0.6}));
                if (box.matter >= 0) {
                    ASSERT_EQ(box.matter, cell.matter);
                }
                auto const& photon =
                    media().medium[static_cast<std::size_t>(geometry.material(cell))].photon;
                for (double e = 0.0101; e < 4; e *= 1.07) {
                    auto const place = photons.place(e);
                    ASSERT_GE(map.bound_per_cm(box, place) * (1 + 1e-12),
                              geometry.density(cell) * photon.total(place));
                }
            }
}

TEST(FlightMap, joins_slabs_to_one_box_each)
{
    // 5 slabs as wide as whole blocks, the last of them cut short.
    expect_bounded(grid_of({10, 9, 21},
                           [](int, int, int k) {
                               return k >= 4 && k < 8 ? std::pair{1, 1.85} : std::pair{0, 1.0};
                           }),
                   3, 3);
}

TEST(FlightMap, bounds_every_voxel_of_a_mosaic)
{
    // Thousands of pairs of material and density, so that groups must be coarse.
    std::uint64_t state = 1;
    auto const mosaic = [&](int, int, int) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        double const u = static_cast<double>(state >> 40) * 0x1p-24;
        return std::pair{static_cast<int>(state >> 33 & 1023u) % 3, state >> 63 ? 0.0 : 2 * u};
    };
    expect_bounded(grid_of({17, 13, 9}, mosaic), 1, 60);
}

TEST(FlightMap, faces_between_boxes_do_not_change_the_dose)
{
    // A chequerboard of densities that differ by a millionth is one medium to physics and 180 boxes
    // to the map.
    auto const score = [](double difference) {
        auto const grid = grid_of({24, 20, 24}, [&](int i, int j, int k) {
            return std::pair{0, 1 + ((i / 4 + j / 4 + k / 4) % 2) * difference};
        });
        VoxelGeometry const geometry(grid);
        EXPECT_EQ(FlightMap(geometry, media()).boxes().size(), difference > 0 ? 180u : 1u);
        VoxelPlaces const places(grid, {static_cast<int>(grid.index(12, 10, 12))}, {});
        auto const decay = DecaySource::of_particle(ParticleKind::photon, 0.06);
        std::vector<std::uint16_t> shell;   // the source voxel, its surroundings, the rest
        for (std::size_t n = 0; n < grid.voxels(); ++n) {
            int const i = static_cast<int>(n % 24), j = static_cast<int>(n / 24 % 20),
                      k = static_cast<int>(n / 480);
            int const away = std::max({std::abs(i - 12), std::abs(j - 10), std::abs(k - 12)});
            shell.push_back(static_cast<std::uint16_t>(std::min(away, 8)));
        }
        Effort<4> effort;
        effort.histories = 400'000;
        effort.seed = difference > 0 ? 2 : 1;
        return simulate(
            Problem<VoxelGeometry, VoxelPlaces>{geometry, media(), places, decay, 9, shell},
            effort);
    };
    auto const split = score(1e-6), whole = score(0);
    for (std::size_t n = 0; n < 9; ++n) {
        auto const a = split.total_MeV(n), b = whole.total_MeV(n);
        double const error = std::hypot(a.sd, b.sd);
        EXPECT_LT(error, 0.02 * b.mean) << n;   // a face that lost 8 % of photons would be seen
        EXPECT_NEAR(a.mean, b.mean, 4 * error) << n;
    }
}

}   // namespace
}   // namespace radici::transport
