#include <cmath>

#include <gtest/gtest.h>

#include "radici/study/activity_for_dose.hpp"
#include "radici/study/run_cohort.hpp"
#include "radici/study/simulate_patients.hpp"
#include "radici/study/summarise.hpp"
#include "study/small_cohort.hpp"

namespace radici::study {
namespace {

using test::setting_of;

/// All that is kept of some patients.
std::string bytes_of(Setting const& setting, int patients)
{
    return pack(PatientTable(setting), {}, static_cast<int>(setting.arms.size()),
                simulate_patients(setting, 0, patients));
}

TEST(Cohort, is_the_same_on_one_thread_and_on_two)
{
    auto const setting = setting_of("NCT05150236", 10);
    auto const one = run_cohort(setting, 1), two = run_cohort(setting, 2);
    ASSERT_EQ(one->patients(), 10);
    for (auto const* column : {"OS_DAY", "BL_TUMOUR_VOLUME_MM3", "DOSE_KIDNEY_GY", "VOLUME_10"})
        for (int arm : {0, 1})
            EXPECT_EQ(one->completed(column, arm), two->completed(column, arm)) << column;
    EXPECT_EQ(one->lesion_doses(0), two->lesion_doses(0));
}

TEST(Cohort, has_the_same_patients_in_every_arm)
{
    auto const records = simulate_patients(setting_of("NCT05150236", 6), 0, 6);
    ASSERT_EQ(records.size(), 12u);
    for (std::size_t k = 0; k < 12; k += 2) {
        auto const &a = records[k], &b = records[k + 1];
        EXPECT_EQ(a.index, b.index);
        EXPECT_EQ(a.lesion_volume_mm3, b.lesion_volume_mm3);
        EXPECT_EQ(a.growth_per_d, b.growth_per_d);
        EXPECT_EQ(a.antigenicity, b.antigenicity);
        EXPECT_EQ(a.weight_kg, b.weight_kg);
    }
}

TEST(Cohort, a_patient_does_not_depend_on_how_many_follow)
{
    EXPECT_EQ(bytes_of(setting_of("NCT05150236", 3), 3), bytes_of(setting_of("NCT05150236", 5), 3));
}

TEST(Cohort, another_seed_gives_other_patients)
{
    auto const one = simulate_patients(setting_of("NCT05150236", 2, {"study.seed=1"}), 0, 1);
    auto const two = simulate_patients(setting_of("NCT05150236", 2, {"study.seed=2"}), 0, 1);
    EXPECT_NE(one[0].weight_kg, two[0].weight_kg);
}

TEST(Cohort, every_registered_trial_runs_to_its_end)
{
    for (auto const* trial : {"NCT04525638", "NCT05150236", "NCT04109729"}) {
        auto const setting = setting_of(trial, 4);
        auto const records = simulate_patients(setting, 0, 4);
        EXPECT_EQ(records.size(), 4 * setting.arms.size());
        for (auto const& record : records) {
            EXPECT_EQ(record.failure, "") << trial;
            EXPECT_GT(record.outcome.os.day, 0);
        }
    }
}

// Without a toxicity of grade 3 there is no first day of one.
TEST(Cohort, knows_the_first_day_of_grade_3_where_there_is_one)
{
    for (auto const& record : simulate_patients(setting_of("NCT05150236", 6), 0, 6))
        EXPECT_EQ(std::isnan(record.outcome.first_grade3_day), record.outcome.worst.worst() < 3);
}

// The activity that is found gives the dose that was asked for, in the subject it was found for.
TEST(TumourDose, stands_for_the_activity_that_gives_it)
{
    auto setting = setting_of("NCT04525638", 1, {"arm[0].give[0].activity=\"7.4 GBq\""});
    auto& give = setting.study.arms[0].gives[0];
    ASSERT_EQ(give.kind, AgentKind::radiopharmaceutical);
    give.amount.reset();
    give.tumour_dose_Gy = 20;
    auto const told = find_activities(setting);
    ASSERT_EQ(told.size(), 1u);
    double const for_20 = give.amount->value;
    give.amount.reset();
    give.tumour_dose_Gy = 30;
    (void)find_activities(setting);
    EXPECT_GT(give.amount->value, 1.3 * for_20);
    EXPECT_GT(for_20, 100);
}

TEST(Summary, a_cohort_of_one_has_the_intervals_of_one)
{
    auto const setting = setting_of("NCT05150236", 1);
    auto const result = summarise(setting, run_cohort(setting), {});
    ASSERT_EQ(result.arms.size(), 2u);
    for (auto const& rate : result.arms[0].rates)
        if (rate.evaluable == 1) {
            // Clopper-Pearson of 0/1 and 1/1, by hand: 0.975 = 1 − 0.025 and its mirror.
            EXPECT_NEAR(rate.share.low, rate.events == 1 ? 0.025 : 0.0, 1e-9) << rate.name;
            EXPECT_NEAR(rate.share.high, rate.events == 1 ? 1.0 : 0.975, 1e-9) << rate.name;
        }
    auto const rows = result.patients->rows(0, 1);
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].value.size(), result.columns.size());
}

}   // namespace
}   // namespace radici::study
