#include "commands.hpp"
#include "finish_run.hpp"
#include "radici/base/log.hpp"
#include "radici/study/shard_folder.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace radici::cli {
namespace {

namespace fs = std::filesystem;

std::vector<study::ShardFolder> shards_in(std::vector<fs::path> const& folders)
{
    std::vector<study::ShardFolder> shards;
    for (auto const& folder : folders)
        shards.push_back(study::read_shard_folder(folder));
    study::check_shards(shards);
    return shards;
}

/// The study as the shards had it; refuses where this program or its data are others.
ReadyStudy study_of(study::ShardFolder const& shard)
{
    auto ready = ready_study(shard.study(), shard.overrides, Talk::yes);
    auto const differ = study::differences(ready.identity, shard.run);
    if (!differ.empty())
        throw StudyError({shard.folder.string(), 0, ""},
                         {.problem = "made by another program or from other data",
                          .why = fmt::format("this one differs in {}", fmt::join(differ, ", ")),
                          .hint = "merge with the program and data that made the shards"});
    return ready;
}

}   // namespace

ExitCode merge_command(study::MergeOptions const& options)
{
    Stopwatch watch;
    auto const shards = shards_in(options.shards);
    auto const ready = study_of(shards.front());
    auto const gnuplot = report::Gnuplot::require();
    auto facts = facts_of(ready, options.command, 1);
    auto cohort = std::make_shared<study::Cohort const>(ready.setting, study::parts_of(shards));
    report::WorkingFolder folder(
        options.output.value_or(fs::path("runs") / fs::path(ready.file).stem()),
        options.force ? report::IfThere::replace : report::IfThere::refuse,
        options.force ? report::Unfinished::discard : report::Unfinished::refuse);
    auto code = ExitCode::done;
    {
        RunLog const log(folder.path() / "log.jsonl");
        watch.lap("read", facts);
        code = write_run(ready, std::move(cohort), gnuplot, facts, folder);
    }
    folder.finish();
    watch.lap("merge", facts);
    tell_finished(ready, folder, facts.seconds.at("merge"), options.json);
    return code;
}

}   // namespace radici::cli
