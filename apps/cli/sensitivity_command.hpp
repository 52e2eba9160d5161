#pragma once
#include <CLI/CLI.hpp>

#include "exit_code.hpp"

namespace radici::cli {

/// Registers `radici sensitivity STUDY`: which parameters move an endpoint.
/// @param code  where the callback leaves how it went
void add_sensitivity(CLI::App& app, std::string const& words, ExitCode& code);

}   // namespace radici::cli
