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

/// Arguments: which nuclide, cut-off in keV, threads.
void BM_SlabPhantom(benchmark::State& state)
{
    Peer const& peer = peers[state.range(0)];
    double const cut_keV = static_cast<double>(state.range(1));
    auto const grid = slab_phantom();
    VoxelGeometry const geometry(grid);
    auto const places = central_places(grid);
    auto const media = TrackMedia::load(data, grid.materials, cut_keV * 1e-3, long_steps);
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
    ->ArgNames({"nuclide", "cut_keV", "threads"})
    ->ArgsProduct({{0, 1, 2}, {10, 1}, {1}})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime();
/// The same on two threads by the clock on the wall: the rate should double.
BENCHMARK(BM_SlabPhantom)
    ->ArgNames({"nuclide", "cut_keV", "threads"})
    ->ArgsProduct({{1}, {10}, {1, 2}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}   // namespace
}   // namespace radici::transport
