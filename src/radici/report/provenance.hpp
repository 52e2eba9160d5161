#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "radici/report/build_info.hpp"
#include "radici/study/results.hpp"

namespace radici::report {

/// What is true of one run of the program and of no other: it stands in provenance.json and
/// log.jsonl alone, so that all other files are the same bytes each time.
struct RunFacts {
    std::string command;                     ///< the command line
    std::string started, finished;           ///< UTC, ISO 8601
    std::map<std::string, double> seconds;   ///< timings: "simulate", "report", …
    int threads = 0;                         ///< of each process
    int processes = 1;                       ///< of mpirun
    double peak_memory_MB = 0;               ///< of this process, so far
    std::string host;
    std::map<std::string, std::string> input_paths;   ///< InputFile::name → where it was read from
    std::string drawn_with;                           ///< version of gnuplot
};

/// `provenance.json`: version, git hash, compiler, libraries, command, timings, seed, and the
/// SHA-256 of every input (RunResult::inputs, with the path it was read from) and of every file
/// that stands in the folder already, log.jsonl left out. RunError where a file of the folder
/// cannot be read.
[[nodiscard]] std::string provenance_json(study::RunResult const& result, RunFacts const& facts,
                                          BuildInfo const& build,
                                          std::filesystem::path const& folder);

/// What `radici verify` finds wrong with one file.
struct Mismatch {
    std::string file;
    enum class Kind { missing, changed, added } kind;
    enum class Role { input, output } role;
};

/// Hashes the inputs and outputs of a finished run folder again and compares them with its
/// provenance.json. Inputs are looked for at the path that was noted, relative ones from the
/// current folder. StudyError where the folder or its provenance.json is missing or not ours.
[[nodiscard]] std::vector<Mismatch> verify(std::filesystem::path const& folder);

[[nodiscard]] std::string utc_now();   ///< "2025-01-31T12:00:00Z"

}   // namespace radici::report
