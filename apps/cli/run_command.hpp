#pragma once
#include "exit_code.hpp"
#include "radici/study/run.hpp"

namespace radici::cli {

/// `radici run STUDY.toml`: the virtual trial, from the study file to a finished run folder.
[[nodiscard]] ExitCode run_command(study::RunOptions const& options);

}   // namespace radici::cli
