// Group "immune" of features.csv. Where a row says "when", the test moves parameters within the
// ranges of data/patients/mouse.toml.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "features/feature.hpp"
#include "features/lab.hpp"

namespace radici::test {
namespace {

std::string antibody(char const* agent, int first, int times)
{
    return fmt::format(
        "agent = \"{}\"\ndose = \"200 ug\"\nstart = \"day {}\"\nevery = \"3 d\"\ntimes = {}", agent,
        first, times);
}
std::string const large = "[endpoints]\nhumane_volume = \"5000 mm3\"\n";

/// ln N of one animal over that of the start, arm by arm.
std::vector<double> left(study::Setting const& setting, double day)
{
    std::vector<double> values;
    for (auto const& one : course(setting, 1, {day}, log_viable))
        values.push_back(one[0][0]);
    return values;
}

TEST(Features, F33)
{
    std::string const depletion =
        "agent = \"treg_depletion\"\nshare = 0.98\nstart = \"day 1\"\nevery = \"1 d\"\ntimes = 19";
    auto const pd1 = antibody("rmp1_14", 1, 6);
    auto benefit = [&](double gain) {
        auto const n = left(lab(Mice{.days = 25, .rest = large}.with(
                                    arm("none") + arm("anti-PD-1", {pd1}) +
                                    arm("depletion", {depletion}) + arm("both", {pd1, depletion})),
                                [gain](patient::Biology& biology) {
                                    biology.immune.regulatory.source_1e6_per_mm3_d = 2e-3;
                                    biology.immune.regulatory.half_suppression_1e6_per_mm3 = 2e-3;
                                    biology.immune.regulatory.suppression_gain_by_pd1_block = gain;
                                    biology.immune.danger.antigenicity = 8;
                                    biology.immune.adaptive.exhaustion_per_d = 0.05;
                                    biology.immune.adaptive.reinvigoration_per_d = 0.02;
                                    biology.immune.visibility.pdl1_baseline = 0.2;
                                    biology.immune.visibility.pdl1_gain_by_effectors = 1;
                                }),
                            20);
        return std::pair{n[0] - n[1], n[2] - n[3]};
    };
    auto const [with, without] = benefit(2);
    EXPECT_LT(with, -0.01) << "anti-PD-1 harms where Treg rule";
    EXPECT_GT(without, 0.01) << "and helps once they are removed";
    EXPECT_GT(benefit(0.3).first, 0.01) << "and where it does not strengthen them";
    note_shown(fmt::format(
        "anti-PD-1 leaves {:.2f} more of ln N where Treg rule, {:.2f} less once they are depleted",
        -with, without));
}

TEST(Features, F34)
{
    std::string arms = arm("none");
    for (auto const* activity : {"5 MBq", "25 MBq"})
        arms += arm(activity, {fmt::format("agent = \"lu177_cd20_sdab\"\nactivity = \"{}\"\nstart "
                                           "= \"day 1\"\nevery = \"2 d\"\ntimes = 3",
                                           activity)});
    auto const setting = lab(
        Mice{.line = "b16_ova_hcd20", .tumour = "volume = \"50 mm3\"\n", .days = 25, .rest = large}
            .with(arms));
    auto state = [&](patient::LesionState which, bool density) {
        std::vector<double> values;
        for (auto const& one : course(setting, 1, {10}, [=](auto const& now) {
                 return now.lesion_state(0, which) / (density ? now.lesion_volume_mm3(0) : 1);
             }))
            values.push_back(one[0][0]);
        return values;
    };
    auto const interferon = state(patient::interferon, false),
               dendritic = state(patient::mature_dendritic, false),
               cd8 = state(patient::effectors, true), myeloid = state(patient::myeloid, false);
    EXPECT_LT(interferon[0], interferon[1]);
    EXPECT_LT(interferon[1], interferon[2]) << "IFN-I rises with activity";
    EXPECT_LT(dendritic[0], dendritic[1]) << "dendritic cells mature";
    if (cd8[1] <= cd8[0] || myeloid[2] < 1.1)
        RADICI_NOT_MET(fmt::format("IFN-I and mature dendritic cells rise with activity, but CD8 "
                                   "density on day 11 is {:.2f} and {:.2f} of the untreated after "
                                   "15 and 75 MBq (asked: modest rise at low), and myeloid "
                                   "suppression {:.2f} and {:.2f} (asked: M2-like at high); "
                                   "macrophages and MDSC are one state",
                                   cd8[1] / cd8[0], cd8[2] / cd8[0], myeloid[1], myeloid[2]));
    note_shown(fmt::format("CD8 {:.2f} and {:.2f} of the untreated, myeloid suppression {:.2f} and "
                           "{:.2f} after 15 and 75 MBq",
                           cd8[1] / cd8[0], cd8[2] / cd8[0], myeloid[1], myeloid[2]));
}

TEST(Features, F35)
{
    auto benefit = [](Change const& change) {
        auto const n = left(lab(Mice{.days = 25, .rest = large}.with(
                                    arm("none") + arm("CTLA-4", {antibody("9d9", 1, 6)}) +
                                    arm("PD-1", {antibody("rmp1_14", 1, 6)})),
                                change),
                            20);
        return std::pair{n[0] - n[1], n[0] - n[2]};
    };
    auto const tolerance = benefit([](patient::Biology& biology) {
        biology.immune.adaptive.exhaustion_per_d = 0.05;
        biology.immune.visibility.pdl1_baseline = 0.2;
        biology.immune.regulatory.source_1e6_per_mm3_d *= 5;
        biology.immune.danger.antigenicity *= 4;
    });
    auto const exhaustion = benefit([](patient::Biology& biology) {
        biology.immune.adaptive.exhaustion_per_d = 0.8;
        biology.immune.visibility.pdl1_baseline = 5;
        biology.immune.danger.antigenicity *= 18;
    });
    EXPECT_GT(tolerance.first, 3 * tolerance.second);
    EXPECT_GT(exhaustion.second, 3 * exhaustion.first);
    note_shown(fmt::format("off ln N by anti-CTLA-4 and anti-PD-1: {:.2f}, {:.2f} under tolerance; "
                           "{:.2f}, {:.2f} under exhaustion",
                           tolerance.first, tolerance.second, exhaustion.first, exhaustion.second));
}

TEST(Features, F36)
{
    RADICI_NOT_MET("lymphocytes are counted, their DNA damage foci are not in the model");
}

TEST(Features, F37)
{
    auto const radium = lab(Patients{.days = 200}.with(arm(
        "Ra", {"agent = \"ra223_dichloride\"\nactivity = \"55 kBq/kg\"\nstart = \"day 1\"\nevery = "
               "\"4 wk\"\ntimes = 6\nbeyond_progression = true\ntoxicity_rules = false"})));
    auto lymphocytes = [](auto const& now) { return now.lymphocytes_1e9_per_L(); };
    std::vector<double> loss;
    auto const counts = course(radium, 60, {0, 168}, lymphocytes);
    for (auto const& one : counts[0])
        if (!std::isnan(one[1]))
            loss.push_back((one[0] - one[1]) / 6);
    ASSERT_GT(loss.size(), 40U);
    EXPECT_GE(mean(loss), 0.102) << "Creemers 2021";
    EXPECT_LE(mean(loss), 0.143);
    std::string arms;
    for (double share : {0.0, 0.01, 0.02, 0.05})
        arms += arm(fmt::format("{}", share),
                    {fmt::format("agent = \"ebrt\"\ndose = \"2 Gy\"\nstart = \"day 1\"\nevery = "
                                 "\"1 d\"\ntimes = 25\nblood_share = {0}\nmarrow_share = {0}",
                                 share)});
    std::vector<double> after;
    for (auto const& one : course(lab(Patients{.days = 60}.with(arms)), 1, {30}, lymphocytes))
        after.push_back(one[0][0]);
    EXPECT_TRUE(std::is_sorted(after.rbegin(), after.rend())) << "a larger field takes more";
    EXPECT_LT(after.back(), 0.8 * after.front());
    note_shown(fmt::format("-{:.3f}e9/L a dose of 223Ra; after 50 Gy of which blood and marrow get "
                           "0, 1, 2, 5 %: {:.2f}, {:.2f}, {:.2f}, {:.2f}e9/L",
                           mean(loss), after[0], after[1], after[2], after[3]));
}

TEST(Features, F38)
{
    auto const ici = antibody("9h10", 3, 3);
    std::string const many = "agent = \"ebrt\"\ndose = \"8 Gy\"\nstart = \"day 1\"\nevery = \"1 "
                             "d\"\ntimes = 3\nlesions = [1]",
                      once = "agent = \"ebrt\"\ndose = \"20 Gy\"\nstart = \"day 1\"\nlesions = [1]";
    Mice const two{
        .line = "tsa", .tumour = "volume = \"60 mm3\"\nsites = 2\n", .days = 40, .rest = large};
    auto const text = two.with(arm("none") + arm("3 x 8", {many, ici}) + arm("20", {once, ici}));
    auto second = [](auto const& now) { return now.lesion_volume_mm3(1); };
    double least_shrinking = 1e9, most_growing = 0;   // peak of primed T cells in blood
    for (double antigenicity : {0.1, 0.3, 1.0, 2.0, 4.0, 8.0, 16.0}) {
        auto const setting = lab(text, [=](patient::Biology& biology) {
            biology.immune.danger.antigenicity = antigenicity;
        });
        double const primed = course(
            setting, 1, {8}, [](auto const& now) { return now.blood_effectors_per_uL(); })[1][0][0];
        auto const volume = course(setting, 1, {20, 35}, second)[1][0];
        if (volume[1] < volume[0])
            least_shrinking = std::min(least_shrinking, primed);
        else
            most_growing = std::max(most_growing, primed);
    }
    EXPECT_GT(most_growing, 0);
    EXPECT_LT(least_shrinking, 1e9);
    EXPECT_LT(most_growing, least_shrinking) << "a threshold of priming";
    auto const v = course(lab(text), 1, {30}, second);
    EXPECT_LT(v[1][0][0], v[0][0][0]);
    if (v[1][0][0] >= v[2][0][0])
        RADICI_NOT_MET(
            fmt::format("the second site shrinks only above {:.0f} primed T cells/uL, but 3 x 8 Gy "
                        "does not beat 20 Gy: {:.0f} against {:.0f} mm3 on day 31 "
                        "with anti-CTLA-4, {:.0f} untreated",
                        most_growing, v[1][0][0], v[2][0][0], v[0][0][0]));
    note_shown(fmt::format("threshold at {:.0f} to {:.0f} cells/uL; second site {:.0f} mm3 after 3 "
                           "x 8 Gy, {:.0f} after 20 Gy",
                           most_growing, least_shrinking, v[1][0][0], v[2][0][0]));
}

TEST(Features, F39)
{
    std::string const beam = "agent = \"ebrt\"\ndose = \"8 Gy\"\nstart = \"day 1\"\nevery = \"1 "
                             "d\"\ntimes = 3\nlesions = [1]",
                      again = "agent = \"rechallenge\"\ncells = 5e5\nstart = \"day 50\"";
    auto cut = [](int day) {
        return fmt::format("agent = \"surgery\"\nstart = \"day {}\"\nlesions = [1]", day);
    };
    auto const setting = lab(Mice{.line = "nf9006", .days = 80, .rest = large}.with(
        arm("naive", {cut(1), again}) +
        arm("cured", {beam, antibody("9d9", 4, 3), cut(15), again})));
    auto const volume =
        course(setting, 6, {70}, [](auto const& now) { return now.lesion_volume_mm3(1); });
    double const memory =
        course(setting, 1, {49}, [](auto const& now) { return now.memory_per_uL(); })[1][0][0];
    int rejected = 0;
    std::vector<double> naive, cured;
    for (std::size_t animal = 0; animal < 6; ++animal) {
        naive.push_back(volume[0][animal][0]);
        cured.push_back(volume[1][animal][0]);
        rejected += cured.back() < 1 ? 1 : 0;
    }
    EXPECT_LT(median(cured), median(naive)) << "memory slows it";
    if (rejected < 3)
        RADICI_NOT_MET(
            fmt::format("{} of 6 cured mice with {:.0f} memory cells/uL reject 5e5 cells; three "
                        "weeks later their new tumour has {:.0f} % of the volume in naive mice",
                        rejected, memory, 100 * median(cured) / median(naive)));
    note_shown(fmt::format("{} of 6 cured mice reject a second inoculum", rejected));
}

}   // namespace
}   // namespace radici::test
