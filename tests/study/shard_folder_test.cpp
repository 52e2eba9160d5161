#include "radici/study/shard_folder.hpp"

#include <gmock/gmock.h>

#include "radici/base/file.hpp"
#include "support/message_of.hpp"
#include "support/temporary_folder.hpp"

namespace radici::study {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

ShardFolder shard(std::string const& folder, int index, int of)
{
    return {.folder = folder,
            .shard = {index, of},
            .run = {.study = "s",
                    .study_file = "f",
                    .patients = 30,
                    .seed = 7,
                    .version = "0.1.0 (abc)",
                    .ensemble = "",
                    .data = "d"},
            .study_file = "s.toml",
            .overrides = {.patients = {}, .seed = 7, .set = {"a=\"b\""}}};
}

std::string fault_of(std::vector<ShardFolder> const& shards)
{
    return test::message_of([&] { check_shards(shards); });
}

TEST(ShardFolder, is_read_as_it_was_written)
{
    test::TemporaryFolder const scratch;
    auto const study = scratch.path() / "s.toml";
    write_atomically(study, "# mine\n");
    auto written = shard((scratch.path() / "out").string(), 2, 3);
    fs::create_directories(written.folder);
    write_shard(written, study);
    auto const read = read_shard_folder(written.folder);
    EXPECT_EQ(read.shard, written.shard);
    EXPECT_EQ(read.run, written.run);
    EXPECT_EQ(read.overrides.seed, 7u);
    EXPECT_FALSE(read.overrides.patients);
    EXPECT_EQ(read.overrides.set, written.overrides.set);
    EXPECT_EQ(read_text(read.study()), "# mine\n");
}

TEST(ShardFolder, that_is_none_is_refused)
{
    test::TemporaryFolder const scratch;
    auto const read = [&](char const* name) {
        return test::message_of(
            [&] { static_cast<void>(read_shard_folder(scratch.path() / name)); });
    };
    EXPECT_THAT(read("nowhere"), HasSubstr("it holds no shard.json"));
    fs::create_directory(scratch.path() / "cut.partial");
    EXPECT_THAT(read("cut"), AllOf(HasSubstr("not finished"), HasSubstr("--resume")));
    fs::create_directory(scratch.path() / "bad");
    for (auto const* text : {"", "{", "[]", "{\"shard\": \"x\"}", "\xff"}) {
        write_atomically(scratch.path() / "bad" / "shard.json", text);
        EXPECT_THAT(read("bad"), HasSubstr("not what radici run --shard writes")) << text;
    }
}

TEST(Shards, a_missing_one_is_named)
{
    EXPECT_EQ(fault_of({shard("a", 1, 3), shard("c", 3, 3)}),
              "shard 2/3 (is missing) - merge needs all shards of a run");
    EXPECT_THAT(fault_of({shard("b", 2, 4)}), HasSubstr("shards 1/4, 3/4, 4/4 (are missing)"));
    EXPECT_EQ(fault_of({shard("b", 2, 2), shard("a", 1, 2)}), "nothing was thrown");
}

TEST(Shards, one_given_twice_is_an_error_that_names_both_folders)
{
    EXPECT_THAT(fault_of({shard("a", 1, 2), shard("b", 2, 2), shard("c", 2, 2)}),
                AllOf(HasSubstr("c: shard 2/2 twice"), HasSubstr("it is in b too")));
}

TEST(Shards, of_different_runs_are_refused_with_what_differs)
{
    auto const with = [](auto change) {
        auto other = shard("b", 2, 2);
        change(other);
        return fault_of({shard("a", 1, 2), other});
    };
    EXPECT_THAT(with([](auto& s) { s.run.seed = 8; }),
                AllOf(HasSubstr("b: another run than a"), HasSubstr("seed (8, not 7)")));
    EXPECT_THAT(with([](auto& s) { s.run.version = "0.2.0"; }),
                HasSubstr("version (0.2.0, not 0.1.0 (abc))"));
    EXPECT_THAT(with([](auto& s) { s.run.study = "t"; }), HasSubstr("it differs in study)"));
    EXPECT_THAT(with([](auto& s) { s.run.ensemble = "t"; }), HasSubstr("it differs in ensemble)"));
    EXPECT_THAT(with([](auto& s) { s.run.data = "t"; }), HasSubstr("it differs in data files)"));
    EXPECT_THAT(with([](auto& s) { s.run.patients = 31; }), HasSubstr("patients (31, not 30)"));
    EXPECT_THAT(with([](auto& s) { s.shard.of = 3; }), HasSubstr("number of shards (3, not 2)"));
}

}   // namespace
}   // namespace radici::study
