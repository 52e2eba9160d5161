#include "radici/numerics/block_arrow.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "numerics/allocations.hpp"
#include "radici/base/random.hpp"

namespace radici::numerics {
namespace {

using Dense = std::vector<std::vector<double>>;

Dense dense(BlockArrow const& a)
{
    ArrowShape const s = a.shape();
    auto const n = static_cast<std::size_t>(s.size());
    Dense m(n, std::vector<double>(n, 0.0));
    auto const entry = [&m](int r, int c) -> double& {
        return m[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)];
    };
    for (int r = 0; r < s.border; ++r)
        for (int c = 0; c < s.border; ++c)
            entry(r, c) = a.border(r, c);
    for (int b = 0; b < s.blocks; ++b) {
        int const first = s.offset(b);
        for (int i = 0; i < s.block; ++i) {
            for (int j = 0; j < s.block; ++j)
                entry(first + i, first + j) = a.diagonal(b, i, j);
            for (int j = 0; j < s.border; ++j) {
                entry(first + i, j) = a.right(b, i, j);
                entry(j, first + i) = a.bottom(b, j, i);
            }
        }
    }
    return m;
}

/// The oracle: Gauss–Jordan elimination with the largest pivot, on the full matrix.
std::vector<double> solve_dense(Dense m, std::vector<double> x)
{
    std::size_t const n = x.size();
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t p = k;
        for (std::size_t i = k; i < n; ++i)
            if (std::abs(m[i][k]) > std::abs(m[p][k]))
                p = i;
        std::swap(m[k], m[p]);
        std::swap(x[k], x[p]);
        for (std::size_t i = 0; i < n; ++i) {
            if (i == k)
                continue;
            double const factor = m[i][k] / m[k][k];
            for (std::size_t j = k; j < n; ++j)
                m[i][j] -= factor * m[k][j];
            x[i] -= factor * x[k];
        }
    }
    for (std::size_t i = 0; i < n; ++i)
        x[i] /= m[i][i];
    return x;
}

/// A random arrow: each block touches `touched` border unknowns either way; the diagonal is raised
/// by `dominance`.
BlockArrow random_arrow(ArrowShape s, int touched, double dominance, std::uint64_t seed)
{
    RandomStream random(seed, 0, "arrow");
    BlockArrow a(s);
    for (int i = 0; i < s.border; ++i)
        for (int j = 0; j < s.border; ++j)
            a.border(i, j) = random.normal() + (i == j ? dominance : 0);
    for (int b = 0; b < s.blocks; ++b) {
        for (int i = 0; i < s.block; ++i)
            for (int j = 0; j < s.block; ++j)
                a.diagonal(b, i, j) = random.normal() + (i == j ? dominance : 0);
        for (int k = 0; s.border > 0 && k < touched; ++k)
            for (int i = 0; i < s.block; ++i) {
                a.right(b, i, (5 * k + b) % s.border) = random.normal();
                a.bottom(b, (3 * k + 2 * b) % s.border, i) = random.normal();
            }
    }
    return a;
}

std::vector<double> random_vector(int n, std::uint64_t seed)
{
    RandomStream random(seed, 1, "vector");
    std::vector<double> x(static_cast<std::size_t>(n));
    for (double& value : x)
        value = random.normal();
    return x;
}

double distance(std::vector<double> const& a, std::vector<double> const& b)
{
    double largest = 0;
    double size = 1e-300;
    for (std::size_t i = 0; i < a.size(); ++i) {
        largest = std::max(largest, std::abs(a[i] - b[i]));
        size = std::max(size, std::abs(b[i]));
    }
    return largest / size;
}

RC_GTEST_PROP(BlockArrow, solves_what_dense_elimination_solves, ())
{
    ArrowShape const s{.border = *rc::gen::inRange(0, 12),
                       .blocks = *rc::gen::inRange(0, 6),
                       .block = *rc::gen::inRange(1, 20)};
    RC_PRE(s.size() > 0);
    auto const seed = *rc::gen::arbitrary<std::uint64_t>();
    auto a = random_arrow(s, *rc::gen::inRange(0, 8), 6, seed);
    auto const b = random_vector(s.size(), seed);
    auto x = b;
    RC_ASSERT(a.factor());
    a.solve(x.data());
    RC_ASSERT(distance(x, solve_dense(dense(a), b)) < 1e-9);
    std::vector<double> back(b.size());
    a.multiply(x.data(), back.data());
    RC_ASSERT(distance(back, b) < 1e-9);
}

RC_GTEST_PROP(BlockArrow, newton_matrix_is_identity_less_gamma_a, ())
{
    ArrowShape const s{.border = 7, .blocks = 3, .block = 9};
    auto const seed = *rc::gen::arbitrary<std::uint64_t>();
    double const gamma = 0.01 * *rc::gen::inRange(0, 5);
    auto a = random_arrow(s, 4, 0, seed);
    auto const b = random_vector(s.size(), seed);
    auto with_gamma = b;
    RC_ASSERT(a.factor_newton(gamma));
    a.solve(with_gamma.data());
    a.scale_add_identity(-gamma);
    auto explicitly = b;
    RC_ASSERT(a.factor());
    a.solve(explicitly.data());
    RC_ASSERT(distance(with_gamma, explicitly) < 1e-12);
}

TEST(BlockArrow, exchanges_rows_where_the_diagonal_is_zero)
{
    ArrowShape const s{.border = 2, .blocks = 2, .block = 3};
    BlockArrow a(s);
    for (int b = 0; b < 2; ++b)
        for (int i = 0; i < 3; ++i)
            a.diagonal(b, i, (i + 1) % 3) = 2.0 + i + b;   // a cyclic permutation
    a.border(0, 1) = a.border(1, 0) = 1;
    a.right(0, 2, 1) = 0.5;
    a.bottom(1, 0, 1) = -0.25;
    auto const b = random_vector(s.size(), 3);
    auto x = b;
    ASSERT_TRUE(a.factor());
    a.solve(x.data());
    EXPECT_LT(distance(x, solve_dense(dense(a), b)), 1e-14);
}

TEST(BlockArrow, knows_a_singular_matrix)
{
    ArrowShape const s{.border = 3, .blocks = 2, .block = 4};
    auto block = random_arrow(s, 2, 5, 1);
    for (int i = 0; i < 4; ++i)
        block.diagonal(1, i, 2) = 0;
    EXPECT_FALSE(block.factor());

    auto border =
        random_arrow(s, 0, 5, 1);   // blocks do not touch the border: its own column decides
    for (int i = 0; i < 3; ++i)
        border.border(i, 0) = 0;
    EXPECT_FALSE(border.factor());
    EXPECT_TRUE(border.factor_newton(0.01));   // entries survive, and I − γA is regular

    auto not_a_number = random_arrow(s, 2, 5, 1);
    not_a_number.diagonal(0, 0, 0) = std::nan("");
    EXPECT_FALSE(not_a_number.factor());
}

TEST(BlockArrow, forgets_all_entries_on_set_zero)
{
    ArrowShape const s{.border = 5, .blocks = 3, .block = 4};
    auto a = random_arrow(s, 3, 1, 9);
    a.set_zero();
    for (auto const& row : dense(a))
        for (double const value : row)
            EXPECT_EQ(value, 0);
    EXPECT_TRUE(a.factor_newton(1));
    auto const b = random_vector(s.size(), 2);
    auto x = b;
    a.solve(x.data());
    EXPECT_EQ(x, b);
}

TEST(BlockArrow, follows_a_coupling_that_comes_and_goes)
{
    ArrowShape const s{.border = 6, .blocks = 2, .block = 5};
    auto a = random_arrow(s, 2, 5, 4);
    ASSERT_TRUE(a.factor());
    for (int column : {4, 5})
        for (double const value : {0.7, 0.0}) {
            a.right(1, 3, column) = value;
            auto const b = random_vector(s.size(), 8);
            auto x = b;
            ASSERT_TRUE(a.factor());
            a.solve(x.data());
            EXPECT_LT(distance(x, solve_dense(dense(a), b)), 1e-12) << column << ' ' << value;
        }
}

TEST(BlockArrow, repeats_to_the_last_bit)
{
    ArrowShape const s{.border = 40, .blocks = 8, .block = 25};
    auto a = random_arrow(s, 6, 3, 5);
    auto b = random_arrow(s, 6, 3, 5);
    auto x = random_vector(s.size(), 6);
    auto y = x;
    ASSERT_TRUE(a.factor_newton(0.02) && a.factor_newton(0.3) && a.factor_newton(0.02));
    ASSERT_TRUE(b.factor_newton(0.02));
    a.solve(x.data());
    b.solve(y.data());
    EXPECT_EQ(x, y);
}

TEST(BlockArrow, allocates_in_its_constructor_alone)
{
    ArrowShape const s{.border = 40, .blocks = 8, .block = 25};
    auto a = random_arrow(s, 6, 3, 5);
    auto x = random_vector(s.size(), 6);
    long const before = test::allocations();
    a.set_zero();
    a.diagonal(0, 0, 0) = 2;
    bool const regular = a.factor_newton(0.1);
    a.solve(x.data());
    EXPECT_EQ(test::allocations(), before);
    EXPECT_TRUE(regular);
    EXPECT_GT(before, 0);
}

}   // namespace
}   // namespace radici::numerics
