#pragma once
#include <string>

#include "exit_code.hpp"
#include "radici/dosimetry/s_value.hpp"

namespace CLI {
class App;
}

namespace radici::cli {

/// The words of `radici svalue`, as they were given.
struct SValueOptions {
    std::string nuclide;
    std::string cell, nucleus;   ///< radii with their unit; "" not given
    std::string from, to = "N";
    std::string medium = "water_i75";
    bool no_daughters = false;
    bool json = false;
};

/// `radici svalue`: dose per decay, with what is left out named.
void add_svalue(CLI::App& app, ExitCode& code);

/// The question that the words ask. StudyError where they do not ask one, naming the option.
[[nodiscard]] dosimetry::CellQuestion cell_question(SValueOptions const& options);

/// One JSON document, or a table for people. `seconds` is all that may differ between two runs.
[[nodiscard]] std::string svalue_json(dosimetry::CellQuestion const& question,
                                      dosimetry::SValueAnswer const& answer, double seconds);
[[nodiscard]] std::string svalue_text(dosimetry::CellQuestion const& question,
                                      dosimetry::SValueAnswer const& answer);

}   // namespace radici::cli
