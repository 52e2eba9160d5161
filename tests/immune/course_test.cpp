#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "immune/subject.hpp"
#include "support/agrees.hpp"

using namespace radici;
using namespace radici::immune;
using radici::test::expect_agrees;
using radici::test::Subject;
using radici::test::SubjectParameters;

namespace {

/// A dish: no host, so no lymphocytes.
SubjectParameters dish()
{
    auto parameters = SubjectParameters::of({"mouse"});
    parameters.immune = without_lymphocytes(parameters.immune);
    return parameters;
}

/// MOC2: interferon peaks after a day. Rates fitted to Jagodinsky et al. 2021.
SubjectParameters fast_dish()
{
    auto parameters = dish();
    parameters.cells.doomed_death_per_d = 0.62;
    parameters.immune.danger.dna_loss_per_d = 3.1;
    parameters.immune.danger.interferon_loss_per_d = 4;
    return parameters;
}

double interferon_peak_day(SubjectParameters const& parameters, double dose_Gy)
{
    Subject cells{parameters, {100}};
    cells.fractions = {{0, dose_Gy}};
    double best = 0, day = 0;
    for (int n = 1; n <= 1500; ++n) {
        cells.advance(n * 0.01);
        if (cells.lesion().danger.interferon > best) {
            best = cells.lesion().danger.interferon;
            day = cells.day;
        }
    }
    return day;
}

/// ∫Tx dt over a month.
double trex1_exposure(Subject cells)
{
    double sum = 0;
    for (int n = 1; n <= 3000; ++n) {
        cells.advance(n * 0.01);
        sum += cells.lesion().danger.trex1 * 0.01;
    }
    return sum;
}

Subject mouse_with(std::vector<test::Fraction> fractions)
{
    Subject subject{SubjectParameters::of({"mouse"}), {100}};
    subject.fractions = std::move(fractions);
    return subject;
}

}   // namespace

TEST(Interferon, peaks_on_day_seven_in_b78_and_b16_at_every_dose)
{
    for (double const dose : {2.0, 4.0, 8.0, 12.0, 20.0})
        expect_agrees(
            interferon_peak_day(dish(), dose),
            {.value = 7,
             .abs_tol = 1,
             .source = "Jagodinsky et al., Theranostics 11:6120 (2021): day 7, all doses"});
}

TEST(Interferon, peaks_on_day_one_in_moc2_at_every_dose)
{
    for (double const dose : {2.0, 4.0, 8.0, 12.0, 20.0})
        expect_agrees(
            interferon_peak_day(fast_dish(), dose),
            {.value = 1,
             .abs_tol = 0.2,
             .source = "Jagodinsky et al., Theranostics 11:6120 (2021): day 1, all doses"});
}

TEST(Interferon, is_still_up_after_two_weeks_in_the_slow_clock)
{
    Subject cells{dish(), {100}};
    cells.fractions = {{0, 8}};
    cells.advance(7);
    double const peak = cells.lesion().danger.interferon;
    cells.advance(14);
    EXPECT_GT(cells.lesion().danger.interferon, 0.3 * peak);
}

TEST(Interferon, needs_sting_or_rig)
{
    auto off = mouse_with({{1, 12}});
    off.p.immune.danger.sting_signalling = 0;
    auto rig = off;
    rig.p.immune.danger.rig_interferon_source_per_d = 0.3;
    auto on = mouse_with({{1, 12}});
    for (auto* subject : {&off, &rig, &on})
        subject->advance(8);
    EXPECT_EQ(off.lesion().danger.interferon, 0);
    EXPECT_EQ(off.lesion().danger.cytosolic_dna, 0);
    EXPECT_GT(rig.lesion().danger.interferon, 0);
    EXPECT_GT(on.lesion().danger.interferon, 1);
}

TEST(Interferon, is_no_zero_by_zero_after_a_cure)
{
    auto subject = mouse_with({{1, 60}});
    subject.p.response.low_let.alpha_per_Gy = 1;
    subject.advance(120, 0.02);
    EXPECT_TRUE(std::isfinite(subject.lesion().danger.interferon));
    EXPECT_LT(subject.lesion().danger.interferon, 1e-3);
    EXPECT_LT(subject.volume(), 1e-3);
}

TEST(Trex1, is_turned_on_by_an_acute_dose_and_not_by_the_same_dose_given_slowly)
{
    Subject const cells{dish(), {100}};
    auto acute = cells;
    acute.fractions = {{0, 20}};
    double const full = trex1_exposure(acute);
    EXPECT_GT(full, 5);

    auto fractions = cells;
    fractions.fractions = {{0, 8}, {1, 8}, {2, 8}};
    expect_agrees(trex1_exposure(fractions) / full,
                  {.value = 0.2,
                   .rel_tol = 0.25,
                   .source = "3 × 8 Gy a fifth of 20 Gy (Vanpouille-Box 2017)"});

    for (double const rate_Gy_per_h : {0.1, 0.2}) {
        auto slow = cells;
        slow.dose_rate_Gy_per_d = [=](int, double t) {
            return t < 20 / (24 * rate_Gy_per_h) ? 24 * rate_Gy_per_h : 0;
        };
        double const share = trex1_exposure(slow) / full;
        EXPECT_GT(share, 1e-5) << rate_Gy_per_h;
        EXPECT_LT(share, 1e-3) << rate_Gy_per_h;
    }
}

TEST(Trex1, cannot_be_turned_on_by_a_clone_that_repairs_slowly)
{
    auto parameters = dish();
    parameters.response.repair_per_d[0] /= 10;   // half-time 15 h
    Subject slow{parameters, {100}};
    slow.dose_rate_Gy_per_d = [](int, double t) { return t < 100.0 / 24 ? 4.8 : 0; };
    Subject normal{dish(), {100}};
    normal.dose_rate_Gy_per_d = slow.dose_rate_Gy_per_d;
    EXPECT_EQ(trex1_exposure(slow), trex1_exposure(normal));
}

TEST(Course, started_and_treated_later_is_the_same_course_later)
{
    auto now = mouse_with({{1, 6}, {5, 6}});
    auto later = mouse_with({{11, 6}, {15, 6}});
    later.day = 10;
    now.occupancy = [](double t) {
        return Occupancy<double>{0, 0, 0.8 * std::exp(-std::max(t, 0.0) / 6)};
    };
    later.occupancy = [&](double t) { return now.occupancy(t - 10); };
    now.advance(40);
    later.advance(50);
    for (std::size_t n = 0; n < now.y.size(); ++n)
        EXPECT_NEAR(now.y[n], later.y[n], 1e-9 * (1 + std::abs(now.y[n])));
}

TEST(Course, volume_changes_by_growth_and_clearance_alone)
{
    // dV/dt = growth·N − k_clr·M, whatever kills
    auto subject = mouse_with({{1, 6}});
    subject.occupancy = [](double) { return Occupancy<double>{0.3, 0, 0.7}; };
    for (double const day : {0.5, 1.5, 4.0, 12.0}) {
        subject.advance(day);
        auto const rate = subject.rates(day, subject.y);
        double const viable = subject.viable();
        double const volume_rate =
            rate[3] * viable + rate[4] + rate[5];   // N dx/dt + dH/dt + dM/dt, after the pool
        double const debris = subject.y[5];
        double const expected = growth_per_d(subject.p.cells, subject.volume() + 1) * viable -
                                subject.p.cells.debris_clearance_per_d * debris;
        EXPECT_NEAR(volume_rate, expected, 1e-12 * (viable + debris)) << day;
    }
}

TEST(Course, keeps_every_state_non_negative)
{
    auto subject = mouse_with({{1, 20}, {2, 20}});
    subject.p.immune.danger.antigenicity = 20;
    for (int day = 1; day <= 60; ++day) {
        subject.advance(day);
        for (std::size_t n = 0; n < subject.y.size(); ++n) {
            if (n == 3)
                continue;   // x = ln N
            ASSERT_GE(subject.y[n], 0) << "state " << n << " on day " << day;
        }
    }
}

TEST(Course, at_zero_gain_dose_draws_no_myeloid_cells)
{
    auto on = mouse_with({{1, 20}});
    auto off = on;
    off.p.immune.myeloid.gain_by_dose = 0;
    on.advance(10);
    off.advance(10);
    EXPECT_EQ(off.lesion().myeloid_suppression, 1);
    EXPECT_GT(on.lesion().myeloid_suppression, 1.3);
}

TEST(Course, synergy_of_dose_and_ctla4_block_is_lost_without_sting)
{
    // one dose of 5 Gy and anti-CTLA-4, with and without STING in the tumour: cold tumour, day 30
    auto const day30 = [](double sting) {
        auto subject = mouse_with({{1, 5}});
        subject.p.immune.danger.sting_signalling = sting;
        subject.occupancy = [](double t) {
            return Occupancy<double>{0, 0, t > 4 && t < 20 ? 0.8 : 0.0};
        };
        subject.advance(30);
        return subject.viable();
    };
    EXPECT_LT(day30(1), 0.2 * day30(0));
}

TEST(Growth, is_gompertz_and_never_negative)
{
    LesionCellParameters const p{
        .growth_per_d = 0.2, .reference_volume_mm3 = 100, .carrying_volume_mm3 = 4000};
    EXPECT_DOUBLE_EQ(growth_per_d(p, 100.0), 0.2);
    EXPECT_EQ(growth_per_d(p, 4000.0), 0);
    EXPECT_EQ(growth_per_d(p, 1e6), 0);
    EXPECT_GT(growth_per_d(p, 1.0), 0.2);
    EXPECT_NEAR(ln_one_cell, std::log(1e-6), 1e-15);
}
