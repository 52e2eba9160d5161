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
    for (auto const* kind :
         {"nuclides", "agents", "inhibitors", "patients", "materials", "studies"}) {
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

}   // namespace
}   // namespace radici
