#include "radici/radiobiology/lq.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "radiobiology/lq_reference.hpp"
#include "support/agrees.hpp"

using namespace radici;
using namespace radici::radiobiology;
using namespace radici::unit;
using radici::test::expect_agrees;
using radici::test::LqHistory;

namespace {

Rate per_hour(double value)
{
    return value / h;
}

std::vector<DoseRateTerm> terms_of(LqHistory const& history)
{
    std::vector<DoseRateTerm> terms;
    for (std::size_t i = 0; i < history.decay_per_h.size(); ++i)
        terms.push_back({history.rate_Gy_per_h[i] * Gy_per_h, per_hour(history.decay_per_h[i])});
    return terms;
}

double protraction_of(LqHistory const& history)
{
    auto const terms = terms_of(history);
    Rate const repair = per_hour(history.repair_per_h);
    return history.end_h > 0 ? protraction_of_terms_until(terms, repair, history.end_h * h)
                             : protraction_of_terms(terms, repair);
}

/// A rate between 1e-3 and 10 per hour.
rc::Gen<double> rate()
{
    return rc::gen::map(rc::gen::inRange(-3000, 1001),
                        [](int milli) { return std::pow(10.0, milli / 1000.0); });
}

// what must not compile elsewhere: a BED is no absorbed dose, and weighted dose is neither
static_assert(!std::is_convertible_v<Bed, AbsorbedDose> &&
              !std::is_convertible_v<AbsorbedDose, Bed>);
static_assert(!std::is_constructible_v<AbsorbedDose, Bed> && !std::is_constructible_v<Bed, Eqd2>);
static_assert(!std::is_constructible_v<RbeWeightedDose, AbsorbedDose>);

}   // namespace

TEST(LeaCatcheside, agrees_with_every_history_of_the_reference_table)
{
    for (auto const& history : test::lq_histories()) {
        SCOPED_TRACE(history.name);
        expect_agrees(
            protraction_of(history),
            {.value = history.protraction, .rel_tol = 1e-9, .source = "table of closed forms"});
        auto const dose = history.dose_Gy * Gy;
        expect_agrees(
            bed(dose, protraction_of(history), history.alpha_beta_Gy * Gy_ab).in(Gy_bed),
            {.value = history.bed_Gy, .rel_tol = 1e-9, .source = "table of closed forms"});
    }
}

TEST(LeaCatcheside, named_forms_agree_with_the_sum_of_exponentials)
{
    auto const& all = test::lq_histories();
    EXPECT_NEAR(
        protraction_of_decay(per_hour(all[0].decay_per_h[0]), per_hour(all[0].repair_per_h)),
        protraction_of(all[0]), 1e-15);
    auto const& uptake = all[4];
    EXPECT_NEAR(protraction_of_uptake_and_clearance(per_hour(uptake.decay_per_h[1]),
                                                    per_hour(uptake.decay_per_h[0]),
                                                    per_hour(uptake.repair_per_h)),
                protraction_of(uptake), 1e-14);
    auto const& constant = all[6];
    EXPECT_NEAR(protraction_of_constant_rate(24.0 * h, per_hour(constant.repair_per_h)),
                protraction_of(constant), 1e-14);
}

TEST(LeaCatcheside, constant_rate_agrees_with_its_textbook_form)
{
    double const x = 24 * 0.462098120373;
    expect_agrees(protraction_of_constant_rate(24.0 * h, per_hour(0.462098120373)),
                  {.value = 2 * (x - 1 + std::exp(-x)) / (x * x),
                   .rel_tol = 1e-13,
                   .source = "Lea and Catcheside, 2(x - 1 + exp(-x))/x^2"});
}

TEST(LeaCatcheside, acute_dose_and_no_repair_give_one)
{
    EXPECT_DOUBLE_EQ(protraction_of_constant_rate(0.0 * h, per_hour(0.5)), 1);
    EXPECT_NEAR(protraction_of_constant_rate(1e-9 * h, per_hour(0.5)), 1, 1e-9);
    EXPECT_DOUBLE_EQ(protraction_of_decay(per_hour(0.01), per_hour(0)), 1);
    EXPECT_DOUBLE_EQ(
        protraction_of_uptake_and_clearance(per_hour(0.3), per_hour(0.01), per_hour(0)), 1);
    std::vector<DoseRateTerm> const two{{1.0 * Gy_per_h, per_hour(0.1)},
                                        {0.2 * Gy_per_h, per_hour(0.01)}};
    EXPECT_NEAR(protraction_of_terms(two, per_hour(0)), 1, 1e-15);
    EXPECT_NEAR(protraction_of_terms_until(two, per_hour(0), 30.0 * h), 1, 1e-12);
}

TEST(LeaCatcheside, instant_repair_gives_zero)
{
    std::vector<DoseRateTerm> const two{{1.0 * Gy_per_h, per_hour(0.1)},
                                        {0.2 * Gy_per_h, per_hour(0.01)}};
    EXPECT_LT(protraction_of_terms(two, per_hour(1e9)), 1e-9);
    EXPECT_LT(protraction_of_constant_rate(24.0 * h, per_hour(1e9)), 1e-9);
}

TEST(LeaCatcheside, is_smooth_through_equal_rates)
{
    // decay equal to repair, and clearance equal to uptake: limits by hand
    EXPECT_DOUBLE_EQ(protraction_of_decay(per_hour(0.5), per_hour(0.5)), 0.5);
    EXPECT_NEAR(protraction_of_uptake_and_clearance(per_hour(0.5), per_hour(0.5), per_hour(0.5)),
                0.375, 1e-15);   // 3/(2·2·2)
    std::vector<DoseRateTerm> const one{{1.0 * Gy_per_h, per_hour(0.5)}};
    double const at = protraction_of_terms_until(one, per_hour(0.5), 10.0 * h);
    for (double const gap : {1e-3, 1e-5, 9e-6, 1e-7, 1e-9, 1e-12})
        EXPECT_NEAR(protraction_of_terms_until(one, per_hour(0.5 + gap), 10.0 * h) / at, 1,
                    2 * gap + 3e-11);
}

TEST(LeaCatcheside, of_an_ended_history_tends_to_that_of_the_whole)
{
    auto const& history = test::lq_histories()[5];
    auto const terms = terms_of(history);
    Rate const repair = per_hour(history.repair_per_h);
    EXPECT_NEAR(protraction_of_terms_until(terms, repair, 5000.0 * h),
                protraction_of_terms(terms, repair), 1e-12);
    EXPECT_NEAR(dose_of_terms_until(terms, 5000.0 * h) / dose_of_terms(terms), 1, 1e-12);
}

RC_GTEST_PROP(LeaCatcheside, stays_between_zero_and_one_and_falls_with_repair, ())
{
    std::vector<DoseRateTerm> terms;
    int const n = *rc::gen::inRange(1, 5);
    for (int i = 0; i < n; ++i)
        terms.push_back({*rate() * Gy_per_h, per_hour(*rate())});
    double const repair = *rate();
    auto const end = *rate() * 100 * h;
    double const whole = protraction_of_terms(terms, per_hour(repair));
    double const ended = protraction_of_terms_until(terms, per_hour(repair), end);
    RC_ASSERT(whole > 0 && whole <= 1);
    RC_ASSERT(ended > 0 && ended <= 1 + 1e-12);
    RC_ASSERT(protraction_of_terms(terms, per_hour(1.5 * repair)) < whole);
    RC_ASSERT(protraction_of_terms_until(terms, per_hour(1.5 * repair), end) < ended + 1e-12);
}

RC_GTEST_PROP(LeaCatcheside, of_terms_does_not_depend_on_how_a_history_is_split, ())
{
    double const a = *rate();
    double const decay = *rate();
    double const repair = *rate();
    std::vector<DoseRateTerm> const split{{0.3 * a * Gy_per_h, per_hour(decay)},
                                          {0.7 * a * Gy_per_h, per_hour(decay)}};
    double const one = protraction_of_decay(per_hour(decay), per_hour(repair));
    RC_ASSERT(std::abs(protraction_of_terms(split, per_hour(repair)) - one) < 1e-13);
}

TEST(Bed, after_full_decay_agrees_with_a_hand_calculation)
{
    LqTissue const kidney{.alpha_beta = 2.5 * Gy_ab, .repair_half_time = 2.8 * h};
    expect_agrees(
        bed_after_full_decay(25.0 * Gy, 53.2 * h, kidney).in(Gy_bed),
        {.value = 37.5, .rel_tol = 1e-12, .source = "by hand: G = 2.8/56; 25(1 + 0.05·25/2.5)"});
}

TEST(Bed, of_two_gray_fractions_is_an_equivalent_dose_of_their_sum)
{
    auto const kidney = 2.5 * Gy_ab;
    EXPECT_NEAR(eqd2(bed_of_fractions(30, 2.0 * Gy, kidney), kidney).in(Gy_eqd2), 60, 1e-12);
    // one acute 20 Gy at α/β 10: 20·3/1.2 by hand
    EXPECT_NEAR(eqd2(bed(20.0 * Gy, 1, 10.0 * Gy_ab), 10.0 * Gy_ab).in(Gy_eqd2), 50, 1e-12);
}

TEST(LogKill, is_bed_times_alpha)
{
    auto const response = LqResponse::of(0.3, 0.03);
    EXPECT_NEAR(log_kill(response, 12.0 * Gy, 0.4),
                0.3 * bed(12.0 * Gy, 0.4, 10.0 * Gy_ab).in(Gy_bed), 1e-14);
}
