#include "radici/numerics/interpolation.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "radici/base/error.hpp"
#include "radici/base/random.hpp"
#include "support/agrees.hpp"

namespace radici::numerics {
namespace {

using test::expect_agrees;

/// n points at random distances, values a random walk (rising only, on demand).
struct Table {
    Table(int n, std::uint64_t seed, bool rising)
    {
        RandomStream random(seed, 0, "table");
        double at = random.normal(), value = 0;
        for (int i = 0; i < n; ++i) {
            x.push_back(at);
            y.push_back(value);
            at += 0.01 + random.exponential();
            value += rising ? random.exponential() : random.normal();
        }
    }
    std::vector<double> x, y;
};

TEST(LinearCurve, gives_its_points_and_the_line_between)
{
    LinearCurve const curve({0, 1, 3}, {2, 4, 0});
    EXPECT_EQ(curve(0), 2);
    EXPECT_EQ(curve(1), 4);
    EXPECT_EQ(curve(3), 0);
    EXPECT_DOUBLE_EQ(curve(0.25), 2.5);
    EXPECT_DOUBLE_EQ(curve.derivative(2), -2);
    EXPECT_DOUBLE_EQ(curve.integral(0, 3), 3 + 4);
    EXPECT_DOUBLE_EQ(curve.integral(3, 1), -4);
    EXPECT_DOUBLE_EQ(curve.integral(0.5, 2), 0.5 * (3 + 4) * 0.5 + 0.5 * (4 + 2));
}

TEST(LinearCurve, keeps_its_rule_outside)
{
    EXPECT_THROW((void)LinearCurve({0, 1}, {0, 1})(1.5), NumericsError);
    EXPECT_THROW((void)LinearCurve({0, 1}, {0, 1})(std::nan("")), NumericsError);
    LinearCurve const held({0, 1}, {1, 3}, Outside::hold),
        extended({0, 1}, {1, 3}, Outside::extend);
    EXPECT_EQ(held(7), 3);
    EXPECT_EQ(held(-7), 1);
    EXPECT_EQ(held.derivative(7), 0);
    EXPECT_DOUBLE_EQ(held.integral(-1, 2), 1 + 2 + 3);
    EXPECT_DOUBLE_EQ(extended(2), 5);
    EXPECT_DOUBLE_EQ(extended(-1), -1);
    EXPECT_DOUBLE_EQ(extended.integral(-1, 2), 6);
}

TEST(Curves, refuse_tables_that_are_none)
{
    EXPECT_THROW(LinearCurve({0}, {1}), std::logic_error);
    EXPECT_THROW(LinearCurve({0, 1}, {1}), std::logic_error);
    EXPECT_THROW(LinearCurve({0, 0}, {1, 2}), std::logic_error);
    EXPECT_THROW(LinearCurve({0, std::nan("")}, {1, 2}), std::logic_error);
    EXPECT_THROW(LogLogCurve({0, 1}, {1, 2}), std::logic_error);
    EXPECT_THROW(MonotoneCurve({1, 0}, {1, 2}), std::logic_error);
    EXPECT_THROW(UniformCurve::monotone(0, -1, std::vector{1.0, 2.0}), std::logic_error);
    EXPECT_THROW(UniformCurve::monotone(0, 1, std::vector{1.0, 2.0}, Outside::refuse),
                 std::logic_error);
}

TEST(LogLogCurve, follows_a_power_law_exactly)
{
    auto const law = [](double x) { return 3.5 * std::pow(x, -2.7); };
    LogLogCurve const curve({0.01, 0.03, 1.0 / 3.0, 7},
                            {law(0.01), law(0.03), law(1.0 / 3.0), law(7)}, Outside::extend);
    for (double const x : {0.002, 0.01, 0.017, 0.2, 1.0 / 3.0, 5.0, 7.0, 30.0})
        EXPECT_NEAR(curve(x), law(x), 1e-13 * law(x));
    LogLogCurve const strict({0.1, 0.3}, {1, 2});
    EXPECT_NEAR(strict(0.1), 1, 1e-15);
    EXPECT_NEAR(strict(0.3), 2, 1e-15);
    EXPECT_THROW((void)strict(0.0999), NumericsError);
    EXPECT_THROW((void)strict(0.3001), NumericsError);
}

RC_GTEST_PROP(MonotoneCurve, never_overshoots_its_points, ())
{
    Table const table(*rc::gen::inRange(2, 15), *rc::gen::arbitrary<std::uint64_t>(), false);
    MonotoneCurve const curve(table.x, table.y);
    for (std::size_t i = 0; i + 1 < table.x.size(); ++i) {
        double const low = std::min(table.y[i], table.y[i + 1]),
                     high = std::max(table.y[i], table.y[i + 1]);
        RC_ASSERT(curve(table.x[i]) == table.y[i]);
        for (double t = 0; t <= 1; t += 0.05) {
            double const x =
                std::min(table.x[i] + t * (table.x[i + 1] - table.x[i]), table.x[i + 1]);
            RC_ASSERT(curve(x) >= low - 1e-12 && curve(x) <= high + 1e-12);
        }
    }
    RC_ASSERT(curve(table.x.back()) == table.y.back());
}

RC_GTEST_PROP(MonotoneCurve, rises_with_rising_points_and_knows_its_derivative, ())
{
    Table const table(*rc::gen::inRange(3, 15), *rc::gen::arbitrary<std::uint64_t>(), true);
    MonotoneCurve const curve(table.x, table.y);
    double const width = table.x.back() - table.x.front();
    for (double t = 0.01; t < 0.99; t += 0.01) {
        double const x = table.x.front() + t * width;
        double const h = 1e-6;
        RC_ASSERT(curve.derivative(x) >= -1e-12);
        double const scale = 1 + std::abs(curve.derivative(x)) + std::abs(curve.derivative(x + h));
        double const jump =
            std::abs(curve.derivative(x + h) - curve.derivative(x - h));   // near a knot
        RC_ASSERT(std::abs((curve(x + h) - curve(x - h)) / (2 * h) - curve.derivative(x)) <=
                  jump + 1e-7 * scale);
    }
}

TEST(MonotoneCurve, has_the_published_slopes)
{
    auto const slope =
        monotone_slopes(std::vector{0.0, 1.0, 3.0, 4.0}, std::vector{0.0, 1.0, 2.0, 2.0});
    constexpr auto source =
        "by hand from Fritsch & Butland 1984: 3(h0+h1)/[(2h1+h0)/d0 + (h1+2h0)/d1], ends 3-point";
    expect_agrees(slope[0], {.value = (4.0 * 1 - 1 * 0.5) / 3, .rel_tol = 1e-15, .source = source});
    expect_agrees(slope[1],
                  {.value = 9.0 / (5.0 / 1 + 4.0 / 0.5), .rel_tol = 1e-15, .source = source});
    expect_agrees(slope[2], {.value = 0, .source = source});
    expect_agrees(slope[3], {.value = 0, .source = source});
    MonotoneCurve const curve({0, 1, 3, 4}, {0, 1, 2, 2}, Outside::extend);
    EXPECT_DOUBLE_EQ(curve(-1), -slope[0]);
    EXPECT_EQ(curve(9), 2);
    EXPECT_EQ(MonotoneCurve({0, 1, 3, 4}, {0, 1, 2, 2}, Outside::hold)(-1), 0);
}

TEST(UniformCurve, is_exact_for_a_cubic_with_its_slopes)
{
    auto const cubic = [](double x) { return 2 - x + 0.5 * x * x * x; };
    auto const slope = [](double x) { return -1 + 1.5 * x * x; };
    std::vector<double> values, slopes;
    for (int i = 0; i < 6; ++i) {
        values.push_back(cubic(-1 + 0.4 * i));
        slopes.push_back(slope(-1 + 0.4 * i));
    }
    UniformCurve const curve(-1, 0.4, values, slopes);
    EXPECT_DOUBLE_EQ(curve.largest_x(), 1);
    for (double x = -1; x <= 1; x += 0.013) {
        EXPECT_NEAR(curve(x), cubic(x), 1e-14);
        EXPECT_NEAR(curve.derivative(x), slope(x), 1e-13);
    }
}

RC_GTEST_PROP(UniformCurve, is_the_monotone_curve_on_equal_steps, ())
{
    auto table = Table(*rc::gen::inRange(2, 15), *rc::gen::arbitrary<std::uint64_t>(), false);
    for (std::size_t i = 0; i < table.x.size(); ++i)
        table.x[i] = 2 + 0.25 * static_cast<double>(i);
    MonotoneCurve const expected(table.x, table.y, Outside::extend);
    auto const curve = UniformCurve::monotone(2, 0.25, table.y);
    for (double x = 1; x < table.x.back() + 1; x += 0.01) {
        RC_ASSERT(std::abs(curve(x) - expected(x)) < 1e-12);
        auto const with_slope = curve(Dual<2>::variable(x, 1));
        RC_ASSERT(with_slope.value == curve(x));
        RC_ASSERT(with_slope.slope[0] == 0);
        RC_ASSERT(std::abs(with_slope.slope[1] - expected.derivative(x)) < 1e-9);
    }
}

TEST(UniformCurve, continues_as_told_and_passes_on_what_is_no_number)
{
    std::vector const y{1.0, 2.0, 5.0};
    auto const curve = UniformCurve::monotone(0, 1, y, Outside::hold, Outside::extend);
    EXPECT_EQ(curve(-3.0), 1);
    EXPECT_EQ(curve.derivative(-3), 0);
    EXPECT_DOUBLE_EQ(curve(2 + 1e-9), 5 + 1e-9 * curve.derivative(2));
    EXPECT_EQ(curve(2.0), 5);
    EXPECT_EQ(curve(-std::numeric_limits<double>::infinity()), 1);
    EXPECT_TRUE(std::isnan(curve(std::nan(""))));
    auto const extended = UniformCurve::monotone(0, 1, y);
    EXPECT_TRUE(std::isnan(extended(std::nan(""))));
}

}   // namespace
}   // namespace radici::numerics
