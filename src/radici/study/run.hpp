#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace radici::study {

/// `radici run` as words: what to simulate, where to write it and how.
struct RunOptions {
    std::filesystem::path study_file;
    std::optional<std::filesystem::path> output;   ///< default: runs/<stem of the study file>
    std::optional<int> patients;
    std::optional<std::uint64_t> seed;
    std::vector<std::string> set;   ///< path=value
    std::string ensemble;           ///< file, "none", or "": that of the species where there is one
    bool dry_run = false;           ///< read, check and show the plan; write nothing
    bool resume = false;
    bool force = false;
    int threads = 0;            ///< 0: all
    std::string shard;          ///< `i/n`; "": the whole cohort
    double checkpoint_s = 60;   ///< at most so long between checkpoints
    bool json = false;
    std::string command;   ///< the command line, for provenance.json
};

/// `radici merge` as words.
struct MergeOptions {
    std::vector<std::filesystem::path> shards;
    std::optional<std::filesystem::path> output;   ///< default: runs/<stem of the study file>
    bool force = false;
    bool json = false;
    std::string command;   ///< the command line, for provenance.json
};

}   // namespace radici::study
