#pragma once
#include <CLI/CLI.hpp>

#include "exit_code.hpp"

namespace radici::cli {

/// Registers `radici fit STUDY DATA...`: parameters from data, as a posterior and an ensemble.
/// @param code  where the callback leaves how it went; not_promised where the chain has not
/// converged
void add_fit(CLI::App& app, std::string const& words, ExitCode& code);

}   // namespace radici::cli
