// Group "output" of features.csv.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "features/feature.hpp"
#include "features/lab.hpp"
#include "radici/report/plain_words.hpp"
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
    RADICI_NOT_MET("the report lists control, organ and immune-related rows with intervals, but no "
                   "abscopal and no immune rows");
}

}   // namespace
}   // namespace radici::test
