#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "immune/subject.hpp"

using namespace radici;
using namespace radici::immune;
using radici::test::patient_data;
using radici::test::Subject;
using radici::test::SubjectParameters;

namespace {

AdaptiveParameters mouse()
{
    auto set = patient_data({"mouse"});
    return read_immune_parameters(set).adaptive;
}

}   // namespace

TEST(Pools, what_the_blood_loses_by_homing_enters_the_lesion)
{
    auto const p = mouse();
    double const homing = homing_per_d(p, 61.0, 0.7);
    Pool<double> const pool{3, 40, 5};
    PoolDrive<double> drive;
    auto const still = pool_rates(p, pool, drive);
    drive.homing_per_d = homing;
    auto const lost = pool_rates(p, pool, drive);
    double const cells_per_uL_d =
        (still.blood_per_uL - lost.blood_per_uL) + (still.memory_per_uL - lost.memory_per_uL);
    double const entering = influx_1e6_per_d(p, homing, homing_cells_per_uL(p, pool));
    EXPECT_NEAR(entering, 1e-6 * p.blood_volume_mm3 * cells_per_uL_d, 1e-12 * entering);
}

TEST(Pools, homing_grows_with_interferon_and_size)
{
    auto const p = mouse();
    EXPECT_NEAR(homing_per_d(p, 1.0, 0.0),
                p.homing_per_d * p.homing_without_interferon / p.blood_volume_mm3, 1e-15);
    EXPECT_NEAR(homing_per_d(p, 1.0, 1e9), p.homing_per_d / p.blood_volume_mm3, 1e-10);
    EXPECT_DOUBLE_EQ(homing_per_d(p, 10.0, 0.3), 10 * homing_per_d(p, 1.0, 0.3));
}

TEST(Pools, memory_recalls_and_ctla4_block_adds_priming)
{
    auto const p = mouse();
    auto const primed = [&](double memory, double ctla4) {
        return pool_rates(
                   p, Pool<double>{},
                   {.priming = 0.5, .recalled_memory_per_uL = memory, .ctla4_occupancy = ctla4})
            .node_per_uL;
    };
    EXPECT_DOUBLE_EQ(primed(0, 0), 0.5 * p.priming_per_uL_d);
    EXPECT_DOUBLE_EQ(primed(p.recall_half_per_uL, 0) / primed(0, 0), 1 + p.recall_gain / 2);
    EXPECT_DOUBLE_EQ(primed(0, 1) / primed(0, 0), 1 + p.priming_gain_by_ctla4_block);
    EXPECT_DOUBLE_EQ(priming_share(p, 0.5, 2 * p.priming_half_volume_mm3), 0.5);
}

TEST(Pools, dose_kills_lymphocytes_in_node_and_blood)
{
    auto const p = mouse();
    double const hazard = lymphocyte_hazard_per_d(p, 2.0, 1.0);
    EXPECT_NEAR(hazard, 2 * 0.65 + 0.65, 1e-12);
    Pool<double> const pool{1, 2, 3};
    auto const spared = pool_rates(p, pool, PoolDrive<double>{});
    auto const hit =
        pool_rates(p, pool, {.node_hazard_per_d = hazard, .blood_hazard_per_d = hazard});
    EXPECT_NEAR(spared.node_per_uL - hit.node_per_uL, hazard * 1, 1e-12);
    EXPECT_NEAR(spared.blood_per_uL - hit.blood_per_uL, hazard * 2, 1e-12);
    EXPECT_NEAR(spared.memory_per_uL - hit.memory_per_uL, hazard * 3, 1e-12);
}

TEST(Pools, of_foreign_antigens_do_not_meet)
{
    // two lesions, the first treated; with ω = 0 the second does what it does alone
    auto parameters = SubjectParameters::of({"mouse"});
    std::vector<double> const apart{1, 0, 0, 1};
    Subject both{parameters, {80, 60}, {.lesions = 2, .omega = apart}};
    both.fractions = {{1, 8, 0}};
    Subject alone{parameters, {60}};
    both.advance(25);
    alone.advance(25);
    EXPECT_NEAR(both.viable(1) / alone.viable(), 1, 1e-9);
    EXPECT_NEAR(both.pool(1).blood_per_uL / alone.pool().blood_per_uL, 1, 1e-9);
    EXPECT_GT(both.pool(0).blood_per_uL, 1.5 * both.pool(1).blood_per_uL);

    // with shared antigens the untreated one feels it: an abscopal effect
    std::vector<double> const shared{1, 1, 1, 1};
    Subject linked{parameters, {80, 60}, {.lesions = 2, .omega = shared}};
    linked.fractions = both.fractions;
    linked.advance(25);
    EXPECT_LT(linked.viable(1), 0.99 * alone.viable());
}

TEST(Pools, of_equal_antigens_may_be_summed_into_one)
{
    auto parameters = SubjectParameters::of({"mouse"});
    std::vector<double> const shared{1, 1, 1, 1};
    Subject two{parameters, {80, 60}, {.lesions = 2, .omega = shared}};
    Subject one{parameters, {80, 60}};
    for (auto* subject : {&two, &one}) {
        subject->fractions = {{1, 8, 0}};
        subject->occupancy = [](double) { return Occupancy<double>{0.2, 0.1, 0.6}; };
        subject->advance(25);
    }
    EXPECT_EQ(two.overlap.pools(), 2);
    EXPECT_EQ(one.overlap.pools(), 1);
    EXPECT_NEAR((two.pool(0).blood_per_uL + two.pool(1).blood_per_uL) / one.pool().blood_per_uL, 1,
                1e-9);
    EXPECT_NEAR((two.pool(0).memory_per_uL + two.pool(1).memory_per_uL) / one.pool().memory_per_uL,
                1, 1e-9);
    for (int i : {0, 1})
        EXPECT_NEAR(two.viable(i) / one.viable(i), 1, 1e-9);
}

TEST(Pools, of_a_host_without_lymphocytes_stay_empty)
{
    auto parameters = SubjectParameters::of({"mouse"});
    parameters.immune = without_lymphocytes(parameters.immune);
    Subject nude{parameters, {80}};
    Subject blocked = nude;
    for (auto* subject : {&nude, &blocked})
        subject->fractions = {{1, 8, 0}};
    blocked.occupancy = [](double) { return Occupancy<double>{0.9, 0.9, 0.9}; };
    nude.advance(30);
    blocked.advance(30);
    EXPECT_EQ(blocked.pool().blood_per_uL, 0);
    EXPECT_EQ(blocked.lesion().t_cells.effectors_1e6, 0);
    EXPECT_EQ(blocked.lesion().regulatory_1e6, 0);
    // no T cells: checkpoint inhibitors do nothing to the tumour
    EXPECT_EQ(blocked.viable(), nude.viable());
    EXPECT_EQ(blocked.volume(), nude.volume());
}

TEST(Pools, memory_meets_a_small_rechallenge_by_recall_and_by_homing)
{
    auto const day30 = [](SubjectParameters const& parameters, double memory_per_uL) {
        Subject subject{parameters, {0.5}};
        subject.y[2] = memory_per_uL;
        subject.advance(30);
        return subject.viable();
    };
    auto parameters = SubjectParameters::of({"mouse"});
    double const naive = day30(parameters, 0);
    EXPECT_LT(day30(parameters, 20), 0.95 * naive);
    EXPECT_LT(day30(parameters, 200), day30(parameters, 20));

    parameters.immune.adaptive.memory_homing = 0;
    double const recall_alone = day30(parameters, 20);
    EXPECT_LT(recall_alone, naive);
    parameters.immune.adaptive.recall_gain = 0;
    EXPECT_EQ(day30(parameters, 20), day30(parameters, 0));   // then memory does nothing
}
