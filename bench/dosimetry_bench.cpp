#include <algorithm>
#include <cmath>
#include <ctime>
#include <filesystem>

#include <benchmark/benchmark.h>

#include "radici/dosimetry/s_value.hpp"
#include "radici/dosimetry/voxel_kernel.hpp"

/// Voxel S values of Lu-177, 4.8 mm, five steps each way: folded from the point kernels, beside
/// decays followed whole until the voxels that touch the source are known to 1 %.
namespace radici::dosimetry {
namespace {

std::filesystem::path const data = std::filesystem::path(RADICI_SOURCE_DIR) / "data";

/// CPU seconds of one core to 1 % in all voxels at most one step away; from the spread of a shorter
/// run, loading of the data left out.
double monte_carlo_seconds(nuclide::NuclideLibrary const& library)
{
    SValueQuestion question;
    question.nuclide = "Lu-177";
    question.geometry = VoxelRegion{.width_mm = 4.8, .extent = 5};
    question.sampling.threads = 1;
    auto const run = [&](std::uint64_t histories) {
        question.sampling.histories = histories;
        auto const start = std::clock();
        auto found = answer(question, library, data).value();
        return std::pair{static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC, found};
    };
    auto const [short_s, few] = run(100'000);
    auto const [long_s, many] = run(1'100'000);
    double spread = 0;
    for (auto const& voxel : many.voxels)
        if (voxel.i <= 1)
            spread = std::max(spread, voxel.s_mGy_per_MBq_s.sd / voxel.s_mGy_per_MBq_s.value);
    return (long_s - short_s) * 1.1 * std::pow(spread / 0.01, 2);
}

void BM_VoxelFold(benchmark::State& state)
{
    auto const library = nuclide::NuclideLibrary::load(data);
    auto const kernels = PointKernelSet::load(data);
    auto const list = emissions(library, "Lu-177", Daughters::in_place);
    for (auto _ : state) {
        auto const radial = RadialKernel::fold(list, kernels);
        benchmark::DoNotOptimize(VoxelKernel::fold(radial, {0.48, 0.48, 0.48}, 5));
    }
    state.counters["x_MonteCarlo"] =
        benchmark::Counter(monte_carlo_seconds(library) * static_cast<double>(state.iterations()),
                           benchmark::Counter::kIsRate);
}
BENCHMARK(BM_VoxelFold)->Unit(benchmark::kMillisecond);

}   // namespace
}   // namespace radici::dosimetry
