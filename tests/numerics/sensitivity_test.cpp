#include "radici/numerics/sensitivity.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "radici/base/constants.hpp"
#include "support/agrees.hpp"

namespace radici::numerics {
namespace {

using test::expect_agrees;

template <class Function>
std::vector<double> values_at(std::vector<std::vector<double>> const& design, Function f)
{
    std::vector<double> values;
    for (auto const& place : design)
        values.push_back(f(place));
    return values;
}

double ishigami(std::vector<double> const& u)
{
    auto x = [&](std::size_t i) { return constant::pi * (2 * u[i] - 1); };
    return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) +
           0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

TEST(VarianceShares, agree_with_the_closed_form_of_ishigami)
{
    constexpr auto source = "Ishigami & Homma (1990), a = 7, b = 0.1: V = a²/8 + bπ⁴/5 + "
                            "b²π⁸/18 + 1/2, V1 = (1 + bπ⁴/5)²/2, V2 = a²/8, V13 = 8b²π⁸/225";
    auto const found = variance_shares(values_at(variance_design(3, 8192, 1), ishigami), 3, 1);
    expect_agrees(found[0].first.value, {.value = 0.3139, .abs_tol = 0.01, .source = source});
    expect_agrees(found[1].first.value, {.value = 0.4424, .abs_tol = 0.01, .source = source});
    expect_agrees(found[2].first.value, {.value = 0, .abs_tol = 0.01, .source = source});
    expect_agrees(found[0].total.value, {.value = 0.5576, .abs_tol = 0.01, .source = source});
    expect_agrees(found[1].total.value, {.value = 0.4424, .abs_tol = 0.01, .source = source});
    expect_agrees(found[2].total.value, {.value = 0.2437, .abs_tol = 0.01, .source = source});
    for (auto const& share : found) {
        EXPECT_LE(share.total.low, share.total.value);
        EXPECT_GE(share.total.high, share.total.value);
        EXPECT_LT(share.total.high - share.total.low, 0.08);
    }
}

TEST(VarianceShares, agree_with_the_closed_form_of_the_g_function)
{
    std::vector<double> const a{0, 1, 4.5, 9, 99, 99};
    auto const g = [&](std::vector<double> const& u) {
        double product = 1;
        for (std::size_t i = 0; i < a.size(); ++i)
            product *= (std::abs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
        return product;
    };
    // Saltelli & Sobol (1995): V_i = 1/(3(1 + a_i)²), V = Π(1 + V_i) − 1, T_i = V_i·Π_{j≠i}(1 +
    // V_j)
    auto part = [&](std::size_t i) { return 1 / (3 * std::pow(1 + a[i], 2)); };
    double all = 1;
    for (std::size_t i = 0; i < a.size(); ++i)
        all *= 1 + part(i);
    auto const found = variance_shares(values_at(variance_design(6, 4096, 2), g), 6, 1);
    for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_NEAR(found[i].first.value, part(i) / (all - 1), 0.015);
        EXPECT_NEAR(found[i].total.value, part(i) * all / (1 + part(i)) / (all - 1), 0.015);
    }
}

TEST(VarianceShares, leave_out_rows_without_a_value)
{
    auto const design = variance_design(2, 512, 3);
    auto values = values_at(design, [](auto const& u) { return 3 * u[0] + u[1]; });
    values[5] = values[1001] = std::nan("");
    auto const found = variance_shares(values, 2, 1);
    EXPECT_NEAR(found[0].first.value, 0.9, 0.03);   // by hand: 9/(9 + 1)
    EXPECT_NEAR(found[1].total.value, 0.1, 0.03);
    std::vector<double> const constant(design.size(), 2.0);
    EXPECT_TRUE(std::isnan(variance_shares(constant, 2, 1)[0].total.value));
}

TEST(Screening, gives_the_slopes_of_a_plane_and_sees_products)
{
    auto const design = screening_design(3, 20, 5);
    ASSERT_EQ(design.size(), 80U);
    for (auto const& place : design)
        for (double x : place)
            EXPECT_NEAR(x * 3, std::round(x * 3), 1e-12);
    auto const plane =
        screen(values_at(design, [](auto const& u) { return 5 * u[0] - 2 * u[1]; }), design, 3, 1);
    EXPECT_NEAR(plane[0].mean_absolute.value, 5, 1e-12);
    EXPECT_NEAR(plane[1].mean, -2, 1e-12);
    EXPECT_NEAR(plane[1].mean_absolute.value, 2, 1e-12);
    EXPECT_NEAR(plane[0].deviation, 0, 1e-12);
    EXPECT_EQ(plane[2].mean_absolute.value, 0);
    auto const product =
        screen(values_at(design, [](auto const& u) { return u[0] * u[1]; }), design, 3, 1);
    EXPECT_GT(product[0].deviation, 0.1);
    EXPECT_LT(product[0].mean_absolute.low, product[0].mean_absolute.high);
}

}   // namespace
}   // namespace radici::numerics
