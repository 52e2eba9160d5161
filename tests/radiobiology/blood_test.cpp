#include "radici/radiobiology/friberg.hpp"

#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "support/rk4.hpp"

using namespace radici::radiobiology;
using radici::test::integrate;

namespace {

BloodLine platelets()
{
    return {.baseline_1e9_per_L = 250,
            .transit_time_d = 6,
            .feedback = 0.2,
            .marrow_kill_low_per_Gy = 0.5,
            .marrow_kill_alpha_per_Gy = 0.7};
}

BloodLine lymphocytes()
{
    return {.baseline_1e9_per_L = 1.5,
            .transit_time_d = 8,
            .feedback = 0.05,
            .leaving_per_d = 0.006,
            .marrow_kill_low_per_Gy = 0.5,
            .marrow_kill_alpha_per_Gy = 0.7,
            .blood_kill_low_per_Gy = 0.65,
            .blood_kill_alpha_per_Gy = 0.65};
}

std::array<double, 5> flat(BloodPools<double> const& p)
{
    return {p.proliferating, p.transit[0], p.transit[1], p.transit[2], p.circulating};
}

BloodPools<double> pools(std::array<double, 5> const& y)
{
    return {y[0], {y[1], y[2], y[3]}, y[4]};
}

/// Counts at the given days under a marrow and a blood dose rate (alpha class) over time.
template <class Marrow, class Blood>
std::vector<double> counts(BloodLine const& line, Marrow&& marrow, Blood&& blood,
                           std::vector<double> const& days)
{
    std::vector<double> result;
    auto y = flat(resting_pools(line));
    double t = 0;
    for (double const day : days) {
        if (day > t)
            y = integrate(
                y, t, day, static_cast<int>(100 * (day - t)) + 1, [&](double at, auto const& now) {
                    return flat(blood_rates(line, pools(now), {.alpha_Gy_per_d = marrow(at)},
                                            {.alpha_Gy_per_d = blood(at)}));
                });
        t = day;
        result.push_back(y[4]);
    }
    return result;
}

double slope(std::vector<double> const& y)
{
    double const n = static_cast<double>(y.size());
    double const mean = std::accumulate(y.begin(), y.end(), 0.0) / n;
    double up = 0, down = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        double const x = static_cast<double>(i) - (n - 1) / 2;
        up += x * (y[i] - mean);
        down += x * x;
    }
    return up / down;
}

}   // namespace

TEST(BloodRates, rest_is_a_fixed_point)
{
    for (auto const& line : {platelets(), lymphocytes()}) {
        auto const rates = flat(blood_rates<double>(line, resting_pools(line), {}, {}));
        for (double const rate : rates)
            EXPECT_NEAR(rate, 0, 1e-14 * line.baseline_1e9_per_L);
        EXPECT_NEAR(line.loss_per_d() * line.baseline_1e9_per_L,
                    line.transit_per_d() * resting_pools(line).proliferating, 1e-12);
    }
}

TEST(BloodRates, platelets_agree_with_fribergs_equations_written_out)
{
    // Friberg et al. 2002: dP = ktr P (1 - E) (C0/C)^g - ktr P, chain, dC = ktr T3 - ktr C
    auto const line = platelets();
    double const k = 4.0 / 6;
    auto const drug = [](double t) { return t < 10 ? 0.3 : 0.0; };   // Gy/d of low LET
    auto const own = integrate(
        std::array<double, 5>{250, 250, 250, 250, 250}, 0, 60, 12000, [&](double t, auto const& y) {
            double const e = 0.5 * drug(t) / k / std::pow(250 / y[4], 0.2);
            return std::array<double, 5>{k * y[0] * (1 - e) * std::pow(250 / y[4], 0.2) - k * y[0],
                                         k * (y[0] - y[1]), k * (y[1] - y[2]), k * (y[2] - y[3]),
                                         k * (y[3] - y[4])};
        });
    auto const ours =
        integrate(flat(resting_pools(line)), 0, 60, 12000, [&](double t, auto const& y) {
            return flat(blood_rates(line, pools(y), {.low_Gy_per_d = drug(t)}, {}));
        });
    for (int i = 0; i < 5; ++i)
        EXPECT_NEAR(ours[i] / own[i], 1, 1e-12);
}

TEST(BloodRates, platelets_fall_after_marrow_dose_and_come_back)
{
    std::vector<double> days;
    for (int d = 0; d <= 400; ++d)
        days.push_back(d);
    auto const course = counts(
        platelets(), [](double t) { return 1.0 * 0.3 * std::exp(-0.3 * t); },
        [](double) { return 0.0; }, days);
    auto const lowest = std::min_element(course.begin(), course.end());
    EXPECT_LT(*lowest, 0.75 * 250);
    EXPECT_GT(lowest - course.begin(), 6);   // not before the transit time
    EXPECT_LT(lowest - course.begin(), 40);
    EXPECT_NEAR(course.back(), 250, 5);
}

// A solver may put a pool of nearly nothing a little below zero: from there it must not run away.
TEST(BloodRates, a_wiped_out_marrow_does_not_grow_below_zero)
{
    auto const line = platelets();
    BloodPools<double> const wiped{.proliferating = -1e-9, .transit = {}, .circulating = 1e-3};
    auto const rate = blood_rates<double>(line, wiped, {}, {});
    EXPECT_EQ(rate.proliferating, 0);
}

TEST(BloodRates, no_blood_dose_reaches_platelets_and_blood_dose_alone_lowers_lymphocytes)
{
    auto const none = [](double) { return 0.0; };
    auto const blood = [](double t) { return t < 1 ? 0.2 : 0.0; };
    EXPECT_NEAR(counts(platelets(), none, blood, {0, 2})[1], 250, 1e-9);
    double const after = counts(lymphocytes(), none, blood, {0, 1})[1];
    EXPECT_NEAR(after / 1.5, std::exp(-0.65 * 0.2), 3e-3);
}

TEST(BloodRates, lymphocytes_fall_by_a_step_with_each_radium_injection)
{
    // 0.57 Gy to marrow and 0.01 Gy to blood in each of six injections four weeks apart, decaying
    // with Ra-223 (11.43 d); lymphocytes spend 0.02 of their time in blood, 0.1 in marrow.
    double const decay = std::log(2.0) / 11.43;
    auto const train = [&](double t) {
        double rate = 0;
        for (int n = 0; n < 6; ++n)
            if (t >= 28 * n)
                rate += decay * std::exp(-decay * (t - 28 * n));
        return rate;
    };
    auto const course = counts(
        lymphocytes(), [&](double t) { return 0.57 * train(t); },
        [&](double t) { return (0.1 * 0.57 + 0.02 * 0.01) * train(t); },
        {0, 28, 56, 84, 112, 140, 168});
    // Creemers et al., Front Oncol 11:667658 (2021): -0.12 per injection (-0.143 to -0.102)
    RecordProperty("slope_1e9_per_L_per_injection", std::to_string(slope(course)));
    EXPECT_GT(slope(course), -0.143);
    EXPECT_LT(slope(course), -0.102);
    for (std::size_t n = 1; n < course.size(); ++n)
        EXPECT_LT(course[n], course[n - 1]);
    for (double c : course)
        std::printf("%g ", c);
    std::printf("\n");
}

TEST(LymphocyteTransit, shares_sum_to_one_and_weigh_the_dose_on_the_way)
{
    LymphocyteTransit const share{.blood = 0.02, .spleen = 0.07, .marrow = 0.1};
    EXPECT_NEAR(transit_dose_rate<double>(share, {3, 3, 3, 3}), 3, 1e-15);
    // a radium injection: 0.01 Gy to blood, 0.57 Gy to marrow
    EXPECT_NEAR(transit_dose_rate<double>(share, {.blood = 0.01, .marrow = 0.57}), 0.0572, 1e-12);
}

TEST(BloodRates, a_beam_kills_each_pool_at_once)
{
    auto const line = lymphocytes();
    auto const before = resting_pools(line);
    auto const after = after_fraction(line, before, 2.0, 0.5);
    EXPECT_NEAR(after.proliferating / before.proliferating, std::exp(-1.0), 1e-12);
    EXPECT_NEAR(after.circulating / before.circulating, std::exp(-0.325), 1e-12);
    EXPECT_EQ(after.transit[1], before.transit[1]);
}
