#include <fmt/format.h>
#include <gtest/gtest.h>

#include "cli/program.hpp"
#include "cli/small_study.hpp"

namespace radici::test {
namespace {

/// One way to run a study. Eight lanes where the processor has them, else four.
struct Way {
    int threads, ranks, shards, lanes;
};

/// Runs the study that way into `output`.
void run(Way const& way, std::string const& study, std::string const& output)
{
    auto start = fmt::format("env RADICI_LANES={}", way.lanes);
    if (way.ranks > 1)
        start += ' ' + mpirun(way.ranks);
    std::string folders;
    for (int i = 1; i <= way.shards; ++i) {
        auto const folder = way.shards > 1 ? fmt::format("{}-{}", output, i) : output;
        auto const shard = way.shards > 1 ? fmt::format("--shard {}/{}", i, way.shards) : "";
        auto const done = radici(
            fmt::format("run {} -o {} --threads {} {}", study, folder, way.threads, shard), start);
        ASSERT_EQ(done.code, 0) << done.err;
        folders += ' ' + folder;
    }
    if (way.shards > 1) {
        auto const merged = radici("merge -o " + output + folders);
        ASSERT_EQ(merged.code, 0) << merged.err;
    }
}

TEST(Determinism, threads_ranks_shards_and_lanes_give_the_same_bytes)
{
    Scratch const scratch;
    auto const study = scratch.file("small.toml", small_study());
    auto const first = (scratch.path() / "first").string();
    run({1, 1, 1, 8}, study, first);
    for (int threads : {1, 2})
        for (int ranks : {1, 2})
            for (int shards : {1, 3})
                for (int lanes : {4, 8}) {
                    if (ranks > 1 && !RADICI_MPI)
                        continue;   // Ranks.* is skipped by name then
                    auto const name = fmt::format("{}-{}-{}-{}", threads, ranks, shards, lanes);
                    auto const output = (scratch.path() / name).string();
                    run({threads, ranks, shards, lanes}, study, output);
                    EXPECT_EQ(different_results(output, first), "") << name;
                }
}

}   // namespace
}   // namespace radici::test
