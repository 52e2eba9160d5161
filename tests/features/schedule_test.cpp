// Group "schedule" of features.csv.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "features/feature.hpp"
#include "features/lab.hpp"
#include "radici/report/scan_report.hpp"
#include "study/small_cohort.hpp"
#include "support/temporary_folder.hpp"

namespace radici::test {
namespace {

std::string const trials[] = {"NCT03093428", "NCT03457948", "NCT03805594", "NCT04071236",
                              "NCT04109729", "NCT04261855", "NCT04525638", "NCT04946370",
                              "NCT05142696", "NCT05150236", "NCT05239533", "NCT05583708"};

TEST(Features, F43)
{
    std::string missing;
    for (auto const& trial : trials) {
        if (!std::filesystem::exists(RADICI_SOURCE_DIR "/studies/" + trial + ".toml")) {
            missing += " " + trial;
            continue;
        }
        for (auto const& record : run(setting_of(trial, 1), 1))
            EXPECT_EQ(record.failure, "") << trial;
    }
    // all orders of three treatments, four weeks apart
    std::vector<std::string> const treatments{"agent = \"lu177_psma617\"\nactivity = \"7.4 GBq\"",
                                              "agent = \"nivolumab\"\ndose = \"480 mg\"",
                                              "agent = \"ebrt\"\ndose = \"8 Gy\"\nlesions = [1]"};
    std::vector<int> order{0, 1, 2};
    std::string arms;
    do {
        std::vector<std::string> gives;
        for (int k = 0; k < 3; ++k)
            gives.push_back(
                treatments[order[k]] +
                fmt::format("\nstart = \"day {}\"\nbeyond_progression = true", 1 + 28 * k));
        arms += arm(fmt::format("{}{}{}", order[0], order[1], order[2]), gives);
    } while (std::next_permutation(order.begin(), order.end()));
    auto const left = course(lab(Patients{.days = 200}.with(arms)), 1, {150}, log_viable);
    std::set<double> distinct;
    for (auto const& one : left)
        distinct.insert(one[0][0]);
    EXPECT_EQ(distinct.size(), 6U) << "no two orders end alike";
    if (!missing.empty())
        RADICI_NOT_MET("no study file for" + missing +
                       "; the other trials and all orders of TRT, ICI and EBRT run");
    note_shown(
        fmt::format("12 trials run; six orders leave {:.2f} to {:.2f} of ln N in one patient",
                    *distinct.begin(), *distinct.rbegin()));
}

TEST(Features, F44)
{
    TemporaryFolder const folder;
    auto const file = std::filesystem::path{folder.path()} / "activity.toml";
    std::ofstream{file} << Patients{.days = 240, .patients = 60}.with(
        arm("TRT", {"agent = \"lu177_psma617\"\nactivity = \"7.4 GBq\"\nstart = \"day 1\"\nevery = "
                    "\"6 wk\"\ntimes = 4\nbeyond_progression = true\ntoxicity_rules = false"}));
    std::filesystem::path const data = RADICI_SOURCE_DIR "/data";
    report::ScanResult const result{
        "activity", study::ScanAxis::parse("arm[0].give[0].activity=1..60 GBq", 6), {}};
    auto const points =
        study::scan(file, result.axis, {}, kinetics::AgentLibrary::load(data), data, 2);
    auto series = [&](auto const& get) {
        std::vector<double> values;
        for (auto const& point : points)
            values.push_back(get(point.arms[0]));
        return values;
    };
    auto rate = [&](std::vector<study::Rate> study::ArmResult::*list, std::string const& name) {
        return series([&](study::ArmResult const& one) {
            for (auto const& each : one.*list)
                if (each.name == name)
                    return each.share.value;
            return study::no_value;
        });
    };
    auto const response = rate(&study::ArmResult::rates, "orr"),
               limiting = rate(&study::ArmResult::rates, "dlt"),
               severe = rate(&study::ArmResult::toxicity, "any_g3");
    EXPECT_GT(response.back(), response.front()) << "more activity, more response";
    EXPECT_GT(severe.back(), severe.front()) << "and more toxicity";
    EXPECT_TRUE(std::is_sorted(limiting.begin(), limiting.end()));
    auto const effectors =
        series([](study::ArmResult const& one) { return one.immune.at(1).median.value; });
    auto const reading = study::read_scan(points, 0);
    ASSERT_TRUE(reading.immune_optimum);
    auto const best = std::max_element(effectors.begin(), effectors.end()) - effectors.begin();
    EXPECT_EQ(*reading.immune_optimum, points[static_cast<std::size_t>(best)].x);
    // an optimum below is told from one that the cohort cannot see
    auto made_up = points;
    made_up[1].arms[0].immune.at(1).median = {1e6, 9e5, 1.1e6};
    auto const planted = study::read_scan(made_up, 0);
    EXPECT_EQ(*planted.immune_optimum, points[1].x);
    EXPECT_EQ(planted.optimum_below_tolerated,
              planted.tolerated && *planted.tolerated > points[1].x);
    auto with_points = result;
    with_points.points = points;
    note_shown(
        fmt::format("1 to 60 GBq: response {:.0f} to {:.0f} %, grade 3+ {:.0f} to {:.0f} %; {}",
                    100 * response.front(), 100 * response.back(), 100 * severe.front(),
                    100 * severe.back(), report::scan_words(with_points, 0)));
}

TEST(Features, F45)
{
    std::string arms;
    for (int parts : {1, 2, 4, 6})
        arms += arm(fmt::format("{}", parts),
                    {fmt::format("agent = \"lu177_psma617\"\nactivity = \"{} GBq\"\nstart = \"day "
                                 "1\"\nbeyond_progression = true\ntoxicity_rules = false",
                                 24.0 / parts) +
                     (parts > 1 ? fmt::format("\nevery = \"4 wk\"\ntimes = {}", parts) : "")});
    auto const setting = lab(Patients{.days = 250}.with(arms));
    auto number = [&](double day, auto const& what) {
        std::vector<double> values;
        for (auto const& one : course(setting, 1, {day}, what))
            values.push_back(one[0][0]);
        return values;
    };
    auto spread = [](std::vector<double> const& v) {
        return *std::max_element(v.begin(), v.end()) / *std::min_element(v.begin(), v.end());
    };
    auto const cells = number(240, log_viable);
    auto const blood = number(240, [](auto const& now) { return now.blood_effectors_per_uL(); });
    auto const bed =
        number(240, [](auto const& now) { return now.body_state(patient::kidney_bed); });
    EXPECT_GT(std::abs(cells.front() - cells.back()), 0.5);
    EXPECT_GT(spread(blood), 1.5);
    EXPECT_TRUE(std::is_sorted(bed.rbegin(), bed.rend()))
        << "more parts, less damage to the kidneys";
    EXPECT_GT(spread(bed), 1.1);
    note_shown(fmt::format("24 GBq in 1, 2, 4, 6 parts leave ln N {:.1f}, {:.1f}, {:.1f}, {:.1f}; "
                           "kidney BED {:.1f} to {:.1f} Gy",
                           cells[0], cells[1], cells[2], cells[3], bed.front(), bed.back()));
}

TEST(Features, F46)
{
    auto const give = [](char const* agent, char const* activity, char const* more) {
        return fmt::format("agent = \"{}\"\nactivity = \"{}\"\nstart = \"day "
                           "1\"\nbeyond_progression = true\ntoxicity_rules = false\n{}",
                           agent, activity, more);
    };
    auto const setting = lab(Patients{.disease = "rcc", .days = 200}.with(
        arm("kg", {give("ra223_dichloride", "55 kBq/kg", "")}) +
        arm("m2", {give("lu177_girentuximab", "1804 MBq/m2", "")}) +
        arm("flat", {give("lu177_girentuximab", "3.1 GBq", "")}) +
        arm("STARLITE 2", {give("lu177_girentuximab", "1804 MBq/m2",
                                "every = \"84 d\"\ntimes = 3\nfactor = [1, 0.75, 0.75]")})));
    int complete = 0;
    for (auto const& record : run(setting, 6)) {
        double const surface = std::sqrt(record.height_cm * record.weight_kg / 3600);   // Mosteller
        double const whole = 1804 * surface;
        double const expected[] = {0.055 * record.weight_kg, whole, 3100,
                                   whole * (1 + 0.75 + 0.75)};
        if (record.arm < 3 || record.outcome.os.day > 170) {
            EXPECT_NEAR(record.outcome.activity_given_MBq / expected[record.arm], 1, 1e-9)
                << record.arm;
            complete += record.arm == 3;
        }
    }
    EXPECT_GT(complete, 0);
    note_shown(
        "55 kBq/kg, 1804 MBq/m2, 3.1 GBq; three doses of STARLITE 2 sum to 2.5 of the first");
}

}   // namespace
}   // namespace radici::test
