// What base costs: random numbers per patient, and reading text.
#include <string>

#include <benchmark/benchmark.h>

#include "radici/base/document.hpp"
#include "radici/base/random.hpp"
#include "radici/base/unit_text.hpp"

namespace {

void BM_Uniform(benchmark::State& state)
{
    radici::RandomStream stream{1, 0, "bench"};
    for (auto _ : state)
        benchmark::DoNotOptimize(stream.uniform());
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_Uniform);

void BM_Normal(benchmark::State& state)
{
    radici::RandomStream stream{1, 0, "bench"};
    for (auto _ : state)
        benchmark::DoNotOptimize(stream.normal());
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_Normal);

void BM_NewStream(benchmark::State& state)   // one a patient and purpose
{
    std::uint64_t index = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(radici::RandomStream{1, index++, "lesion volume"}.normal());
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_NewStream);

void BM_ReadValue(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(radici::read_value("1804 MBq/m2"));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_ReadValue);

void BM_ParseDocument(benchmark::State& state)   // a data file of many parameters
{
    std::string text;
    for (int i = 0; i < state.range(0); ++i)
        text += std::string{"p"}.append(std::to_string(i)) +
                " = { value = \"0.007 1/d\", tag = \"assumed\", source = \"none\" }\n";
    for (auto _ : state)
        benchmark::DoNotOptimize(radici::Document::parse(text, "bench.toml"));
    state.SetItemsProcessed(state.iterations() * state.range(0));   // parameters
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(BM_ParseDocument)->RangeMultiplier(10)->Range(10, 1000);

}   // namespace
