#pragma once
#include <filesystem>

#include "radici/report/gnuplot.hpp"
#include "radici/report/provenance.hpp"
#include "radici/study/results.hpp"

namespace radici::report {

/// Writes summary.json, patients.csv, patients.h5, courses.h5 and report.html into a folder that
/// exists. The bytes depend on the result and the build alone. RunError where a file cannot be
/// written (folder not writable, disk full) or a figure not drawn.
void write_results(study::RunResult const& result, std::filesystem::path const& folder,
                   Gnuplot const& gnuplot);

/// Writes provenance.json, last of all: it holds the hash of every other file in the folder.
void write_provenance(study::RunResult const& result, RunFacts const& facts,
                      std::filesystem::path const& folder);

}   // namespace radici::report
