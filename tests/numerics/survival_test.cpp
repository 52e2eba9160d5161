#include "radici/numerics/cox.hpp"
#include "radici/numerics/survival.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "numerics/survival_data.hpp"
#include "radici/base/random.hpp"
#include "support/agrees.hpp"

namespace radici::numerics {
namespace {

using test::expect_agrees;

// Weeks of remission of acute leukaemia: Freireich et al., Blood 21:699 (1963); censored times are
// negative here.
std::vector<FollowUp> weeks(std::vector<double> const& times)
{
    std::vector<FollowUp> out;
    for (double const t : times)
        out.push_back({std::abs(t), t > 0});
    return out;
}
std::vector<FollowUp> const mercaptopurine = weeks(
    {6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35});
std::vector<FollowUp> const placebo =
    weeks({1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23});

TEST(KaplanMeier, agrees_with_freireichs_trial)
{
    KaplanMeier const curve(mercaptopurine);
    constexpr auto source =
        "R 4.2, survival 3.4: summary(survfit(Surv(time, status) ~ 1)), 6-MP arm";
    struct Row {
        double time;
        long at_risk, events;
        double survival, standard_error;
    };
    Row const rows[] = {{6, 21, 3, 0.857, 0.0764},  {7, 17, 1, 0.807, 0.0869},
                        {10, 15, 1, 0.753, 0.0963}, {13, 12, 1, 0.690, 0.1068},
                        {16, 11, 1, 0.627, 0.1141}, {22, 7, 1, 0.538, 0.1282},
                        {23, 6, 1, 0.448, 0.1346}};
    ASSERT_EQ(curve.steps().size(), std::size(rows));
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        auto const& step = curve.steps()[i];
        EXPECT_EQ(step.time, rows[i].time);
        EXPECT_EQ(step.at_risk, rows[i].at_risk);
        EXPECT_EQ(step.events, rows[i].events);
        expect_agrees(step.survival.value,
                      {.value = rows[i].survival, .abs_tol = 5.1e-4, .source = source});
        // from the width of the log-log band back to Greenwood's standard error of S
        double const width =
            std::log(std::log(step.survival.low) / std::log(step.survival.value)) / 1.959964;
        expect_agrees(width * step.survival.value * -std::log(step.survival.value),
                      {.value = rows[i].standard_error, .abs_tol = 6e-5, .source = source});
    }
    EXPECT_EQ(curve.at(5.9)->value, 1);
    EXPECT_EQ(curve.at(22.5)->value, curve.steps()[5].survival.value);
    EXPECT_TRUE(curve.at(35).has_value());
    EXPECT_FALSE(curve.at(35.1).has_value());
    EXPECT_EQ(curve.at_risk(0), 21);
    EXPECT_EQ(curve.at_risk(6), 21);
    EXPECT_EQ(curve.at_risk(6.5), 17);
    EXPECT_EQ(curve.at_risk(36), 0);
}

TEST(KaplanMeier, has_the_medians_of_freireichs_trial)
{
    auto const treated = KaplanMeier(mercaptopurine).median(),
               control = KaplanMeier(placebo).median();
    // SAS PROC LIFETEST (log-log): 6-MP 23 [13, .], placebo 8 [4, 11]
    EXPECT_EQ(treated.value, 23);
    EXPECT_EQ(treated.low, 13);
    EXPECT_FALSE(treated.high.has_value());
    EXPECT_EQ(control.value, 8);
    EXPECT_EQ(control.low, 4);
    EXPECT_EQ(control.high, 11);
    auto const quarter = KaplanMeier(mercaptopurine).quantile(0.25);
    EXPECT_EQ(quarter.value, 13);
    EXPECT_EQ(quarter.low, 6);
}

TEST(KaplanMeier, takes_the_middle_of_a_step_at_exactly_one_half)
{
    EXPECT_EQ(KaplanMeier(weeks({1, 2, 3, 4})).median().value, 2.5);
    EXPECT_EQ(KaplanMeier(weeks({1, 2, 3, 4, 5})).median().value, 3);
    EXPECT_EQ(KaplanMeier(weeks({1, 2, -7, -9})).median().value,
              5.5);   // flat to the end of follow-up
}

TEST(KaplanMeier, has_an_end_and_a_beginning)
{
    KaplanMeier const nobody(std::vector<FollowUp>{}), immortal(weeks({-1, -2}));
    EXPECT_FALSE(nobody.at(0).has_value());
    EXPECT_FALSE(nobody.median().value.has_value());
    EXPECT_EQ(immortal.at(2)->low, 1);
    EXPECT_FALSE(immortal.median().value.has_value());
    KaplanMeier const all_dead(placebo);
    EXPECT_EQ(all_dead.at(1000)->value, 0);
    EXPECT_EQ(all_dead.at(1000)->low, 0);
    EXPECT_EQ(all_dead.at(1000)->high, all_dead.at(22)->high);
}

/// Exponential times with random censoring, some of them rounded to give ties.
std::vector<FollowUp> random_group(std::uint64_t seed, std::uint64_t index, int n, double rate,
                                   double grid)
{
    RandomStream random(seed, index, "group");
    std::vector<FollowUp> out;
    for (int i = 0; i < n; ++i) {
        double const event = random.exponential() / rate, censor = 3 * random.uniform();
        double const time = std::min(event, censor);
        out.push_back({grid > 0 ? grid * std::ceil(time / grid) : time, event <= censor});
    }
    return out;
}

RC_GTEST_PROP(KaplanMeier, falls_within_its_band, ())
{
    KaplanMeier const curve(
        random_group(*rc::gen::arbitrary<std::uint64_t>(), 0, *rc::gen::inRange(1, 60), 1, 0.1));
    double last = 1;
    for (auto const& step : curve.steps()) {
        RC_ASSERT(step.survival.value < last);
        RC_ASSERT(step.survival.low <= step.survival.value &&
                  step.survival.value <= step.survival.high);
        RC_ASSERT(step.survival.low >= 0 && step.survival.high <= 1);
        last = step.survival.value;
    }
}

RC_GTEST_PROP(KaplanMeier, is_the_share_alive_where_nobody_is_censored, ())
{
    auto group =
        random_group(*rc::gen::arbitrary<std::uint64_t>(), 0, *rc::gen::inRange(1, 40), 1, 0.2);
    for (auto& subject : group)
        subject.event = true;
    KaplanMeier const curve(group);
    for (auto const& subject : group) {
        double alive = 0;
        for (auto const& other : group)
            alive += other.time > subject.time ? 1 : 0;
        RC_ASSERT(std::abs(curve.at(subject.time)->value -
                           alive / static_cast<double>(group.size())) < 1e-12);
    }
}

TEST(LogRank, agrees_with_freireichs_trial)
{
    auto const test = log_rank(mercaptopurine, placebo);
    constexpr auto source =
        "Kleinbaum & Klein, Survival Analysis, 3rd ed. (2012), ch. 2; R survdiff: 16.8, p 4e-05";
    expect_agrees(test.chi_squared, {.value = 16.79, .abs_tol = 0.0051, .source = source});
    expect_agrees(test.p, {.value = 4.17e-5, .abs_tol = 5.1e-8, .source = source});
    expect_agrees(test.expected_a, {.value = 19.25, .abs_tol = 0.0051, .source = source});
    expect_agrees(test.expected_b, {.value = 10.75, .abs_tol = 0.0051, .source = source});
    EXPECT_EQ(test.observed_a, 9);
    EXPECT_EQ(test.observed_b, 21);
}

TEST(LogRank, agrees_with_r_with_and_without_strata)
{
    auto const table = test_data::read("veteran");
    auto const subjects = test_data::follow_up(table);
    auto const treatment = table["trt"], cell = table["celltype"];
    std::vector<std::vector<FollowUp>> groups;
    for (double const c : {1, 2, 3, 4})
        for (double const t : {1, 2})
            groups.push_back(test_data::those(test_data::those(subjects, cell, c),
                                              test_data::those(treatment, cell, c), t));
    std::vector<TwoGroups> strata;
    for (std::size_t i = 0; i < groups.size(); i += 2)
        strata.push_back({groups[i], groups[i + 1]});
    auto const stratified = log_rank(strata);
    auto const plain = log_rank(test_data::those(subjects, treatment, 1),
                                test_data::those(subjects, treatment, 2));
    auto const agrees = [](double actual, double expected) {
        expect_agrees(actual, {.value = expected, .rel_tol = 1e-9, .source = test_data::reference});
    };
    agrees(plain.chi_squared, 0.00822734320235);
    agrees(plain.expected_a, 64.50019666360090);
    agrees(stratified.chi_squared, 0.701743346844);
    agrees(stratified.expected_a, 68.207552976873);
    agrees(stratified.expected_b, 59.792447023127);
    EXPECT_EQ(log_rank(std::vector<TwoGroups>{}).p, 1);
}

TEST(HazardRatio, agrees_with_freireichs_trial)
{
    auto const ratio = hazard_ratio(mercaptopurine, placebo);
    constexpr auto source = "R 4.2, survival 3.4: coxph(ties = \"efron\"): coef 1.5721, se 0.4124; "
                            "exp 4.817 [2.147, 10.81]";
    ASSERT_TRUE(ratio.has_value());
    expect_agrees(std::log(ratio->value), {.value = 1.5721, .abs_tol = 5.1e-5, .source = source});
    expect_agrees(ratio->value, {.value = 4.817, .abs_tol = 5.1e-4, .source = source});
    expect_agrees(ratio->low, {.value = 2.147, .abs_tol = 5.1e-4, .source = source});
    expect_agrees(ratio->high, {.value = 10.81, .abs_tol = 5.1e-3, .source = source});
}

RC_GTEST_PROP(TwoGroups, are_compared_alike_from_either_side_and_on_any_clock, ())
{
    auto const seed = *rc::gen::arbitrary<std::uint64_t>();
    double const grid = *rc::gen::element(0.0, 0.25);
    auto a = random_group(seed, 1, *rc::gen::inRange(5, 40), 1, grid);
    auto b = random_group(seed, 2, *rc::gen::inRange(5, 40), 2, grid);
    auto const test = log_rank(a, b), mirror = log_rank(b, a);
    RC_ASSERT(std::abs(test.chi_squared - mirror.chi_squared) <= 1e-9 * (1 + test.chi_squared));
    RC_ASSERT(std::abs(test.observed_a + test.observed_b - test.expected_a - test.expected_b) <
              1e-9);
    auto const ratio = hazard_ratio(a, b), inverse = hazard_ratio(b, a);
    RC_ASSERT(ratio.has_value() == inverse.has_value());
    if (ratio) {
        RC_ASSERT(std::abs(ratio->value * inverse->value - 1) < 1e-9);
        RC_ASSERT(std::abs(ratio->low * inverse->high - 1) < 1e-9);
    }
    for (auto* group : {&a, &b})
        for (auto& subject : *group)
            subject.time = subject.time * subject.time;   // only the order counts
    RC_ASSERT(log_rank(a, b).chi_squared == test.chi_squared);
    if (ratio)
        RC_ASSERT(hazard_ratio(a, b)->value == ratio->value);
}

TEST(TwoGroups, that_are_the_same_do_not_differ)
{
    auto const test = log_rank(placebo, placebo);
    EXPECT_NEAR(test.chi_squared, 0, 1e-20);
    EXPECT_NEAR(test.p, 1, 1e-9);
    EXPECT_NEAR(hazard_ratio(placebo, placebo)->value, 1, 1e-10);
}

TEST(TwoGroups, of_which_one_has_no_event_have_no_ratio)
{
    EXPECT_FALSE(hazard_ratio(placebo, weeks({-30, -40})).has_value());
    EXPECT_FALSE(hazard_ratio(weeks({-30, -40}), placebo).has_value());
    EXPECT_FALSE(
        hazard_ratio(weeks({1, 2}), weeks({5, 6})).has_value());   // b alone at risk at its events
    EXPECT_FALSE(hazard_ratio({}, placebo).has_value());
    EXPECT_EQ(log_rank({}, placebo).p, 1);
    EXPECT_EQ(log_rank({}, {}).p, 1);
}

TEST(TwoGroups, recover_the_ratio_they_were_drawn_with)
{
    auto const a = random_group(1, 1, 20000, 0.5, 0), b = random_group(1, 2, 20000, 1.0, 0);
    auto const ratio = hazard_ratio(a, b);
    ASSERT_TRUE(ratio.has_value());
    double const standard_error = std::log(ratio->high / ratio->low) / (2 * 1.96);
    EXPECT_LT(standard_error, 0.02);
    EXPECT_NEAR(std::log(ratio->value), std::log(2.0), 5 * standard_error);   // false alarm 6e-7
}

}   // namespace
}   // namespace radici::numerics
