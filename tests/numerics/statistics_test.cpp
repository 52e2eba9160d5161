#include "radici/numerics/statistics.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/agrees.hpp"

namespace radici::numerics {
namespace {

using test::expect_agrees;

TEST(Moments, agree_with_hand_and_survive_a_large_offset)
{
    EXPECT_DOUBLE_EQ(mean(std::vector{1.0, 2.0, 6.0}), 3);
    EXPECT_DOUBLE_EQ(standard_deviation(std::vector{1.0, 2.0, 6.0}), std::sqrt(7.0));
    EXPECT_NEAR(standard_deviation(std::vector{1e9 + 1, 1e9 + 2, 1e9 + 6}), std::sqrt(7.0), 1e-7);
    EXPECT_TRUE(std::isnan(standard_deviation(std::vector{1.0})));
}

TEST(Quantile, is_type_7)
{
    std::vector const ten{7.0, 2.0, 9.0, 4.0, 1.0, 10.0, 3.0, 8.0, 6.0, 5.0};
    constexpr auto source = "R 4.2: quantile(1:10, c(0, 0.05, 0.1, 0.5, 0.95, 1))";
    expect_agrees(quantile(ten, 0), {.value = 1, .source = source});
    expect_agrees(quantile(ten, 0.05), {.value = 1.45, .rel_tol = 1e-15, .source = source});
    expect_agrees(quantile(ten, 0.1), {.value = 1.9, .rel_tol = 1e-15, .source = source});
    expect_agrees(quantile(ten, 0.5), {.value = 5.5, .rel_tol = 1e-15, .source = source});
    expect_agrees(quantile(ten, 0.95), {.value = 9.55, .rel_tol = 1e-15, .source = source});
    expect_agrees(quantile(ten, 1), {.value = 10, .source = source});
    EXPECT_EQ(quantile(std::vector{3.0}, 0.3), 3);
    double const infinity = std::numeric_limits<double>::infinity();
    EXPECT_EQ(quantile(std::vector{1.0, infinity, infinity}, 0.75), infinity);
    EXPECT_THROW((void)quantile(std::vector<double>{}, 0.5), std::logic_error);
}

TEST(Distributions, agree_with_tables)
{
    constexpr auto source =
        "R 4.2: qnorm(0.975), pnorm(-1), pchisq(6.634897, 1, lower = F), qt(0.975, 10)";
    expect_agrees(normal_quantile(0.975),
                  {.value = 1.959963984540054, .rel_tol = 1e-14, .source = source});
    expect_agrees(normal_cumulative(-1),
                  {.value = 0.158655253931457, .rel_tol = 1e-13, .source = source});
    expect_agrees(chi_squared_upper(6.634896601021213, 1),
                  {.value = 0.01, .rel_tol = 1e-12, .source = source});
    expect_agrees(student_quantile(0.975, 10),
                  {.value = 2.228138851964939, .rel_tol = 1e-10, .source = source});
    EXPECT_EQ(chi_squared_upper(0, 1), 1);
}

struct RateCase {
    long successes, trials;
    double exact_low, exact_high, score_low, score_high;
};

TEST(RateIntervals, agree_with_newcombes_table)
{
    constexpr auto source = "Newcombe, Stat Med 17:857 (1998), table I, methods 5 and 3";
    for (auto const& c : {RateCase{81, 263, 0.2527, 0.3676, 0.2553, 0.3662},
                          {15, 148, 0.0578, 0.1617, 0.0624, 0.1605},
                          RateCase{0, 20, 0, 0.1684, 0, 0.1611},
                          {1, 29, 0.0009, 0.1776, 0.0061, 0.1718}}) {
        auto const exact = clopper_pearson(c.successes, c.trials),
                   score = wilson(c.successes, c.trials);
        expect_agrees(exact.low, {.value = c.exact_low, .abs_tol = 5.1e-5, .source = source});
        expect_agrees(exact.high, {.value = c.exact_high, .abs_tol = 5.1e-5, .source = source});
        expect_agrees(score.low, {.value = c.score_low, .abs_tol = 5.1e-5, .source = source});
        expect_agrees(score.high, {.value = c.score_high, .abs_tol = 5.1e-5, .source = source});
    }
}

TEST(ClopperPearson, agrees_with_r_to_its_digits)
{
    auto const peas = clopper_pearson(682, 925);
    constexpr auto source = "R 4.2, example(binom.test): Mendel's peas, 682 of 925";
    expect_agrees(peas.low, {.value = 0.7076683, .abs_tol = 5.1e-8, .source = source});
    expect_agrees(peas.high, {.value = 0.7654066, .abs_tol = 5.1e-8, .source = source});
    EXPECT_DOUBLE_EQ(clopper_pearson(0, 10).high, 1 - std::pow(0.025, 0.1));   // closed form
    EXPECT_EQ(clopper_pearson(0, 10).low, 0);
    EXPECT_EQ(clopper_pearson(10, 10).high, 1);
    EXPECT_EQ(clopper_pearson(0, 0).low, 0);
    EXPECT_EQ(clopper_pearson(0, 0).high, 1);
}

RC_GTEST_PROP(ClopperPearson, holds_at_most_half_of_the_doubt_in_each_tail, ())
{
    long const trials = *rc::gen::inRange(1, 200);
    long const successes = *rc::gen::inRange(0L, trials + 1);
    auto const [low, high] = clopper_pearson(successes, trials);
    auto const tail = [&](double p, long from, long to) {
        double sum = 0;
        auto const n = static_cast<double>(trials);
        for (auto k = static_cast<double>(from); k <= static_cast<double>(to); ++k)
            sum += std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) +
                            k * std::log(p) + (n - k) * std::log1p(-p));
        return sum;
    };
    if (successes > 0)
        RC_ASSERT(std::abs(tail(low, successes, trials) - 0.025) < 1e-9);
    if (successes < trials)
        RC_ASSERT(std::abs(tail(high, 0, successes) - 0.025) < 1e-9);
    auto const mirror = clopper_pearson(trials - successes, trials);
    RC_ASSERT(std::abs(mirror.low - (1 - high)) < 1e-12);
}

TEST(RateDifference, agrees_with_newcombes_table)
{
    constexpr auto source = "Newcombe, Stat Med 17:873 (1998), table II, method 10";
    auto const a = rate_difference(48, 80, 56, 70), b = rate_difference(3, 10, 9, 10),
               c = rate_difference(0, 10, 10, 10);
    expect_agrees(a.value, {.value = 0.2, .rel_tol = 1e-12, .source = source});
    expect_agrees(a.low, {.value = 0.0524, .abs_tol = 5.1e-5, .source = source});
    expect_agrees(a.high, {.value = 0.3339, .abs_tol = 5.1e-5, .source = source});
    expect_agrees(b.low, {.value = 0.1705, .abs_tol = 5.1e-5, .source = source});
    expect_agrees(b.high, {.value = 0.8090, .abs_tol = 5.1e-5, .source = source});
    expect_agrees(c.low, {.value = 0.6075, .abs_tol = 5.1e-5, .source = source});
    expect_agrees(c.high, {.value = 1, .source = source});
}

TEST(FisherExact, agrees_with_worked_examples)
{
    expect_agrees(fisher_exact_p(3, 4, 1, 4),
                  {.value = 34.0 / 70,
                   .rel_tol = 1e-12,
                   .source = "the lady tasting tea: (16 + 1 + 16 + 1)/70 = 0.4857"});
    expect_agrees(fisher_exact_p(2, 17, 10, 13),
                  {.value = 0.0005367,
                   .abs_tol = 5.1e-8,
                   .source = "R 4.2, example(fisher.test): Convictions"});
    EXPECT_DOUBLE_EQ(fisher_exact_p(0, 5, 0, 9), 1);
    EXPECT_DOUBLE_EQ(fisher_exact_p(0, 0, 3, 9), 1);
    EXPECT_NEAR(fisher_exact_p(500, 1000, 520, 1000), 0.395,
                0.01);   // chi-squared with continuity correction
    EXPECT_EQ(fisher_exact_p(3, 11, 7, 9), fisher_exact_p(7, 9, 3, 11));
}

TEST(Bootstrap, gives_the_interval_of_a_mean_and_the_same_one_again)
{
    std::vector<double> sample;
    RandomStream draw(3, 0, "sample");
    for (int i = 0; i < 200; ++i)
        sample.push_back(10 + draw.normal());
    auto const mean_of = [&](std::span<std::size_t const> drawn) {
        double sum = 0;
        for (std::size_t const i : drawn)
            sum += sample[i];
        return sum / static_cast<double>(drawn.size());
    };
    RandomStream first(5, 0, "bootstrap"), second(5, 0, "bootstrap");
    auto const interval = bootstrap_interval(sample.size(), 4000, mean_of, first);
    auto const again = bootstrap_interval(sample.size(), 4000, mean_of, second);
    double const half = 1.96 * standard_deviation(sample) / std::sqrt(200.0);
    EXPECT_NEAR(interval.low, mean(sample) - half, 0.1 * half);   // 4000 draws leave 2 % of it
    EXPECT_NEAR(interval.high, mean(sample) + half, 0.1 * half);
    EXPECT_EQ(interval.low, again.low);
    EXPECT_EQ(interval.high, again.high);
}

TEST(Bootstrap, counts_what_is_undefined_as_not_reached)
{
    RandomStream random(1, 0, "bootstrap");
    auto const interval = bootstrap_interval(
        2, 400, [](auto drawn) { return drawn[0] == 0 ? std::nan("") : 1.0; }, random);
    EXPECT_EQ(interval.low, 1);
    EXPECT_EQ(interval.high, std::numeric_limits<double>::infinity());
}

TEST(ManyTests, are_adjusted_as_r_does)
{
    std::vector<double> const p{0.01, 0.04, 0.03, 0.2};
    double const by_holm[] = {0.04, 0.09, 0.09, 0.2}, by_bonferroni[] = {0.04, 0.16, 0.12, 0.8};
    constexpr auto source = "R 4.2.2: p.adjust, tests/numerics/survival_reference.R";
    for (std::size_t i = 0; i < p.size(); ++i) {
        expect_agrees(holm(p)[i], {.value = by_holm[i], .rel_tol = 1e-14, .source = source});
        expect_agrees(bonferroni(p)[i],
                      {.value = by_bonferroni[i], .rel_tol = 1e-14, .source = source});
    }
    EXPECT_EQ(holm(std::vector{0.7, 0.9}), (std::vector{1.0, 1.0}));
    EXPECT_TRUE(holm({}).empty());
}

TEST(ManyTests, leave_out_those_that_could_not_be_made)
{
    double const none = std::nan("");
    auto const adjusted = holm(std::vector{none, 0.02, 0.03});
    EXPECT_TRUE(std::isnan(adjusted[0]));
    EXPECT_EQ(adjusted[1], 0.04);
    EXPECT_EQ(adjusted[2], 0.04);
    EXPECT_EQ(bonferroni(std::vector{none, 0.02})[1], 0.02);
}

TEST(MedianEstimate, is_between_the_order_statistics_of_the_table)
{
    std::vector<double> values;
    for (int k = 10; k >= 1; --k)
        values.push_back(k);
    auto const ten = median_estimate(values);
    // by hand: P(Bin(10, 1/2) <= 1) = 11/1024 = 1.1 %, <= 2 5.5 %, so ranks 2 and 9 (97.9 %)
    EXPECT_EQ(ten.value, 5.5);
    EXPECT_EQ(ten.low, 2);
    EXPECT_EQ(ten.high, 9);
    values.resize(6);   // 10 to 5; 2/64 = 3.1 % outside the extremes
    EXPECT_EQ(median_estimate(values).low, 5);
    values.resize(5);   // 2/32 = 6.3 %
    EXPECT_TRUE(std::isnan(median_estimate(values).low));
    EXPECT_EQ(median_estimate(values).value, 8);
}

}   // namespace
}   // namespace radici::numerics
