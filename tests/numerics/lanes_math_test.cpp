// exp and ln of the lanes beside long double, which has eleven more bits.
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "numerics/lanes_strip.hpp"

namespace radici::numerics::lanes {
namespace {

using test::same_number;
using test::values_of;
using test::widths;

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double smallest_normal = std::numeric_limits<double>::min();
constexpr double largest = std::numeric_limits<double>::max();

std::vector<double> exp_of(std::vector<double> const& x, Width width = Width::four)
{
    Expressions graph;
    int const result = graph.exp(graph.cell(0));
    return values_of(graph, result, x, width);
}

std::vector<double> log_of(std::vector<double> const& x, Width width = Width::four)
{
    Expressions graph;
    int const result = graph.log(graph.cell(0));
    return values_of(graph, result, x, width);
}

/// In units of the last place of the result.
double error_ulp(double actual, long double exact)
{
    auto const size = std::abs(static_cast<double>(exact));
    auto const unit = static_cast<long double>(std::nextafter(size, inf)) - size;
    return static_cast<double>(std::abs(actual - exact) / unit);
}

std::vector<double> evenly(double low, double high, int count)
{
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> between(low, high);
    std::vector<double> x;
    for (int i = 0; i < count; ++i)
        x.push_back(between(random));
    return x;
}

/// 2^k·m over all exponents of normal numbers.
std::vector<double> all_magnitudes(int count)
{
    std::vector<double> x = evenly(1, 2, count);
    for (int i = 0; i < count; ++i)
        x[static_cast<std::size_t>(i)] =
            std::ldexp(x[static_cast<std::size_t>(i)], i % 2046 - 1022);
    return x;
}

void expect_exp_is_close(std::vector<double> const& x)
{
    auto const y = exp_of(x);
    double worst = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
        worst = std::max(worst, error_ulp(y[i], std::exp(static_cast<long double>(x[i]))));
    EXPECT_LT(worst, 1.5);
    EXPECT_GT(worst, 0.3);   // a comparison that finds nothing compares nothing
}

void expect_log_is_close(std::vector<double> const& x)
{
    auto const y = log_of(x);
    double worst = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
        worst = std::max(worst, error_ulp(y[i], std::log(static_cast<long double>(x[i]))));
    EXPECT_LT(worst, 1.5);
    EXPECT_GT(worst, 0.3);
}

TEST(LaneMath, exp_errs_by_less_than_one_and_a_half_units)
{
    expect_exp_is_close(evenly(-708, 709.78, 400'000));
    expect_exp_is_close(evenly(-1, 1, 400'000));
    expect_exp_is_close(evenly(-1e-3, 1e-3, 100'000));
}

TEST(LaneMath, log_errs_by_less_than_one_and_a_half_units)
{
    expect_log_is_close(all_magnitudes(400'000));
    expect_log_is_close(evenly(0.5, 2, 400'000));
    expect_log_is_close(evenly(0.999, 1.001, 400'000));
    expect_log_is_close(evenly(0.7, 0.715, 200'000));     // √½, where the reduction changes over
    expect_log_is_close(evenly(1.405, 1.425, 200'000));   // √2
}

TEST(LaneMath, exp_at_the_ends_of_its_range)
{
    for (auto const width : widths()) {
        auto const y =
            exp_of({0.0, -0.0, -708.0, std::nextafter(-708.0, -inf), -1e300, -inf, 709.782712893384,
                    709.8, 710, 1e300, inf, nan, std::numeric_limits<double>::denorm_min()},
                   width);
        EXPECT_EQ(y[0], 1);
        EXPECT_EQ(y[1], 1);
        EXPECT_LT(error_ulp(y[2], std::exp(-708.0L)), 1.5);
        EXPECT_TRUE(same_number(y[3], 0.0));
        EXPECT_TRUE(same_number(y[4], 0.0));
        EXPECT_TRUE(same_number(y[5], 0.0));
        EXPECT_LT(error_ulp(y[6], std::exp(static_cast<long double>(709.782712893384))),
                  1.5);   // 6e-14 below ln of the largest
        for (std::size_t i = 7; i < 11; ++i)
            EXPECT_EQ(y[i], inf);
        EXPECT_TRUE(std::isnan(y[11]));
        EXPECT_EQ(y[12], 1);
    }
}

TEST(LaneMath, log_at_the_ends_of_its_range)
{
    for (auto const width : widths()) {
        auto const y =
            log_of({1.0, 0.0, -0.0, -1.0, -inf, inf, nan, std::numeric_limits<double>::denorm_min(),
                    std::nextafter(smallest_normal, 0), smallest_normal, largest},
                   width);
        EXPECT_TRUE(same_number(y[0], 0.0));
        EXPECT_EQ(y[1], -inf);
        EXPECT_EQ(y[2], -inf);
        EXPECT_TRUE(std::isnan(y[3]));
        EXPECT_TRUE(std::isnan(y[4]));
        EXPECT_EQ(y[5], inf);
        EXPECT_TRUE(std::isnan(y[6]));
        EXPECT_EQ(y[7], -inf);   // denormal numbers count as 0
        EXPECT_EQ(y[8], -inf);
        EXPECT_LT(error_ulp(y[9], std::log(static_cast<long double>(smallest_normal))), 1.5);
        EXPECT_LT(error_ulp(y[10], std::log(static_cast<long double>(largest))), 1.5);
    }
}

TEST(LaneMath, are_the_same_bytes_at_both_widths)
{
    if (widths().size() < 2)
        GTEST_SKIP() << "this processor has no AVX-512";
    auto const any = evenly(-720, 720, 50'000);
    auto const positive = all_magnitudes(50'000);
    auto const e4 = exp_of(any, Width::four), e8 = exp_of(any, Width::eight);
    auto const l4 = log_of(positive, Width::four), l8 = log_of(positive, Width::eight);
    for (std::size_t i = 0; i < any.size(); ++i) {
        ASSERT_TRUE(same_number(e4[i], e8[i])) << "exp " << any[i];
        ASSERT_TRUE(same_number(l4[i], l8[i])) << "ln " << positive[i];
    }
}

}   // namespace
}   // namespace radici::numerics::lanes
