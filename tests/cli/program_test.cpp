#include <algorithm>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"

/// Exit codes, what goes to stdout and what to stderr.
namespace radici {
namespace {

using nlohmann::json;
using test::Outcome;
using test::radici;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

/// One clear line on stderr, nothing on stdout, the exit code of wrong input.
void expect_wrong_input(Outcome const& outcome, std::string const& beginning)
{
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, StartsWith(beginning));
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    EXPECT_THAT(outcome.out, IsEmpty());
}

std::vector<std::string> commands()
{
    std::vector<std::string> names;
    auto const help = radici("--help").out;
    std::istringstream lines{help.substr(help.find("Subcommands:"))};
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line) && line.starts_with("  ")) {
        auto const name = line.substr(2, line.find(' ', 2) - 2);
        if (!name.empty())   // a continued line begins with more spaces
            names.push_back(name);
    }
    return names;
}

TEST(Program, every_command_has_help_with_an_example)
{
    auto const names = commands();
    ASSERT_GE(names.size(), 3u);
    for (auto const& name : names) {
        auto const help = radici(name + " --help");
        EXPECT_EQ(help.code, 0) << name;
        EXPECT_THAT(help.out, HasSubstr("Example:  radici " + name)) << name;
        EXPECT_THAT(help.err, IsEmpty()) << name;
    }
}

TEST(Program, says_its_version)
{
    auto const outcome = radici("--version");
    EXPECT_EQ(outcome.code, 0);
    EXPECT_THAT(outcome.out, StartsWith("radici 0."));
}

TEST(Program, wrong_words_are_wrong_input)
{
    expect_wrong_input(radici(""), "radici: A subcommand is required");
    expect_wrong_input(radici("lsit"), "radici: lsit (unknown command) - did you mean \"list\"?");
    expect_wrong_input(radici("list --jsno"), "radici: ");
    expect_wrong_input(radici("list planets"), "radici: KIND: planets not in");
    expect_wrong_input(radici("--nope"), "radici: ");
}

TEST(Program, output_that_cannot_be_written_is_a_failure)
{
    for (auto const* words : {"list", "schema", "nuclide Lu-177", "--help"}) {
        auto const outcome = radici(std::string{words} + " >/dev/full 2>/dev/null #");
        EXPECT_EQ(outcome.code, 1) << words;
    }
}

TEST(List, gives_ids_and_names)
{
    for (auto const* kind : {"nuclides", "agents", "inhibitors", "drugs", "tumours", "patients",
                             "materials", "phantoms", "studies"}) {
        auto const outcome = radici(std::string{"list "} + kind + " --json");
        ASSERT_EQ(outcome.code, 0) << outcome.err;
        auto const list = json::parse(outcome.out);
        ASSERT_TRUE(list.is_array() && !list.empty()) << kind;
        for (auto const& entry : list)
            EXPECT_TRUE(entry.contains("id") && entry.contains("name")) << entry;
        EXPECT_THAT(radici(std::string{"list "} + kind).out,
                    HasSubstr(list[0]["id"].get<std::string>()));
    }
    EXPECT_THAT(radici("list").out, HasSubstr("nuclides"));
}

TEST(List, names_the_missing_data_folder)
{
    test::Scratch const empty;
    expect_wrong_input(radici("list nuclides", "RADICI_DATA=" + empty.path().string()),
                       empty.path().string());
}

TEST(Schema, is_json_or_markdown)
{
    EXPECT_EQ(json::parse(radici("schema").out)["title"], "radici study file");
    EXPECT_THAT(radici("schema --markdown").out, StartsWith("# Study files"));
    EXPECT_TRUE(json::parse(radici("schema columns").out).is_array());
    EXPECT_THAT(radici("schema columns --markdown").out, StartsWith("# Columns of patients.csv"));
}

TEST(Nuclide, unknown_name_has_a_hint)
{
    expect_wrong_input(radici("nuclide Lu-177m"), "unknown nuclide \"Lu-177m\"");
}

TEST(Nuclide, corrupt_file_is_named_with_its_line)
{
    test::Scratch const data;
    std::filesystem::create_directory(data.path() / "nuclides");
    auto const file = data.file("nuclides/Lu-177.toml", "name = \"Lu-177\"\nhalf_life = \n");
    expect_wrong_input(radici("nuclide Lu-177", "RADICI_DATA=" + data.path().string()),
                       file + ":2: ");
    data.file("nuclides/Lu-177.toml", "");
    expect_wrong_input(radici("nuclide Lu-177", "RADICI_DATA=" + data.path().string()),
                       file + ":1: ");
}

TEST(Validate, prints_a_table_or_json_and_keeps_its_promises)
{
    auto const table = radici("validate nuclide");
    EXPECT_EQ(table.code, 0) << table.err;
    EXPECT_THAT(table.out,
                AllOf(StartsWith("verdict"), HasSubstr("Lu-177, mean beta energy (MeV)")));
    auto const rows = json::parse(radici("validate nuclide --json").out);
    ASSERT_FALSE(rows.empty());
    EXPECT_TRUE(rows[0]["within"]);
    expect_wrong_input(radici("validate nuclid"), "validate: nuclid (the groups of validation are");
}

TEST(Validate, exits_with_3_where_a_promise_is_broken)
{
    // the same data beside a table with one number changed
    test::Scratch const place;
    std::filesystem::create_directory_symlink(RADICI_SOURCE_DIR "/data", place.path() / "data");
    std::filesystem::create_directory(place.path() / "validation");
    std::ifstream in{RADICI_SOURCE_DIR "/validation/nuclide.toml"};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    text.replace(text.find("26.3733"), 7, "26.4733");
    place.file("validation/nuclide.toml", text);
    auto const outcome =
        radici("validate nuclide", "RADICI_DATA=" + (place.path() / "data").string());
    EXPECT_EQ(outcome.code, 3);
    EXPECT_THAT(outcome.out, HasSubstr("OUTSIDE"));
    EXPECT_THAT(outcome.err, HasSubstr("1 of"));
}

/// Reading a study through the program: what is wrong with it in one line, and nothing left behind.
class RunBadInput : public testing::Test {
protected:
    void expect_refused(std::string const& piece, std::string const& by,
                        std::string const& beginning)
    {
        std::ifstream in{RADICI_SOURCE_DIR "/studies/NCT05150236.toml"};
        std::string text{std::istreambuf_iterator<char>{in}, {}};
        auto const at = text.find(piece);
        ASSERT_NE(at, std::string::npos) << piece;
        text.replace(at, piece.size(), by);
        refuse_file(text, beginning);
    }

    void refuse_file(std::string const& text, std::string const& beginning)
    {
        auto const file = place_.file("bad.toml", text);
        auto const folder = place_.path() / "out";
        expect_wrong_input(radici("run " + file + " -o " + folder.string()), file + beginning);
        for (auto const& entry : std::filesystem::directory_iterator(place_.path()))
            EXPECT_EQ(entry.path().filename(), "bad.toml") << "something was left behind";
    }

    test::Scratch place_;
};

TEST_F(RunBadInput, unknown_key)
{
    expect_refused("horizon =", "horizn =", ":10: study.horizn: unknown key");
}

TEST_F(RunBadInput, missing_unit)
{
    expect_refused("\"24 months\"", "24", ":10: study.horizon: 24 (the unit is missing)");
}

TEST_F(RunBadInput, wrong_kind_of_unit)
{
    expect_refused("7.5 GBq", "7.5 Gy", ":21: arm[0].give[0].activity: \"7.5 Gy\" (an activity");
}

TEST_F(RunBadInput, implausible_value)
{
    expect_refused("7.5 GBq", "500 GBq", ":21: arm[0].give[0].activity: \"500 GBq\" (implausible");
}

TEST_F(RunBadInput, unknown_agent)
{
    expect_refused("\"ipilimumab\"", "\"ipilimumap\"", ":26: arm[0].give[1].agent: ");
}

TEST_F(RunBadInput, negative_start)
{
    expect_refused("day 169", "day -169", ":40: arm[0].give[3].start: \"day -169\" (the first");
}

TEST_F(RunBadInput, overlapping_schedule)
{
    expect_refused("day 169", "day 100",
                   ":40: arm[0].give[3].start: day 100 (the nivolumab of arm[0].give[2]");
}

TEST_F(RunBadInput, zero_patients)
{
    expect_refused("patients = 200", "patients = 0", ":9: study.patients: 0 (outside 1");
}

TEST_F(RunBadInput, horizon_shorter_than_schedule)
{
    expect_refused("24 months", "6 months", ":24: arm[0].give[0].times: 6 (the last");
}

TEST_F(RunBadInput, empty_binary_or_truncated_file)
{
    refuse_file("", ":1: the file is empty");
    refuse_file(std::string("\x89PNG\r\n\x1a\n\0\0", 10), ":1: this is no text file");
    refuse_file("[study]\nname = \"x", ":2: this is no valid TOML");
}

TEST_F(RunBadInput, missing_file)
{
    expect_wrong_input(radici("run " + (place_.path() / "nosuch.toml").string()),
                       (place_.path() / "nosuch.toml: ").string());
}

TEST_F(RunBadInput, options)
{
    auto const study = std::string{RADICI_SOURCE_DIR "/studies/NCT05150236.toml --dry-run "};
    expect_wrong_input(radici("run " + study + "--patients 0"), "--patients: 0 (outside 1");
    expect_wrong_input(radici("run " + study + "--patients many"), "radici: ");
    expect_wrong_input(radici("run " + study + "--seed -1"), "radici: ");
    expect_wrong_input(radici("run " + study + "--set 'arm[0].give[0].activity=3.7 mg'"),
                       "--set: arm[0].give[0].activity: \"3.7 mg\" (an activity");
    expect_wrong_input(radici("run " + study + "--set nonsense"), "--set: ");
    expect_wrong_input(radici("run"), "radici: STUDY");
}

TEST(RunDry, prints_the_study_resolved)
{
    auto const outcome = radici("run " RADICI_SOURCE_DIR
                                "/studies/NCT04525638.toml --dry-run --patients 7 --seed 3");
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out,
                AllOf(HasSubstr("patients = 7"), HasSubstr("seed = 3"), HasSubstr("# preset, ")));
}

TEST(Verify, sees_what_was_changed_removed_or_added)
{
    test::Scratch const place;
    auto const folder = (place.path() / "out").string();
    auto const run =
        radici("run " RADICI_SOURCE_DIR "/studies/NCT04525638.toml --patients 2 -o " + folder);
    ASSERT_EQ(run.code, 0) << run.err;
    auto const whole = radici("verify " + folder);
    EXPECT_EQ(whole.code, 0) << whole.err;
    EXPECT_THAT(whole.out, HasSubstr("as they were"));

    place.file("out/patients.csv", "STUDYID\n");
    place.file("out/extra.txt", "");
    std::filesystem::remove(place.path() / "out/summary.json");
    auto const changed = radici("verify " + folder);
    EXPECT_EQ(changed.code, 1);
    EXPECT_THAT(changed.out, AllOf(HasSubstr("CHANGED  output  patients.csv"),
                                   HasSubstr("MISSING  output  summary.json"),
                                   HasSubstr("ADDED    output  extra.txt")));
    EXPECT_EQ(json::parse(radici("verify " + folder + " --json").out).size(), 3u);

    place.file("out/provenance.json", "{}");
    expect_wrong_input(radici("verify " + folder), folder + "/provenance.json: ");
    expect_wrong_input(radici("verify " + (place.path() / "nosuch").string()),
                       (place.path() / "nosuch").string());
}

}   // namespace
}   // namespace radici
