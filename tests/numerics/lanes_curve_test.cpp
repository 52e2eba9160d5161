// Curves as the lanes look them up, beside UniformCurve itself.
#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "numerics/lanes_strip.hpp"

namespace radici::numerics::lanes {
namespace {

using test::same_number;
using test::values_of;
using test::widths;

constexpr double first = -1.5, step = 0.3;
constexpr int points = 11;

UniformCurve curve(Outside below, Outside above)
{
    std::vector<double> y, slope;
    for (int i = 0; i < points; ++i) {
        double const x = first + step * i;
        y.push_back(std::sin(2 * x) + 0.2 * x);
        slope.push_back(2 * std::cos(2 * x) + 0.2);
    }
    return UniformCurve(first, step, y, slope, below, above);
}

/// Inside, at and beside every node, and beyond both ends.
std::vector<double> places()
{
    std::vector<double> x;
    for (int i = 0; i < 3000; ++i)
        x.push_back(-4 + i * 0.0025);
    for (int i = 0; i < points; ++i) {
        double const node = first + step * i;
        x.insert(x.end(), {node, std::nextafter(node, -9), std::nextafter(node, 9)});
    }
    return x;
}

class CurveInLanes : public testing::TestWithParam<std::pair<Outside, Outside>> {};

TEST_P(CurveInLanes, is_the_curve_and_its_slope)
{
    auto const table = curve(GetParam().first, GetParam().second);
    auto const x = places();
    Expressions graph;
    int const value = graph.curve_value(graph.cell(0), 0);
    int const slope = graph.curve_slope(graph.cell(0), 0);
    for (auto const width : widths()) {
        auto const y = values_of(graph, value, x, width, &table);
        auto const d = values_of(graph, slope, x, width, &table);
        for (std::size_t i = 0; i < x.size(); ++i) {
            EXPECT_NEAR(y[i], table(x[i]), 1e-14 * (1 + std::abs(table(x[i])))) << x[i];
            bool const at_an_end = std::abs(x[i] - table.smallest_x()) < 1e-12 ||
                                   std::abs(x[i] - table.largest_x()) < 1e-12;
            if (at_an_end)   // where a held curve has a kink
                continue;
            EXPECT_NEAR(d[i], table.derivative(x[i]), 1e-13) << x[i];
        }
    }
}

TEST_P(CurveInLanes, keeps_what_is_not_a_number_and_goes_far)
{
    auto const [below, above] = GetParam();
    auto const table = curve(below, above);
    Expressions graph;
    int const value = graph.curve_value(graph.cell(0), 0);
    std::vector<double> const x = {std::numeric_limits<double>::quiet_NaN(), 1e12, -1e12};
    for (auto const width : widths()) {
        auto const y = values_of(graph, value, x, width, &table);
        EXPECT_TRUE(std::isnan(y[0]));
        EXPECT_NEAR(y[1], table(x[1]), 1e-14 * std::abs(table(x[1])));
        EXPECT_NEAR(y[2], table(x[2]), 1e-14 * std::abs(table(x[2])));
    }
}

INSTANTIATE_TEST_SUITE_P(Outside, CurveInLanes,
                         testing::Values(std::pair{Outside::hold, Outside::hold},
                                         std::pair{Outside::hold, Outside::extend},
                                         std::pair{Outside::extend, Outside::hold},
                                         std::pair{Outside::extend, Outside::extend}));

TEST(CurvesInLanes, of_one_program_are_told_apart)
{
    std::vector<double> const level = {1, 1, 1}, rising = {0, 1, 2}, flat = {0, 0, 0},
                              slope = {1, 1, 1};
    UniformCurve const one(0, 1, level, flat), line(0, 1, rising, slope);
    UniformCurve const* const both[] = {&one, &line};
    Expressions graph;
    Store const stores[] = {{graph.curve_value(graph.cell(0), 0), 1},
                            {graph.curve_value(graph.cell(0), 1), 2}};
    auto const program = Program::compile(graph, stores);
    test::LaneStrip memory(3);
    memory(0, 5) = 1.25;
    memory.run(program, Tables(graph, {}, both), Width::four, 6);
    EXPECT_TRUE(same_number(memory(1, 5), 1.0));
    EXPECT_TRUE(same_number(memory(2, 5), 1.25));
}

}   // namespace
}   // namespace radici::numerics::lanes
