// Sparse bordered systems factored as expressions, beside the dense elimination of small_lu.hpp.
#include <cmath>
#include <map>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "numerics/lanes_strip.hpp"
#include "radici/numerics/lanes/elimination.hpp"

namespace radici::numerics::lanes {
namespace {

std::size_t at(int i)
{
    return static_cast<std::size_t>(i);
}

/// | M  F |   n × n, and a border of b rows and columns; entry (r, c) is a cell of its own, the
/// | E  C |   right-hand side and the solution lie behind them.
struct Bordered {
    Bordered(int seed, int inner, int border) : n(inner), b(border), random(at(seed))
    {
        for (int r = 0; r < n + b; ++r)
            for (int c = 0; c < n + b; ++c)
                if (r == c || uniform(0, 1) < 0.25)
                    cell_of.emplace(std::pair{r, c}, static_cast<int>(cell_of.size()));
    }
    [[nodiscard]] int all() const { return n + b; }
    [[nodiscard]] int right_side(int row) const { return static_cast<int>(cell_of.size()) + row; }
    [[nodiscard]] int border_solution(int k) const { return right_side(all()) + k; }
    [[nodiscard]] int result(int k) const { return border_solution(b) + k; }
    [[nodiscard]] int schur(int r, int c) const { return result(all()) + r * b + c; }
    [[nodiscard]] int cells() const { return schur(b, 0); }
    double uniform(double low, double high)
    {
        return std::uniform_real_distribution<double>(low, high)(random);
    }

    int n, b;
    std::mt19937_64 random;
    std::map<std::pair<int, int>, int> cell_of;
};

/// Stores the Schur complement, what the border's rows become, and M⁻¹(… − F·known).
std::vector<Store> solution(Expressions& graph, Bordered const& system)
{
    SparseMatrix matrix;
    for (auto const& [place, cell] : system.cell_of)
        matrix[place] = graph.cell(cell);
    auto const factors = eliminate(graph, matrix, system.n);
    EXPECT_EQ(factors.pivots.size(), at(system.n));
    std::vector<Store> stores;
    for (auto const& [place, value] : factors.schur)
        stores.push_back({value, system.schur(place.first - system.n, place.second - system.n)});
    std::vector<int> x;
    for (int r = 0; r < system.all(); ++r)
        x.push_back(graph.cell(system.right_side(r)));
    substitute_forward(graph, factors, x);
    for (int k = 0; k < system.b; ++k) {
        stores.push_back({x[at(system.n + k)], system.result(system.n + k)});
        x[at(system.n + k)] = graph.cell(system.border_solution(k));
    }
    substitute_back(graph, factors, x);
    for (int k = 0; k < system.n; ++k)
        stores.push_back({x[at(k)], system.result(k)});
    return stores;
}

void fill(Bordered& system, test::LaneStrip& memory)
{
    for (int lane = 0; lane < strip; ++lane) {
        for (auto const& [place, cell] : system.cell_of)
            memory(cell, lane) =
                place.first == place.second ? system.uniform(3, 5) : system.uniform(-0.5, 0.5);
        for (int k = 0; k < system.all() + system.b; ++k)
            memory(system.right_side(k), lane) = system.uniform(-2, 2);
        for (int k = 0; k < system.b * system.b; ++k)
            memory(system.schur(0, 0) + k, lane) = 0;   // entries that are 0 are not written
    }
}

/// The same by small_lu.hpp: columns n … n + b − 1 become the Schur complement.
struct Dense {
    Dense(Bordered const& system, test::LaneStrip& memory, int lane)
        : rows(numerics::detail::padded(system.all())),
          upper(numerics::detail::aligned_zeros(at(rows * system.all()))),
          lower(numerics::detail::aligned_zeros(at(rows * system.n))),
          inverse(numerics::detail::aligned_zeros(at(system.n))),
          x(numerics::detail::aligned_zeros(at(rows))),
          pivot(at(system.n)),
          front{.stride = rows,
                .columns = system.all(),
                .pivots = system.n,
                .upper = upper.get(),
                .lower = lower.get(),
                .pivot = pivot.data(),
                .inverse = inverse.get()}
    {
        for (auto const& [place, cell] : system.cell_of)
            upper[at(place.second * rows + place.first)] = memory(cell, lane);
        for (int r = 0; r < system.all(); ++r)
            x[at(r)] = memory(system.right_side(r), lane);
        EXPECT_TRUE(numerics::detail::eliminate(front));
        numerics::detail::substitute_forward(front, x.get());
    }
    int rows;
    numerics::detail::AlignedDoubles upper, lower, inverse, x;
    std::vector<int> pivot;
    numerics::detail::Elimination front;
};

void expect_solved(Bordered const& system, test::LaneStrip& memory, int lane)
{
    Dense dense(system, memory, lane);
    std::vector<double> known;
    for (int r = 0; r < system.b; ++r) {
        EXPECT_NEAR(memory(system.result(system.n + r), lane), dense.x[at(system.n + r)], 1e-12);
        for (int c = 0; c < system.b; ++c)
            EXPECT_NEAR(memory(system.schur(r, c), lane),
                        dense.upper[at((system.n + c) * dense.rows + system.n + r)], 1e-12);
        known.push_back(memory(system.border_solution(r), lane));
    }
    numerics::detail::substitute_back(dense.front, dense.x.get(), known.data());
    for (int k = 0; k < system.n; ++k)
        EXPECT_NEAR(memory(system.result(k), lane), dense.x[at(k)], 1e-12) << "unknown " << k;
}

TEST(LanesElimination, solves_what_dense_elimination_solves)
{
    for (int seed = 0; seed < 30; ++seed) {
        Bordered system(seed, 1 + seed % 12, seed % 4);
        Expressions graph;
        auto const stores = solution(graph, system);
        auto const program = Program::compile(graph, stores);
        test::LaneStrip memory(system.cells());
        fill(system, memory);
        memory.run(program, Tables(graph, {}, {}), test::widths().back());
        for (int lane = 0; lane < strip; lane += 5)
            expect_solved(system, memory, lane);
    }
}

/// An arrow that points to the lower right fills nothing when its tip is eliminated last.
TEST(LanesElimination, orders_pivots_so_that_an_arrow_stays_sparse)
{
    constexpr int n = 8;
    Expressions graph;
    SparseMatrix matrix;
    for (int k = 0; k < n; ++k)
        matrix[{k, k}] = matrix[{0, k}] = matrix[{k, 0}] = graph.cell(k);
    auto const factors = eliminate(graph, matrix, n);
    std::size_t entries = 0;
    for (auto const& pivot : factors.pivots)
        entries += pivot.upper.size() + pivot.lower.size();
    EXPECT_EQ(entries, 2u * (n - 1));
    EXPECT_TRUE(factors.schur.empty());
}

}   // namespace
}   // namespace radici::numerics::lanes
