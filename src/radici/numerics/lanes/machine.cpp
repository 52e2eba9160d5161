#include "radici/numerics/lanes/machine.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "radici/base/error.hpp"
#include "radici/numerics/lanes/detail/instruction.hpp"

namespace radici::numerics::lanes {

Width width()
{
    bool const four = __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0;
    if (!four)
        throw RunError("this processor has neither AVX2 with FMA nor AVX-512, which virtual "
                       "patients are simulated with");
    bool const eight =
        __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0;
    char const* const wanted = std::getenv("RADICI_LANES");
    bool const only_four = wanted != nullptr && std::string_view(wanted) == "4";
    return eight && !only_four ? Width::eight : Width::four;
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
