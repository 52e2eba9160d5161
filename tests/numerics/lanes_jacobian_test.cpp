// The Jacobian found by eliminating intermediate values, beside forward-mode Dual numbers.
#include <array>
#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "numerics/lanes_strip.hpp"
#include "radici/numerics/lanes/jacobian.hpp"

namespace radici::numerics::lanes {
namespace {

constexpr int inputs = 4, outputs = 5;
template <class T>
using In = std::array<T, inputs>;
template <class T>
using Out = std::array<T, outputs>;

UniformCurve const& curve()
{
    static UniformCurve const table = UniformCurve::monotone(
        0, 0.5, std::vector{0.0, 0.3, 1.1, 1.2, 3.0, 3.1}, Outside::hold, Outside::extend);
    return table;
}

/// Everything that rates of ours are made of; an intermediate is used by several outputs.
template <class T>
Out<T> rates(In<T> const& x)
{
    T const shared = x[0] * exp(-0.5 * x[1]) / (1.0 + x[2]);
    T const gate = max(x[0] - x[1], 0.25 * x[3]) * min(x[2], x[3] * x[3]);
    return {shared * shared - 3.0 * x[1], pow(x[3], T(1.7)) + shared * gate,
            curve()(x[0] + x[1]) * x[2] - x[2] * log(x[3] + gate), x[2],
            -(x[1] * x[1] * x[1]) / (shared + gate) + T(2.5)};
}

struct Recorded {
    Recorded()
    {
        {
            Recording const recording(trace);
            In<Traced> x;
            for (int i = 0; i < inputs; ++i)
                x[static_cast<std::size_t>(i)] = Traced::input(i);
            for (auto const& rate : rates(x))
                rate.output();
        }
        std::vector<int> constant;
        for (double const number : trace.constants)
            constant.push_back(graph.literal(number));
        for (int i = 0; i < inputs; ++i)
            cell.push_back(graph.cell(i));
        value = graph.outputs_of(trace, cell, constant, 0);
        matrix = jacobian(graph, value, cell);
    }
    Trace trace;
    Expressions graph;
    std::vector<int> cell, value;
    SparseMatrix matrix;
};

std::vector<Store> stores_of(Recorded const& recorded)
{
    std::vector<Store> stores;
    for (int i = 0; i < outputs; ++i)
        stores.push_back({recorded.value[static_cast<std::size_t>(i)], inputs + i});
    for (auto const& [place, slope] : recorded.matrix)
        stores.push_back({slope, inputs + outputs + place.first * inputs + place.second});
    return stores;
}

Out<Dual<inputs>> by_dual_numbers(test::LaneStrip& memory, int lane)
{
    In<Dual<inputs>> x;
    for (int j = 0; j < inputs; ++j) {
        auto& number = x[static_cast<std::size_t>(j)];
        number = Dual<inputs>(memory(j, lane));
        number.slope[static_cast<std::size_t>(j)] = 1;
    }
    return rates(x);
}

TEST(LanesJacobian, agrees_with_dual_numbers)
{
    Recorded recorded;
    auto const program = Program::compile(recorded.graph, stores_of(recorded));
    Tables const tables(recorded.graph, {}, recorded.trace.curves);
    test::LaneStrip memory(inputs + outputs + inputs * outputs);
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> between(0.1, 2);
    for (int round = 0; round < 20; ++round) {
        for (int lane = 0; lane < strip; ++lane)
            for (int j = 0; j < inputs; ++j)
                memory(j, lane) = between(random);
        memory.run(program, tables, test::widths().back());
        for (int lane = 0; lane < strip; ++lane) {
            auto const exact = by_dual_numbers(memory, lane);
            for (int i = 0; i < outputs; ++i) {
                auto const& want = exact[static_cast<std::size_t>(i)];
                EXPECT_NEAR(memory(inputs + i, lane), want.value,
                            1e-13 * (1 + std::abs(want.value)));
                for (int j = 0; j < inputs; ++j) {
                    double const slope = want.slope[static_cast<std::size_t>(j)];
                    double const ours = recorded.matrix.contains({i, j})
                                            ? memory(inputs + outputs + i * inputs + j, lane)
                                            : 0;
                    EXPECT_NEAR(ours, slope, 1e-12 * (1 + std::abs(slope))) << i << ", " << j;
                }
            }
        }
    }
}

TEST(LanesJacobian, has_no_entry_where_nothing_depends)
{
    Recorded const recorded;
    EXPECT_FALSE(recorded.matrix.contains({0, 3}));
    for (int j : {0, 1, 3})
        EXPECT_FALSE(recorded.matrix.contains({3, j}));
    EXPECT_EQ(recorded.matrix.at({3, 2}), recorded.graph.one());
    EXPECT_EQ(recorded.matrix.size(), 3u + 4u + 4u + 1u + 4u);
}

double slope_of_max_at_a_tie(int column)
{
    Expressions graph;
    std::array const cell = {graph.cell(0), graph.cell(1)};
    std::array const value = {graph.max(cell[0], cell[1])};
    auto const matrix = jacobian(graph, value, cell);
    Store const store{matrix.at({0, column}), 2};
    test::LaneStrip memory(3);   // both arguments are 1
    memory.run(Program::compile(graph, {&store, 1}), Tables(graph, {}, {}), Width::four, 1);
    return memory(2, 0);
}

TEST(LanesJacobian, of_a_maximum_at_a_tie_is_that_of_the_second_argument)
{
    EXPECT_EQ(slope_of_max_at_a_tie(0), 0);
    EXPECT_EQ(slope_of_max_at_a_tie(1), 1);
}

TEST(LanesJacobian, of_a_step_is_nought)
{
    Expressions graph;
    std::array const cell = {graph.cell(0), graph.cell(1), graph.cell(2)};
    std::array const value = {graph.multiply(graph.greater(cell[0], cell[1]), cell[2]),
                              graph.curve_slope(cell[0], 0)};
    auto const matrix = jacobian(graph, value, cell);
    ASSERT_EQ(matrix.size(), 1u);
    EXPECT_TRUE(matrix.contains({0, 2}));
}

}   // namespace
}   // namespace radici::numerics::lanes
