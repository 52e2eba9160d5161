#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "cli/program.hpp"
#include "cli/small_study.hpp"
#include "radici/study/part.hpp"
#include "radici/study/setting.hpp"
#include "radici/study/shard_folder.hpp"
#include "radici/study/simulate_patients.hpp"

namespace radici::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

/// A study of 12 patients in a folder of the test's own.
class Shards : public testing::Test {
protected:
    [[nodiscard]] std::string path(std::string const& name) const
    {
        return (scratch.path() / name).string();
    }
    [[nodiscard]] Outcome run(std::string const& output, std::string const& words = "") const
    {
        return radici(fmt::format("run {} --patients 12 -o {} {}", study, path(output), words));
    }
    /// Shards a, b, c of three.
    void run_all() const
    {
        int i = 0;
        for (auto const* name : {"a", "b", "c"}) {
            auto const done = run(name, fmt::format("--shard {}/3", ++i));
            ASSERT_EQ(done.code, 0) << done.err;
        }
    }
    [[nodiscard]] Outcome merge(std::string const& folders) const
    {
        std::istringstream names(folders);
        auto words = fmt::format("merge -o {}", path("merged"));
        for (std::string name; names >> name;)
            words += ' ' + path(name);
        return radici(words);
    }
    void expect_refused(std::string const& folders, testing::Matcher<std::string> const& why) const
    {
        auto const refused = merge(folders);
        EXPECT_EQ(refused.code, 2);
        EXPECT_THAT(refused.err, why);
        EXPECT_FALSE(fs::exists(path("merged")));
        EXPECT_FALSE(fs::exists(path("merged.partial")));
    }

    Scratch scratch;
    std::string study = scratch.file("small.toml", small_study());
};

TEST_F(Shards, joined_are_one_run_byte_by_byte)
{
    run_all();
    ASSERT_EQ(run("whole").code, 0);
    EXPECT_FALSE(fs::exists(path("a/report.html"))) << "a shard has no report";
    fs::remove(study);   // shards stand by themselves
    auto const merged = merge("c a/ b");
    EXPECT_EQ(merged.code, 0) << merged.err;
    EXPECT_EQ(different_results(path("merged"), path("whole")), "");
    EXPECT_EQ(radici("verify " + path("merged")).code, 0);
    EXPECT_EQ(radici("verify " + path("b")).code, 1) << "its study file was removed";
}

// A doubtful amount is told in a note of the report; the note must not hold the study's folder.
TEST_F(Shards, a_warning_does_not_depend_on_where_the_study_lies)
{
    std::string const doubtful = "--set 'arm[0].give[0].activity=30 GBq' --shard ";
    ASSERT_EQ(run("a", doubtful + "1/2").code, 0);
    ASSERT_EQ(run("b", doubtful + "2/2").code, 0);
    ASSERT_EQ(run("whole", "--set 'arm[0].give[0].activity=30 GBq'").code, 0);
    ASSERT_EQ(merge("a b").code, 0);
    EXPECT_EQ(different_results(path("merged"), path("whole")), "");
    EXPECT_THAT(content_of(path("whole/summary.json")),
                AllOf(HasSubstr("30 GBq"), testing::Not(HasSubstr(scratch.path().string()))));
}

TEST_F(Shards, a_missing_one_is_named_and_one_given_twice_too)
{
    run_all();
    expect_refused("a c", HasSubstr("shard 2/3 (is missing)"));
    fs::copy(path("b"), path("d"), fs::copy_options::recursive);
    expect_refused("a b c d",
                   AllOf(HasSubstr(path("d") + ": shard 2/3 twice"), HasSubstr(path("b"))));
    expect_refused("a b nowhere", HasSubstr("it holds no shard.json"));
}

TEST_F(Shards, of_another_seed_or_study_are_refused)
{
    run_all();
    ASSERT_EQ(run("seed", "--shard 3/3 --seed 12").code, 0);
    expect_refused("a b seed", HasSubstr("it differs in seed (12, not 11))"));
    ASSERT_EQ(run("study", "--shard 3/3 --set 'study.horizon=4 months'").code, 0);
    expect_refused("a b study", HasSubstr("it differs in study)"));
    auto manifest = content_of(path("c/shard.json"));
    auto const at = manifest.find("\"version\": \"") + 12;
    std::ofstream(path("c/shard.json")) << manifest.substr(0, at) << 9 << manifest.substr(at);
    expect_refused("a b c", HasSubstr("version (9"));
}

TEST_F(Shards, of_another_program_or_other_data_are_refused)
{
    run_all();
    for (auto const* shard : {"a", "b", "c"}) {
        auto const file = path(fmt::format("{}/shard.json", shard));
        auto manifest = content_of(file);
        auto const at = manifest.find("\"data_files\": \"") + 15;
        manifest[at] = manifest[at] == '0' ? '1' : '0';
        std::ofstream(file) << manifest;
    }
    expect_refused("a b c", AllOf(HasSubstr("another program or from other data"),
                                  HasSubstr("this one differs in data files")));
}

TEST_F(Shards, with_a_damaged_or_lost_part_are_refused)
{
    run_all();
    auto const part = fs::directory_iterator(path("b/parts"))->path();
    auto bytes = content_of(part);
    bytes[bytes.size() / 2] ^= 1;
    std::ofstream(part, std::ios::binary) << bytes;
    expect_refused("a b c",
                   AllOf(HasSubstr(part.string() + ": damaged"), HasSubstr("run shard 2/3 again")));
    fs::remove(part);
    expect_refused("a b c", HasSubstr("patients 5 to 8 have gone"));
}

// A patient that failed in an arm, written into a part of the program's own: 1 of 24 is over 1 %.
TEST_F(Shards, with_too_many_failed_patients_are_merged_and_exit_1)
{
    run_all();
    auto const shard = study::read_shard_folder(path("b"));
    auto const agents = kinetics::AgentLibrary::load(RADICI_SOURCE_DIR "/data");
    auto const setting =
        study::prepare(study::read_study(study::open_study(shard.study(), shard.overrides), agents,
                                         RADICI_SOURCE_DIR "/data"),
                       agents, RADICI_SOURCE_DIR "/data");
    auto const range = shard.shard.range(12);
    auto records = study::simulate_patients(setting, range.first, range.count);
    records[1] = {};
    records[1].index = range.first;
    records[1].arm = 1;
    records[1].failure = "step too small";
    fs::remove_all(shard.parts());
    fs::create_directory(shard.parts());
    std::ofstream(shard.parts() / "a.part", std::ios::binary) << study::pack(
        study::PatientTable(setting), {.run = shard.run, .shard = "2/3"}, 2, records);
    auto const merged = merge("a b c");
    EXPECT_EQ(merged.code, 1) << merged.err;
    EXPECT_THAT(content_of(path("merged/summary.json")),
                AllOf(HasSubstr("\"step too small\": 1"),
                      HasSubstr("4.2 % of the patients could not be integrated")));
    EXPECT_THAT(content_of(path("merged/patients.csv")), HasSubstr(",FAILED,"));
}

TEST_F(Shards, that_make_no_sense_are_refused)
{
    for (auto const* words : {"--shard 0/3", "--shard 4/3", "--shard 2", "--shard x/y"}) {
        auto const refused = run("out", words);
        EXPECT_EQ(refused.code, 2) << words;
        EXPECT_THAT(refused.err, HasSubstr("a shard is i/n with 1 ≤ i ≤ n"));
    }
    auto const many = run("out", "--shard 1/13");
    EXPECT_EQ(many.code, 2);
    EXPECT_THAT(many.err, HasSubstr("there are 12 patients"));
    EXPECT_FALSE(fs::exists(path("out.partial")));
}

}   // namespace
}   // namespace radici::test
