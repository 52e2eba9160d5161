#pragma once
#include <algorithm>
#include <cstring>
#include <span>
#include <vector>

#include "radici/numerics/detail/small_lu.hpp"
#include "radici/numerics/lanes/machine.hpp"

/// Runs programs of lanes on a strip of memory.
namespace radici::test {

/// The kinds of vectors that this processor has, whatever RADICI_LANES asks for.
inline std::vector<numerics::lanes::Width> widths()
{
    using numerics::lanes::Width;
    bool const eight =
        __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0;
    return eight ? std::vector{Width::four, Width::eight} : std::vector{Width::four};
}

/// Equal to the bit, or both NaN: which NaN an operation passes on is left to the processor.
inline bool same_number(double a, double b)
{
    return std::memcmp(&a, &b, sizeof a) == 0 || (a != a && b != b);
}

/// Memory of 32 lanes, all of it 1 at first.
class LaneStrip {
public:
    explicit LaneStrip(int cells)
        : count_(static_cast<std::size_t>(cells) * numerics::lanes::strip),
          memory_(numerics::detail::aligned_zeros(count_))
    {
        for (std::size_t i = 0; i < count_; ++i)
            memory_[i] = 1;
    }
    double& operator()(int cell, int lane)
    {
        return memory_[static_cast<std::size_t>(cell * numerics::lanes::strip + lane)];
    }
    void run(numerics::lanes::Program const& program, numerics::lanes::Tables const& tables,
             numerics::lanes::Width width, int lanes = numerics::lanes::strip)
    {
        auto const scratch = numerics::detail::aligned_zeros(
            static_cast<std::size_t>(program.scratch() + 1) * numerics::lanes::strip);
        numerics::lanes::run(program, tables, width, lanes, memory_.get(), scratch.get());
    }

private:
    std::size_t count_;
    numerics::detail::AlignedDoubles memory_;
};

/// An expression of cell 0, at many x.
inline std::vector<double> values_of(numerics::lanes::Expressions const& graph, int expression,
                                     std::span<double const> x, numerics::lanes::Width width,
                                     numerics::UniformCurve const* curve = nullptr)
{
    using namespace numerics::lanes;
    Store const store{.expression = expression, .cell = 1};
    auto const program = Program::compile(graph, {&store, 1});
    Tables const tables(graph, {}, {&curve, curve == nullptr ? 0U : 1U});
    LaneStrip memory(2);
    std::vector<double> y;
    for (std::size_t first = 0; first < x.size(); first += strip) {
        auto const here = static_cast<int>(std::min<std::size_t>(strip, x.size() - first));
        for (int i = 0; i < here; ++i)
            memory(0, i) = x[first + static_cast<std::size_t>(i)];
        memory.run(program, tables, width, here);
        for (int i = 0; i < here; ++i)
            y.push_back(memory(1, i));
    }
    return y;
}

}   // namespace radici::test
