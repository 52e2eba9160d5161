#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "radici/study/results.hpp"
#include "radici/study/study.hpp"

namespace radici::study {

/// What decides every number of a run. Only where all of it agrees may a run go on from what
/// another one left, or shards be joined.
struct RunIdentity {
    std::string study;        ///< SHA-256 of the study with all its values, but seed and patients
    std::string study_file;   ///< SHA-256 of the file itself, remarks included: reports print it
    int patients = 0;
    std::uint64_t seed = 0;
    std::string version;    ///< of the program, commit included
    std::string ensemble;   ///< of parameters; "" while there are none
    std::string data;       ///< SHA-256 over the names and contents of the data files read

    bool operator==(RunIdentity const&) const = default;
};

/// @param inputs   study file first, then the data files
/// @param version  of the program
[[nodiscard]] RunIdentity identity_of(Study const& study, std::vector<InputFile> const& inputs,
                                      std::string version);

/// What differs, in words: "seed (1, not 2)", "version (…)", "data files"; empty where nothing.
[[nodiscard]] std::vector<std::string> differences(RunIdentity const& ours,
                                                   RunIdentity const& theirs);

}   // namespace radici::study
