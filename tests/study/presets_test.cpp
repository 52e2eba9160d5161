// Disease presets beside what one drug alone did in patients: the only results they may be held to.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "radici/study/reader.hpp"
#include "radici/study/simulate_patients.hpp"

namespace radici::study {
namespace {

struct Range {
    double low = 0, high = 1e9;
};

struct Anchor {
    std::string name, disease, agent, give;   ///< `give`: amount and schedule
    Range responses, pfs_months{}, os_months{};
    std::string source;
};

std::string const until_progression = "until = \"progression\"";

std::vector<Anchor> const anchors{
    {.name = "sclc",
     .disease = "sclc",
     .agent = "nivolumab",
     .give = "dose = \"240 mg\"\nevery = \"2 wk\"\n" + until_progression,
     .responses = {0.07, 0.18},
     .pfs_months = {1.4, 2.0},
     .os_months = {4.7, 9.1},
     .source =
         "CheckMate 032: 11.6 % of 147; PFS 1.4-1.5 months, OS 4.7-5.7; 2.0 and 8.7-9.1 under "
         "pembrolizumab (KEYNOTE-158)"},
    {.name = "mcc",
     .disease = "mcc",
     .agent = "avelumab",
     .give = "dose = \"10 mg/kg\"\nevery = \"2 wk\"\n" + until_progression,
     .responses = {0.233, 0.438},
     .os_months = {0.8 * 12.6, 1.2 * 12.6},
     .source = "JAVELIN Merkel 200 A: 33 % (23.3-43.8) of 88; OS 12.6 months"},
    {.name = "rcc",
     .disease = "rcc",
     .agent = "nivolumab",
     .give = "dose = \"3 mg/kg\"\nevery = \"2 wk\"\n" + until_progression,
     .responses = {0.19, 0.275},
     .os_months = {22.2, 29.8},
     .source = "CheckMate 025: 23 % of 410; OS 25.8 (22.2-29.8) months"},
    {.name = "rcc_girentuximab",
     .disease = "rcc",
     .agent = "lu177_girentuximab",
     .give = "activity = \"2405 MBq/m2\"\nfactor = [1, 0.75, 0.75]\nevery = \"13 wk\"\ntimes = 3",
     .responses = {0.0, 0.18},
     .source = "Stillebroer 2013 and Muselaers 2016: 1 of 23 and 1 of 14, together 5 % (1-18)"},
    {.name = "lung_net",
     .disease = "lung_net",
     .agent = "pembrolizumab",
     .give = "dose = \"200 mg\"\nevery = \"3 wk\"\n" + until_progression,
     .responses = {0.010, 0.093},
     .pfs_months = {3.5, 5.4},
     .os_months = {0.8 * 24.2, 1.2 * 24.2},
     .source = "KEYNOTE-158: 3.7 % (1.0-9.3) of 107; PFS 4.1 (3.5-5.4), OS 24.2 months"},
    {.name = "liver_met_net",
     .disease = "liver_met_net",
     .agent = "lu177_dotatate",
     .give = "activity = \"7.4 GBq\"\nevery = \"8 wk\"\ntimes = 4",
     .responses = {0.11, 0.27},
     .pfs_months = {18, 36},
     .source = "NETTER-1: 18 % of 101; PFS near 29 months (ILUMINET: 29)"},
};

/// Months by which half have had the event, from those in whom it was seen or not (Kaplan-Meier).
double median_months(std::vector<TimeToEvent> times)
{
    std::sort(times.begin(), times.end(),
              [](TimeToEvent const& a, TimeToEvent const& b) { return a.day < b.day; });
    double left = static_cast<double>(times.size()), survival = 1;
    for (TimeToEvent const& one : times) {
        if (!one.censored)
            survival *= 1 - 1 / left;
        left -= 1;
        if (survival <= 0.5)
            return one.day / 30.4375;
    }
    return 1e9;
}

class Presets : public testing::TestWithParam<Anchor> {
protected:
    static Setting setting(Anchor const& anchor, int patients)
    {
        std::filesystem::path const data = std::filesystem::path{RADICI_SOURCE_DIR} / "data";
        auto const file = std::filesystem::path{testing::TempDir()} / (anchor.name + ".toml");
        std::ofstream{file} << fmt::format(
            "[study]\nname = \"{0}\"\nspecies = \"human\"\npatients = {1}\nhorizon = \"48 "
            "months\"\nseed = 1\n[patient]\ndisease = \"{2}\"\n[[arm]]\nname = \"alone\"\n"
            "[[arm.give]]\nagent = \"{3}\"\nstart = \"day 1\"\n{4}\n",
            anchor.name, patients, anchor.disease, anchor.agent, anchor.give);
        auto const agents = kinetics::AgentLibrary::load(data);
        auto const document = open_study(file, {});
        return prepare(read_study(document, agents, data), agents, data);
    }
};

TEST_P(Presets, agree_with_single_agents)
{
    constexpr int patients = 400;
    Anchor const& anchor = GetParam();
    int evaluable = 0, responders = 0, drawn = 0;
    std::vector<TimeToEvent> progression, death;
    for (auto const& record : simulate_patients(setting(anchor, patients), 0, patients)) {
        if (!record.failure.empty())
            continue;
        ++drawn;
        evaluable += record.outcome.best != Response::not_evaluable ? 1 : 0;
        responders += record.outcome.best <= Response::partial ? 1 : 0;
        progression.push_back(record.outcome.pfs);
        death.push_back(record.outcome.os);
    }
    EXPECT_GE(drawn, 0.98 * patients);
    double const share = static_cast<double>(responders) / evaluable;
    EXPECT_GE(share, anchor.responses.low) << anchor.source;
    EXPECT_LE(share, anchor.responses.high) << anchor.source;
    EXPECT_GE(median_months(progression), anchor.pfs_months.low) << anchor.source;
    EXPECT_LE(median_months(progression), anchor.pfs_months.high) << anchor.source;
    EXPECT_GE(median_months(death), anchor.os_months.low) << anchor.source;
    EXPECT_LE(median_months(death), anchor.os_months.high) << anchor.source;
}

INSTANTIATE_TEST_SUITE_P(Diseases, Presets, testing::ValuesIn(anchors),
                         [](auto const& anchor) { return anchor.param.name; });

}   // namespace
}   // namespace radici::study
