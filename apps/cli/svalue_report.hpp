#pragma once
#include <string>

#include "exit_code.hpp"
#include "radici/dosimetry/s_value.hpp"

namespace radici::cli {

/// What `radici svalue` says of an answer: where the uncertainty asked for was not reached it
/// complains, and prints nothing where the answer is no result.
struct SValueReport {
    std::string out;         ///< "" where there is no result
    std::string complaint;   ///< one line; "" where all is as asked
    ExitCode code = ExitCode::done;
};

[[nodiscard]] SValueReport svalue_report(dosimetry::SValueQuestion const& question,
                                         dosimetry::SValueAnswer const& answer, bool json,
                                         double seconds);

}   // namespace radici::cli
