#include "finish_run.hpp"

#include <thread>

#include <fmt/format.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include "output.hpp"
#include "radici/base/file.hpp"
#include "radici/base/log.hpp"
#include "radici/report/run_folder.hpp"
#include "radici/study/summarise.hpp"

namespace radici::cli {
namespace {

namespace fs = std::filesystem;

/// Over this share of failed patients the run itself counts as failed.
constexpr double most_failed = 0.01;

double failed_share(study::RunResult const& result)
{
    double failed = 0, all = 0;
    for (auto const& arm : result.arms) {
        failed += arm.failed;
        all += arm.patients;
    }
    return failed / all;
}

std::string host()
{
    char name[256] = {};
    return gethostname(name, sizeof name - 1) == 0 ? name : "unknown";
}

/// As many as the process may use: mpirun and batch systems give it less than the machine has.
int cores()
{
    cpu_set_t set;
    CPU_ZERO(&set);
    return sched_getaffinity(0, sizeof set, &set) == 0
               ? CPU_COUNT(&set)
               : static_cast<int>(std::thread::hardware_concurrency());
}

double peak_memory_MB()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024e-6;   // Linux counts in kibibytes
}

}   // namespace

void Stopwatch::lap(std::string const& name, report::RunFacts& facts)
{
    auto const now = std::chrono::steady_clock::now();
    facts.seconds[name] = std::chrono::duration<double>(now - last_).count();
    last_ = now;
}

report::RunFacts start_facts(std::string command, int threads)
{
    report::RunFacts facts;
    facts.command = std::move(command);
    facts.started = report::utc_now();
    facts.threads = threads > 0 ? threads : cores();
    facts.host = host();
    return facts;
}

report::RunFacts facts_of(ReadyStudy const& ready, std::string command, int threads)
{
    auto facts = start_facts(std::move(command), threads);
    for (auto const& input : ready.inputs)
        facts.input_paths[input.name] =
            input.name.starts_with("data/") ? (ready.data / input.name.substr(5)).string()
            : input.name == ready.setting.ensemble.name ? fs::absolute(ready.ensemble).string()
                                                        : fs::absolute(ready.file).string();
    return facts;
}

ExitCode write_run(ReadyStudy const& ready, std::shared_ptr<study::Cohort const> cohort,
                   report::Gnuplot const& gnuplot, report::RunFacts facts,
                   report::WorkingFolder& folder)
{
    Stopwatch watch;
    auto result = study::summarise(ready.setting, std::move(cohort), ready.inputs);
    double const failed = failed_share(result);
    if (failed > most_failed)
        result.not_kept.push_back(
            fmt::format("{:.1f} % of the patients could not be integrated", 100 * failed));
    write_atomically(folder.path() / "resolved.toml", ready.resolved);
    report::write_results(result, folder.path(), gnuplot);
    watch.lap("report", facts);
    facts.finished = report::utc_now();
    facts.drawn_with = gnuplot.version();
    facts.peak_memory_MB = peak_memory_MB();
    if (fs::exists(folder.parts()))
        folder.put_parts_aside();
    report::write_provenance(result, facts, folder.path());
    return failed > most_failed ? ExitCode::failed : ExitCode::done;
}

void write_shard_provenance(ReadyStudy const& ready, report::RunFacts facts,
                            report::WorkingFolder const& folder)
{
    study::RunResult result;
    result.study.seed = ready.setting.study.seed;
    result.inputs = ready.inputs;
    facts.finished = report::utc_now();
    facts.peak_memory_MB = peak_memory_MB();
    report::write_provenance(result, facts, folder.path());
}

void tell_finished(ReadyStudy const& ready, report::WorkingFolder const& folder, double seconds,
                   bool json)
{
    if (json)
        print(read_text(folder.target() / "summary.json"));
    log_info(fmt::format("{} patients in {} arms, {:.1f} s; the report is {}",
                         ready.setting.study.patients, ready.setting.arms.size(), seconds,
                         (folder.target() / "report.html").string()));
}

}   // namespace radici::cli
