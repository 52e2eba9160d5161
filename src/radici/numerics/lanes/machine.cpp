#include "radici/numerics/lanes/machine.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "radici/base/error.hpp"
#include "radici/numerics/lanes/detail/instruction.hpp"

namespace radici::numerics::lanes {

Processor this_processor()
{
    return {.avx2_and_fma =
                __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0,
            .avx512 =
                __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0};
}

Width widest(Processor const& processor, std::string_view most)
{
    if (!most.empty() && most != "4" && most != "8")
        throw StudyError({}, {.problem = "RADICI_LANES=" + std::string(most),
                              .why = "patients are simulated in 4 or 8 lanes",
                              .hint = "leave it unset"});
    if (!processor.avx2_and_fma)
        throw RunError("this processor has neither AVX-512 nor AVX2 with FMA, in whose lanes "
                       "virtual patients are simulated");
    return processor.avx512 && most != "4" ? Width::eight : Width::four;
}

Width width()
{
    char const* const most = std::getenv("RADICI_LANES");
    return widest(this_processor(), most != nullptr ? most : "");
}

Tables::Tables(Expressions const& graph, std::span<double const> constants,
               std::span<UniformCurve const* const> curves)
    : shared_(graph.literals())
{
    shared_.resize(Expressions::literal_capacity);
    shared_.insert(shared_.end(), constants.begin(), constants.end());
    for (auto const* curve : curves)
        curves_.push_back({.nodes = curve->nodes(),
                           .first = curve->smallest_x(),
                           .per_step = curve->per_step(),
                           .last_interval = static_cast<double>(curve->intervals() - 1),
                           .keep_below = curve->holds_below() ? 0.0 : 1.0,
                           .keep_above = curve->holds_above() ? 0.0 : 1.0});
}

void run(Program const& program, Tables const& tables, Width width, int lanes,
         double* cells,     // NOLINT(readability-non-const-parameter): written through Work
         double* scratch)   // NOLINT(readability-non-const-parameter)
{
    RADICI_EXPECT(lanes > 0 && lanes <= strip);
    detail::Work const work{
        .code = program.code().data(),
        .end = program.code().data() + program.code().size(),
        .bank = {reinterpret_cast<char*>(cells), reinterpret_cast<char*>(scratch)},
        .shared = reinterpret_cast<char const*>(tables.shared().data()),
        .curves = tables.curves().data()};
    int const padded = (lanes + 7) / 8 * 8;
    if (width == Width::eight)
        detail::run_avx512(work, padded);
    else
        detail::run_avx2(work, padded);
}

}   // namespace radici::numerics::lanes
