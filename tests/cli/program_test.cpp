#include <algorithm>

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

}   // namespace
}   // namespace radici
