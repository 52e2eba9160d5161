#include "radici/numerics/restricted_mean.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "numerics/survival_data.hpp"
#include "radici/base/random.hpp"
#include "support/agrees.hpp"

namespace radici::numerics {
namespace {

using test::expect_agrees;
using test_data::reference;

TEST(RestrictedMean, agrees_with_r_on_lung_cancer)
{
    auto const table = test_data::read("lung");
    auto const subjects = test_data::follow_up(table);
    KaplanMeier const men(test_data::those(subjects, table["sex"], 1)),
        women(test_data::those(subjects, table["sex"], 2));
    struct Row {
        double until, men, error_of_men, women, error_of_women;
    };
    for (Row const& row : {Row{365, 242.739574865, 10.3588045776, 297.465409532, 10.7913239788},
                           Row{700, 310.430925778, 18.8945497180, 428.058454351, 26.0855140023}}) {
        auto const agrees = [](double actual, double expected) {
            expect_agrees(actual, {.value = expected, .rel_tol = 1e-11, .source = reference});
        };
        auto const a = restricted_mean(men, row.until), b = restricted_mean(women, row.until);
        agrees(a->value, row.men);
        agrees(a->standard_error, row.error_of_men);
        agrees(b->value, row.women);
        agrees(b->standard_error, row.error_of_women);
        auto const gain = difference(*a, *b);
        agrees(gain.value, row.women - row.men);
        agrees(gain.standard_error, std::hypot(row.error_of_men, row.error_of_women));
    }
}

TEST(RestrictedMean, difference_has_a_normal_interval_and_p)
{
    MeanWithError const gain{1.959963984540054, 1};
    EXPECT_NEAR(gain.interval().low, 0, 1e-12);
    EXPECT_NEAR(gain.p(), 0.05, 1e-12);
    EXPECT_NEAR(MeanWithError({-1.959963984540054, 1}).p(), 0.05, 1e-12);
    EXPECT_EQ(MeanWithError({0, 0}).p(), 1);
}

TEST(RestrictedMean, ends_with_follow_up)
{
    std::vector<FollowUp> const open{{1, true}, {2, false}}, closed{{1, true}, {2, true}};
    EXPECT_FALSE(restricted_mean(KaplanMeier(open), 2.5).has_value());
    EXPECT_EQ(restricted_mean(KaplanMeier(open), 2)->value, 1.5);
    EXPECT_EQ(restricted_mean(KaplanMeier(closed), 9)->value, 1.5);   // nobody is left to follow
    EXPECT_EQ(restricted_mean(KaplanMeier(open), 0.5)->value, 0.5);
    EXPECT_EQ(restricted_mean(KaplanMeier(open), 0.5)->standard_error, 0);
}

RC_GTEST_PROP(RestrictedMean, is_the_mean_where_nobody_is_censored, ())
{
    RandomStream random(*rc::gen::arbitrary<std::uint64_t>(), 0, "mean");
    std::vector<FollowUp> subjects;
    std::vector<double> times;
    double const until = 1.3;
    for (int i = *rc::gen::inRange(2, 50); i > 0; --i) {
        subjects.push_back({random.exponential(), true});
        times.push_back(std::min(subjects.back().time, until));
    }
    auto const mean_time = restricted_mean(KaplanMeier(subjects), until);
    RC_ASSERT(mean_time.has_value());
    auto const n = static_cast<double>(times.size());
    RC_ASSERT(std::abs(mean_time->value - mean(times)) < 1e-12);
    // and Greenwood's sum is the variance of a mean, with n in place of n − 1
    double const expected = standard_deviation(times) * std::sqrt((n - 1) / n / n);
    if (std::count_if(times.begin(), times.end(), [&](double t) { return t == until; }) > 0)
        RC_ASSERT(std::abs(mean_time->standard_error - expected) < 1e-9);
}

}   // namespace
}   // namespace radici::numerics
