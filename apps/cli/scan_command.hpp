#pragma once
#include <CLI/CLI.hpp>

#include "exit_code.hpp"

namespace radici::cli {

/// Registers `radici scan STUDY --x PATH=A..B`: response and toxicity against one value of a study.
/// @param code  where the callback leaves how it went
void add_scan(CLI::App& app, std::string const& words, ExitCode& code);

}   // namespace radici::cli
