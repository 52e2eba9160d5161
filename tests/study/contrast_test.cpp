#include "radici/study/contrast.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace radici::study {
namespace {

ArmResult arm(std::vector<double> day, std::vector<std::uint8_t> censored)
{
    ArmResult result;
    Survival os;
    os.name = "os";
    os.day = std::move(day);
    os.censored = std::move(censored);
    result.survival = {os};
    return result;
}

RunResult two_arms()
{
    RunResult result;
    result.study.horizon_d = 100;
    result.arms = {arm({20, 50, 90}, {0, 0, 1}), arm({40, 60, 80, 100}, {0, 0, 0, 1})};
    result.comparisons = {
        {.endpoint = "os", .effect = {}, .p = 0.04},
        {.kind = Comparison::Kind::rate, .endpoint = "orr", .effect = {}, .p = 0.03}};
    return result;
}

TEST(RestrictedMeans, reach_to_the_last_day_that_all_arms_were_followed)
{
    auto result = two_arms();
    restrict_means(result);
    auto const &a = result.arms[0].survival[0], &b = result.arms[1].survival[0];
    EXPECT_EQ(a.restricted_until_d, 90);
    EXPECT_EQ(b.restricted_until_d, 90);
    EXPECT_NEAR(a.restricted_mean_d.value, (20 + 50 + 90) / 3.0, 1e-12);   // by hand
    EXPECT_NEAR(b.restricted_mean_d.value, (40 + 60 + 80 + 90) / 4.0, 1e-12);
    EXPECT_GE(a.restricted_mean_d.low, 0);
    EXPECT_LE(a.restricted_mean_d.high, 90);
}

TEST(RestrictedMeans, are_not_cut_short_by_an_arm_in_which_all_had_the_event)
{
    auto result = two_arms();
    result.arms[0].survival[0].censored = {0, 0, 0};
    restrict_means(result);
    EXPECT_EQ(result.arms[0].survival[0].restricted_until_d, 100);
    EXPECT_EQ(result.arms[1].survival[0].restricted_until_d, 100);
    result.arms[0].survival[0].day.clear();   // all failed: nothing to say of the arm
    result.arms[0].survival[0].censored.clear();
    result.arms[0].survival[0].restricted_mean_d = {};
    restrict_means(result);
    EXPECT_TRUE(std::isnan(result.arms[0].survival[0].restricted_mean_d.value));
    EXPECT_EQ(result.arms[1].survival[0].restricted_until_d, 100);
}

TEST(Comparisons, of_survival_have_the_gain_in_mean_and_a_check_of_proportional_hazards)
{
    auto result = two_arms();
    restrict_means(result);
    weigh_comparisons(result);
    auto const& c = result.comparisons[0];
    EXPECT_NEAR(c.mean_gain_d.value, 67.5 - 160 / 3.0, 1e-12);
    EXPECT_LT(c.mean_gain_d.low, c.mean_gain_d.value);
    EXPECT_GT(c.proportional_p, 0);
    EXPECT_LE(c.proportional_p, 1);
    EXPECT_TRUE(std::isnan(result.comparisons[1].mean_gain_d.value));
    EXPECT_TRUE(std::isnan(result.comparisons[1].proportional_p));
}

TEST(Comparisons, are_adjusted_by_holm_and_counted_in_a_note)
{
    auto result = two_arms();
    restrict_means(result);
    weigh_comparisons(result);
    EXPECT_EQ(result.comparisons[1].holm_p, 0.06);   // by hand: 2 · 0.03, and the next no less
    EXPECT_EQ(result.comparisons[0].holm_p, 0.06);
    ASSERT_EQ(result.notes.size(), 1u);
    EXPECT_EQ(result.notes[0].rfind("2 comparisons", 0), 0u) << result.notes[0];

    auto single = two_arms();
    single.comparisons.resize(1);
    weigh_comparisons(single);
    EXPECT_TRUE(std::isnan(single.comparisons[0].holm_p));
    EXPECT_TRUE(single.notes.empty());
}

}   // namespace
}   // namespace radici::study
