#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "radici/base/error.hpp"
#include "radici/kinetics/agent_library.hpp"
#include "radici/study/reader.hpp"
#include "study/sample_study.hpp"
#include "support/message_of.hpp"

/// Each kind of bad study file, and the one line that it comes to: file, line, key, what is wrong,
/// why, what to do.
namespace radici::study {
namespace {

using test::fault_of;
using test::message_of;
using test::sample_study;
using test::sample_with;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(BadInput, the_sample_itself_is_fine)
{
    EXPECT_EQ(fault_of(sample_study()), "nothing was thrown");
}

TEST(BadInput, unknown_key)
{
    EXPECT_THAT(fault_of(sample_with("horizon =", "horizn =")),
                AllOf(StartsWith("s.toml:6: study.horizn: unknown key"),
                      HasSubstr("did you mean \"horizon\"?")));
    EXPECT_THAT(fault_of(sample_with("every = \"6 wk\"", "evry = \"6 wk\"")),
                AllOf(StartsWith("s.toml:22: arm[0].give[0].evry: unknown key"),
                      HasSubstr("did you mean \"every\"?")));
    EXPECT_THAT(fault_of(sample_with("[endpoints]", "[endpoint]")),
                AllOf(StartsWith("s.toml:42: endpoint: unknown key"), HasSubstr("endpoints")));
    EXPECT_THAT(fault_of(sample_with("count = {", "coutn = {")),
                HasSubstr("patient.lesions.coutn: unknown key"));
}

TEST(BadInput, missing_key)
{
    EXPECT_THAT(fault_of(sample_with("horizon = \"12 months\"\n", "")),
                AllOf(StartsWith("s.toml:1: study.horizon: missing"),
                      HasSubstr("for example \"24 months\"")));
    EXPECT_THAT(fault_of(sample_with("activity = \"7.4 GBq\"\n", "")),
                HasSubstr("arm[0].give[0].activity: missing (either activity or tumour_dose"));
    EXPECT_THAT(fault_of(sample_with("dose = \"3 mg/kg\"\n", "")),
                HasSubstr("arm[0].give[1].dose: missing (nivolumab is an antibody)"));
    EXPECT_THAT(fault_of(sample_with("every = \"6 wk\"\n", "")),
                HasSubstr("arm[0].give[0].every: missing (times = 3 needs an interval)"));
    EXPECT_THAT(fault_of(sample_with("times = 3\nfactor = [1, 0.75, 0.75]\n", "")),
                HasSubstr("arm[0].give[0].times: missing"));
}

TEST(BadInput, missing_unit)
{
    EXPECT_THAT(fault_of(sample_with("\"7.4 GBq\"", "7.4")),
                StartsWith("s.toml:20: arm[0].give[0].activity: 7.4 (the unit is missing) - for "
                           "example \"7.4 GBq\""));
    EXPECT_THAT(fault_of(sample_with("\"7.4 GBq\"", "\"7.4\"")),
                StartsWith("s.toml:20: arm[0].give[0].activity: \"7.4\" (the unit is missing)"));
    EXPECT_THAT(fault_of(sample_with("\"12 months\"", "12")),
                StartsWith("s.toml:6: study.horizon: 12 (the unit is missing)"));
    EXPECT_THAT(fault_of(sample_with("\"175 cm\"", "175")),
                StartsWith("s.toml:13: patient.height: 175"));
}

TEST(BadInput, wrong_kind_of_unit)
{
    EXPECT_THAT(
        fault_of(sample_with("\"7.4 GBq\"", "\"7.4 mg\"")),
        StartsWith("s.toml:20: arm[0].give[0].activity: \"7.4 mg\" (an activity or an activity per "
                   "body weight or an activity per body surface is expected)"));
    EXPECT_THAT(fault_of(sample_with("\"3 mg/kg\"", "\"3 GBq\"")),
                HasSubstr("arm[0].give[1].dose: \"3 GBq\" (a mass"));
    EXPECT_THAT(fault_of(sample_with("\"6 wk\"", "\"6 mL\"")),
                HasSubstr("\"6 mL\" (a time is expected)"));
    EXPECT_THAT(fault_of(sample_with("\"6 wk\"", "\"6 1/d\"")), HasSubstr("a time is expected"));
    EXPECT_THAT(fault_of(sample_with("\"20 Gy\"", "\"20 Sv\"")), HasSubstr("\"Sv\" is no unit"));
    EXPECT_THAT(fault_of(sample_with("\"7.4 GBq\"", "\"7.4 GBQ\"")),
                AllOf(HasSubstr("\"GBQ\" is no unit"), HasSubstr("Bq\"?")));
}

TEST(BadInput, wrong_type)
{
    EXPECT_THAT(fault_of(sample_with("patients = 20", "patients = \"20\"")),
                StartsWith("s.toml:5: study.patients: \"20\" (a whole number is expected)"));
    EXPECT_THAT(fault_of(sample_with("patients = 20", "patients = 20.5")),
                HasSubstr("a whole number is expected"));
    EXPECT_THAT(fault_of(sample_with("name = \"sample\"", "name = 3")),
                HasSubstr("a text is expected"));
    EXPECT_THAT(fault_of(sample_with("name = \"sample\"", "name = \"\"")),
                HasSubstr("the text is empty"));
    EXPECT_THAT(fault_of(sample_with("toxicity_rules = false", "toxicity_rules = \"no\"")),
                HasSubstr("true or false is expected"));
    EXPECT_THAT(fault_of(sample_with("\"7.4 GBq\"", "[\"7.4 GBq\"]")),
                HasSubstr("a number with a unit is expected"));
    EXPECT_THAT(fault_of(sample_with("\"7.4 GBq\"", "1979-05-27")),
                HasSubstr("a number with a unit is expected"));
    EXPECT_THAT(fault_of("study = 3\n"), HasSubstr("study: 3 (a table is expected)"));
    EXPECT_THAT(fault_of("arm = 3\n"), HasSubstr("arm: 3 ([[arm]] is expected)"));
}

TEST(BadInput, implausible_value)
{
    EXPECT_THAT(fault_of(sample_with("7.4 GBq", "500 GBq")),
                StartsWith("s.toml:20: arm[0].give[0].activity: \"500 GBq\" (implausible: over 10 "
                           "times the usual 7.4 GBq of lu177_psma617)"));
    EXPECT_THAT(fault_of(sample_with("agent = \"lu177_psma617\"\nactivity = \"7.4 GBq\"",
                                     "agent = \"ra223_dichloride\"\nactivity = \"55 Bq/kg\"")),
                AllOf(HasSubstr("s.toml:20: arm[0].give[0].activity: \"55 Bq/kg\" (implausible"),
                      HasSubstr("check")));
    EXPECT_THAT(fault_of(sample_with("3 mg/kg", "3 g/kg")), HasSubstr("implausible"));
    EXPECT_THAT(fault_of(sample_with("3 mg/kg", "3 mg")),
                HasSubstr("arm[0].give[1].dose: \"3 mg\" (implausible: under 1/50 of the usual"));
    EXPECT_THAT(fault_of(sample_with("[1, 0.75, 0.75]", "[1, 0.01, 1]")),
                HasSubstr("74 MBq (implausible"));
    EXPECT_THAT(fault_of(sample_with("\"12 months\"", "\"12 min\"")),
                HasSubstr("implausible: outside 1 wk to 20 y"));
    EXPECT_THAT(fault_of(sample_with("\"175 cm\"", "\"175 m\"")),
                HasSubstr("outside 120 cm to 220 cm"));
    EXPECT_THAT(fault_of(sample_with("seed = 5", "seed = -1")),
                HasSubstr("study.seed: -1 (outside 0 to"));
    EXPECT_THAT(fault_of(sample_with("7.4 GBq", "-7.4 GBq")),
                HasSubstr("an activity here must be > 0) - remove the minus sign"));
    EXPECT_THAT(fault_of(sample_with("7.4 GBq", "0 GBq")), HasSubstr("must be > 0"));
    EXPECT_THAT(fault_of(sample_with("7.4 GBq", "nan GBq")),
                StartsWith("s.toml:20: arm[0].give[0].activity: \"nan GBq\""));
    EXPECT_THAT(fault_of(sample_with("7.4 GBq", "inf GBq")),
                StartsWith("s.toml:20: arm[0].give[0].activity: \"inf GBq\""));
    EXPECT_THAT(fault_of(sample_with("7.4 GBq", "1e400 GBq")),
                StartsWith("s.toml:20: arm[0].give[0].activity: \"1e400 GBq\""));
}

TEST(BadInput, unknown_agent)
{
    EXPECT_THAT(fault_of(sample_with("lu177_psma617", "lu177_psma671")),
                AllOf(StartsWith("s.toml:19: arm[0].give[0].agent: "), HasSubstr("lu177_psma671"),
                      HasSubstr("did you mean \"lu177_psma617\"?")));
    EXPECT_THAT(fault_of(sample_with("\"nivolumab\"", "\"nivolumap\"")),
                HasSubstr("did you mean \"nivolumab\"?"));
    EXPECT_THAT(fault_of(sample_with("\"nivolumab\"", "\"sunlight\"")),
                AllOf(StartsWith("s.toml:27: arm[0].give[1].agent: "), HasSubstr("sunlight")));
}

TEST(BadInput, amount_of_the_wrong_sort)
{
    EXPECT_THAT(
        fault_of(sample_with("activity = \"7.4 GBq\"", "dose = \"7.4 mg\"")),
        HasSubstr("arm[0].give[0].dose: out of place (lu177_psma617 is a radiopharmaceutical)"));
    EXPECT_THAT(fault_of(sample_with("dose = \"3 mg/kg\"", "activity = \"3 GBq\"")),
                HasSubstr("arm[0].give[1].activity: out of place (nivolumab is an antibody)"));
    EXPECT_THAT(fault_of(sample_with("dose = \"3 mg/kg\"", "tumour_dose = \"3 Gy\"")),
                HasSubstr("nivolumab is an antibody"));
    EXPECT_THAT(fault_of(sample_with("tumour_dose = \"20 Gy\"",
                                     "tumour_dose = \"20 Gy\"\nactivity = \"7.4 GBq\"")),
                HasSubstr("either activity or tumour_dose"));
}

TEST(BadInput, negative_or_malformed_start)
{
    EXPECT_THAT(
        fault_of(sample_with("day 15", "day 0")),
        StartsWith(
            "s.toml:29: arm[0].give[1].start: \"day 0\" (the first treatment day is day 1)"));
    EXPECT_THAT(fault_of(sample_with("day 15", "day -3")),
                HasSubstr("the first treatment day is day 1"));
    EXPECT_THAT(fault_of(sample_with("\"day 15\"", "15")),
                HasSubstr("15 (a day is written \"day N\") - write \"day 15\""));
    EXPECT_THAT(fault_of(sample_with("day 15", "2 wk")), HasSubstr("a day is written \"day N\""));
    EXPECT_THAT(fault_of(sample_with("day 15", "day 1.5")),
                HasSubstr("a whole number of days is expected"));
    EXPECT_THAT(fault_of(sample_with("day 15", "day 1 wk")),
                HasSubstr("a whole number of days is expected"));
    EXPECT_THAT(fault_of(sample_with("\"6 wk\"", "\"-6 wk\"")),
                HasSubstr("a time here must be > 0) - remove the minus sign"));
}

TEST(BadInput, overlapping_schedule)
{
    auto const again = "\n[[arm.give]]\nagent = \"lu177_psma617\"\nactivity = \"3.7 GBq\"\nstart = "
                       "\"day 50\"\n\n[[arm]]\nname = \"radioligand\"";
    EXPECT_THAT(fault_of(sample_with("\n[[arm]]\nname = \"radioligand\"", again)),
                StartsWith("s.toml:37: arm[0].give[2].start: day 50 (the lu177_psma617 of "
                           "arm[0].give[0] runs from day 1 to day 85)"));
    auto const late = "\n[[arm.give]]\nagent = \"nivolumab\"\ndose = \"480 mg\"\nstart = \"day "
                      "300\"\n\n[[arm]]\nname = \"radioligand\"";
    EXPECT_THAT(fault_of(sample_with("\n[[arm]]\nname = \"radioligand\"", late)),
                HasSubstr("two tables of one agent may not interleave"))
        << "until progression is until the horizon";
    EXPECT_THAT(fault_of(sample_with("\"30 min\"", "\"7 d\"")), "nothing was thrown");
    EXPECT_THAT(fault_of(sample_with("every = \"6 wk\"", "every = \"20 min\"")),
                HasSubstr("outside 1 h to 2 y"));
    EXPECT_THAT(fault_of(sample_with(
                    "every = \"6 wk\"\ntimes = 3\nfactor = [1, 0.75, 0.75]\ninfusion = \"30 min\"",
                    "every = \"2 h\"\ntimes = 3\ninfusion = \"3 h\"")),
                HasSubstr("longer than the interval"));
}

TEST(BadInput, horizon_shorter_than_the_schedule)
{
    EXPECT_THAT(fault_of(sample_with("12 months", "80 d")),
                AllOf(StartsWith("s.toml:23: arm[0].give[0].times: 3 (the last administration "
                                 "would be on day 85, the horizon is 80 d)"),
                      HasSubstr("at least 84 d, or times = 2")));
    EXPECT_EQ(fault_of(sample_with("12 months", "84 d")), "nothing was thrown");
    EXPECT_THAT(fault_of(sample_with("day 15", "day 900")),
                HasSubstr("arm[0].give[1].start: day 900 (after the horizon of 365.25 d)"));
    EXPECT_THAT(fault_of(sample_with("every = \"2 weeks\"", "every = \"2 h\"")),
                HasSubstr("administrations by the horizon (implausible: over 1000)"));
}

TEST(BadInput, times_until_and_factors_contradict)
{
    EXPECT_THAT(
        fault_of(sample_with("until = \"progression\"", "until = \"progression\"\ntimes = 3")),
        HasSubstr("until: out of place (times is there too)"));
    EXPECT_THAT(fault_of(sample_with("until = \"progression\"", "until = \"death\"")),
                HasSubstr("\"death\" (progression is expected)"));
    EXPECT_THAT(fault_of(sample_with("[1, 0.75, 0.75]", "[1, 0.75]")),
                HasSubstr("factor: 2 factors (there are 3 administrations)"));
    EXPECT_THAT(fault_of(sample_with("[1, 0.75, 0.75]", "[]")), HasSubstr("the list is empty"));
    EXPECT_THAT(fault_of(sample_with("[1, 0.75, 0.75]", "[1, -0.75, 1]")),
                HasSubstr("factor[1]: -0.75 (outside 0.01 to 10)"));
    EXPECT_THAT(fault_of(sample_with("until = \"progression\"",
                                     "until = \"progression\"\nbeyond_progression = true")),
                HasSubstr("beyond_progression: out of place"));
}

TEST(BadInput, nobody_to_treat)
{
    EXPECT_THAT(fault_of(sample_with("patients = 20", "patients = 0")),
                StartsWith("s.toml:5: study.patients: 0 (outside 1 to 10000000)"));
    EXPECT_THAT(fault_of(sample_with("patients = 20", "patients = -4")), HasSubstr("outside 1 to"));
}

TEST(BadInput, arms_and_comparison)
{
    EXPECT_THAT(fault_of(sample_with("name = \"radioligand\"", "name = \"both\"")),
                StartsWith("s.toml:35: arm[1].name: \"both\" (the name of arm[0] too)"));
    EXPECT_THAT(fault_of(sample_with("reference = \"radioligand\"", "reference = \"radioligant\"")),
                AllOf(HasSubstr("compare.reference: \"radioligant\" (no arm of that name)"),
                      HasSubstr("did you mean \"radioligand\"?")));
    EXPECT_THAT(
        fault_of(sample_with("\"rpfs\", \"os\"", "\"rpsf\"")),
        AllOf(HasSubstr("compare.endpoints[0]: \"rpsf\""), HasSubstr("did you mean \"rpfs\"?")));
    EXPECT_THAT(fault_of(sample_with("\"rpfs\", \"os\"", "\"os\", \"os\"")),
                HasSubstr("named twice"));
    EXPECT_THAT(fault_of(sample_with("\"mcrpc\"", "\"gep_net\"")),
                HasSubstr("compare.endpoints[0]: \"rpfs\" (this disease has no PSA)"));
    EXPECT_THAT(fault_of("arm = []\n"), HasSubstr("at least one [[arm]] is needed"));
    auto one_arm = sample_study();
    auto const second = one_arm.find("[[arm]]\nname = \"radioligand\"");
    one_arm.erase(second, one_arm.find("[endpoints]") - second);
    one_arm.replace(one_arm.find("reference = \"radioligand\""), 25, "reference = \"both\"");
    EXPECT_THAT(fault_of(one_arm), HasSubstr("compare: nothing to compare (there is one arm)"));
}

TEST(BadInput, species_and_disease_that_are_not_there)
{
    EXPECT_THAT(fault_of(sample_with("\"human\"", "\"mice\"")),
                StartsWith("s.toml:4: study.species: \"mice\" (human, mouse are expected)"));
    EXPECT_THAT(fault_of(sample_with("\"mcrpc\"", "\"mcrcp\"")),
                AllOf(StartsWith("s.toml:10: patient.disease: \"mcrcp\""),
                      HasSubstr("did you mean \"mcrpc\"?")));
    EXPECT_THAT(fault_of(sample_with("\"mcrpc\"", "\"../patients/mcrpc\"")),
                HasSubstr("no preset of that name"));
}

class BadFile : public testing::Test {
protected:
    std::string message(std::string const& content)
    {
        // One file a test: they run side by side.
        auto const* test = testing::UnitTest::GetInstance()->current_test_info();
        auto const file = std::filesystem::path{testing::TempDir()} /
                          (std::string{"radici_bad_study_"} + test->name() + ".toml");
        std::ofstream{file, std::ios::binary} << content;
        auto const text = message_of([&] {
            std::string const data = RADICI_SOURCE_DIR "/data";
            static_cast<void>(
                read_study(open_study(file), kinetics::AgentLibrary::load(data), data));
        });
        auto const name = file.string();
        std::filesystem::remove(file);
        return text.starts_with(name) ? text.substr(name.size()) : text;
    }
};

TEST_F(BadFile, empty)
{
    EXPECT_THAT(message(""), StartsWith(":1: the file is empty"));
}

TEST_F(BadFile, binary)
{
    EXPECT_THAT(message(std::string("\x7f"
                                    "ELF\x02\x01\0\0",
                                    8)),
                StartsWith(":1: this is no text file"));
    EXPECT_THAT(message("[study]\nname = \"\xff\xfe\"\n"), StartsWith(":2: this is no text file"));
}

TEST_F(BadFile, truncated)
{
    auto const whole = sample_study();
    EXPECT_THAT(message(whole.substr(0, whole.find("GBq"))),
                StartsWith(":20: this is no valid TOML"));
    EXPECT_THAT(message(whole.substr(0, whole.find("[patient]"))),
                AllOf(StartsWith(":1: patient: missing")));
    EXPECT_THAT(message(whole.substr(0, whole.find("start = "))),
                AllOf(HasSubstr("arm[0].give[0].start: missing")));
}

TEST_F(BadFile, missing)
{
    EXPECT_THAT(message_of([] { static_cast<void>(open_study("nosuch.toml")); }),
                AllOf(StartsWith("nosuch.toml: "), HasSubstr("No such file")));
}

}   // namespace
}   // namespace radici::study
