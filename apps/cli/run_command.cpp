#include "run_command.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "finish_run.hpp"
#include "output.hpp"
#include "radici/base/interrupt.hpp"
#include "radici/base/log.hpp"
#include "radici/study/resume.hpp"
#include "radici/study/run_cohort.hpp"
#include "radici/study/shard_folder.hpp"
#include "ranks.hpp"

namespace radici::cli {
namespace {

namespace fs = std::filesystem;
using study::PatientRange;
using study::RunOptions;

/// What all processes of a run know before they begin.
struct Plan {
    RunOptions const& options;
    study::Shard shard;
    ReadyStudy ready;
    study::PartOrigin origin;
    [[nodiscard]] PatientRange share() const { return shard.range(ready.setting.study.patients); }
    [[nodiscard]] bool sharded() const { return !origin.shard.empty(); }
};

study::Overrides overrides_of(RunOptions const& options)
{
    return {.patients = options.patients,
            .seed = options.seed,
            .set = options.set,
            .ensemble = options.ensemble};
}

Plan plan_of(RunOptions const& options, Talk talk)
{
    auto const shard = options.shard.empty() ? study::Shard{} : study::read_shard(options.shard);
    auto ready = ready_study(options.study_file, overrides_of(options), talk);
    if (shard.of > ready.setting.study.patients)
        throw StudyError({},
                         {.problem = "--shard " + options.shard,
                          .why = fmt::format("there are {} patients", ready.setting.study.patients),
                          .hint = "take no more shards than patients"});
    study::PartOrigin const origin{.run = ready.identity, .shard = options.shard};
    return {.options = options, .shard = shard, .ready = std::move(ready), .origin = origin};
}

fs::path target_of(RunOptions const& options)
{
    return options.output.value_or(fs::path("runs") / options.study_file.stem());
}

std::vector<int> flat(std::vector<PatientRange> const& ranges)
{
    std::vector<int> numbers;
    for (auto const& range : ranges)
        numbers.insert(numbers.end(), {range.first, range.count});
    return numbers;
}

std::vector<PatientRange> ranges(std::vector<int> const& numbers)
{
    std::vector<PatientRange> found;
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
        found.push_back({numbers[i], numbers[i + 1]});
    return found;
}

/// Simulates what this process has to; a failure ends all of them at once, so that nobody goes on
/// for hours beside a full disk.
bool simulate(Plan const& plan, std::vector<PatientRange> missing, Ranks& ranks)
try {
    auto const parts = report::parts_folder(target_of(plan.options));
    auto const& setting = plan.ready.setting;
    study::PatientTable const table(setting);
    study::PartWriter writer(
        table, static_cast<int>(setting.arms.size()),
        {.folder = parts, .origin = plan.origin, .every_s = plan.options.checkpoint_s});
    return study::simulate_cohort(setting,
                                  {.patients = std::move(missing),
                                   .threads = plan.options.threads,
                                   .process = ranks.rank(),
                                   .of = ranks.size()},
                                  writer);
} catch (std::exception const& error) {
    if (ranks.size() == 1)
        throw;
    complain(std::string{"radici: "} + error.what());
    ranks.abort(ExitCode::failed);
}

/// True where every process did all of its share.
bool simulate_everywhere(Plan const& plan, std::vector<PatientRange> const& missing, Ranks& ranks)
{
    bool const whole = simulate(plan, ranges(ranks.broadcast(flat(missing))), ranks);
    auto const all = ranks.gather(whole ? 1 : 0);
    return std::find(all.begin(), all.end(), 0) == all.end();
}

/// What the first process does before and after the simulation.
class Lead {
public:
    explicit Lead(Plan const& plan)
        : plan_(plan),
          facts_(facts_of(plan.ready, plan.options.command, plan.options.threads)),
          gnuplot_(plan.sharded() ? nullptr
                                  : std::make_unique<report::Gnuplot>(report::Gnuplot::require())),
          folder_(target_of(plan.options),
                  plan.options.force ? report::IfThere::replace : report::IfThere::refuse,
                  plan.options.resume  ? report::Unfinished::resume
                  : plan.options.force ? report::Unfinished::discard
                                       : report::Unfinished::refuse),
          log_(std::make_unique<RunLog>(folder_.path() / "log.jsonl"))
    {
    }

    [[nodiscard]] std::vector<PatientRange> missing() const
    {
        return study::without(plan_.share(), study::take_up_parts(folder_.parts(), plan_.origin));
    }

    void tell_interrupted() const
    {
        int left = 0;
        for (auto const& range : missing())
            left += range.count;
        log_warning(fmt::format("interrupted; {} of {} patients are kept, go on with --resume",
                                plan_.share().count - left, plan_.share().count));
    }

    [[nodiscard]] ExitCode finish(int processes)
    {
        facts_.processes = processes;
        watch_.lap("simulate", facts_);
        return plan_.sharded() ? finish_shard() : finish_whole();
    }

private:
    ExitCode finish_whole()
    {
        auto const code =
            write_run(plan_.ready, study::read_cohort(plan_.ready.setting, folder_.parts()),
                      *gnuplot_, facts_, folder_);
        log_.reset();
        folder_.finish();
        tell_finished(plan_.ready, folder_, facts_.seconds.at("simulate"), plan_.options.json);
        return code;
    }

    ExitCode finish_shard()
    {
        auto const& options = plan_.options;
        study::write_shard({.folder = folder_.path(),
                            .shard = plan_.shard,
                            .run = plan_.ready.identity,
                            .study_file = options.study_file.filename().string(),
                            .overrides = overrides_of(options)},
                           options.study_file);
        write_shard_provenance(plan_.ready, facts_, folder_);
        log_.reset();
        folder_.finish();
        log_info(fmt::format("shard {}, {} patients: {}; radici merge joins all shards",
                             options.shard, plan_.share().count, folder_.target().string()));
        return ExitCode::done;
    }

    Plan const& plan_;
    report::RunFacts facts_;
    Stopwatch watch_;
    std::unique_ptr<report::Gnuplot> gnuplot_;   ///< none for a shard
    report::WorkingFolder folder_;
    std::unique_ptr<RunLog> log_;
};

}   // namespace

ExitCode run_command(RunOptions const& options)
{
    Ranks ranks;
    auto const plan =
        ranks.together([&] { return plan_of(options, ranks.first() ? Talk::yes : Talk::no); });
    if (options.dry_run) {
        if (ranks.first())
            print(plan.ready.resolved);
        return ExitCode::done;
    }
    std::optional<Lead> lead;
    auto const missing = ranks.together([&] {
        if (!ranks.first())
            return std::vector<PatientRange>{};
        lead.emplace(plan);
        return lead->missing();
    });
    catch_interrupts();
    if (!simulate_everywhere(plan, missing, ranks)) {
        if (lead)
            lead->tell_interrupted();
        return ExitCode::interrupted;
    }
    auto const code =
        ranks.together([&] { return lead ? lead->finish(ranks.size()) : ExitCode::done; });
    return static_cast<ExitCode>(ranks.broadcast({static_cast<int>(code)}).front());
}

}   // namespace radici::cli
