#pragma once
#include <chrono>
#include <memory>
#include <string>

#include "exit_code.hpp"
#include "radici/report/gnuplot.hpp"
#include "radici/report/provenance.hpp"
#include "radici/report/working_folder.hpp"
#include "radici/study/cohort.hpp"
#include "ready_study.hpp"

namespace radici::cli {

/// Seconds of the parts of a run, for provenance.json.
class Stopwatch {
public:
    void lap(std::string const& name, report::RunFacts& facts);

private:
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

/// What is known of any command when it begins, inputs left out.
[[nodiscard]] report::RunFacts start_facts(std::string command, int threads);

/// What is known of a run when it begins.
[[nodiscard]] report::RunFacts facts_of(ReadyStudy const& ready, std::string command, int threads);

/// Writes everything that a run folder holds from its cohort, provenance last; parts inside the
/// folder are put aside. `failed` where more than 1 % of the patients did.
[[nodiscard]] ExitCode write_run(ReadyStudy const& ready,
                                 std::shared_ptr<study::Cohort const> cohort,
                                 report::Gnuplot const& gnuplot, report::RunFacts facts,
                                 report::WorkingFolder& folder);

/// Writes the provenance of a shard, which has no report.
void write_shard_provenance(ReadyStudy const& ready, report::RunFacts facts,
                            report::WorkingFolder const& folder);

/// What the user is told of a finished run; with `json`, summary.json on stdout.
void tell_finished(ReadyStudy const& ready, report::WorkingFolder const& folder, double seconds,
                   bool json);

}   // namespace radici::cli
