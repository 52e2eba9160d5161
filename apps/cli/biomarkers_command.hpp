#pragma once
#include <CLI/CLI.hpp>

#include "exit_code.hpp"

namespace radici::cli {

/// Registers `radici biomarkers RUN_DIR`: which baseline quantity foretells an endpoint.
/// @param code  where the callback leaves how it went
void add_biomarkers(CLI::App& app, std::string const& words, ExitCode& code);

}   // namespace radici::cli
