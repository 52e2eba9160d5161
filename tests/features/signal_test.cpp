// Group "signal" of features.csv.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "features/feature.hpp"
#include "features/lab.hpp"
#include "radici/radiobiology/bystander.hpp"

namespace radici::test {
namespace {

std::string const beam = "agent = \"ebrt\"\ndose = \"8 Gy\"\nstart = \"day 1\"";
std::string const large = "[endpoints]\nhumane_volume = \"5000 mm3\"\n";
char const* const lines[] = {"b78",          "b16",         "mc38", "mc38_hmsln", "moc2",
                             "myc_cap",      "tramp_c1",    "rm1",  "nf9006",     "e0771",
                             "cloudman_s91", "mca205_mfap", "5t33", "ct26",       "tsa"};

struct Peak {
    double day = 0, height = 0;
};

/// Highest interferon of one animal.
Peak interferon_peak(std::string const& line, std::string const& give, Change const& change = {})
{
    auto const days = days_from(0, 0.05, 24);
    auto const setting =
        lab(Mice{.line = line, .tumour = "volume = \"200 mm3\"\n", .days = 25, .rest = large}.with(
                arm("one", {give})),
            change);
    auto const seen = course(setting, 1, days, [](auto const& now) {
        return now.lesion_state(0, patient::interferon);
    })[0][0];
    auto const best = std::max_element(seen.begin(), seen.end());
    return {days[static_cast<std::size_t>(best - seen.begin())], *best};
}

TEST(Features, F25)
{
    auto const b78 = interferon_peak("b78", beam), b16 = interferon_peak("b16", beam),
               moc2 = interferon_peak("moc2", beam);
    // Jagodinsky 2021, within the 20 % that a calibration case is allowed
    EXPECT_NEAR(b78.day, 7, 1.4);
    EXPECT_NEAR(b16.day, 7, 1.4);
    EXPECT_NEAR(moc2.day, 1, 0.2);
    EXPECT_GT(b78.height, 0.1);
    EXPECT_EQ(interferon_peak("b78_sting_ko", beam).height, 0);
    auto of_nuclide = [](std::string const& agent) {
        return interferon_peak("b78", "agent = \"" + agent +
                                          "\"\ntumour_dose = \"4 Gy\"\nstart = \"day 1\"")
            .day;
    };
    double const slow[] = {of_nuclide("y90_psma617"), of_nuclide("lu177_psma617"),
                           of_nuclide("i125_psma617")};
    EXPECT_LT(b78.day, slow[0]) << "a beam is the fastest";
    EXPECT_LT(slow[0], slow[1]);
    EXPECT_LT(slow[1], slow[2]);
    note_shown(fmt::format("8 Gy by beam: day {:.1f} (B78), {:.1f} (B16), {:.1f} (MOC2), none "
                           "without STING; one vector with "
                           "90Y, 177Lu, 125I: day {:.1f}, {:.1f}, {:.1f} (B78)",
                           b78.day, b16.day, moc2.day, slow[0], slow[1], slow[2]));
}

TEST(Features, F26)
{
    auto with = [](double sting, double rig_per_d) {
        return interferon_peak("b78", beam,
                               [=](patient::Biology& biology) {
                                   biology.immune.danger.sting_signalling = sting;
                                   biology.immune.danger.rig_interferon_source_per_d = rig_per_d;
                               })
            .height;
    };
    double const both = with(1, 0.5), rig_alone = with(0, 0.5);
    EXPECT_EQ(with(0, 0), 0);
    EXPECT_GT(rig_alone, 0.05 * both);
    EXPECT_LT(rig_alone, 0.95 * both);
    note_shown(fmt::format("without cGAS {:.0f} % of the peak persists at a RIG-I source of 0.5/d, "
                           "the upper end of its range; "
                           "data/patients has it at 0",
                           100 * rig_alone / both));
}

TEST(Features, F27)
{
    auto const danger = lab(Mice{}.with(arm("none"))).model->biology().immune.danger;
    EXPECT_GT(danger.antigen_per_doomed_death, 0) << "a death by radiation gives antigen";
    EXPECT_NE(danger.antigen_per_doomed_death, danger.antigen_per_immune_kill)
        << "by another amount than one by T cells";
    RADICI_NOT_MET("CALR, ATP and HMGB1 are one antigen signal, whose weight is 1 for every kind "
                   "of radiation and mode of death; the threshold "
                   "of a vaccination assay is not in the model");
}

TEST(Features, F28)
{
    int fas = 0, mhc = 0;
    for (auto const* line : lines) {
        auto const visibility =
            lab(Mice{.line = line}.with(arm("none"))).model->biology().immune.visibility;
        fas += visibility.fas_gain_by_dose > 0 ? 1 : 0;
        mhc += visibility.mhc_gain_by_dose > 0 ? 1 : 0;
    }
    auto const setting = lab(Mice{.days = 20}.with(arm("none") + arm("beam", {beam})));
    double const weight = setting.model->biology().immune.kill.fas_weight;
    auto const seen = course(setting, 1, {10}, [weight](auto const& now) {
        return now.lesion_state(0, patient::mhc) * (1 + weight * now.lesion_state(0, patient::fas));
    });
    double const gain = seen[1][0][0] / seen[0][0][0];
    EXPECT_GT(gain, 1.2) << "a T cell kills more of the survivors";
    EXPECT_EQ(fas, 15) << "Fas in all lines";
    if (mhc > 12)   // 7.5 expected of 15, and 1 in 250 above 12
        RADICI_NOT_MET(fmt::format("Fas rises in {} of 15 lines and MHC-I in {} (asked 0.5 of "
                                   "them): no line has its own draw; a T cell does kill "
                                   "{:.1f} times as much after 8 Gy",
                                   fas, mhc, gain));
    note_shown(fmt::format(
        "Fas in {}, MHC-I in {} of 15 lines; a T cell kills {:.1f} times as much after 8 Gy", fas,
        mhc, gain));
}

TEST(Features, F29)
{
    std::string const antibody =
        "agent = \"10f_9g2\"\ndose = \"200 ug\"\nstart = \"day 1\"\nevery = \"3 d\"\ntimes = 7";
    auto const setting = lab(Mice{.days = 30, .rest = large}.with(
        arm("none") + arm("beam", {beam}) + arm("blocked", {beam, antibody})));
    auto const pdl1 = course(setting, 1, {12},
                             [](auto const& now) { return now.lesion_state(0, patient::pd_l1); });
    auto const cells = course(setting, 1, {12}, log_viable);
    EXPECT_GT(pdl1[1][0][0], pdl1[0][0][0]) << "rises after radiation";
    EXPECT_LT(cells[2][0][0], cells[1][0][0]) << "dampens killing until blocked";
    RADICI_NOT_MET(fmt::format(
        "PD-L1 is one state of tumour and myeloid cells together ({:.2f} against {:.2f} on day 13 "
        "after 8 Gy; blocking it "
        "takes {:.2f} off ln N): cell types cannot be chosen, T cells and vesicles carry none",
        pdl1[1][0][0], pdl1[0][0][0], cells[1][0][0] - cells[2][0][0]));
}

TEST(Features, F30)
{
    RADICI_NOT_MET("all damage is that of the nucleus: no share can be routed to membrane or "
                   "mitochondria (mtDNA is inside the DNA source)");
}

TEST(Features, F31)
{
    RADICI_NOT_MET("no pool of extracellular vesicles in the model");
}

TEST(Features, F32)
{
    // off, weak, strong: hazard of a cell that no track crosses
    using radiobiology::bystander_hazard_per_d;
    EXPECT_EQ(bystander_hazard_per_d(radiobiology::Bystander{.kill_per_d = 0}, 1.0), 0);
    EXPECT_LT(bystander_hazard_per_d(radiobiology::Bystander{.kill_per_d = 0.1}, 1.0),
              bystander_hazard_per_d(radiobiology::Bystander{.kill_per_d = 1}, 1.0));
    RADICI_NOT_MET("the equations are there (off, weak or strong), but no lesion uses them, and "
                   "cells at 70 um need the cell-resolved run");
}

}   // namespace
}   // namespace radici::test
