// Group "combo" of features.csv.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "features/feature.hpp"
#include "features/lab.hpp"

namespace radici::test {
namespace {

/// ln N over that of the start in one subject, arm by arm.
std::vector<double> left(study::Setting const& setting, double day)
{
    std::vector<double> values;
    for (auto const& one : course(setting, 1, {day}, log_viable))
        values.push_back(one[0][0]);
    return values;
}

TEST(Features, F47)
{
    std::string const beam = "agent = \"ebrt\"\ndose = \"12 Gy\"\nstart = \"day 1\"\nlesions = [1]",
                      trt = "agent = \"y90_nm600\"\ntumour_dose = \"3 Gy\"\nstart = \"day 1\"",
                      local = "agent = \"cytokine\"\ndose = \"50 ug\"\nstart = \"day 6\"\nevery = "
                              "\"1 d\"\ntimes = 5\nlesions = [1]";
    auto const n =
        left(lab(Mice{.tumour = "volume = \"80 mm3\"\nsites = 2\n", .days = 20}.with(
                 arm("none") + arm("beam", {beam}) + arm("TRT", {trt}) + arm("cytokine", {local}) +
                 arm("beam + TRT", {beam, trt}) + arm("beam + cytokine", {beam, local}) +
                 arm("TRT + cytokine", {trt, local}) + arm("all", {beam, trt, local}))),
             14);
    ASSERT_EQ(n.size(), 8U);
    for (double one : n)
        EXPECT_TRUE(std::isfinite(one));
    for (std::size_t single : {1U, 2U, 3U})
        EXPECT_LT(n[single], n[0]);
    note_shown(fmt::format("eight arms in one file; on day 15 ln N over that of the start is "
                           "{:.2f} untreated, {:.2f} (beam + TRT), {:.2f} (all three)",
                           n[0], n[4], n[7]));
}

TEST(Features, F48)
{
    std::string const cells = "agent = \"adoptive_t_cells\"\ncells = 2e6\nstart = \"day 8\"",
                      trt = "agent = \"y90_nm600\"\ntumour_dose = \"4 Gy\"\nstart = \"day 1\"";
    auto const n = left(lab(Mice{.days = 25}.with(arm("none") + arm("cells", {cells}) +
                                                  arm("TRT", {trt}) + arm("both", {trt, cells}))),
                        18);
    double const alone = n[0] - n[1], after = n[2] - n[3];
    EXPECT_GT(alone, 0);
    EXPECT_GT(after, alone) << "ln N that the cells take off";
    note_shown(fmt::format(
        "2e6 antigen-specific cells take {:.2f} off ln N alone, {:.2f} after 4 Gy", alone, after));
}

TEST(Features, F49)
{
    auto const daily = [](char const* agent, char const* dose, char const* every, int times) {
        return fmt::format(
            "agent = \"{}\"\ndose = \"{}\"\nstart = \"day 1\"\nevery = \"{}\"\ntimes = {}", agent,
            dose, every, times);
    };
    std::string const radium = "agent = \"ra223_dichloride\"\nactivity = \"55 kBq/kg\"\nstart = "
                               "\"day 1\"\nevery = \"4 wk\"\ntimes = 6",
                      lutetium =
                          "agent = \"lu177_psma617\"\nactivity = \"7.4 GBq\"\nstart = \"day 1\"";
    auto const dna_pk = daily("dna_pk_inhibitor", "200 mg", "1 d", 160),
               parp = daily("parp_inhibitor", "300 mg", "12 h", 320);
    auto const setting = lab(Patients{.days = 200}.with(
        arm("none") + arm("PARP", {parp}) + arm("DNA-PK", {dna_pk}) + arm("Ra", {radium}) +
        arm("Ra, DNA-PK", {radium, dna_pk}) + arm("Ra, PARP", {radium, parp}) +
        arm("Lu", {lutetium}) + arm("Lu, DNA-PK", {lutetium, dna_pk}) +
        arm("Lu, PARP", {lutetium, parp})));
    for (auto const& drug :
         {setting.arms[1].drugs.partners[0].drug, setting.arms[2].drugs.partners[0].drug}) {
        EXPECT_LT(drug.effect.repair_factor, 1) << drug.id;
        EXPECT_GT(drug.effect.alpha_factor, 1) << drug.id;
    }
    auto const n = left(setting, 150);
    EXPECT_NEAR(n[1], n[0], 1e-3) << "nothing to repair, nothing to inhibit";
    EXPECT_NEAR(n[2], n[0], 1e-3);
    for (std::size_t radiation : {3U, 6U})
        for (std::size_t drug : {1U, 2U})
            EXPECT_LT(n[radiation + drug], n[radiation] - 0.05);
    note_shown(fmt::format("ln N with 223Ra {:.2f}, with peposertib too {:.2f}, olaparib {:.2f}; "
                           "with 177Lu-PSMA-617 {:.2f}, {:.2f}, {:.2f}",
                           n[3], n[4], n[5], n[6], n[7], n[8]));
}

TEST(Features, F50)
{
    std::string const androgen = "agent = \"androgen_inhibitor\"\ndose = \"160 mg\"\nstart = \"day "
                                 "1\"\nevery = \"1 d\"\ntimes = 100",
                      carboplatin = "agent = \"carboplatin\"\ndose = \"5 AUC\"\nstart = \"day "
                                    "1\"\nevery = \"3 wk\"\ntimes = 4",
                      etoposide = "agent = \"etoposide\"\ndose = \"100 mg/m2\"\nstart = \"day "
                                  "1\"\nevery = \"1 d\"\ntimes = 3";
    auto const n = left(
        lab(Patients{.days = 120}.with(
            arm("none") + arm("AR", {androgen}) + arm("C", {carboplatin}) + arm("E", {etoposide}) +
            arm("CE", {carboplatin, etoposide}) + arm("all", {androgen, carboplatin, etoposide}))),
        60);
    for (std::size_t one : {1U, 2U, 3U})
        EXPECT_LT(n[one], n[0] - 0.05) << one;
    EXPECT_LT(n[4], std::min(n[2], n[3]) - 0.5) << "both drugs kill";
    EXPECT_LT(n[5], n[4] - 0.02) << "the androgen inhibitor adds to them";
    note_shown(fmt::format("ln N after 60 d: none {:.2f}, androgen inhibitor {:.2f}, carboplatin "
                           "{:.2f}, etoposide {:.2f}, all {:.2f}",
                           n[0], n[1], n[2], n[3], n[5]));
}

}   // namespace
}   // namespace radici::test
