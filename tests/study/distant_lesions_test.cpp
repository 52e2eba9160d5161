#include <gtest/gtest.h>

#include "radici/study/distant_lesions.hpp"

namespace radici::study {
namespace {

Arm beam_to(patient::Lesions lesions)
{
    Regimen beam;
    beam.kind = AgentKind::treatment;
    beam.treatment = patient::Fraction{.dose_Gy = 8, .lesions = std::move(lesions)};
    return {"beam", {beam}, {}};
}

DistantLesions seen(Arm const& arm, std::vector<double> const& later_mm)
{
    DistantLesions distant(arm);
    distant.look({20, 10, 10});
    distant.look(later_mm);
    distant.look({30, 30, 30});
    return distant;
}

std::vector<double> const no_dose{0, 0, 0};

TEST(DistantLesions, respond_at_thirty_per_cent_of_their_sum)
{
    EXPECT_TRUE(*seen(beam_to({0}), {20, 4, 10}).responded(no_dose)) << "14 of 20 mm left";
    EXPECT_FALSE(*seen(beam_to({0}), {0, 4.1, 10}).responded(no_dose)) << "the target counts not";
}

TEST(DistantLesions, are_those_that_nothing_reaches)
{
    EXPECT_FALSE(seen(beam_to({}), {1, 1, 1}).responded(no_dose)) << "a beam to all";
    EXPECT_FALSE(seen({"none", {}, {}}, {1, 1, 1}).responded(no_dose)) << "no radiation";
    std::vector<double> const dose_Gy{5, 5, 0.5};
    Regimen agent;
    EXPECT_TRUE(*seen({"agent", {agent}, {}}, {20, 10, 7}).responded(dose_Gy));
    EXPECT_FALSE(*seen({"agent", {agent}, {}}, {1, 1, 8}).responded(dose_Gy));
    std::vector<double> const all_Gy{5, 5, 5};
    EXPECT_FALSE(seen({"agent", {agent}, {}}, {1, 1, 1}).responded(all_Gy)) << "none is distant";
}

TEST(DistantLesions, of_a_site_that_was_empty_there_is_nothing_to_say)
{
    DistantLesions distant(beam_to({0}));
    distant.look({20, 0});
    distant.look({20, 0});
    EXPECT_FALSE(distant.responded(std::vector<double>{0, 0}));
}

}   // namespace
}   // namespace radici::study
