#include "radici/numerics/competing_risks.hpp"

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

std::vector<FirstEvent> gammopathies()
{
    auto const table = test_data::read("mgus2");
    auto const time = table["time"], cause = table["cause"];
    std::vector<FirstEvent> list;
    for (std::size_t i = 0; i < time.size(); ++i)
        list.push_back({time[i], static_cast<int>(cause[i])});
    return list;
}

/// Up to t.
CumulativeIncidence::Step last_step(CumulativeIncidence const& curve, double t)
{
    CumulativeIncidence::Step last{};
    for (auto const& step : curve.steps())
        if (step.time <= t)
            last = step;
    return last;
}

TEST(CumulativeIncidence, agrees_with_r_on_gammopathies)
{
    auto const subjects = gammopathies();
    CumulativeIncidence const progression(subjects, 1), death(subjects, 2);
    struct Row {
        double months, progression, death, error_of_progression, error_of_death;
    };
    for (Row const& row :
         {Row{12, 0.00666666666667, 0.123333333333, 0.00469830544708, 0.0189843990531},
          Row{60, 0.02666666666667, 0.343625873050, 0.00930153312731, 0.0274367519760},
          Row{120, 0.06966090528262, 0.625802387043, 0.01504759928604, 0.0287521043557},
          Row{240, 0.09810328230888, 0.780104828301, 0.01931101771717, 0.0273255628201}}) {
        auto const agrees = [](double actual, double expected) {
            expect_agrees(actual, {.value = expected, .rel_tol = 2e-11, .source = reference});
        };
        agrees(progression.at(row.months)->value, row.progression);
        agrees(death.at(row.months)->value, row.death);
        agrees(last_step(progression, row.months).standard_error, row.error_of_progression);
        agrees(last_step(death, row.months).standard_error, row.error_of_death);
    }
}

TEST(CumulativeIncidence, has_a_band_on_the_scale_of_ln_minus_ln)
{
    CumulativeIncidence const death(gammopathies(), 2);
    auto const at = death.at(60);
    expect_agrees(at->low, {.value = 0.290329461545, .rel_tol = 1e-11, .source = reference});
    expect_agrees(at->high, {.value = 0.397471467106, .rel_tol = 1e-11, .source = reference});
}

TEST(CumulativeIncidence, counts_exactly_where_nobody_or_everybody_has_had_the_event)
{
    std::vector<FirstEvent> const ten{{1, 2}, {2, 0}, {3, 0}, {4, 2}, {5, 0},
                                      {6, 0}, {7, 0}, {8, 0}, {9, 0}, {10, 0}};
    auto const none = CumulativeIncidence(ten, 1).at(4);
    EXPECT_EQ(none->value, 0);
    EXPECT_EQ(none->low, 0);
    EXPECT_EQ(none->high, clopper_pearson(0, 8).high);   // two were censored before day 4
    EXPECT_FALSE(CumulativeIncidence(ten, 1).at(10.5).has_value());
    std::vector<FirstEvent> const all{{1, 1}, {2, 1}, {2, 1}};
    auto const everybody = CumulativeIncidence(all, 1).at(99);
    EXPECT_EQ(everybody->value, 1);
    EXPECT_EQ(everybody->low, clopper_pearson(3, 3).low);
    EXPECT_FALSE(CumulativeIncidence({}, 1).at(0).has_value());
}

std::vector<FirstEvent> random_subjects(std::uint64_t seed, int n, double grid)
{
    RandomStream random(seed, 0, "causes");
    std::vector<FirstEvent> list;
    for (int i = 0; i < n; ++i) {
        double const time = random.exponential();
        list.push_back({grid > 0 ? grid * std::ceil(time / grid) : time,
                        static_cast<int>(4 * random.uniform())});
    }
    return list;
}

RC_GTEST_PROP(CumulativeIncidence, adds_up_to_those_with_any_event, ())
{
    auto const subjects = random_subjects(*rc::gen::arbitrary<std::uint64_t>(),
                                          *rc::gen::inRange(2, 60), *rc::gen::element(0.0, 0.2));
    std::vector<FollowUp> any;
    for (auto const& [time, cause] : subjects)
        any.push_back({time, cause > 0});
    KaplanMeier const free(any);
    for (auto const& step : free.steps()) {
        double sum = 0;
        for (int cause : {1, 2, 3})
            sum += CumulativeIncidence(subjects, cause).at(step.time)->value;
        RC_ASSERT(std::abs(sum + step.survival.value - 1) < 1e-12);
    }
}

RC_GTEST_PROP(CumulativeIncidence, of_a_single_cause_is_kaplan_meier_turned_over, ())
{
    auto subjects = random_subjects(*rc::gen::arbitrary<std::uint64_t>(), *rc::gen::inRange(2, 60),
                                    *rc::gen::element(0.0, 0.2));
    for (auto& subject : subjects)
        subject.cause = subject.cause > 1 ? 1 : 0;
    KaplanMeier const curve(of_cause(subjects, 1));
    double greenwood = 0;
    CumulativeIncidence const incidence(subjects, 1);
    for (auto const& step : incidence.steps()) {
        auto const match = std::find_if(curve.steps().begin(), curve.steps().end(),
                                        [&](auto const& s) { return s.time == step.time; });
        RC_ASSERT(match != curve.steps().end());
        auto const n = static_cast<double>(match->at_risk), d = static_cast<double>(match->events);
        RC_ASSERT(std::abs(step.share + match->survival.value - 1) < 1e-12);
        if (n == d)
            break;
        greenwood += d / (n * (n - d));
        RC_ASSERT(std::abs(step.standard_error - (1 - step.share) * std::sqrt(greenwood)) < 1e-9);
    }
}

TEST(CumulativeIncidence, scatters_as_its_standard_error_says)
{
    constexpr int trials = 1000;
    double sum = 0, squares = 0, variance = 0;
    for (std::uint64_t trial = 0; trial < trials; ++trial) {
        CumulativeIncidence const curve(random_subjects(100 + trial, 80, 0), 1);
        auto const step = last_step(curve, 0.7);
        sum += step.share;
        squares += step.share * step.share;
        variance += step.standard_error * step.standard_error;
    }
    double const mean = sum / trials, scatter = squares / trials - mean * mean;
    double const expected = (1 - std::exp(-0.7 * 3 / 4)) / 3;   // causes 1-3 of 0-3, censored at 0
    EXPECT_NEAR(mean, expected, 5 * std::sqrt(scatter / trials));
    EXPECT_NEAR(variance / trials / scatter, 1, 0.25);   // five times the error of a variance
}

TEST(CauseSpecific, log_rank_agrees_with_r)
{
    auto const subjects = gammopathies();
    auto const male = test_data::read("mgus2")["male"];
    auto const women = test_data::those(subjects, male, 0),
               men = test_data::those(subjects, male, 1);
    auto const progression = log_rank(of_cause(women, 1), of_cause(men, 1));
    auto const death = log_rank(of_cause(women, 2), of_cause(men, 2));
    expect_agrees(progression.chi_squared,
                  {.value = 1.09655019025, .rel_tol = 1e-10, .source = reference});
    expect_agrees(death.chi_squared,
                  {.value = 4.77559104151, .rel_tol = 1e-10, .source = reference});
    expect_agrees(death.expected_a,
                  {.value = 128.83423648480, .rel_tol = 1e-10, .source = reference});
}

}   // namespace
}   // namespace radici::numerics
