#include "radici/radiobiology/repair.hpp"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "radici/radiobiology/bystander.hpp"
#include "radici/radiobiology/lq.hpp"
#include "radici/radiobiology/organ_bed.hpp"
#include "radici/radiobiology/oxygen.hpp"
#include "radiobiology/lq_reference.hpp"
#include "support/agrees.hpp"
#include "support/rk4.hpp"

using namespace radici;
using namespace radici::radiobiology;
using radici::test::expect_agrees;
using radici::test::integrate;
using radici::test::LqHistory;

namespace {

/// The time after which nothing is left of a history, with repair, in days.
double long_enough_d(LqHistory const& history)
{
    if (history.end_h > 0)
        return history.end_h / 24;
    double slowest = history.decay_per_h[0];
    for (double const decay : history.decay_per_h)
        slowest = std::min(slowest, decay);
    return 30 / slowest / 24;
}

/// −ln survival by the engine: ∫h dt over a history in days.
template <std::size_t K, class DoseRate>
double engine_log_kill(CellResponse<K> const& cell, DoseRate&& dose_rate, double end_d, int steps)
{
    std::array<double, K + 1> start{};
    auto const end = integrate(start, 0, end_d, steps, [&](double t, auto const& y) {
        std::array<double, K> damage;
        std::copy_n(y.begin(), K, damage.begin());
        auto const rates = damage_rates(cell, dose_rate(t), damage);
        std::array<double, K + 1> slope;
        std::copy_n(rates.damage_per_d.begin(), K, slope.begin());
        slope[K] = rates.hazard_per_d;
        return slope;
    });
    return end[K];
}

DoseRates<double> low_let(double rate_Gy_per_d)
{
    return {.low_Gy_per_d = rate_Gy_per_d};
}

/// A decaying source with an initial rate in Gy/d.
auto decaying(double initial, double decay_per_d)
{
    return [=](double t) { return low_let(initial * std::exp(-decay_per_d * t)); };
}

constexpr double mu = 11;   // 1/d, a half-time of 1.5 h

}   // namespace

TEST(DamageRates, integrate_to_the_closed_form_of_every_history)
{
    for (auto const& history : test::lq_histories()) {
        SCOPED_TRACE(history.name);
        auto const response = LqResponse::of(0.2, 0.2 / history.alpha_beta_Gy);
        auto const cell = single_repair(response, {}, history.repair_per_h * 24);
        double const kill = engine_log_kill(
            cell, [&](double t) { return low_let(24 * history.dose_rate_Gy_per_h(24 * t)); },
            long_enough_d(history), 20000);
        expect_agrees(kill, {.value = 0.2 * history.bed_Gy,
                             .rel_tol = 1e-6,
                             .source = "alpha times the BED of the closed form"});
    }
}

TEST(DamageRates, of_two_repair_components_average_their_protraction)
{
    CellResponse<2> cell{
        .low_let = LqResponse::of(0.2, 0.02), .repair_per_d = {4, 40}, .repair_weight = {0.3, 0.7}};
    double const decay = 0.3;
    double const dose = 30;
    double const g = 0.3 * decay / (decay + 4) + 0.7 * decay / (decay + 40);
    EXPECT_NEAR(engine_log_kill(cell, decaying(dose * decay, decay), 100, 20000),
                0.2 * dose + g * 0.02 * dose * dose, 1e-5);
}

TEST(DamageRates, of_mixed_radiations_follow_zaider_and_rossi)
{
    // two classes with one time course: α and √β of the mixture are the dose-weighted means
    auto const low = LqResponse::of(0.2, 0.03);
    auto const alpha = LqResponse::of(0.9, 0.01);
    auto const cell = single_repair(low, alpha, mu);
    double const decay = 0.4;
    double const share = 0.35;
    double const dose = 12;
    double const kill = engine_log_kill(
        cell,
        [&](double t) {
            double const rate = dose * decay * std::exp(-decay * t);
            return DoseRates<double>{.low_Gy_per_d = (1 - share) * rate,
                                     .alpha_Gy_per_d = share * rate};
        },
        80, 20000);
    double const mixed_alpha = 0.65 * 0.2 + 0.35 * 0.9;
    double const mixed_root = 0.65 * std::sqrt(0.03) + 0.35 * std::sqrt(0.01);
    expect_agrees(
        kill, {.value = mixed_alpha * dose + decay / (decay + mu) * std::pow(mixed_root * dose, 2),
               .rel_tol = 1e-7,
               .source = "Zaider and Rossi 1980, with the G of a decay"});
}

TEST(DamageRates, start_later_give_the_same_kill_later)
{
    auto const cell = single_repair(LqResponse::of(0.2, 0.05), {}, mu);
    auto const pulse_at = [](double day) {
        return [=](double t) { return low_let(10 * std::exp(-20 * (t - day) * (t - day))); };
    };
    EXPECT_NEAR(engine_log_kill(cell, pulse_at(2), 4, 4000),
                engine_log_kill(cell, pulse_at(4), 6, 6000), 1e-11);
}

TEST(DamageRates, without_beta_kill_does_not_depend_on_the_history)
{
    auto const cell = single_repair(LqResponse::of(0.3, 0), {}, mu);
    EXPECT_NEAR(engine_log_kill(cell, decaying(4, 0.4), 90, 20000), 3, 1e-9);
    EXPECT_NEAR(engine_log_kill(cell, decaying(400, 40), 1, 20000), 3, 1e-9);
    EXPECT_NEAR(-fraction_jump(cell, Doses<double>{.low_Gy = 10}, {0}).log_survival, 3, 1e-14);
}

TEST(FractionJump, is_the_limit_of_a_short_exposure)
{
    auto const cell = single_repair(LqResponse::of(0.2, 0.05), LqResponse::of(0.8, 0.02), mu);
    std::array<double, 1> const before{0.4};
    Doses<double> const dose{.low_Gy = 3, .alpha_Gy = 0.5};
    auto const jump = fraction_jump(cell, dose, before);
    double const span_d = 1e-7;
    auto const end = integrate(
        std::array<double, 2>{before[0], 0.0}, 0, span_d, 100, [&](double, auto const& y) {
            auto const r =
                damage_rates(cell, DoseRates<double>{dose.low_Gy / span_d, dose.alpha_Gy / span_d},
                             std::array<double, 1>{y[0]});
            return std::array<double, 2>{r.damage_per_d[0], r.hazard_per_d};
        });
    EXPECT_NEAR(jump.damage[0], end[0], 1e-5);
    EXPECT_NEAR(jump.log_survival, -end[1], 1e-5);
    // and by hand: αd, (√β d)² of the mixture, 2 √β d U
    double const made = std::sqrt(0.05) * 3 + std::sqrt(0.02) * 0.5;
    EXPECT_NEAR(jump.log_survival, -(0.2 * 3 + 0.8 * 0.5 + made * made + 2 * made * 0.4), 1e-13);
}

TEST(FractionJump, twice_at_once_is_one_of_twice_the_dose)
{
    auto const cell = single_repair(LqResponse::of(0.2, 0.05), {}, mu);
    auto const first = fraction_jump(cell, Doses<double>{.low_Gy = 2}, {0.0});
    auto const second = fraction_jump(cell, Doses<double>{.low_Gy = 2}, first.damage);
    auto const both = fraction_jump(cell, Doses<double>{.low_Gy = 4}, {0.0});
    EXPECT_NEAR(first.log_survival + second.log_survival, both.log_survival, 1e-13);
    EXPECT_NEAR(second.damage[0], both.damage[0], 1e-14);
}

TEST(FractionJump, of_a_slow_delivery_carries_its_protraction)
{
    auto const cell = single_repair(LqResponse::of(0.2, 0.02), {}, 0.462098120373 * 24);
    auto const& beam = test::lq_histories().back();
    auto const jump = fraction_jump(cell, Doses<double>{.low_Gy = 12}, {0.0}, beam.protraction);
    expect_agrees(
        -jump.log_survival,
        {.value = 0.2 * 26.32634814, .rel_tol = 1e-9, .source = "12 Gy in 2 min of the table"});
}

TEST(DamageLimit, turns_the_survival_curve_straight)
{
    auto cell = single_repair(LqResponse::of(0.2, 0.05), {}, mu);
    cell.damage_limit = 2;
    auto const kill = [&](double d) {
        return -fraction_jump(cell, Doses<double>{.low_Gy = d}, {0.0}).log_survival;
    };
    double const final_slope = 0.2 + 2 * std::sqrt(0.05) * 2;           // α + 2 √β U_L
    EXPECT_NEAR((kill(4000) - kill(3000)) / 1000, final_slope, 5e-3);   // nears it as 1/dose
    EXPECT_LT(kill(20), 0.2 * 20 + 0.05 * 400);
    // at a small dose it is plain LQ, on both sides of the series
    cell.damage_limit = 1e5;
    EXPECT_NEAR(kill(5), 0.2 * 5 + 0.05 * 25, 1e-4);
    EXPECT_NEAR(kill(500), 0.2 * 500 + 0.05 * 500 * 500, 50);
}

TEST(DamageLimit, jump_and_rates_agree)
{
    auto cell = single_repair(LqResponse::of(0.2, 0.05), {}, mu);
    cell.damage_limit = 1.5;
    double const span_d = 1e-7;
    double const slow = engine_log_kill(
        cell, [&](double) { return low_let(20 / span_d); }, span_d, 2000);
    EXPECT_NEAR(-fraction_jump(cell, Doses<double>{.low_Gy = 20}, {0.0}).log_survival, slow, 1e-4);
}

TEST(ReciprocalRepair, decays_as_one_over_time)
{
    auto cell = single_repair(LqResponse::of(0.2, 0.05), {}, 3);
    cell.law = RepairLaw::reciprocal;
    auto const end =
        integrate(std::array<double, 1>{2.0}, 0, 1.5, 1000, [&](double, auto const& y) {
            return damage_rates(cell, low_let(0), y).damage_per_d;
        });
    expect_agrees(end[0], {.value = 2.0 / (1 + 3 * 2.0 * 1.5),
                           .rel_tol = 1e-9,
                           .source = "dU/dt = -k U^2: U0/(1 + k U0 t)"});
}

TEST(RepairDefect, slows_repair_and_raises_alpha_each_by_its_factor)
{
    auto const cell = single_repair(LqResponse::of(0.2, 0.05), LqResponse::of(0.8, 0.02), mu);
    auto const weak = with_defect(cell, {.repair_factor = 0.5, .alpha_factor = 1.3});
    EXPECT_DOUBLE_EQ(weak.repair_per_d[0], mu / 2);
    EXPECT_DOUBLE_EQ(weak.low_let.alpha_per_Gy, 0.26);
    EXPECT_DOUBLE_EQ(weak.alpha.alpha_per_Gy, 1.04);
    EXPECT_GT(engine_log_kill(weak, decaying(8, 0.4), 90, 20000),
              engine_log_kill(cell, decaying(8, 0.4), 90, 20000));
}

TEST(RepairInhibitor, acts_through_its_occupancy)
{
    RepairInhibitor const drug{.repair_factor_when_full = 0.2, .alpha_factor_when_full = 1.5};
    auto const none = inhibited(drug, 0.0);
    EXPECT_DOUBLE_EQ(none.repair_factor, 1);
    EXPECT_DOUBLE_EQ(none.alpha_factor, 1);
    auto const half = inhibited(drug, 0.5);
    EXPECT_DOUBLE_EQ(half.repair_factor, 0.6);
    EXPECT_DOUBLE_EQ(half.alpha_factor, 1.25);
    // full block of repair brings back the acute effect at any dose rate
    RepairInhibitor const total{.repair_factor_when_full = 0};
    auto const cell = single_repair(LqResponse::of(0.2, 0.05), {}, mu);
    auto const end = integrate(std::array<double, 2>{}, 0, 90, 20000, [&](double t, auto const& y) {
        auto const r = damage_rates(cell, low_let(4 * std::exp(-0.4 * t)),
                                    std::array<double, 1>{y[0]}, inhibited(total, 1.0));
        return std::array<double, 2>{r.damage_per_d[0], r.hazard_per_d};
    });
    EXPECT_NEAR(end[1], 0.2 * 10 + 0.05 * 100, 1e-6);
}

TEST(Oxygen, factor_is_one_in_air_and_one_over_m_in_anoxia)
{
    double const low = largest_oxygen_enhancement(0.3);
    EXPECT_NEAR(low, 3, 1e-3);
    EXPECT_NEAR(largest_oxygen_enhancement(63), 2, 1e-12);
    EXPECT_LT(largest_oxygen_enhancement(150), 1.15);
    EXPECT_NEAR(oxygen_dose_factor(0.0, low), 1 / low, 1e-15);
    EXPECT_NEAR(oxygen_dose_factor(1e9, low), 1, 1e-8);
    EXPECT_NEAR(oxygen_dose_factor(3.0, 3.0), 2.0 / 3, 1e-15);   // OER 2 of 3 at p = K
}

TEST(Oxygen, scales_dose_in_damage_and_hazard)
{
    auto const cell = single_repair(LqResponse::of(0.2, 0.05), LqResponse::of(0.8, 0.02), mu);
    ResponseModifiers<double> const hypoxic{.oxygen_low = 0.5, .oxygen_alpha = 0.9};
    auto const there =
        damage_rates(cell, DoseRates<double>{4, 2}, std::array<double, 1>{0.3}, hypoxic);
    auto const scaled = damage_rates(cell, DoseRates<double>{2, 1.8}, std::array<double, 1>{0.3});
    EXPECT_DOUBLE_EQ(there.hazard_per_d, scaled.hazard_per_d);
    EXPECT_DOUBLE_EQ(there.damage_per_d[0], scaled.damage_per_d[0]);
}

TEST(Bystander, kills_by_the_time_integral_of_its_signal_and_is_off_by_default)
{
    EXPECT_EQ(bystander_hazard_per_d(Bystander{}, 5.0), 0);
    Bystander const on{.release_per_d = 2, .loss_per_d = 0.5, .kill_per_d = 0.1};
    auto const end = integrate(std::array<double, 2>{}, 0, 60, 6000, [&](double t, auto const& y) {
        double const hit = t < 3 ? 0.4 : 0.0;
        return std::array<double, 2>{bystander_rate_per_d(on, hit, y[0]),
                                     bystander_hazard_per_d(on, y[0])};
    });
    EXPECT_NEAR(end[1], 0.1 * 2 * 0.4 * 3 / 0.5, 1e-3);   // κ s ∫hit dt / k_Y
}

TEST(OrganDose, reaches_the_bed_of_the_closed_form)
{
    auto const& history = test::lq_histories()[1];   // Lu-177 in a kidney
    OrganResponse const kidney{.alpha_beta_Gy = history.alpha_beta_Gy,
                               .repair_per_d = history.repair_per_h * 24};
    auto const end = integrate(std::array<double, 3>{}, 0, 60, 20000, [&](double t, auto const& y) {
        auto const r = organ_dose_rates(kidney, 24 * history.dose_rate_Gy_per_h(24 * t),
                                        OrganDose<double>{y[0], y[1], y[2]});
        return std::array<double, 3>{r.dose_Gy, r.unrepaired_Gy, r.bed_Gy};
    });
    expect_agrees(end[0], {.value = 3.5, .rel_tol = 1e-7, .source = "dose of the history"});
    expect_agrees(end[2],
                  {.value = history.bed_Gy, .rel_tol = 1e-7, .source = "table of closed forms"});
}

TEST(OrganDose, of_fractions_apart_is_the_bed_of_fractions)
{
    OrganResponse const kidney{.alpha_beta_Gy = 2.5, .repair_per_d = 6};
    OrganDose<double> pools;
    for (int n = 0; n < 5; ++n) {
        pools = after_fraction(kidney, pools, 3.0);
        pools.unrepaired_Gy = 0;   // a long pause
    }
    EXPECT_NEAR(pools.bed_Gy,
                bed_of_fractions(5, 3.0 * unit::Gy, 2.5 * unit::Gy_ab).in(unit::Gy_bed), 1e-12);
}
