// Group "output" of features.csv.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "features/feature.hpp"
#include "features/lab.hpp"
#include "radici/report/plain_words.hpp"
#include "radici/report/tradeoff.hpp"
#include "radici/study/run_cohort.hpp"
#include "radici/study/summarise.hpp"

namespace radici::test {
namespace {

/// What a run says of one endpoint.
std::string said(study::RunResult const& result, std::string const& about)
{
    std::string all;
    for (auto const& statement : report::plain_words(result))
        if (statement.about.find(about) != std::string::npos)
            all += statement.text + " ";
    return all;
}

TEST(Features, F60)
{
    std::string const
        antibody =
            "agent = \"rmp1_14\"\ndose = \"200 ug\"\nstart = \"day 1\"\nevery = \"3 d\"\ntimes = 6",
        beam = "agent = \"ebrt\"\ndose = \"8 Gy\"\nstart = \"day 1\"",
        cells = "agent = \"adoptive_t_cells\"\ncells = 1e7\nstart = \"day 2\"",
        compare = "[compare]\nreference = \"alone\"\nendpoints = [\"survival\"]\n";
    // nothing to gain: an antibody in a host without T cells
    auto const null = lab(Mice{.strain = "nude", .days = 60, .animals = 20}.with(
        arm("alone", {beam}) + arm("with anti-PD-1", {beam, antibody}) + compare));
    auto const null_words = said(summarise(null, study::run_cohort(null, 2), {}), "Survival");
    EXPECT_NE(null_words.find("cannot tell with anti-PD-1 from alone"), std::string::npos)
        << null_words;
    // harm: many regulatory cells that anti-PD-1 strengthens, all within the ranges of mouse.toml
    auto const worse =
        lab(Mice{.days = 60, .animals = 40}.with(
                arm("alone", {cells}) + arm("with anti-PD-1", {cells, antibody}) + compare),
            [](patient::Biology& biology) {
                biology.immune.regulatory.source_1e6_per_mm3_d = 2e-3;
                biology.immune.regulatory.half_suppression_1e6_per_mm3 = 2e-3;
                biology.immune.regulatory.suppression_gain_by_pd1_block = 4;
                biology.immune.danger.antigenicity = 8;
                biology.immune.visibility.pdl1_baseline = 0.2;
                biology.immune.visibility.pdl1_gain_by_effectors = 1;
                biology.immune.adaptive.exhaustion_per_d = 0.05;
                biology.immune.adaptive.reinvigoration_per_d = 0.02;
            });
    auto const result = summarise(worse, study::run_cohort(worse, 2), {});
    auto const words = said(result, "Survival");
    EXPECT_NE(words.find("Events came earlier and more often with with anti-PD-1 than with alone"),
              std::string::npos)
        << words;
    EXPECT_GT(result.comparisons.at(0).effect.low, 1) << "hazard ratio";
    note_shown(
        fmt::format("no T cells: \"cannot tell\"; Treg that anti-PD-1 strengthens, T cells given: "
                    "hazard ratio {:.1f} ({:.1f}-{:.1f}), \"events came earlier and more often\"",
                    result.comparisons.at(0).effect.value, result.comparisons.at(0).effect.low,
                    result.comparisons.at(0).effect.high));
}

TEST(Features, F61)
{
    std::string const beam = "agent = \"ebrt\"\ndose = \"8 Gy\"\nstart = \"day 1\"\nevery = \"1 "
                             "d\"\ntimes = 3\nlesions = [1]",
                      antibody = "agent = \"9h10\"\ndose = \"200 ug\"\nstart = \"day "
                                 "3\"\nevery = \"3 d\"\ntimes = 3";
    auto const mice =
        lab(Mice{.line = "tsa",
                 .tumour = "volume = { lognormal = \"60 mm3\", cv = 0.3 }\nsites = 2\n",
                 .days = 40,
                 .animals = 20}
                .with(arm("beam", {beam}) + arm("both", {beam, antibody}) +
                      arm("antibody", {antibody})),
            [](patient::Biology& biology) {
                biology.immune.danger.antigenicity = 16;
                biology.cells.life.growth_per_d *= 0.2;
            });
    auto const result = summarise(mice, study::run_cohort(mice, 2), {});
    EXPECT_EQ(result.arms[0].abscopal.evaluable, 20);
    EXPECT_EQ(result.arms[2].abscopal.evaluable, 0) << "no radiation, nothing abscopal";
    // counted anew: the diameter of the second site at any day
    int shrunk = 0;
    auto const volume = course(mice, 20, days_from(0, 1, 40),
                               [](auto const& now) { return now.lesion_volume_mm3(1); });
    for (auto const& animal : volume[1])
        shrunk += std::any_of(animal.begin(), animal.end(),
                              [&](double v) { return std::cbrt(v / animal.front()) <= 0.7; });
    EXPECT_EQ(result.arms[1].abscopal.events, shrunk);
    EXPECT_GT(shrunk, 0);

    std::string const lutetium = "agent = \"lu177_psma617\"\nactivity = \"7.4 GBq\"\nstart = \"day "
                                 "1\"\nevery = \"6 wk\"\ntimes = 4",
                      nivolumab = "agent = \"nivolumab\"\ndose = \"480 mg\"\nstart = \"day "
                                  "1\"\nevery = \"4 wk\"\ntimes = 6";
    auto const men = lab(Patients{.days = 180, .patients = 24}.with(
        arm("TRT", {lutetium}) + arm("both", {lutetium, nivolumab})));
    std::string heads;
    for (auto const& run : {result, summarise(men, study::run_cohort(men, 2), {})})
        for (auto const& row : report::tradeoff_table(run).rows) {
            heads += row.front() + "; ";
            for (std::size_t a = 1; a < row.size(); ++a)
                EXPECT_TRUE(row[a] == "–" || row[a].find('(') != std::string::npos ||
                            row[a] == "not reached")
                    << row.front() << ": " << row[a];
        }
    for (auto const* part :
         {"Control: ORR", "Control: median PFS", "Abscopal: ", "Immune: lowest lym",
          "density of effector", "Organs: kidney", "Organs: dry mouth", "Immune-related events"})
        EXPECT_NE(heads.find(part), std::string::npos) << part << " in " << heads;
    auto const& nadir = result.arms[1].immune.at(0).median;
    EXPECT_LE(nadir.low, nadir.value);
    note_shown(
        fmt::format("control, abscopal, immune, organ and immune-related rows by arm; second "
                    "sites of mice that shrink: {} of 20 after a beam, {} with anti-CTLA-4 "
                    "(antigenicity 16, a fifth of the growth)",
                    result.arms[0].abscopal.events, shrunk));
}

}   // namespace
}   // namespace radici::test
