#include <gtest/gtest.h>

#include "patient/sample_subject.hpp"
#include "radici/patient/lesion.hpp"
#include "reference/coupled_system.hpp"

namespace radici {
namespace {

using reference::CoupledSystem;
using test::random_state;
using test::sample_run;
using test::sample_subject;

std::size_t at(int i)
{
    return static_cast<std::size_t>(i);
}

/// Entry (r, c) of the whole Jacobian out of the pieces of the arrow.
double entry(numerics::BlockArrow& j, patient::Layout const& layout, int r, int c)
{
    int const border = layout.border(), block = layout.block();
    if (r < border && c < border)
        return j.border(r, c);
    if (r < border)
        return j.bottom((c - border) / block, r, (c - border) % block);
    if (c < border)
        return j.right((r - border) / block, (r - border) % block, c);
    if ((r - border) / block != (c - border) / block)
        return 0;
    return j.diagonal((r - border) / block, (r - border) % block, (c - border) % block);
}

class Jacobian : public testing::TestWithParam<double> {};   // antigen overlap

// Independent reference: central differences of the rates, which know nothing of dual numbers,
// blocks or coupling.
TEST_P(Jacobian, equals_central_differences_everywhere)
{
    auto const subject = sample_subject(3, GetParam());
    auto const run = sample_run(subject);
    CoupledSystem system(subject, run);
    auto const size = subject.layout.size();
    numerics::BlockArrow j(system.shape());
    auto y = random_state(subject, 7);
    system.jacobian(5.0, y.data(), j);

    std::vector<double> above(at(size)), below(at(size)), rate(at(size));
    system.rates(5.0, y.data(), rate.data());
    for (int c = 0; c < size; ++c) {
        double const step = 1e-5 * std::max(std::abs(y[at(c)]), 1e-2), kept = y[at(c)];
        y[at(c)] = kept + step;
        system.rates(5.0, y.data(), above.data());
        y[at(c)] = kept - step;
        system.rates(5.0, y.data(), below.data());
        y[at(c)] = kept;
        for (int r = 0; r < size; ++r) {
            double const difference = (above[at(r)] - below[at(r)]) / (2 * step);
            double const scale = std::abs(difference) + 1e-8 * (1 + std::abs(rate[at(r)])) / step;
            EXPECT_NEAR(entry(j, subject.layout, r, c), difference, 2e-5 * scale)
                << "row " << r << ", column " << c;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(one_pool_and_three, Jacobian, testing::Values(1.0, 0.4, 0.0));

class RandomStates : public testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(seeds, RandomStates, testing::Range(1u, 9u));

// model.md §4: dV/dt = growth·N − k_clr·M, whatever kills.
TEST_P(RandomStates, volume_changes_by_growth_and_clearance_alone)
{
    auto const subject = sample_subject(1);
    auto const run = sample_run(subject);
    auto const y = random_state(subject, GetParam());
    std::vector<double> rate(y.size());
    CoupledSystem(subject, run).rates(0, y.data(), rate.data());
    double const* state = y.data() + subject.layout.lesion(0);
    double const* change = rate.data() + subject.layout.lesion(0);
    auto const cells = patient::lesion_cells(state, patient::LivingClones<double>{});
    double const volume_change = change[patient::log_viable_positive] * cells.viable_positive +
                                 change[patient::log_viable_negative] * cells.viable_negative +
                                 change[patient::doomed_positive] +
                                 change[patient::doomed_negative] + change[patient::debris];
    double const growth =
        immune::growth_per_d(subject.cells.life, cells.volume_mm3() + 1) * cells.viable();
    double const cleared = subject.cells.life.debris_clearance_per_d * cells.debris_mm3;
    EXPECT_NEAR(volume_change, growth - cleared, 1e-9 * (growth + cleared + 1));
}

// model.md §1: p·Ḋ₊ + (1 − p)·Ḋ₋ = Ḋ.
TEST_P(RandomStates, cross_fire_conserves_dose)
{
    auto const subject = sample_subject(1);
    auto const y = random_state(subject, GetParam());
    double const* state = y.data() + subject.layout.lesion(0);
    auto const cells = patient::lesion_cells(state, patient::LivingClones<double>{});
    auto const dose = patient::lesion_dose_rates(subject, state, cells);
    double const p = cells.positive() / cells.living();
    EXPECT_NEAR(p * dose.positive.low_Gy_per_d + (1 - p) * dose.negative.low_Gy_per_d,
                dose.mean.low_Gy_per_d, 1e-12 * dose.mean.low_Gy_per_d);
    EXPECT_NEAR(p * dose.positive.alpha_Gy_per_d + (1 - p) * dose.negative.alpha_Gy_per_d,
                dose.mean.alpha_Gy_per_d, 1e-12 * dose.mean.alpha_Gy_per_d);
}

TEST_P(RandomStates, absorbs_no_more_than_is_emitted)
{
    auto const subject = sample_subject(1);
    auto const y = random_state(subject, GetParam());
    double const* state = y.data() + subject.layout.lesion(0);
    auto const cells = patient::lesion_cells(state, patient::LivingClones<double>{});
    auto const dose = patient::lesion_dose_rates(subject, state, cells);
    double activity_MBq = state[subject.layout.in_lesion(0, patient::ligand_debris)];
    for (int k = patient::ligand_free; k < patient::ligand_debris; ++k)
        activity_MBq += cells.positive() * state[subject.layout.in_lesion(0, k)];
    double const emitted =
        constant::Gy_g_per_d_MBq_MeV * activity_MBq * test::sample_sphere().emitted_MeV().total();
    EXPECT_LE(dose.mean.total_Gy_per_d() * 1e-3 * cells.volume_mm3(), emitted);
    EXPECT_GE(dose.mean.total_Gy_per_d() * 1e-3 * cells.volume_mm3(), 0.5 * emitted);
}

// The equations have no clock but that of the antibodies: start and events moved together change
// nothing.
TEST_P(RandomStates, rates_do_not_know_the_date)
{
    auto const subject = sample_subject(2);
    auto run = sample_run(subject);
    auto const y = random_state(subject, GetParam());
    std::vector<double> early(y.size()), late(y.size());
    CoupledSystem(subject, run).rates(30, y.data(), early.data());
    for (double& first : run.antibody_first_dose_d)
        first += 100;
    CoupledSystem(subject, run).rates(130, y.data(), late.data());
    EXPECT_EQ(early, late);
}

// Lesions that share no antigen feel each other through nothing but PK and blood.
TEST_P(RandomStates, lesions_without_common_antigens_are_independent)
{
    auto const pair = sample_subject(2, 0);
    auto const run = sample_run(pair);
    auto y = random_state(pair, GetParam());
    std::vector<double> rate(y.size()), changed(y.size());
    CoupledSystem system(pair, run);
    system.rates(0, y.data(), rate.data());
    for (int k = 0; k < pair.layout.block(); ++k)
        y[at(pair.layout.lesion(1) + k)] *= 1.3;
    for (int k = 0; k < 3; ++k)
        y[at(pair.layout.pool_offset + 3 + k)] *= 1.7;
    system.rates(0, y.data(), changed.data());
    for (int k = 0; k < pair.layout.block(); ++k)
        EXPECT_EQ(rate[at(pair.layout.lesion(0) + k)], changed[at(pair.layout.lesion(0) + k)]);
    for (int k = 0; k < 3; ++k)
        EXPECT_EQ(rate[at(pair.layout.pool_offset + k)], changed[at(pair.layout.pool_offset + k)]);
}

TEST(OnePool, is_the_sum_of_equal_pools)
{
    // With ω = 1 the pooled equations and three pools that all lesions share give lesions the same
    // rates.
    auto const pooled = sample_subject(3);
    auto separate = sample_subject(3, 0.999);
    for (double& w : separate.omega)
        w = 1;
    auto const y = random_state(pooled, 3);
    std::vector<double> z(at(separate.layout.size()));
    std::copy(y.begin(), y.begin() + pooled.layout.pool_offset, z.begin());
    for (int j = 0; j < 3; ++j)   // a third of the pool each
        for (int k = 0; k < 3; ++k)
            z[at(separate.layout.pool_offset + 3 * j + k)] =
                y[at(pooled.layout.pool_offset + k)] / 3;
    std::copy(y.begin() + pooled.layout.body_offset, y.end(),
              z.begin() + separate.layout.body_offset);
    std::vector<double> a(y.size()), b(z.size());
    auto const run = sample_run(pooled);
    CoupledSystem(pooled, run).rates(0, y.data(), a.data());
    CoupledSystem(separate, run).rates(0, z.data(), b.data());
    for (int k = 0; k < pooled.layout.size() - pooled.layout.body_offset; ++k)
        EXPECT_NEAR(a[at(pooled.layout.body_offset + k)], b[at(separate.layout.body_offset + k)],
                    1e-9 * (1 + std::abs(a[at(pooled.layout.body_offset + k)])));
    for (int k = 0; k < 3; ++k) {
        double sum = 0;
        for (int j = 0; j < 3; ++j)
            sum += b[at(separate.layout.pool_offset + 3 * j + k)];
        EXPECT_NEAR(sum, a[at(pooled.layout.pool_offset + k)],
                    1e-9 * (1 + std::abs(a[at(pooled.layout.pool_offset + k)])));
    }
}

}   // namespace
}   // namespace radici
