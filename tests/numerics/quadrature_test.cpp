#include "radici/numerics/quadrature.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "radici/base/constants.hpp"
#include "radici/base/error.hpp"
#include "support/agrees.hpp"

namespace radici::numerics {
namespace {

using test::expect_agrees;

TEST(Integrate, agrees_with_closed_forms)
{
    double const infinity = std::numeric_limits<double>::infinity();
    EXPECT_NEAR(integrate([](double x) { return std::exp(-x); }, 0, infinity).value, 1, 1e-12);
    EXPECT_NEAR(integrate([](double x) { return std::exp(-x * x); }, -infinity, infinity).value,
                std::sqrt(constant::pi), 1e-12);
    EXPECT_NEAR(integrate([](double x) { return std::sin(x); }, constant::pi, 0).value, -2, 1e-13);
    EXPECT_NEAR(integrate([](double x) { return std::sqrt(x); }, 0, 1).value, 2.0 / 3.0, 1e-9);
    EXPECT_NEAR(integrate([](double x) { return x < 0.3 ? 1.0 : 2.0; }, 0, 1).value, 1.7, 1e-5);
    EXPECT_NEAR(integrate([](double x) { return 1 / (1e-4 + x * x); }, -1, 1).value,
                200 * std::atan(100), 1e-7);
    EXPECT_EQ(integrate([](double) { return 1.0; }, 2, 2).value, 0);
}

TEST(Integrate, refuses_what_is_not_finite)
{
    EXPECT_THROW((void)integrate([](double x) { return std::sqrt(x - 0.5); }, 0, 1), NumericsError);
}

TEST(GaussLegendre, has_the_tabulated_nodes_and_weights)
{
    auto const rule = gauss_legendre(5);
    constexpr auto source = "Abramowitz & Stegun, table 25.4, n = 5";
    expect_agrees(rule.node[4], {.value = 0.906179845938664, .abs_tol = 2e-15, .source = source});
    expect_agrees(rule.node[3], {.value = 0.538469310105683, .abs_tol = 2e-15, .source = source});
    expect_agrees(rule.node[2], {.value = 0, .abs_tol = 1e-16, .source = source});
    expect_agrees(rule.weight[4], {.value = 0.236926885056189, .abs_tol = 2e-15, .source = source});
    expect_agrees(rule.weight[3], {.value = 0.478628670499366, .abs_tol = 2e-15, .source = source});
    expect_agrees(rule.weight[2], {.value = 0.568888888888889, .abs_tol = 2e-15, .source = source});
}

TEST(GaussLegendre, is_exact_up_to_its_degree_and_no_further)
{
    for (int const n : {1, 2, 7, 20, 64}) {
        auto const rule = gauss_legendre(n, 1, 3);
        for (int const degree : {0, 2 * n - 1, 2 * n}) {
            double sum = 0;
            for (std::size_t i = 0; i < rule.node.size(); ++i)
                sum += rule.weight[i] * std::pow(rule.node[i] - 2, degree);
            double const exact = degree % 2 == 0 ? 2.0 / (degree + 1) : 0;
            if (degree < 2 * n) {
                EXPECT_NEAR(sum, exact, 1e-13) << n << ' ' << degree;
            } else if (n < 20) {
                EXPECT_GT(std::abs(sum - exact), 1e-9) << n;
            }
        }
    }
}

TEST(FindRoot, finds_the_zero_inside_its_bracket)
{
    EXPECT_NEAR(find_root([](double x) { return std::cos(x) - x; }, 0, 1), 0.739085133215160642,
                1e-12);
    EXPECT_NEAR(find_root([](double x) { return std::log(x / 1e-9); }, 1e-15, 1), 1e-9, 1e-20);
    EXPECT_EQ(find_root([](double x) { return x - 2; }, 2, 5), 2);
    EXPECT_EQ(find_root([](double x) { return x - 5; }, 2, 5), 5);
    EXPECT_THROW((void)find_root([](double x) { return x * x + 1; }, -1, 1), NumericsError);
}

}   // namespace
}   // namespace radici::numerics
