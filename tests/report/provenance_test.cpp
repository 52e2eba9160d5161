#include "radici/report/provenance.hpp"

#include <filesystem>
#include <regex>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "radici/base/error.hpp"
#include "radici/base/file.hpp"
#include "radici/base/hash.hpp"
#include "radici/report/run_folder.hpp"
#include "report/sample_result.hpp"

namespace radici::report {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;

/// A finished run folder with its one input beside it.
class Run : public testing::Test {
protected:
    void SetUp() override
    {
        std::string const name = testing::UnitTest::GetInstance()->current_test_info()->name();
        base = fs::path{testing::TempDir()} / ("run_" + name);
        fs::remove_all(base);
        fs::create_directories(base / "out");
        write_atomically(base / "study.toml", "name = 1\n");
        result = test::small_result();
        result.inputs = {{"study.toml", sha256("name = 1\n")}};
        facts = {.command = "radici run study.toml",
                 .started = utc_now(),
                 .finished = utc_now(),
                 .seconds = {{"simulate", 1.5}},
                 .threads = 2,
                 .host = "a host",
                 .input_paths = {{"study.toml", (base / "study.toml").string()}},
                 .drawn_with = "gnuplot"};
        write_results(result, folder(), Gnuplot::require());
        write_atomically(folder() / "log.jsonl", "{}\n");
        write_provenance(result, facts, folder());
    }
    void TearDown() override { fs::remove_all(base); }
    [[nodiscard]] fs::path folder() const { return base / "out"; }

    fs::path base;
    study::RunResult result;
    RunFacts facts;
};

TEST_F(Run, leaves_the_files_of_the_contract)
{
    for (char const* const name : {"report.html", "summary.json", "patients.csv", "patients.h5",
                                   "courses.h5", "provenance.json"})
        EXPECT_TRUE(fs::file_size(folder() / name) > 0) << name;
}

TEST_F(Run, writes_the_same_bytes_again)
{
    fs::create_directories(base / "again");
    write_results(result, base / "again", Gnuplot::require());
    for (char const* const name :
         {"report.html", "summary.json", "patients.csv", "patients.h5", "courses.h5"})
        EXPECT_TRUE(sha256_of_file(base / "again" / name) == sha256_of_file(folder() / name))
            << name;
}

TEST_F(Run, says_where_it_came_from)
{
    json const p = json::parse(read_text(folder() / "provenance.json"));
    EXPECT_EQ(p.at("command"), "radici run study.toml");
    EXPECT_EQ(p.at("seed"), 7);
    EXPECT_EQ(p.at("version"), build_info().version);
    EXPECT_EQ(p.at("git"), build_info().git);
    EXPECT_EQ(p.at("inputs").at(0).at("sha256"), sha256("name = 1\n"));
    for (char const* const library : {"hdf5", "boost", "fmt"})
        EXPECT_FALSE(p.at("libraries").at(library).get<std::string>().empty()) << library;
}

TEST_F(Run, hashes_every_output_but_log_and_provenance)
{
    json const p = json::parse(read_text(folder() / "provenance.json"));
    std::vector<std::string> names;
    for (auto const& output : p.at("outputs")) {
        names.push_back(output.at("name"));
        EXPECT_EQ(output.at("sha256"), sha256_of_file(folder() / names.back()));
    }
    EXPECT_THAT(names, testing::ElementsAre("courses.h5", "patients.csv", "patients.h5",
                                            "report.html", "summary.json"));
}

TEST_F(Run, that_nobody_touched_verifies)
{
    EXPECT_THAT(verify(folder()), IsEmpty());
}

TEST_F(Run, that_was_changed_is_found_out)
{
    write_atomically(folder() / "summary.json", "{}\n");
    fs::remove(folder() / "courses.h5");
    write_atomically(folder() / "extra.txt", "x");
    write_atomically(base / "study.toml", "name = 2\n");
    auto const found = verify(folder());
    ASSERT_EQ(found.size(), 4u);
    EXPECT_EQ(found[0].file, "study.toml");
    EXPECT_EQ(found[0].role, Mismatch::Role::input);
    EXPECT_EQ(found[0].kind, Mismatch::Kind::changed);
    EXPECT_EQ(found[1].file, "courses.h5");
    EXPECT_EQ(found[1].kind, Mismatch::Kind::missing);
    EXPECT_EQ(found[2].file, "summary.json");
    EXPECT_EQ(found[2].kind, Mismatch::Kind::changed);
    EXPECT_EQ(found[3].file, "extra.txt");
    EXPECT_EQ(found[3].kind, Mismatch::Kind::added);
}

TEST_F(Run, with_a_damaged_provenance_is_refused)
{
    for (char const* const damage :
         {"", "{", "[]", "{\"inputs\": []}", "{\"inputs\": [1], \"outputs\": []}",
          "{\"inputs\": [], \"outputs\": [{\"name\": 1, \"sha256\": 2}]}"}) {
        write_atomically(folder() / "provenance.json", damage);
        EXPECT_THROW((void)verify(folder()), StudyError) << damage;
    }
}

TEST(Verify, refuses_a_folder_that_is_not_there)
{
    EXPECT_THROW((void)verify("/nonexistent/run"), StudyError);
}

TEST(WriteResults, says_why_a_folder_cannot_be_written)
{
    EXPECT_THROW(write_results(test::small_result(), "/nonexistent/run", Gnuplot::require()),
                 RunError);
}

TEST(UtcNow, is_iso_8601)
{
    EXPECT_TRUE(std::regex_match(utc_now(), std::regex{R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)"}));
}

TEST(VersionText, is_short_and_tells_of_changes)
{
    EXPECT_EQ(version_text({"1.2.3", "0123456789abcdef", "", "", {}}), "1.2.3 (0123456789ab)");
    EXPECT_EQ(version_text({"1.2.3", "0123456789abcdef-modified", "", "", {}}),
              "1.2.3 (0123456789ab, modified)");
    EXPECT_EQ(version_text({"1.2.3", "unknown", "", "", {}}), "1.2.3 (unknown)");
}

}   // namespace
}   // namespace radici::report
