#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "radici/radiobiology/ctcae.hpp"
#include "radici/radiobiology/ntcp.hpp"
#include "radici/radiobiology/rbe.hpp"
#include "radici/radiobiology/signals.hpp"
#include "support/agrees.hpp"
#include "support/rk4.hpp"

using namespace radici;
using namespace radici::radiobiology;
using namespace radici::unit;
using radici::test::expect_agrees;
using radici::test::integrate;

TEST(TumourControl, counts_cells_and_not_millions_of_them)
{
    // one clonogen left on average: control in exp(-1)
    EXPECT_NEAR(tumour_control_probability(1e9, std::log(1e9)), std::exp(-1), 1e-12);
    EXPECT_NEAR(tumour_control_probability(1e9, 0), 0, 1e-12);
    EXPECT_NEAR(tumour_control_probability(1e9, 60), 1, 1e-12);
}

TEST(EquivalentUniformDose, of_a_uniform_dose_is_that_dose_whatever_the_exponent)
{
    std::vector<DoseVolume> const even{{0.4, 20.0 * Gy_eqd2}, {0.6, 20.0 * Gy_eqd2}};
    for (double const a : {-40.0, -1.0, 0.5, 1.0, 8.0, 500.0})
        EXPECT_NEAR(equivalent_uniform_dose(even, a).in(Gy_eqd2), 20, 1e-9);
}

TEST(EquivalentUniformDose, moves_from_minimum_over_mean_to_maximum)
{
    std::vector<DoseVolume> const two{{3, 10.0 * Gy_eqd2}, {1, 30.0 * Gy_eqd2}};
    EXPECT_NEAR(equivalent_uniform_dose(two, 1).in(Gy_eqd2), 15, 1e-12);
    EXPECT_NEAR(equivalent_uniform_dose(two, -400).in(Gy_eqd2), 10, 0.05);
    EXPECT_NEAR(equivalent_uniform_dose(two, 400).in(Gy_eqd2), 30, 0.2);
}

TEST(Complications, are_half_at_the_half_dose_and_five_percent_where_m_was_made)
{
    LymanOrgan const kidney{.half_dose = 28.0 * Gy_eqd2,
                            .relative_sd = relative_sd_of(23.0 * Gy_eqd2, 28.0 * Gy_eqd2)};
    EXPECT_NEAR(complication_probability(kidney, 28.0 * Gy_eqd2), 0.5, 1e-15);
    EXPECT_NEAR(complication_probability(kidney, 23.0 * Gy_eqd2), 0.05, 1e-12);
    std::vector<DoseVolume> const half{{1, 0.0 * Gy_eqd2}, {1, 46.0 * Gy_eqd2}};
    EXPECT_NEAR(complication_probability(kidney, half), 0.05, 1e-12);   // mean dose 23 Gy
}

TEST(CountGrade, follows_ctcae)
{
    using enum BloodCell;
    EXPECT_EQ(count_grade(lymphocytes, 1.5), 0);
    EXPECT_EQ(count_grade(lymphocytes, 0.9), 1);
    EXPECT_EQ(count_grade(lymphocytes, 0.8), 1);   // grade 2 is below 0.8
    EXPECT_EQ(count_grade(lymphocytes, 0.79), 2);
    EXPECT_EQ(count_grade(lymphocytes, 0.49), 3);
    EXPECT_EQ(count_grade(lymphocytes, 0.19), 4);
    EXPECT_EQ(count_grade(platelets, 150), 0);
    EXPECT_EQ(count_grade(platelets, 74), 2);
    EXPECT_EQ(count_grade(platelets, 25), 3);
    EXPECT_EQ(count_grade(platelets, 24), 4);
    EXPECT_EQ(count_grade(neutrophils, 0.99), 3);
    EXPECT_EQ(count_grade(neutrophils, 0.49), 4);
}

TEST(Rbe, at_low_dose_is_the_ratio_of_alphas_and_falls_with_dose)
{
    auto const low = LqResponse::of(0.2, 0.05);
    auto const alpha = alpha_class_from_constant(low, 4, 0.02);
    EXPECT_NEAR(rbe_at_survival(low, alpha, 1 - 1e-9), 4, 1e-6);
    double const at_ten_percent = rbe_at_survival(low, alpha);
    EXPECT_LT(at_ten_percent, 4);
    // D10 by hand: (-α + √(α² + 4β ln 10))/(2β)
    double const d_low = (-0.2 + std::sqrt(0.04 + 4 * 0.05 * std::log(10.0))) / 0.1;
    double const d_alpha = (-0.8 + std::sqrt(0.64 + 4 * 0.02 * std::log(10.0))) / 0.04;
    expect_agrees(at_ten_percent,
                  {.value = d_low / d_alpha, .rel_tol = 1e-12, .source = "quadratic formula"});
}

TEST(Rbe, models_without_extra_energy_give_the_low_let_response_back)
{
    auto const low = LqResponse::of(0.2, 0.05);
    EXPECT_DOUBLE_EQ(alpha_class_from_rmf(low, 1, 0.0 * Gy).alpha_per_Gy, 0.2);
    EXPECT_DOUBLE_EQ(alpha_class_from_mkm(low, 0.3 * Gy, 0.3 * Gy).alpha_per_Gy, 0.2);
    // by hand: 2·0.2 + 2·0.05·4·1.5
    EXPECT_NEAR(alpha_class_from_rmf(low, 2, 1.5 * Gy).alpha_per_Gy, 1.0, 1e-12);
    EXPECT_NEAR(alpha_class_from_rmf(low, 2, 1.5 * Gy).beta_per_Gy2(), 0.2, 1e-12);
}

TEST(Rbe, weighted_dose_is_another_quantity)
{
    RbeWeightedDose const weighted = rbe_weighted_dose(1.0 * Gy, 2.0 * Gy, 5);
    EXPECT_NEAR(weighted.in(Gy_rbe), 11, 1e-12);
}

TEST(DoseSignals, recent_dose_is_set_by_the_rate_and_memory_by_the_dose)
{
    SignalParameters const p;
    auto const after = [&](double rate_Gy_per_d, double days) {
        auto const end =
            integrate(std::array<double, 2>{}, 0, days, 4000, [&](double, auto const& y) {
                auto const r = signal_rates(p, rate_Gy_per_d, DoseSignals<double>{y[0], y[1]});
                return std::array<double, 2>{r.recent_Gy, r.memory_Gy};
            });
        return DoseSignals<double>{end[0], end[1]};
    };
    // at a constant rate the pool fills to rate/μ_s: 0.2 Gy/h over 1.5 h/ln 2
    EXPECT_NEAR(after(4.8, 5).recent_Gy, 0.2 * 1.5 / std::log(2.0), 1e-9);
    EXPECT_NEAR(after(1.0, 200).memory_Gy, 14, 1e-4);
    auto const jump = after_fraction(DoseSignals<double>{1, 2}, 8.0);
    EXPECT_EQ(jump.recent_Gy, 9);
    EXPECT_EQ(jump.memory_Gy, 10);
}
