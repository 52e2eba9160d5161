#include "radici/numerics/dual.hpp"

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/agrees.hpp"

namespace radici::numerics {
namespace {

using D = Dual<2>;

// The forms in which right-hand sides are written, over any number type.
template <class T>
T hill(T x, T y)
{
    using std::pow;
    return pow(x, 4.0) / (1.0 + pow(x, 4.0)) * (y + 2.0) - y / 3.0;
}
template <class T>
T growth(T x, T y)
{
    using std::exp, std::log, std::max;
    return exp(x) * max(T(0.0), log(1000.0 / (exp(x) + y))) / 7.0;
}
template <class T>
T mixture(T x, T y)
{
    using std::expm1, std::log1p, std::sqrt, std::tanh;
    return sqrt(x * y) - expm1(-x) / x + log1p(x * y) * tanh(y - x) - (-y);
}
template <class T>
T powers(T x, T y)
{
    using std::abs, std::min, std::pow;
    return pow(x, y) + pow(2.5, x) - pow(y, -0.75) + min(x, T(100.0)) * abs(y - 20.0) + 1.0 / y;
}

template <class F>
void agrees_with_central_differences(F f)
{
    auto const number = rc::gen::map(rc::gen::inRange(100, 4000), [](int i) { return i * 1e-3; });
    double const x = *number;
    double const y = *number;
    D const both = f(D::variable(x, 0), D::variable(y, 1));
    double const h = 1e-5;
    double const by_x = (f(x + h, y) - f(x - h, y)) / (2 * h);
    double const by_y = (f(x, y + h) - f(x, y - h)) / (2 * h);
    double const scale = std::abs(both.value) + std::abs(by_x) + std::abs(by_y);
    RC_ASSERT(std::abs(both.value - f(x, y)) <= 1e-14 * scale);
    RC_ASSERT(std::abs(both.slope[0] - by_x) <= 1e-7 * scale);
    RC_ASSERT(std::abs(both.slope[1] - by_y) <= 1e-7 * scale);
}

RC_GTEST_PROP(Dual, hill_agrees_with_central_differences, ())
{
    agrees_with_central_differences([](auto x, auto y) { return hill(x, y); });
}
RC_GTEST_PROP(Dual, growth_agrees_with_central_differences, ())
{
    agrees_with_central_differences([](auto x, auto y) { return growth(x, y); });
}
RC_GTEST_PROP(Dual, mixture_agrees_with_central_differences, ())
{
    agrees_with_central_differences([](auto x, auto y) { return mixture(x, y); });
}
RC_GTEST_PROP(Dual, powers_agree_with_central_differences, ())
{
    agrees_with_central_differences([](auto x, auto y) { return powers(x, y); });
}

TEST(Dual, elementary_functions_agree_with_their_derivatives)
{
    double const v = 0.7;
    auto const x = Dual<1>::variable(v, 0);
    auto const slope = [](Dual<1> const& y) { return y.slope[0]; };
    EXPECT_DOUBLE_EQ(slope(exp(x)), std::exp(v));
    EXPECT_DOUBLE_EQ(slope(expm1(x)), std::exp(v));
    EXPECT_DOUBLE_EQ(slope(log(x)), 1 / v);
    EXPECT_DOUBLE_EQ(slope(log1p(x)), 1 / (1 + v));
    EXPECT_DOUBLE_EQ(slope(sqrt(x)), 0.5 / std::sqrt(v));
    EXPECT_NEAR(slope(tanh(x)), 1 / std::pow(std::cosh(v), 2), 1e-15);
    EXPECT_DOUBLE_EQ(slope(pow(x, 2.5)), 2.5 * std::pow(v, 1.5));
    EXPECT_DOUBLE_EQ(slope(pow(3.0, x)), std::pow(3.0, v) * std::log(3.0));
    EXPECT_DOUBLE_EQ(slope(pow(x, x)), std::pow(v, v) * (1 + std::log(v)));
    EXPECT_DOUBLE_EQ(slope(1.0 / x), -1 / (v * v));
    EXPECT_DOUBLE_EQ(slope(x / 4.0), 0.25);
    EXPECT_DOUBLE_EQ(slope(3.0 - x), -1);
}

TEST(Dual, is_the_identity_of_a_plain_number_in_its_value)
{
    EXPECT_EQ(hill(D(0.3), D(0.8)).value, hill(0.3, 0.8));
    EXPECT_EQ(powers(D(0.3), D(0.8)).slope[0], 0);
    EXPECT_EQ(value_of(D::variable(0.3, 1)), 0.3);
    EXPECT_EQ(value_of(0.3), 0.3);
}

TEST(Dual, takes_the_slope_of_the_branch_at_a_kink)
{
    auto const x = D::variable(-2, 0);
    EXPECT_EQ(abs(x).slope[0], -1);
    EXPECT_EQ(max(x, D(0.0)).slope[0], 0);
    EXPECT_EQ(min(x, 0.0).slope[0], 1);
    EXPECT_EQ(max(D::variable(1, 0), D::variable(1, 1)).slope[0], 1);   // a tie: the first
    EXPECT_TRUE(x < 0.0 && 0.0 > x && x <= -2.0 && x != D(3.0) && x < D(-1.0));
}

TEST(Dual, keeps_constants_constant_where_a_slope_is_infinite)
{
    auto root = sqrt(D(0.0));
    EXPECT_EQ(root.slope[0], 0);
    root = sqrt(D::variable(0, 0));
    EXPECT_EQ(root.slope[0], std::numeric_limits<double>::infinity());
    EXPECT_EQ(root.slope[1], 0);
    EXPECT_EQ(pow(D::variable(0, 0), 1.0).slope[0], 1);
    EXPECT_EQ(pow(D::variable(0, 0), 4.0).slope[0], 0);
    EXPECT_EQ(pow(D::variable(0, 0), 0.0).value, 1);
    EXPECT_EQ(pow(0.0, D::variable(2, 0)).slope[0], 0);
    EXPECT_EQ(pow(D::variable(0, 0), D::variable(2, 1)).slope[1], 0);
}

TEST(Dual, works_at_compile_time)
{
    constexpr auto x = Dual<3>::variable(2, 1);
    constexpr auto y = 3.0 * x * x - x / 4.0 + 1.0;
    static_assert(y.value == 12.5 && y.slope[1] == 11.75 && y.slope[0] == 0);
    static_assert(is_dual<Dual<3>> && !is_dual<double>);
    static_assert(std::is_trivially_copyable_v<Dual<25>> &&
                  sizeof(Dual<25>) == 26 * sizeof(double));
}

TEST(Dual, compound_assignment_is_the_binary_operation)
{
    auto const a = D::variable(1.5, 0);
    auto const b = D::variable(-0.4, 1);
    auto x = a;
    x += b, x *= a, x -= 2.0, x /= b, x += 1.0, x *= 3.0, x /= 7.0, x -= a;
    auto const y = (((a + b) * a - 2.0) / b + 1.0) * 3.0 / 7.0 - a;
    EXPECT_EQ(x.value, y.value);
    EXPECT_EQ(x.slope, y.slope);
}

}   // namespace
}   // namespace radici::numerics
