#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "radici/study/part.hpp"
#include "radici/study/patient_range.hpp"
#include "radici/study/reader.hpp"
#include "radici/study/run_identity.hpp"

namespace radici::study {

/// What `radici run --shard` leaves: parts/, a copy of the study file, and shard.json with all that
/// `radici merge` needs to read the study again, a copy of its ensemble too where one was named.
struct ShardFolder {
    std::filesystem::path folder = {};
    Shard shard = {};
    RunIdentity run = {};
    std::string study_file = {};   ///< name of the copy
    Overrides overrides = {};

    [[nodiscard]] std::filesystem::path study() const { return folder / "study" / study_file; }
    [[nodiscard]] std::filesystem::path parts() const { return folder / "parts"; }
};

/// Writes shard.json and copies the study file. RunError where the disk refuses.
void write_shard(ShardFolder const& shard, std::filesystem::path const& study_file);

/// Reads shard.json. StudyError where the folder is no finished shard.
[[nodiscard]] ShardFolder read_shard_folder(std::filesystem::path const& folder);

/// StudyError unless the folders are all shards of one run, each there once: what differs is named,
/// and so are a shard that is missing and both folders of one that is there twice.
void check_shards(std::vector<ShardFolder> const& shards);

/// All their parts. StudyError where one is damaged, of another run, or has gone.
[[nodiscard]] std::vector<Part> parts_of(std::vector<ShardFolder> const& shards);

}   // namespace radici::study
