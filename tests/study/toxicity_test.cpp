#include <cmath>

#include <gtest/gtest.h>

#include "radici/study/toxicity.hpp"

namespace radici::study {
namespace {

using patient::CheckpointTarget;

ImmuneEventRisk risk()
{
    return {.pd1_total = 0.2, .ctla4_total = 0.3, .together = 2};
}

/// Day on which the event comes in weekly looks, −1: never.
double event_day(double threshold, bool pd1, bool ctla4, int doses)
{
    ImmuneRelatedEvents events(risk(), threshold);
    for (int week = 0; week < 200; ++week) {
        double const day = 7.0 * week;
        if (events.advance(day))
            return day;
        if (week % 3 == 0 && week / 3 < doses) {
            if (pd1)
                events.given(CheckpointTarget::pd1, day);
            if (ctla4)
                events.given(CheckpointTarget::ctla4, day);
        }
    }
    return -1;
}

TEST(ImmuneRelatedEvents, nothing_happens_without_an_antibody)
{
    EXPECT_EQ(event_day(1e-6, false, false, 10), -1);
}

// Long exposure reaches the total: H∞·(1 − e^(−t/τ)), by hand.
TEST(ImmuneRelatedEvents, reach_their_total_under_long_treatment)
{
    EXPECT_GT(event_day(0.199, true, false, 60), 0);
    EXPECT_EQ(event_day(0.201, true, false, 60), -1);
}

TEST(ImmuneRelatedEvents, short_treatment_stops_the_hazard_after_washout)
{
    double const seen = 0.2 * (1 - std::exp(-42.0 / 90));   // one dose: 42 d of hazard
    EXPECT_GT(event_day(0.99 * seen, true, false, 1), 0);
    EXPECT_EQ(event_day(1.01 * seen, true, false, 1), -1);
}

TEST(ImmuneRelatedEvents, two_classes_add_times_their_factor)
{
    EXPECT_GT(event_day(0.99 * 2 * 0.5, true, true, 60), 0);
    EXPECT_EQ(event_day(1.01 * 2 * 0.5, true, true, 60), -1);
}

TEST(GradeOrgans, half_of_the_patients_at_the_half_dose)
{
    ToxicityRules rules;
    rules.kidney = {.half_dose = 28.0 * unit::Gy_eqd2, .relative_sd = 0.1};
    rules.xerostomia = {.half_dose = 40.0 * unit::Gy_eqd2, .relative_sd = 0.4};
    WorstGrades worst;
    double const bed = 28 * (1 + 2 / rules.kidney_alpha_beta_Gy);
    grade_organs(rules, {.kidney = 0.499, .xerostomia = 0.5}, bed, 0, worst);
    EXPECT_EQ(worst.kidney, 2);
    EXPECT_EQ(worst.xerostomia, 0);
    grade_organs(rules, {.kidney = 0.501, .xerostomia = 0.5}, bed, 0, worst);
    EXPECT_EQ(worst.kidney, 0);
    EXPECT_EQ(worst.worst(), 0);
}

}   // namespace
}   // namespace radici::study
