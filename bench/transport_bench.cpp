#include <cmath>
#include <filesystem>

#include <benchmark/benchmark.h>

#include "radici/transport/monte_carlo/simulation.hpp"

/// Whole decays per second of one core in a slab phantom, beside EGSnrc's on the same kind of
/// machine (v2025a, same phantom, cut-offs and source).
namespace radici::transport {
namespace {

std::filesystem::path const data = std::filesystem::path(RADICI_SOURCE_DIR) / "data";

/// 64³ voxels of 4.8 mm: by z index water, 20–23 cortical bone, 40–55 lung; vacuum outside.
VoxelGrid slab_phantom()
{
    VoxelGrid grid;
    grid.size = {64, 64, 64};
    grid.spacing_cm = {0.48, 0.48, 0.48};
    grid.materials = {"water", "bone_cortical_icru44", "lung_inflated_icru44"};
    for (std::size_t n = 0; n < grid.voxels(); ++n) {
        auto const z = n / (64 * 64);
        bool const bone = z >= 20 && z < 24, lung = z >= 40 && z < 56;
        grid.material.push_back(bone ? 1 : lung ? 2 : 0);
        grid.density_g_per_cm3.push_back(bone ? 1.85F : lung ? 0.26F : 1.0F);
    }
    return grid;
}

/// The central 8³ voxels.
VoxelPlaces central_places(VoxelGrid const& grid)
{
    std::vector<int> cells;
    for (int k = 28; k < 36; ++k)
        for (int j = 28; j < 36; ++j)
            for (int i = 28; i < 36; ++i)
                cells.push_back(static_cast<int>(grid.index(i, j, k)));
    return {grid, cells, {}};
}

/// EGSnrc's decays per CPU second at cut-offs of 10 keV and 1 keV (electron kinetic and photon).
struct Peer {
    char const* nuclide;
    double at_10_keV, at_1_keV;
};
constexpr Peer peers[] = {{"Lu-177", 159e3, 37e3}, {"I-131", 57e3, 15e3}, {"Y-90", 49e3, 8.7e3}};

/// Arguments: which nuclide, cut-off in keV, threads, and the energy lost in a step in percent: 20
/// (the default) or 30 (long_steps, which is as good in voxels of this width).
void BM_SlabPhantom(benchmark::State& state)
{
    Peer const& peer = peers[state.range(0)];
    double const cut_keV = static_cast<double>(state.range(1));
    auto const grid = slab_phantom();
    VoxelGeometry const geometry(grid);
    auto const places = central_places(grid);
    auto const media = TrackMedia::load(data, grid.materials, cut_keV * 1e-3,
                                        state.range(3) == 30 ? long_steps : StepControl{});
    auto const library = nuclide::NuclideLibrary::load(data);
    auto const decay =
        DecaySource::of_nuclide(library, peer.nuclide, Daughters::in_place, media.cut_MeV);
    Problem<VoxelGeometry, VoxelPlaces> const problem{
        geometry, media, places, decay, static_cast<int>(grid.voxels()), {}};
    Effort<1> effort;
    effort.histories = cut_keV < 5 ? 500'000 : 2'000'000;
    effort.threads = static_cast<int>(state.range(2));
    double balance = 0;
    for (auto _ : state)
        balance = simulate(problem, effort).energy_balance();
    double const histories =
        static_cast<double>(state.iterations()) * static_cast<double>(effort.histories);
    state.SetLabel(peer.nuclide);
    state.counters["decays"] = benchmark::Counter(histories, benchmark::Counter::kIsRate);
    state.counters["x_EGSnrc"] = benchmark::Counter(
        histories / (cut_keV < 5 ? peer.at_1_keV : peer.at_10_keV), benchmark::Counter::kIsRate);
    state.counters["balance"] = balance;
}
BENCHMARK(BM_SlabPhantom)
    ->ArgNames({"nuclide", "cut_keV", "threads", "step"})
    ->ArgsProduct({{0, 1, 2}, {10, 1}, {1}, {20, 30}})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime();
/// The same on two threads by the clock on the wall: the rate should double.
BENCHMARK(BM_SlabPhantom)
    ->ArgNames({"nuclide", "cut_keV", "threads", "step"})
    ->ArgsProduct({{1}, {10}, {1, 2}, {20}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

/// 128³ voxels of 4 mm: a body of water with a spine and lungs, 24 lesions of 1 to 12 mL and two
/// kidneys. Half of the Lu-177 is even over the body, the rest in lesions and kidneys at 30 times
/// that concentration.
struct WholeBody {
    VoxelGrid grid;
    std::vector<std::uint16_t> region;   ///< 0 outside, 1 body, 2 kidneys, 3 … lesions
    std::vector<int> cells;
    std::vector<double> activity;
    static constexpr int lesions = 24;

    WholeBody()
    {
        grid.size = {128, 128, 128};
        grid.spacing_cm = {0.4, 0.4, 0.4};
        grid.materials = {"water", "bone_cortical_icru44", "lung_inflated_icru44"};
        for (int k = 0; k < 128; ++k)
            for (int j = 0; j < 128; ++j)
                for (int i = 0; i < 128; ++i)
                    add(i, j, k);
    }

private:
    static bool in(int i, int j, int k, double x, double y, double z, double a, double b, double c)
    {
        return std::pow((i - x) / a, 2) + std::pow((j - y) / b, 2) + std::pow((k - z) / c, 2) < 1;
    }
    void add(int i, int j, int k)
    {
        bool const body = in(i, j, k, 64, 64, 64, 45, 28, 1e6);
        bool const spine = in(i, j, k, 64, 84, 64, 4, 4, 1e6);
        bool const lung = k > 80 && (in(i, j, k, 42, 62, 100, 14, 16, 24) ||
                                     in(i, j, k, 86, 62, 100, 14, 16, 24));
        std::uint16_t at = body ? 1 : 0;
        if (in(i, j, k, 44, 78, 50, 7, 6, 13) || in(i, j, k, 84, 78, 50, 7, 6, 13))
            at = 2;
        for (int n = 0; n < lesions; ++n) {
            double const radius =
                1.56 * std::cbrt(1 + 0.478 * n);   // 1 to 12 mL of 0.064 mL voxels
            if (in(i, j, k, 34 + 10 * (n % 6), 50 + 12 * (n / 12), 16 + 8 * (n % 12), radius,
                   radius, radius))
                at = static_cast<std::uint16_t>(3 + n);
        }
        if (at > 0) {
            cells.push_back(static_cast<int>(grid.material.size()));
            activity.push_back(at > 1 ? 30 : 1);
        }
        grid.material.push_back(!body ? 0 : spine && at == 1 ? 1 : lung && at == 1 ? 2 : 0);
        grid.density_g_per_cm3.push_back(!body              ? 0.0F
                                         : spine && at == 1 ? 1.92F
                                         : lung && at == 1  ? 0.26F
                                                            : 1.0F);
        region.push_back(at);
    }
};

/// Until each lesion's dose is known to 1 %, then every voxel with as many decays; time on the
/// wall.
void BM_WholeBody(benchmark::State& state)
{
    WholeBody const body;
    VoxelGeometry const geometry(body.grid);
    VoxelPlaces const places(body.grid, body.cells, body.activity);
    auto const media = TrackMedia::load(data, body.grid.materials, 0.01, long_steps);
    auto const library = nuclide::NuclideLibrary::load(data);
    auto const decay = DecaySource::of_nuclide(library, "Lu-177", Daughters::in_place, 0.01);
    double histories = 0;
    for (auto _ : state) {
        Effort<4> effort;
        effort.histories = 1'000'000'000;
        effort.threads = static_cast<int>(state.range(0));
        effort.enough = [](Scores<4> const& scores) {
            for (std::size_t n = 3; n < 3 + WholeBody::lesions; ++n)
                if (auto const e = scores.total_MeV(n); !(e.sd < 0.01 * e.mean))
                    return false;
            return true;
        };
        Problem<VoxelGeometry, VoxelPlaces> const lesions{
            geometry, media, places, decay, 3 + WholeBody::lesions, body.region};
        auto const scores = simulate(lesions, effort);
        Problem<VoxelGeometry, VoxelPlaces> const voxels{
            geometry, media, places, decay, static_cast<int>(body.grid.voxels()), {}};
        Effort<1> map;
        map.histories = scores.histories;
        map.threads = effort.threads;
        benchmark::DoNotOptimize(simulate(voxels, map));
        histories = static_cast<double>(scores.histories);
    }
    state.counters["decays"] = histories;
}
BENCHMARK(BM_WholeBody)->Arg(2)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(1);

}   // namespace
}   // namespace radici::transport
