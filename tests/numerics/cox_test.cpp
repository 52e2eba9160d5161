#include "radici/numerics/cox.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "numerics/survival_data.hpp"
#include "radici/base/random.hpp"
#include "radici/numerics/proportional_hazards.hpp"
#include "support/agrees.hpp"

namespace radici::numerics {
namespace {

using test::expect_agrees;
using test_data::reference;

CoxTable table_of(std::string const& data, std::initializer_list<char const*> covariates,
                  std::string const& stratum = "")
{
    auto const columns = test_data::read(data);
    CoxTable table{
        .subjects = test_data::follow_up(columns), .covariates = covariates.size(), .value = {}};
    std::vector<std::vector<double>> used;
    for (char const* name : covariates)
        used.push_back(columns[name]);
    for (std::size_t i = 0; i < table.subjects.size(); ++i)
        for (auto const& column : used)
            table.value.push_back(column[i]);
    if (!stratum.empty())
        for (double const s : columns[stratum])
            table.stratum.push_back(static_cast<int>(s));
    return table;
}

struct Row {
    double coefficient, standard_error, drift,
        drift_in_days;   // χ² of cox.zph, "km" and "identity"
};

struct Recorded {
    std::vector<Row> rows;
    double log_likelihood_at_zero, log_likelihood, likelihood_ratio, score, wald;
    double drift, drift_in_days;   // all together
};

void expect_fit(CoxTable const& table, Recorded const& recorded)
{
    auto const fit = cox_regression(table);
    ASSERT_TRUE(fit.has_value());
    auto const agrees = [](double actual, double expected) {
        expect_agrees(actual, {.value = expected, .rel_tol = 2e-9, .source = reference});
    };
    agrees(fit->log_likelihood_at_zero, recorded.log_likelihood_at_zero);
    agrees(fit->log_likelihood, recorded.log_likelihood);
    agrees(fit->likelihood_ratio.chi_squared, recorded.likelihood_ratio);
    agrees(fit->score.chi_squared, recorded.score);
    agrees(fit->wald.chi_squared, recorded.wald);
    auto const drift = proportional_hazards(table, *fit);
    auto const in_days = proportional_hazards(table, *fit, Clock::time);
    for (std::size_t i = 0; i < recorded.rows.size(); ++i) {
        agrees(fit->coefficient[i], recorded.rows[i].coefficient);
        agrees(fit->standard_error(i), recorded.rows[i].standard_error);
        agrees(drift.covariate[i].chi_squared, recorded.rows[i].drift);
        agrees(in_days.covariate[i].chi_squared, recorded.rows[i].drift_in_days);
    }
    agrees(drift.global.chi_squared, recorded.drift);
    agrees(in_days.global.chi_squared, recorded.drift_in_days);
    EXPECT_EQ(drift.global.degrees, static_cast<int>(recorded.rows.size()));
    EXPECT_EQ(fit->wald.degrees, static_cast<int>(recorded.rows.size()));
}

TEST(Cox, agrees_with_r_on_lung_cancer)
{
    expect_fit(table_of("lung", {"age", "sex", "ph.ecog"}),
               {.rows = {{0.0110667645961, 0.00926741101437, 0.187987673561, 0.152350317151},
                         {-0.5526123955318, 0.16773905378342, 2.305437226775, 2.491913216508},
                         {0.4637284751157, 0.11357726616137, 2.054248773863, 1.578235238253}},
                .log_likelihood_at_zero = -744.48045576144,
                .log_likelihood = -729.23012137486,
                .likelihood_ratio = 30.5006687732,
                .score = 30.4999227049,
                .wald = 29.9292511976,
                .drift = 4.463657588162,
                .drift_in_days = 4.119382950936});
}

TEST(Cox, agrees_with_r_on_veterans_in_strata_of_cell_type)
{
    expect_fit(table_of("veteran", {"trt", "karno", "age"}, "celltype"),
               {.rows = {{0.2914386125557, 0.20737416850152, 0.00465549745363, 0.263142415757},
                         {-0.0374976938898, 0.00574294289500, 6.72046454447685, 2.525972674883},
                         {-0.0118319525454, 0.00974482796856, 2.52332333669141, 1.375222067426}},
                .log_likelihood_at_zero = -338.73620722618,
                .log_likelihood = -316.85825965826,
                .likelihood_ratio = 43.7558951358,
                .score = 46.8810162851,
                .wald = 43.6811480563,
                .drift = 12.18403089110677,
                .drift_in_days = 5.425377807635});
}

TEST(Cox, of_two_groups_agrees_with_r)
{
    expect_fit(table_of("lung", {"sex"}),
               {.rows = {{-0.523691267978, 0.167417568243, 2.69845017305, 2.83300870871}},
                .log_likelihood_at_zero = -744.48045576144,
                .log_likelihood = -739.33091924150,
                .likelihood_ratio = 10.29907303988,
                .score = 10.00703677645,
                .wald = 9.78472459084,
                .drift = 2.69845017305,
                .drift_in_days = 2.83300870871});
}

TEST(Cox, gives_p_values_of_its_tests)
{
    auto const table = table_of("lung", {"age", "sex", "ph.ecog"});
    auto const fit = cox_regression(table);
    ASSERT_TRUE(fit.has_value());
    expect_agrees(fit->likelihood_ratio.p,
                  {.value = 1.08281769920e-06, .rel_tol = 1e-7, .source = reference});
    expect_agrees(fit->score.p, {.value = 1.08320924769e-06, .rel_tol = 1e-7, .source = reference});
    expect_agrees(proportional_hazards(table, *fit).global.p,
                  {.value = 0.215554945396, .rel_tol = 1e-8, .source = reference});
}

TEST(Cox, changes_its_unit_with_the_covariate_and_nothing_else)
{
    auto years = table_of("lung", {"age", "sex"}), decades = years;
    for (std::size_t i = 0; i < decades.value.size(); i += 2)
        decades.value[i] = (decades.value[i] - 1000) / 10;
    auto const a = cox_regression(years), b = cox_regression(decades);
    ASSERT_TRUE(a && b);
    EXPECT_NEAR(10 * a->coefficient[0], b->coefficient[0], 1e-9);
    EXPECT_NEAR(10 * a->standard_error(0), b->standard_error(0), 1e-9);
    EXPECT_NEAR(a->covariance[1] * 10, b->covariance[2], 1e-9);
    EXPECT_NEAR(a->coefficient[1], b->coefficient[1], 1e-9);
    EXPECT_NEAR(a->log_likelihood, b->log_likelihood, 1e-9);
}

/// Hazard e^(b·x) of two covariates, half of the subjects censored at random.
CoxTable drawn(std::uint64_t seed, std::size_t n, double b0, double b1)
{
    RandomStream random(seed, 0, "cox");
    CoxTable table{.subjects = {}, .covariates = 2, .value = {}};
    for (std::size_t i = 0; i < n; ++i) {
        double const x0 = 2 * random.uniform() - 1, x1 = random.uniform() < 0.5 ? 0 : 1;
        double const event = random.exponential() / std::exp(b0 * x0 + b1 * x1);
        double const censored = random.exponential();
        table.subjects.push_back({std::min(event, censored), event <= censored});
        table.value.insert(table.value.end(), {x0, x1});
    }
    return table;
}

TEST(Cox, recovers_the_coefficients_it_was_drawn_with)
{
    auto const fit = cox_regression(drawn(1, 40000, 0.7, -0.4));
    ASSERT_TRUE(fit.has_value());
    EXPECT_LT(fit->standard_error(0), 0.02);
    EXPECT_NEAR(fit->coefficient[0], 0.7, 5 * fit->standard_error(0));   // false alarm 6e-7
    EXPECT_NEAR(fit->coefficient[1], -0.4, 5 * fit->standard_error(1));
    auto const held = proportional_hazards(drawn(1, 40000, 0.7, -0.4), *fit);
    EXPECT_GT(held.global.p, 1e-6);
}

TEST(Cox, takes_each_stratum_on_its_own)
{
    auto const one = drawn(2, 400, 0.5, 0.5);
    auto both = one;   // the same subjects again in another stratum, on another clock
    for (std::size_t i = 0; i < one.subjects.size(); ++i)
        both.subjects.push_back({3 + 10 * one.subjects[i].time, one.subjects[i].event});
    both.value.insert(both.value.end(), one.value.begin(), one.value.end());
    both.stratum.assign(both.subjects.size(), 7);
    std::fill_n(both.stratum.begin(), one.subjects.size(), -1);
    auto const a = cox_regression(one), b = cox_regression(both);
    ASSERT_TRUE(a && b);
    EXPECT_NEAR(b->coefficient[0], a->coefficient[0], 1e-9);
    EXPECT_NEAR(b->standard_error(1) * std::sqrt(2.0), a->standard_error(1), 1e-9);
    EXPECT_NEAR(b->log_likelihood, 2 * a->log_likelihood, 1e-8);
}

TEST(Cox, says_when_there_is_no_single_answer)
{
    CoxTable const nobody{.subjects = {}, .value = {}};
    EXPECT_FALSE(cox_regression(nobody).has_value());
    std::vector<FollowUp> const four{{1, true}, {2, true}, {3, true}, {4, true}};
    CoxTable const constant{.subjects = four, .value = {5, 5, 5, 5}};
    EXPECT_FALSE(cox_regression(constant).has_value());
    CoxTable const ordered{.subjects = four, .value = {4, 3, 2, 1}};   // tells who falls next
    EXPECT_FALSE(cox_regression(ordered).has_value());
    CoxTable const twice{.subjects = four, .covariates = 2, .value = {1, 2, 5, 10, 2, 4, 3, 6}};
    EXPECT_FALSE(cox_regression(twice).has_value());
    CoxTable const no_event{.subjects = {{1, false}, {2, false}}, .value = {1, 2}};
    EXPECT_FALSE(cox_regression(no_event).has_value());
    CoxTable const good{.subjects = four, .value = {1, 5, 2, 3}};
    EXPECT_TRUE(cox_regression(good).has_value());
}

RC_GTEST_PROP(Cox, has_no_uphill_direction_left, ())
{
    auto table =
        drawn(*rc::gen::arbitrary<std::uint64_t>(), *rc::gen::inRange<std::size_t>(20, 80), 0.5, 1);
    for (auto& subject : table.subjects)   // ties
        subject.time = std::ceil(5 * subject.time);
    auto const fit = cox_regression(table);
    RC_PRE(fit.has_value());
    RC_ASSERT(fit->log_likelihood >= fit->log_likelihood_at_zero);
    RC_ASSERT(fit->covariance[0] > 0 && fit->covariance[3] > 0);
    // A covariate that holds the fitted predictor has a coefficient of 1: the gradient is 0 there.
    CoxTable along{.subjects = table.subjects, .value = {}};
    for (std::size_t i = 0; i < table.subjects.size(); ++i)
        along.value.push_back(fit->coefficient[0] * table.value[2 * i] +
                              fit->coefficient[1] * table.value[2 * i + 1]);
    auto const again = cox_regression(along);
    RC_ASSERT(again.has_value());
    RC_ASSERT(std::abs(again->coefficient[0] - 1) < 1e-6);
    RC_ASSERT(std::abs(again->log_likelihood - fit->log_likelihood) < 1e-8);
}

TEST(ProportionalHazards, finds_a_hazard_ratio_that_turns)
{
    // b falls three times as fast as a until 1, and a third as fast after
    RandomStream random(3, 0, "turn");
    std::vector<FollowUp> a, b;
    for (int i = 0; i < 1000; ++i) {
        a.push_back({random.exponential(), true});
        double const total = random.exponential();
        b.push_back({total < 3 ? total / 3 : 1 + 3 * (total - 3), true});
    }
    auto const table = two_groups(a, b);
    auto const fit = cox_regression(table);
    ASSERT_TRUE(fit.has_value());
    EXPECT_LT(proportional_hazards(table, *fit).global.p, 1e-12);
}

TEST(ProportionalHazards, is_a_test_of_the_level_that_it_claims)
{
    int alarms = 0;
    constexpr int trials = 400;
    for (int trial = 0; trial < trials; ++trial) {
        RandomStream random(4, static_cast<std::uint64_t>(trial), "level");
        std::vector<FollowUp> a, b;
        for (int i = 0; i < 60; ++i) {
            a.push_back({random.exponential(), true});
            b.push_back({random.exponential() / 2, true});
        }
        auto const table = two_groups(a, b);
        alarms += proportional_hazards(table, *cox_regression(table)).global.p < 0.05 ? 1 : 0;
    }
    auto const seen = clopper_pearson(alarms, trials, 1 - 1e-6);
    EXPECT_LT(seen.low, 0.05);
    EXPECT_GT(seen.high, 0.05);
    EXPECT_LT(seen.high, 0.15);   // so that a test twice too keen would be caught
}

}   // namespace
}   // namespace radici::numerics
