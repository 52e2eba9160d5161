#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "exit_code.hpp"

namespace CLI {
class App;
}

namespace radici::cli {

/// The words of `radici svalue`, as they were given; "" where they were not.
struct SValueOptions {
    std::string nuclide;
    std::string sphere;          ///< mass
    std::string voxel;           ///< width
    std::optional<int> extent;   ///< in voxels
    std::string cell, nucleus;   ///< radii
    std::string phantom;         ///< name of a body
    std::string from, to;        ///< of a cell or a body
    std::string medium = "water";
    std::string method;   ///< csda, kernel or mc
    std::string cutoff, histories, uncertainty;
    std::uint64_t seed = 1;
    int threads = 0;
    bool no_daughters = false;
    bool json = false;
};

/// `radici svalue`: dose per decay, with what is left out named; `not_promised` where the
/// uncertainty asked for was not reached.
void add_svalue(CLI::App& app, ExitCode& code);

}   // namespace radici::cli
