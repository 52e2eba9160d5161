#include "radici/immune/lesion.hpp"

#include <array>
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "immune/subject.hpp"
#include "radici/numerics/dual.hpp"
#include "support/agrees.hpp"

using namespace radici;
using namespace radici::immune;
using radici::test::patient_data;
using State = LesionImmuneState<double>;

namespace {

ImmuneParameters mouse()
{
    auto set = patient_data({"mouse"});
    return read_immune_parameters(set);
}

/// A number in 1e-4 to 1e2, or 0.
rc::Gen<double> amount()
{
    return rc::gen::map(rc::gen::inRange(-401, 201), [](int centi) {
        return centi == -401 ? 0 : std::pow(10.0, centi / 100.0);
    });
}
rc::Gen<double> share()
{
    return rc::gen::map(rc::gen::inRange(0, 1001), [](int milli) { return milli / 1000.0; });
}

State any_state()
{
    std::array<double, State::size> y;
    for (double& value : y)
        value = *amount();
    auto state = State::from(y.data());
    state.danger.mature_dendritic = *share();
    state.myeloid_suppression = 1 + *amount();
    return state;
}

LesionDrive<double> any_drive()
{
    double const viable = *amount();
    double const doomed = *amount();
    return {.volume_mm3 = viable + doomed + *amount(),
            .viable_1e6 = viable,
            .doomed_1e6 = doomed,
            .doomed_for_dna_1e6 = doomed,
            .icd_deaths_1e6_per_d = 0.5 * doomed,
            .living_1e6 = viable + doomed,
            .recognised_1e6 = viable + doomed,
            .dose_rate_Gy_per_d = *amount(),
            .recent_dose_Gy = *amount(),
            .memory_dose_Gy = *amount()};
}

LesionCoupling<double> any_coupling()
{
    return {.met_cells_per_uL = *amount(), .occupancy = {*share(), *share(), *share()}};
}

/// A lesion whose densities are given, whatever its volume.
struct Dense {
    State state;
    LesionDrive<double> drive;
};
Dense with_densities(double volume_mm3, double guard_mm3)
{
    Dense lesion;
    double const e = 0.02, exhausted = 0.01, regulatory = 0.005, antigen = 0.03;
    double const room = (volume_mm3 + guard_mm3) / (1 - e - exhausted - regulatory);
    lesion.state.danger.antigen_1e6 = antigen * room;
    lesion.state.t_cells = {e * room, exhausted * room};
    lesion.state.regulatory_1e6 = regulatory * room;
    lesion.state.visibility = {1.5, 0.2, 1.1};
    lesion.state.myeloid_suppression = 1.2;
    lesion.drive = untreated_drive(volume_mm3);
    return lesion;
}

}   // namespace

TEST(LesionImmuneRates, equal_densities_give_equal_kill_at_any_size)
{
    auto const p = mouse();
    auto const small = with_densities(60, p.guard_volume_mm3);      // mm3, in a mouse
    auto const large = with_densities(10000, p.guard_volume_mm3);   // 10 mL, in a man
    double const kill = lesion_immune_rates(p, small.state, small.drive, {}).kill_per_d;
    EXPECT_GT(kill, 0);
    EXPECT_NEAR(lesion_immune_rates(p, large.state, large.drive, {}).kill_per_d / kill, 1, 1e-12);
    auto man = p;   // another blood volume and node do not matter for the kill
    man.adaptive.blood_volume_mm3 = 5e6;
    man.adaptive.priming_half_volume_mm3 = 3e4;
    EXPECT_NEAR(lesion_immune_rates(man, large.state, large.drive, {}).kill_per_d / kill, 1, 1e-12);
}

TEST(LesionImmuneRates, lymphocytes_take_room)
{
    auto const p = mouse();
    // 3 million T cells in what is left of a lesion: no more than a share of the space, not 3e6 in
    // a mm3
    auto const d = densities(0.0, p.guard_volume_mm3, 0.0, 3.0, 0.0, 0.0);
    EXPECT_DOUBLE_EQ(d.effectors_1e6_per_mm3, 0.75);
    EXPECT_LT(densities(0.0, 1.0, 0.0, 1e6, 0.0, 0.0).effectors_1e6_per_mm3, 1);
    EXPECT_DOUBLE_EQ(d.guarded_mm3, 1);   // what feeds the lesion does not see them
}

TEST(LesionImmuneRates, without_t_cells_nothing_is_killed_whatever_is_blocked)
{
    auto const p = mouse();
    State state;
    state.visibility = {4, 1, 2};
    state.myeloid_suppression = 1;
    for (double const block : {0.0, 0.5, 1.0}) {
        LesionCoupling<double> const coupling{.occupancy = {block, block, block}};
        EXPECT_EQ(lesion_immune_rates(p, state, untreated_drive(100.0), coupling).kill_per_d, 0);
    }
}

TEST(LesionImmuneRates, blocking_the_checkpoint_twice_is_blocking_one_complex)
{
    EXPECT_DOUBLE_EQ(checkpoint_block(Occupancy<double>{0.8, 0, 0}), 0.8);
    EXPECT_DOUBLE_EQ(checkpoint_block(Occupancy<double>{0, 0.5, 0}), 0.5);
    EXPECT_DOUBLE_EQ(checkpoint_block(Occupancy<double>{0.8, 0.5, 0}), 0.9);
    EXPECT_DOUBLE_EQ(checkpoint_block(Occupancy<double>{1, 0.5, 1}), 1);
    EXPECT_DOUBLE_EQ(remaining_checkpoint(2.0, 0.9), 2 * (1 - 0.9));
}

TEST(LesionImmuneRates, pd1_block_raises_kill_unless_it_wakes_regulatory_cells)
{
    auto p = mouse();
    auto lesion = with_densities(100, p.guard_volume_mm3);
    lesion.state.regulatory_1e6 = 10;
    auto const kill = [&](double pd1, double pdl1) {
        return lesion_immune_rates(p, lesion.state, lesion.drive, {.occupancy = {pd1, pdl1, 0}})
            .kill_per_d;
    };
    p.regulatory.suppression_gain_by_pd1_block = 0;
    EXPECT_GT(kill(0.9, 0), kill(0, 0));
    EXPECT_DOUBLE_EQ(kill(0.9, 0), kill(0, 0.9));
    p.regulatory.suppression_gain_by_pd1_block = 4;
    EXPECT_LT(kill(0.9, 0), kill(0, 0));   // antagonism is within reach
    EXPECT_GT(kill(0, 0.9), kill(0, 0));   // anti-PD-L1 does not wake them
}

RC_GTEST_PROP(LesionImmuneRates, kill_per_t_cell_is_bounded, ())
{
    auto const p = mouse();
    auto const state = any_state();
    auto const drive = any_drive();
    auto const out = lesion_immune_rates(p, state, drive, any_coupling());
    double const killed_1e6_per_d = out.kill_per_d * drive.recognised_1e6;
    double const multipliers =
        state.visibility.mhc * (1 + p.kill.fas_weight * state.visibility.fas);
    RC_ASSERT(killed_1e6_per_d <=
              p.kill.per_effector_per_d * multipliers * state.t_cells.effectors_1e6 * (1 + 1e-12));
}

RC_GTEST_PROP(LesionImmuneRates, no_state_turns_negative, ())
{
    auto const p = mouse();
    auto const drive = any_drive();
    auto const coupling = any_coupling();
    std::array<double, State::size> y, rate;
    any_state().to(y.data());
    auto const n = static_cast<std::size_t>(*rc::gen::inRange(0, State::size));
    y[n] = 0;   // an empty state may only fill
    lesion_immune_rates(p, State::from(y.data()), drive, coupling).rate.to(rate.data());
    if (n == State::size - 1)
        return;   // My has no meaning below 1
    RC_ASSERT(rate[n] >= 0);
}

TEST(LesionImmuneRates, mature_dendritic_cells_stay_a_share_and_suppression_at_least_one)
{
    auto const p = mouse();
    State state;
    state.danger = {.antigen_1e6 = 1e3, .interferon = 1e6, .mature_dendritic = 1};
    state.myeloid_suppression = 1;
    auto const out = lesion_immune_rates(p, state, untreated_drive(1.0), {});
    EXPECT_LT(out.rate.danger.mature_dendritic, 0);
    EXPECT_GE(out.rate.myeloid_suppression, 0);
}

RC_GTEST_PROP(LesionImmuneRates, dual_numbers_see_the_slopes_of_the_doubles, ())
{
    using D = numerics::Dual<1>;
    auto const p = mouse();
    auto const state = any_state();
    auto const drive = any_drive();
    auto const coupling = any_coupling();
    auto const n = static_cast<std::size_t>(*rc::gen::inRange(0, State::size));

    std::array<double, State::size> y, up, down, moved;
    state.to(y.data());
    double const step = 1e-6 * (y[n] + 1e-3);
    auto const rates_at = [&](double value, auto& into) {
        moved = y;
        moved[n] = value;
        lesion_immune_rates(p, State::from(moved.data()), drive, coupling).rate.to(into.data());
    };
    rates_at(y[n] + step, up);
    rates_at(y[n] - step, down);

    std::array<D, State::size> seeded;
    for (std::size_t i = 0; i < y.size(); ++i)
        seeded[i] = i == n ? D::variable(y[i], 0) : D(y[i]);
    LesionDrive<D> const d{.volume_mm3 = drive.volume_mm3,
                           .viable_1e6 = drive.viable_1e6,
                           .doomed_1e6 = drive.doomed_1e6,
                           .doomed_for_dna_1e6 = drive.doomed_for_dna_1e6,
                           .icd_deaths_1e6_per_d = drive.icd_deaths_1e6_per_d,
                           .living_1e6 = drive.living_1e6,
                           .recognised_1e6 = drive.recognised_1e6,
                           .dose_rate_Gy_per_d = drive.dose_rate_Gy_per_d,
                           .recent_dose_Gy = drive.recent_dose_Gy,
                           .memory_dose_Gy = drive.memory_dose_Gy};
    LesionCoupling<D> const c{
        .met_cells_per_uL = coupling.met_cells_per_uL,
        .occupancy = {coupling.occupancy.pd1, coupling.occupancy.pdl1, coupling.occupancy.ctla4}};
    std::array<D, State::size> rate;
    lesion_immune_rates(p, LesionImmuneState<D>::from(seeded.data()), d, c).rate.to(rate.data());
    for (std::size_t i = 0; i < y.size(); ++i) {
        double const slope = (up[i] - down[i]) / (2 * step);
        double const noise = 1e-9 * (std::abs(up[i]) + std::abs(down[i])) / step;
        RC_ASSERT(std::abs(rate[i].slope[0] - slope) <= 1e-4 * (std::abs(slope) + 1) + noise);
    }
}

TEST(Myeloid, suppression_can_be_switched_off_and_saturates)
{
    auto p = mouse().myeloid;
    p.gain_by_dose = 10;
    EXPECT_DOUBLE_EQ(myeloid_rate_per_d(p, 1.0, 0.0), 0);
    EXPECT_NEAR(myeloid_rate_per_d(p, 6.0, p.memory_half_Gy), 0, 1e-15);   // half of 10 at K_W
    EXPECT_NEAR(myeloid_rate_per_d(p, 11.0, 1e6), 0, 1e-12);
    p.gain_by_dose = 0;
    EXPECT_EQ(myeloid_rate_per_d(p, 1.0, 1e6), 0);
}

TEST(Visibility, rests_without_dose_and_lines_may_not_respond)
{
    auto p = mouse().visibility;
    Visibility<double> const rest{.mhc = 1, .fas = 0, .pdl1 = p.pdl1_baseline};
    auto const still = visibility_rates(p, rest, 0.0, 0.0, 0.0);
    EXPECT_EQ(still.mhc, 0);
    EXPECT_EQ(still.fas, 0);
    EXPECT_EQ(still.pdl1, 0);
    EXPECT_GT(visibility_rates(p, rest, 0.5, 5.0, 0.0).mhc, 0);
    p.mhc_gain_by_interferon = p.mhc_gain_by_dose = 0;
    EXPECT_EQ(visibility_rates(p, rest, 0.5, 5.0, 0.0).mhc, 0);
    EXPECT_GT(visibility_rates(p, rest, 0.5, 5.0, 0.0).fas, 0);   // all lines
}

TEST(Regulatory, depleting_antibody_and_dose_lower_them)
{
    auto const p = mouse().regulatory;
    double const rest = p.source_1e6_per_mm3_d * 100 / p.loss_per_d;
    RegulatoryDrive<double> drive{.guarded_mm3 = 100};
    EXPECT_NEAR(regulatory_rate_1e6_per_d(p, rest, drive), 0, 1e-15);
    drive.ctla4_occupancy = 1;
    EXPECT_NEAR(regulatory_rate_1e6_per_d(p, rest, drive),
                -p.loss_per_d * p.depletion_by_ctla4_antibody * rest, 1e-14);
    drive = {.guarded_mm3 = 100, .dose_rate_Gy_per_d = 2};
    EXPECT_NEAR(regulatory_rate_1e6_per_d(p, rest, drive), -2 * p.alpha_per_Gy * rest, 1e-14);
}

TEST(Saturations, are_half_at_half_and_never_overflow)
{
    EXPECT_EQ(saturation(0.0, 2), 0);
    EXPECT_DOUBLE_EQ(saturation(2.0, 2), 0.5);
    EXPECT_DOUBLE_EQ(fourth_order_saturation(13.5, 13.5), 0.5);
    EXPECT_EQ(fourth_order_saturation(0.0, 13.5), 0);
    EXPECT_NEAR(fourth_order_saturation(1e60, 1.0), 1, 1e-12);
}
