#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"

namespace radici::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::StartsWith;

std::string const trial = RADICI_SOURCE_DIR "/studies/NCT05150236.toml";

TEST(Run, fills_a_folder_that_is_the_same_on_one_thread_and_on_two)
{
    Scratch const scratch;
    auto const one = scratch.path() / "one", two = scratch.path() / "two";
    auto const first = radici("run " + trial + " --patients 6 --threads 1 -o " + one.string());
    EXPECT_EQ(first.code, 0) << first.err;
    EXPECT_EQ(first.out, "") << "data on stdout only where asked for";
    EXPECT_THAT(first.err, HasSubstr("report.html"));
    EXPECT_EQ(radici("run " + trial + " --patients 6 --threads 2 -o " + two.string()).code, 0);
    EXPECT_EQ(different_results(one, two), "");
    for (auto const* left : {"one/parts", "one.partial", "one.parts"})
        EXPECT_FALSE(fs::exists(scratch.path() / left)) << left;
}

TEST(Run, prints_the_summary_of_schema_1)
{
    Scratch const scratch;
    auto const done =
        radici("run " + trial + " --patients 3 --json -o " + (scratch.path() / "run").string());
    ASSERT_EQ(done.code, 0) << done.err;
    auto const summary = nlohmann::json::parse(done.out);
    EXPECT_EQ(summary.at("schema"), 1);
    EXPECT_EQ(summary.at("study").at("patients"), 3);
    EXPECT_EQ(summary.at("study").at("registry"), "NCT05150236");
    ASSERT_EQ(summary.at("arms").size(), 2u);
    auto const& arm = summary.at("arms").at(0);
    for (auto const* key : {"orr", "cr", "dcr", "pfs", "rpfs", "os", "psa50", "ctdna50_6w", "dlt"})
        EXPECT_TRUE(arm.at("endpoints").contains(key)) << key;
    for (auto const* key : {"any_g3", "lymphopenia_g3", "thrombocytopenia_g3", "irae_g3",
                            "kidney_g2", "xerostomia_g2"})
        EXPECT_TRUE(arm.at("toxicity").contains(key)) << key;
    for (auto const* key : {"tumour_Gy", "kidney_Gy_per_GBq", "red_marrow_Gy_per_GBq"})
        EXPECT_TRUE(arm.at("dose").at(key).contains("p50")) << key;
    EXPECT_TRUE(arm.at("course").contains("tumour_volume_median_mm3"));
    EXPECT_EQ(summary.at("comparisons").at(0).at("arms").at(0), "RLT");
}

TEST(Run, dry_shows_the_plan_and_writes_nothing)
{
    Scratch const scratch;
    auto const target = scratch.path() / "run";
    auto const dry =
        radici("run " + trial + " --dry-run --set 'arm[1].give[0].activity=3.7 GBq' -o " +
               target.string());
    EXPECT_EQ(dry.code, 0) << dry.err;
    EXPECT_THAT(dry.out, HasSubstr("3700 MBq"));
    EXPECT_FALSE(fs::exists(target));
    EXPECT_FALSE(fs::exists(scratch.path() / "run.partial"));
}

TEST(Run, leaves_nothing_after_bad_input)
{
    Scratch const scratch;
    auto const bad = scratch.file("bad.toml", "[study]\nname = \"x\"\npatients = 0\n");
    auto const outcome = radici("run " + bad + " -o " + (scratch.path() / "run").string());
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, StartsWith(bad + ":"));
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    EXPECT_FALSE(fs::exists(scratch.path() / "run"));
    EXPECT_FALSE(fs::exists(scratch.path() / "run.partial"));
}

TEST(Run, refuses_a_folder_that_exists_unless_forced)
{
    Scratch const scratch;
    auto const target = scratch.path() / "run";
    fs::create_directory(target);
    std::ofstream(target / "mine.txt") << "keep me";
    auto const refused = radici("run " + trial + " --patients 1 -o " + target.string());
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err, StartsWith(target.string() + ": the folder exists"));
    EXPECT_EQ(content_of(target / "mine.txt"), "keep me");
    EXPECT_EQ(radici("run " + trial + " --patients 1 --force -o " + target.string()).code, 0);
    EXPECT_TRUE(fs::exists(target / "report.html"));
}

TEST(Run, refuses_a_folder_that_cannot_be_made)
{
    Scratch const scratch;
    auto const file = scratch.file("file", "not a folder");
    auto const outcome = radici("run " + trial + " --patients 1 -o " + file + "/run");
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("cannot be created"));
}

// A full disk as the system can make one for a single process: no file may grow beyond 200 kB.
TEST(Run, a_full_disk_is_one_clear_error_and_no_finished_folder)
{
    Scratch const scratch;
    auto const target = scratch.path() / "run";
    auto const outcome = radici("run " + trial + " --patients 4 -o " + target.string(),
                                "trap '' XFSZ; ulimit -f 400;");
    EXPECT_EQ(outcome.code, 1) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("File too large"));
    EXPECT_FALSE(fs::exists(target));
}

}   // namespace
}   // namespace radici::test
