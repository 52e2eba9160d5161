#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "radici/base/document.hpp"
#include "radici/kinetics/agent_library.hpp"
#include "radici/study/ensemble.hpp"
#include "radici/study/fit/prior.hpp"
#include "radici/study/setting.hpp"

namespace radici::study::fit {

/// A study whose data are fitted.
struct Case {
    std::string name;   ///< stem of its file; column `study` of the data
    std::filesystem::path file;
    Setting setting;
    std::vector<InputFile> inputs;   ///< study file first
};

/// A parameter to be found.
struct FreeParameter {
    ParameterName name;
    std::string unit;
    double of_data = 0;   ///< its value in data/
    Prior prior;
    std::vector<bool> in_case;   ///< whether it holds for a case
};

/// How long to search and to sample: `[fit]`.
struct Effort {
    std::uint64_t seed = 1;
    int patients = 0;   ///< of each arm
    int walkers = 0;    ///< at each temperature, even
    int temperatures = 0;
    int search = 0;       ///< generations before the first step
    int warm_up = 0;      ///< steps thrown away
    int steps = 0;        ///< steps kept
    int members = 0;      ///< of the ensemble
    double error = 0.2;   ///< of measured quantities: standard deviation of the logarithm
};

/// What is fitted to what, and how.
struct Plan {
    std::filesystem::path file;
    std::vector<Case> cases;
    std::vector<FreeParameter> parameters;
    Effort effort;
    std::string species;
};

/// Reads `[fit]` of a study file, or of a file that holds nothing but `[fit]` and names its
/// studies in `[[fit.case]]` (paths relative to it), and prepares the studies. StudyError where a
/// parameter is unknown, named twice, belongs to no case, or has no prior; where cases are of
/// several species; where there is no `[fit]`.
/// @param names  parameters in place of those of `[fit]`, which the file need not have then
[[nodiscard]] Plan read_plan(std::filesystem::path const& file,
                             kinetics::AgentLibrary const& agents,
                             std::filesystem::path const& data_folder,
                             std::vector<std::string> const& names = {});

}   // namespace radici::study::fit
