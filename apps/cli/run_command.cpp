#include "run_command.hpp"

#include <chrono>
#include <thread>

#include <fmt/format.h>
#include <unistd.h>

#include "output.hpp"
#include "radici/base/data_folder.hpp"
#include "radici/base/file.hpp"
#include "radici/base/hash.hpp"
#include "radici/base/interrupt.hpp"
#include "radici/base/log.hpp"
#include "radici/report/run_folder.hpp"
#include "radici/report/working_folder.hpp"
#include "radici/study/activity_for_dose.hpp"
#include "radici/study/cohort.hpp"
#include "radici/study/reader.hpp"
#include "radici/study/summarise.hpp"

namespace radici::cli {
namespace {

namespace fs = std::filesystem;

/// Seconds of the parts of a run, for provenance.json.
class Stopwatch {
public:
    void lap(std::string const& name, report::RunFacts& facts)
    {
        auto const now = std::chrono::steady_clock::now();
        facts.seconds[name] = std::chrono::duration<double>(now - last_).count();
        last_ = now;
    }

private:
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

fs::path target_folder(study::RunOptions const& options)
{
    return options.output.value_or(fs::path("runs") / options.study_file.stem());
}

/// What must agree for a checkpoint to be gone on with: the study, the data and the program.
std::string identity(std::string const& resolved, std::vector<study::InputFile> const& inputs)
{
    auto text = resolved + report::version_text(report::build_info());
    for (auto const& input : inputs)
        text += input.name + input.sha256;
    return sha256(text);
}

std::string host()
{
    char name[256] = {};
    return gethostname(name, sizeof name - 1) == 0 ? name : "unknown";
}

report::RunFacts facts_of(study::RunOptions const& options, report::Gnuplot const& gnuplot,
                          std::vector<study::InputFile> const& inputs, fs::path const& data)
{
    report::RunFacts facts;
    facts.command = options.command;
    facts.started = report::utc_now();
    facts.threads = options.threads > 0 ? options.threads
                                        : static_cast<int>(std::thread::hardware_concurrency());
    facts.host = host();
    facts.drawn_with = gnuplot.version();
    for (auto const& input : inputs)
        facts.input_paths[input.name] = input.name.starts_with("data/")
                                            ? (data / input.name.substr(5)).string()
                                            : fs::absolute(options.study_file).string();
    return facts;
}

/// Over this share of failed patients the run itself counts as failed.
constexpr double most_failed = 0.01;

double failed_share(std::vector<study::SubjectRecord> const& records)
{
    std::size_t failed = 0;
    for (auto const& record : records)
        failed += record.failure.empty() ? 0 : 1;
    return records.empty() ? 0 : static_cast<double>(failed) / static_cast<double>(records.size());
}

}   // namespace

ExitCode run_command(study::RunOptions const& options)
{
    auto const data = data_folder();
    auto const document =
        study::open_study(options.study_file,
                          {.patients = options.patients, .seed = options.seed, .set = options.set});
    auto const agents = kinetics::AgentLibrary::load(data);
    auto setting = study::prepare(study::read_study(document, agents, data), agents, data);
    for (auto const& warning : setting.study.warnings)
        log_warning(warning);
    for (auto const& line : study::find_activities(setting))
        log_info(line);
    auto const resolved = study::resolved_toml(setting.study);
    if (options.dry_run) {
        print(resolved);
        return ExitCode::done;
    }

    auto inputs = setting.inputs;
    inputs.insert(inputs.begin(),
                  {options.study_file.filename().string(), sha256_of_file(options.study_file)});
    auto const gnuplot = report::Gnuplot::require();
    auto facts = facts_of(options, gnuplot, inputs, data);
    report::WorkingFolder folder(target_folder(options),
                                 options.force ? report::IfThere::replace : report::IfThere::refuse,
                                 options.resume  ? report::Unfinished::resume
                                 : options.force ? report::Unfinished::discard
                                                 : report::Unfinished::refuse);
    auto const checkpoint = folder.path() / "checkpoint";
    Stopwatch watch;
    study::CohortResult cohort;
    double failed = 0;
    {
        RunLog const log(folder.path() / "log.jsonl");
        catch_interrupts();
        cohort = study::run_cohort(setting, {.threads = options.threads,
                                             .checkpoint = checkpoint,
                                             .identity = identity(resolved, inputs),
                                             .resume = options.resume});
        if (cohort.interrupted) {
            log_warning(fmt::format("interrupted; {} of {} patients are kept, go on with --resume",
                                    cohort.records.size() / setting.arms.size(),
                                    setting.study.patients));
            return ExitCode::interrupted;
        }
        watch.lap("simulate", facts);
        failed = failed_share(cohort.records);
        auto result = study::summarise(setting, cohort.records, std::move(inputs));
        if (failed > most_failed)
            result.not_kept.push_back(
                fmt::format("{:.1f} % of the patients could not be integrated", 100 * failed));
        write_atomically(folder.path() / "resolved.toml", resolved);
        report::write_results(result, folder.path(), gnuplot);
        watch.lap("report", facts);
        facts.finished = report::utc_now();
        fs::remove(checkpoint);
        report::write_provenance(result, facts, folder.path());
    }
    folder.finish();

    if (options.json)
        print(read_text(folder.target() / "summary.json"));
    log_info(fmt::format("{} patients in {} arms, {:.1f} s; the report is {}",
                         setting.study.patients, setting.arms.size(), facts.seconds.at("simulate"),
                         (folder.target() / "report.html").string()));
    return failed > most_failed ? ExitCode::failed : ExitCode::done;
}

}   // namespace radici::cli
