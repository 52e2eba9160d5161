// Group "safety" of features.csv.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "features/feature.hpp"
#include "features/lab.hpp"

namespace radici::test {
namespace {

std::string const
    lutetium = "agent = \"lu177_psma617\"\nactivity = \"7.4 GBq\"\nstart = \"day 1\"\nevery = \"6 "
               "wk\"\ntimes = 6\nbeyond_progression = true\ntoxicity_rules = false",
    radium = "agent = \"ra223_dichloride\"\nactivity = \"55 kBq/kg\"\nstart = \"day 1\"\nevery = "
             "\"4 wk\"\ntimes = 6\nbeyond_progression = true\ntoxicity_rules = false",
    ipilimumab = "agent = \"ipilimumab\"\ndose = \"3 mg/kg\"\nstart = \"day 1\"\nevery = \"6 "
                 "wk\"\ntimes = 4\nbeyond_progression = true",
    nivolumab = "agent = \"nivolumab\"\ndose = \"480 mg\"\nstart = \"day 1\"\nevery = \"4 "
                "wk\"\ntimes = 6\nbeyond_progression = true";

TEST(Features, F58)
{
    auto const setting = lab(Patients{.days = 330}.with(
        arm("none") + arm("TRT", {lutetium}) + arm("ICI", {ipilimumab, nivolumab}) +
        arm("both", {lutetium, ipilimumab, nivolumab}) + arm("one ICI", {nivolumab})));
    constexpr int patients = 120;
    std::vector<double> immune(5, 0), blood(5, 0);
    for (auto const& record : run(setting, patients)) {
        auto const a = static_cast<std::size_t>(record.arm);
        auto const& worst = record.outcome.worst;
        immune[a] += worst.irae >= 3;
        blood[a] += worst.lymphopenia >= 3;
        // grades follow from the counts: CTCAE 5, lymphocytes below 0.5e9/L are grade 3
        EXPECT_EQ(worst.lymphopenia >= 3, record.outcome.lowest_lymphocytes < 0.5);
    }
    EXPECT_EQ(immune[0], 0);
    EXPECT_EQ(immune[1], 0) << "no antibody, no such event";
    EXPECT_GT(immune[2], immune[4]) << "the hazards of two add";
    EXPECT_NEAR(immune[3] / patients, immune[2] / patients, 0.1)
        << "and are not those of a regimen";
    EXPECT_GT(blood[1], blood[2]);
    note_shown(
        fmt::format("of {} patients, immune-related grade 3+ in {:.0f} (nivolumab), {:.0f} (with "
                    "ipilimumab), {:.0f} (with TRT too); lymphopenia in {:.0f} (TRT), {:.0f} (ICI)",
                    patients, immune[4], immune[2], immune[3], blood[1], blood[2]));
}

TEST(Features, F59)
{
    auto const setting = lab(Patients{.days = 300}.with(arm("TRT", {lutetium})));
    for (auto const* region : {"kidney", "salivary", "red_marrow", "liver"})
        EXPECT_TRUE(std::find(setting.regions.begin(), setting.regions.end(), region) !=
                    setting.regions.end())
            << region;
    auto const bed = course(setting, 2, {30, 120, 250},
                            [](auto const& now) { return now.body_state(patient::kidney_bed); });
    auto const platelets =
        course(setting, 2, {0, 10, 250}, [](auto const& now) { return now.platelets_1e9_per_L(); });
    EXPECT_LT(bed[0][0][0], bed[0][0][1]);
    EXPECT_LT(platelets[0][0][1], platelets[0][0][0]);
    bool const lung =
        std::find(setting.regions.begin(), setting.regions.end(), "lung") != setting.regions.end();
    RADICI_NOT_MET(fmt::format("marrow and kidneys have dose, tolerance and a course, salivary "
                               "glands dose and tolerance; liver and lungs have a "
                               "tolerance in data/patients that no cohort reads{}, and no course",
                               lung ? "" : ", the lungs no dose under this agent"));
}

}   // namespace
}   // namespace radici::test
