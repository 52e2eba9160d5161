#pragma once

namespace radici::cli {

/// What a command came to; the number is the program's exit code.
enum class ExitCode {
    done = 0,
    failed = 1,         ///< the outside world or the numerics
    wrong_input = 2,    ///< the user can put it right
    not_promised = 3,   ///< done, but outside what was promised
    interrupted = 130   ///< by SIGINT or SIGTERM; a checkpoint is kept
};

}   // namespace radici::cli
