#include <algorithm>
#include <cmath>

#include <benchmark/benchmark.h>

#include "radici/numerics/block_arrow.hpp"
#include "radici/patient/start_state.hpp"
#include "reference/coupled_system.hpp"
#include "trial_cases.hpp"

/// What the right-hand side of a virtual patient costs, and its Jacobian; engine_bench.cpp has
/// whole patients.
namespace radici {
namespace {

struct Coupled {
    study::Setting setting = bench::trial(1);
    patient::Subject subject;
    patient::RunState run;
    std::vector<double> state, rate;

    explicit Coupled(int lesions)
    {
        patient::Person person;
        person.typical = true;
        person.weight_kg = 84;
        person.height_cm = 174;
        person.lesion_volume_mm3.assign(static_cast<std::size_t>(lesions), 3000.0);
        subject = setting.model->subject(person, setting.arms[0].drugs);
        state = patient::start_state(subject).state;
        state[0] = 7000;   // MBq in plasma: every branch of the model is at work
        rate.resize(state.size());
        auto const count = static_cast<std::size_t>(lesions);
        run.living.assign(count, {});
        run.agent_infusion_MBq_per_d.assign(subject.agents.size(), 0);
        run.antibody_infusion_mg_per_d.assign(subject.antibodies.size(), 0);
        run.antibody_first_dose_d.assign(subject.antibodies.size(), 0);
        run.death_threshold = 1e9;
    }
};

/// One evaluation of the right-hand side.
void BM_Rates(benchmark::State& state)
{
    Coupled subject(static_cast<int>(state.range(0)));
    reference::CoupledSystem system(subject.subject, subject.run);
    for (auto _ : state) {
        system.rates(1.0, subject.state.data(), subject.rate.data());
        benchmark::DoNotOptimize(subject.rate.data());
    }
    state.counters["unknowns"] = static_cast<double>(subject.state.size());
}
BENCHMARK(BM_Rates)->Arg(1)->Arg(8)->Arg(32);

/// The exact Jacobian by dual numbers, as a block arrow.
void BM_Jacobian(benchmark::State& state)
{
    Coupled subject(static_cast<int>(state.range(0)));
    reference::CoupledSystem system(subject.subject, subject.run);
    numerics::BlockArrow j(system.shape());
    for (auto _ : state)
        system.jacobian(1.0, subject.state.data(), j);
}
BENCHMARK(BM_Jacobian)->Arg(1)->Arg(8)->Arg(32);

/// Its baseline: forward differences, one evaluation of all rates for each unknown.
void BM_JacobianByDifferences(benchmark::State& state)
{
    Coupled subject(static_cast<int>(state.range(0)));
    reference::CoupledSystem system(subject.subject, subject.run);
    std::vector<double> moved(subject.rate.size()), column(subject.rate.size());
    for (auto _ : state) {
        system.rates(1.0, subject.state.data(), subject.rate.data());
        for (auto& y : subject.state) {
            double const kept = y, step = 1e-8 * std::max(std::abs(y), 1e-3);
            y += step;
            system.rates(1.0, subject.state.data(), moved.data());
            y = kept;
            for (std::size_t r = 0; r < column.size(); ++r)
                column[r] = (moved[r] - subject.rate[r]) / step;
            benchmark::DoNotOptimize(column.data());
        }
    }
}
BENCHMARK(BM_JacobianByDifferences)->Arg(8);

}   // namespace
}   // namespace radici
