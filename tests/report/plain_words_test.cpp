#include "radici/report/plain_words.hpp"

#include <algorithm>

#include <gmock/gmock.h>

#include "report/sample_result.hpp"

// The sentences are checked against the rules of plain_words.hpp, applied by hand.
namespace radici::report {
namespace {

using study::no_value;
using testing::HasSubstr;
using testing::Not;

std::string about(study::RunResult const& result, std::string_view subject)
{
    for (auto const& statement : plain_words(result))
        if (statement.about == subject)
            return statement.text;
    return "nothing said";
}

study::RunResult with_hazard_ratio(double value, double low, double high)
{
    auto result = test::small_result();
    result.comparisons = {
        {study::Comparison::Kind::survival, 1, 0, "os", {value, low, high}, 0.0004}};
    return result;
}

study::RunResult with_difference(double value, double low, double high)
{
    auto result = test::small_result();
    result.comparisons = {{study::Comparison::Kind::rate, 1, 0, "orr", {value, low, high}, 0.03}};
    return result;
}

TEST(PlainWords, say_that_arms_cannot_be_told_apart_when_the_interval_includes_no_effect)
{
    auto const text = about(with_hazard_ratio(0.86, 0.66, 1.12), "Overall survival");
    EXPECT_THAT(text, HasSubstr("cannot tell"));
    EXPECT_THAT(text, HasSubstr("hazard ratio 0.86 (0.66–1.12)"));
    EXPECT_THAT(text, HasSubstr("the interval includes 1"));
    EXPECT_THAT(about(with_difference(0.08, -0.04, 0.2), "Objective response rate"),
                HasSubstr("the interval includes 0"));
}

TEST(PlainWords, name_a_direction_only_when_the_interval_excludes_no_effect)
{
    EXPECT_THAT(about(with_hazard_ratio(0.7, 0.5, 0.98), "Overall survival"),
                HasSubstr("later and less often with RLT, \"ipi\" & <nivo> than with RLT"));
    EXPECT_THAT(about(with_hazard_ratio(1.6, 1.1, 2.2), "Overall survival"),
                HasSubstr("earlier and more often"));
    EXPECT_THAT(about(with_difference(0.3, 0.1, 0.5), "Objective response rate"),
                HasSubstr("More often"));
    EXPECT_THAT(about(with_difference(-0.3, -0.5, -0.1), "Objective response rate"),
                HasSubstr("Less often"));
}

TEST(PlainWords, treat_a_bound_that_is_not_reached_as_no_evidence)
{
    EXPECT_THAT(about(with_hazard_ratio(0.2, 0.01, no_value), "Overall survival"),
                HasSubstr("cannot tell"));
    EXPECT_THAT(about(with_hazard_ratio(no_value, no_value, no_value), "Overall survival"),
                HasSubstr("cannot be estimated"));
}

TEST(PlainWords, name_the_gain_in_mean_time_and_a_ratio_that_changes)
{
    auto result = with_hazard_ratio(0.7, 0.5, 0.98);
    EXPECT_THAT(about(result, "Overall survival"), Not(HasSubstr("Mean time")));
    result.arms[0].survival[0].restricted_until_d = 24 * 30.4375;
    result.comparisons[0].mean_gain_d = {36.525, -9.13125, 80};
    result.comparisons[0].proportional_p = 0.2;
    auto const steady = about(result, "Overall survival");
    EXPECT_THAT(steady, HasSubstr("Mean time within 24\u00a0mo: +1.2\u00a0mo (−0.3 to +2.6)"));
    EXPECT_THAT(steady, Not(HasSubstr("changes with time")));
    result.comparisons[0].proportional_p = 0.01;
    EXPECT_THAT(about(result, "Overall survival"),
                HasSubstr("changes with time (proportional hazards p\u00a0=\u00a00.010)"));
}

TEST(PlainWords, say_what_came_first)
{
    auto result = test::small_result();
    EXPECT_EQ(about(result, "What came first within 6 mo"), "nothing said");
    result.arms[1].first_event.causes = {{"progression", 1, {{6, {0.5, 0.25, 0.75}}}},
                                         {"toxicity_g3", 0, {{6, {0, 0, 0.25}}}}};
    EXPECT_EQ(about(result, "What came first within 6 mo"),
              "With RLT: progression 50\u00a0% (25–75\u00a0%), toxicity of grade 3 or more "
              "0\u00a0% (0–25\u00a0%).");
}

TEST(PlainWords, never_print_a_p_of_zero)
{
    EXPECT_THAT(about(with_hazard_ratio(0.7, 0.5, 0.98), "Overall survival"),
                HasSubstr("p\u00a0< 0.001"));
}

TEST(PlainWords, say_where_a_median_is_not_reached)
{
    auto const text = about(test::small_result(), "Overall survival");
    EXPECT_THAT(text, HasSubstr("2\u00a0mo (from 1) with RLT, \"ipi\""));
    EXPECT_THAT(text, HasSubstr("not reached with RLT"));
}

TEST(PlainWords, say_what_the_intervals_leave_out)
{
    auto result = test::small_result();
    EXPECT_THAT(about(result, "How sure"),
                HasSubstr("leave out the uncertainty of the model and of its parameters"));
    EXPECT_THAT(about(result, "How sure"),
                HasSubstr("Of the 1 parameters that went in, 1 is assumed"));
    result.study.interval = study::Identity::IntervalKind::sampling_and_parameters;
    EXPECT_THAT(about(result, "How sure"), HasSubstr("uncertainty of the parameters moves"));
}

TEST(PlainWords, count_what_failed_and_are_silent_when_nothing_did)
{
    auto result = test::small_result();
    EXPECT_EQ(about(result, "Failed"),
              "1 of 4 simulations failed and are left out of every number here.");
    result.arms[1].failed = 0;
    EXPECT_EQ(about(result, "Failed"), "nothing said");
}

TEST(Medians, are_in_months_for_man_and_days_for_mice)
{
    study::Survival s;
    s.median_d = {60.875, 45.65625, 91.3125};
    EXPECT_EQ(median_with_interval(s), "2\u00a0mo (1.5–3)");
    s.scale = study::Survival::Scale::days;
    EXPECT_EQ(median_with_interval(s), "61\u00a0d (46–91)");
    s.median_d = {no_value, 91, no_value};
    EXPECT_EQ(median_with_interval(s), "not reached (from 91\u00a0d)");
}

TEST(Points, carry_their_sign)
{
    EXPECT_EQ(points_with_interval({0.08, -0.04, 0.2}), "+8 points (−4 to +20)");
    EXPECT_EQ(points_with_interval({0.001, -0.004, no_value}), "0 points (0 to –)");
}

}   // namespace
}   // namespace radici::report
