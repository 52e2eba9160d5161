// Compiled programs beside a plain evaluation, operation by operation, in long double.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "numerics/lanes_random_graph.hpp"
#include "numerics/lanes_strip.hpp"

namespace radici::numerics::lanes {
namespace {

using test::LaneStrip;
using test::RandomGraph;
using test::same_number;
using test::widths;

constexpr int graphs = 60;

void fill(RandomGraph const& graph, LaneStrip& memory)
{
    for (int lane = 0; lane < strip; ++lane) {
        for (int c = 0; c < RandomGraph::inputs; ++c)
            memory(c, lane) = graph.input(c, lane);
        for (int k = 0; k < RandomGraph::constants; ++k)
            memory(RandomGraph::constant_cell(k), lane) = graph.constant[test::at(k)];
    }
}

/// All constants shared, all in cells of the lane, or every other one.
std::vector<std::vector<int>> homes_of_constants()
{
    std::vector<int> in_cells, mixed;
    for (int k = 0; k < RandomGraph::constants; ++k) {
        in_cells.push_back(RandomGraph::constant_cell(k));
        mixed.push_back(k % 2 == 0 ? -1 : RandomGraph::constant_cell(k));
    }
    return {{}, in_cells, mixed};
}

LaneStrip result(RandomGraph const& graph, std::vector<int> const& homes, Width width,
                 int lanes = strip)
{
    LaneStrip memory(RandomGraph::cells);
    fill(graph, memory);
    memory.run(Program::compile(graph.expressions, graph.stores, homes),
               Tables(graph.expressions, graph.constant, {}), width, lanes);
    return memory;
}

TEST(LanesProgram, computes_what_was_written_down)
{
    double worst = 0;
    for (int seed = 0; seed < graphs; ++seed) {
        RandomGraph const graph(seed);
        auto memory = result(graph, {}, widths().back());
        for (auto const& [expression, cell] : graph.stores)
            for (int lane = 0; lane < strip; ++lane) {
                auto const& want = graph.of(expression).lane[test::at(lane)];
                double const error = static_cast<double>(std::abs(memory(cell, lane) - want.value));
                ASSERT_LE(error, want.error) << "graph " << seed << ", cell " << cell;
                worst = std::max(worst, error);
            }
    }
    EXPECT_GT(worst, 0);
}

TEST(LanesProgram, gives_the_same_bytes_wherever_a_constant_lies)
{
    for (int seed = 0; seed < graphs; ++seed) {
        RandomGraph const graph(seed);
        auto shared = result(graph, {}, Width::four);
        for (auto const& homes : homes_of_constants())
            for (auto const width : widths()) {
                auto memory = result(graph, homes, width);
                for (auto const& store : graph.stores)
                    for (int lane = 0; lane < strip; ++lane)
                        ASSERT_TRUE(same_number(memory(store.cell, lane), shared(store.cell, lane)))
                            << "graph " << seed << ", cell " << store.cell;
            }
    }
}

TEST(LanesProgram, gives_the_same_bytes_at_both_widths)
{
    if (widths().size() < 2)
        GTEST_SKIP() << "this processor has no AVX-512";
    for (int seed = 0; seed < graphs; ++seed) {
        RandomGraph const graph(seed);
        for (int lanes = 1; lanes <= strip; ++lanes) {
            auto four = result(graph, {}, Width::four, lanes);
            auto eight = result(graph, {}, Width::eight, lanes);
            for (auto const& store : graph.stores)
                for (int lane = 0; lane < lanes; ++lane)
                    ASSERT_TRUE(same_number(four(store.cell, lane), eight(store.cell, lane)));
        }
    }
}

TEST(LanesProgram, leaves_lanes_alone_that_were_not_asked_for)
{
    RandomGraph const graph(1);
    for (int lanes = 1; lanes <= strip; ++lanes)
        for (auto const width : widths()) {
            auto all = result(graph, {}, width), some = result(graph, {}, width, lanes);
            int const worked_on = (lanes + 7) / 8 * 8;
            for (auto const& store : graph.stores) {
                for (int lane = 0; lane < lanes; ++lane)
                    ASSERT_TRUE(same_number(all(store.cell, lane), some(store.cell, lane)));
                double const untouched =
                    store.cell < RandomGraph::inputs ? graph.input(store.cell, strip - 1) : 1;
                ASSERT_TRUE(worked_on == strip || some(store.cell, strip - 1) == untouched);
            }
        }
}

TEST(LanesProgram, keeps_a_lane_from_what_its_neighbours_hold)
{
    constexpr double inf = std::numeric_limits<double>::infinity();
    std::array const strange = {std::numeric_limits<double>::quiet_NaN(), inf, -inf, 0.0, 1e300};
    for (int seed = 0; seed < graphs; ++seed) {
        RandomGraph const graph(seed);
        auto const program = Program::compile(graph.expressions, graph.stores);
        Tables const tables(graph.expressions, graph.constant, {});
        for (auto const width : widths()) {
            auto quiet = result(graph, {}, width);
            int const own = seed % strip;
            LaneStrip memory(RandomGraph::cells);
            fill(graph, memory);
            for (int lane = 0; lane < strip; ++lane)
                for (int c = 0; lane != own && c < RandomGraph::inputs; ++c)
                    memory(c, lane) = strange[test::at((lane + c + seed) % 5)];
            memory.run(program, tables, width);
            for (auto const& store : graph.stores)
                ASSERT_TRUE(same_number(memory(store.cell, own), quiet(store.cell, own)));
        }
    }
}

TEST(LanesProgram, reads_every_cell_before_it_writes_any)
{
    Expressions graph;
    int const a = graph.cell(0), b = graph.cell(1), c = graph.cell(2);
    std::vector<Store> const turn = {{b, 0}, {c, 1}, {a, 2}, {graph.add(a, b), 3}, {a, 4}};
    LaneStrip memory(5);
    for (int cell = 0; cell < 3; ++cell)
        memory(cell, 0) = 10 * (cell + 1);
    memory.run(Program::compile(graph, turn), Tables(graph, {}, {}), Width::four, 1);
    EXPECT_EQ(memory(0, 0), 20);
    EXPECT_EQ(memory(1, 0), 30);
    EXPECT_EQ(memory(2, 0), 10);
    EXPECT_EQ(memory(3, 0), 30);
    EXPECT_EQ(memory(4, 0), 10);
}

TEST(LanesProgram, stores_a_number_as_often_as_told)
{
    Expressions graph;
    int const sum = graph.add(graph.cell(0), graph.constant(0));
    std::vector<Store> const stores = {
        {sum, 1}, {sum, 2}, {sum, 0}, {graph.constant(0), 3}, {graph.literal(7), 4}};
    LaneStrip memory(5);
    double const half = 0.5;
    memory.run(Program::compile(graph, stores), Tables(graph, {&half, 1}, {}), Width::four, 1);
    for (int cell : {0, 1, 2})
        EXPECT_EQ(memory(cell, 0), 1.5);
    EXPECT_EQ(memory(3, 0), 0.5);
    EXPECT_EQ(memory(4, 0), 7);
}

}   // namespace
}   // namespace radici::numerics::lanes
