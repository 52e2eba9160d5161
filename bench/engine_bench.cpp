#include <cmath>
#include <fstream>
#include <functional>
#include <string>

#include <benchmark/benchmark.h>

#include "radici/study/run_cohort.hpp"
#include "trial_engines.hpp"

/// The engine of virtual patients beside its two baselines, on the same patients in one run, in CPU
/// time of one thread:
///   dense   CVODES called per patient with SUNDIALS' dense difference-quotient Jacobian
///   arrow   CVODES with our exact block-arrow Jacobian
///   lanes   patient::simulate at its default tolerance
namespace radici {
namespace {

constexpr double cvode_tolerance = 1e-4;

/// Peak memory of the process since it was last asked, MB (Linux; no reset: since its start).
double peak_MB()
{
    std::ifstream status("/proc/self/status");
    double kB = 0;
    for (std::string word; status >> word;)
        if (word == "VmHWM:")
            status >> kB;
    std::ofstream("/proc/self/clear_refs") << "5";
    return kB / 1024;
}

/// One engine over all arms.
struct Measured {
    std::vector<std::vector<bench::Endpoints>> arms;
    double cpu_s = 0;
    double peak_MB = 0;
};

using Engine = std::function<std::vector<bench::Endpoints>(bench::Arm const&)>;

Measured measure(std::vector<bench::Arm> const& arms, Engine const& engine)
{
    (void)peak_MB();
    Measured one;
    double const before = bench::cpu_s();
    for (auto const& arm : arms)
        one.arms.push_back(engine(arm));
    one.cpu_s = bench::cpu_s() - before;
    one.peak_MB = peak_MB();
    return one;
}

bench::Differences between(std::vector<bench::Arm> const& arms, Measured const& a,
                           Measured const& b)
{
    bench::Differences differences;
    for (std::size_t arm = 0; arm < arms.size(); ++arm)
        for (std::size_t i = 0; i < arms[arm].size(); ++i)
            differences.add(a.arms[arm][i], b.arms[arm][i], arms[arm][i].subject.layout.lesions);
    return differences;
}

void report(benchmark::State& state, std::string const& pair, bench::Differences const& d)
{
    state.counters[pair + ":dlnN"] = bench::largest(d.ln_viable);
    state.counters[pair + ":ddose"] = bench::largest(d.dose);
    state.counters[pair + ":ddeath_d"] = bench::largest(d.death_d);
}

/// Counters: a patient in an arm is one item of the speeds; `lanes/dense` and `lanes/arrow` say how
/// many times as many the lanes simulate in the same CPU time. The largest differences of ln N, of
/// lesion doses (relative) and of days of death show that all do the same work.
void BM_Engines(benchmark::State& state)
{
    int const patients = static_cast<int>(state.range(0));
    auto const setting = bench::trial(patients);
    auto const arms = bench::trial_cases(setting);
    Engine const lanes = [&](auto const& arm) { return bench::by_lanes(arm, *setting.steps, {}); };
    auto const first = measure(arms, lanes);   // compiles its programs
    double items = 0;
    for (auto const& arm : arms)
        items += static_cast<double>(arm.size());
    for (auto _ : state) {
        auto const c = measure(arms, lanes);
        auto const b = measure(
            arms, [](auto const& arm) { return bench::by_arrow_cvodes(arm, cvode_tolerance); });
        auto const a = measure(
            arms, [](auto const& arm) { return bench::by_dense_cvode(arm, cvode_tolerance); });
        state.counters["dense_per_s"] = items / a.cpu_s;
        state.counters["arrow_per_s"] = items / b.cpu_s;
        state.counters["lanes_per_s"] = items / c.cpu_s;
        state.counters["lanes/dense"] = a.cpu_s / c.cpu_s;
        state.counters["lanes/arrow"] = b.cpu_s / c.cpu_s;
        state.counters["compile_s"] = first.cpu_s - c.cpu_s;
        report(state, "dense-arrow", between(arms, a, b));
        report(state, "lanes-arrow", between(arms, c, b));
        report(state, "lanes-dense", between(arms, c, a));
        state.counters["dense_MB"] = a.peak_MB;
        state.counters["arrow_MB"] = b.peak_MB;
        state.counters["lanes_MB"] = c.peak_MB;
    }
}
BENCHMARK(BM_Engines)->Arg(24)->Iterations(1)->Unit(benchmark::kMillisecond);

/// A whole cohort with drawing, follow-up and records, by threads, in time of the clock.
void BM_CohortByThreads(benchmark::State& state)
{
    constexpr int patients = 512;
    auto const setting = bench::trial(patients);
    int const threads = static_cast<int>(state.range(0));
    (void)peak_MB();
    for (auto _ : state)
        benchmark::DoNotOptimize(study::run_cohort(setting, threads));
    state.SetItemsProcessed(state.iterations() * patients * static_cast<long>(setting.arms.size()));
    state.counters["peak_MB"] = peak_MB();
}
BENCHMARK(BM_CohortByThreads)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

}   // namespace
}   // namespace radici
