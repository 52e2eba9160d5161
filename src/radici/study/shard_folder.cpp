#include "radici/study/shard_folder.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "radici/base/file.hpp"
#include "radici/study/detail/part_header.hpp"

namespace radici::study {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr char const* manifest = "shard.json";

[[noreturn]] void refuse(fs::path const& file, std::string problem, std::string why,
                         std::string hint)
{
    throw StudyError(
        {file.string(), 0, ""},
        {.problem = std::move(problem), .why = std::move(why), .hint = std::move(hint)});
}

std::string name_of(Shard const& shard)
{
    return fmt::format("{}/{}", shard.index, shard.of);
}

Json json_of(ShardFolder const& shard)
{
    auto const& overrides = shard.overrides;
    Json json{{"schema", 1},
              {"shard", shard.shard.index},
              {"of", shard.shard.of},
              {"study_file", shard.study_file},
              {"set", overrides.set}};
    if (overrides.patients)
        json["patients"] = *overrides.patients;
    if (overrides.seed)
        json["seed"] = *overrides.seed;
    if (!overrides.ensemble.empty())
        json["ensemble"] = fs::path(overrides.ensemble).filename().string();
    json["run"] = detail::json_of(shard.run);
    return json;
}

ShardFolder shard_of(Json const& json)
{
    ShardFolder shard;
    shard.shard = {.index = json.at("shard"), .of = json.at("of")};
    shard.study_file = json.at("study_file");
    shard.overrides.set = json.at("set").get<std::vector<std::string>>();
    if (json.contains("patients"))
        shard.overrides.patients = json["patients"].get<int>();
    if (json.contains("seed"))
        shard.overrides.seed = json["seed"].get<std::uint64_t>();
    shard.overrides.ensemble = json.value("ensemble", std::string{});
    shard.run = detail::identity_of(json.at("run"));
    return shard;
}

void check_same_run(ShardFolder const& first, ShardFolder const& other)
{
    auto differ = differences(other.run, first.run);
    if (first.shard.of != other.shard.of)
        differ.push_back(
            fmt::format("number of shards ({}, not {})", other.shard.of, first.shard.of));
    if (!differ.empty())
        refuse(other.folder, "another run than " + first.folder.string(),
               fmt::format("it differs in {}", fmt::join(differ, ", ")),
               "merge shards of one study, seed, program and data");
}

/// By number; refuses one that is there twice.
std::vector<ShardFolder const*> by_number(std::vector<ShardFolder> const& shards)
{
    std::vector<ShardFolder const*> found(static_cast<std::size_t>(shards.front().shard.of));
    for (auto const& shard : shards) {
        auto& place = found[static_cast<std::size_t>(shard.shard.index - 1)];
        if (place)
            refuse(shard.folder, "shard " + name_of(shard.shard) + " twice",
                   "it is in " + place->folder.string() + " too", "name each shard once");
        place = &shard;
    }
    return found;
}

std::vector<Part> parts_of(ShardFolder const& shard)
{
    auto parts = open_parts(shard.parts(), [&](fs::path const& file, std::string const&) {
        refuse(file, "damaged", "its checksum differs",
               "run shard " + name_of(shard.shard) + " again");
    });
    std::vector<PatientRange> there;
    for (auto const& part : parts) {
        if (part.origin().run != shard.run || part.origin().shard != name_of(shard.shard))
            refuse(part.name(), "a part of another run", "its folder is another one's", "");
        there.insert(there.end(), part.patients().begin(), part.patients().end());
    }
    auto const left = without(shard.shard.range(shard.run.patients), there);
    if (!left.empty())
        refuse(
            shard.parts(),
            fmt::format("patients {} to {} have gone", left.front().first + 1, left.front().end()),
            "a part was removed", "run shard " + name_of(shard.shard) + " again");
    return parts;
}

}   // namespace

void write_shard(ShardFolder const& shard, fs::path const& study_file)
{
    std::error_code error;
    fs::create_directories(shard.folder / "study", error);
    if (error)
        throw RunError((shard.folder / "study").string() +
                       ": cannot be created: " + error.message());
    write_atomically(shard.study(), read_text(study_file));
    auto const& ensemble = shard.overrides.ensemble;
    if (!ensemble.empty() && ensemble != "none")
        write_atomically(shard.folder / "study" / fs::path(ensemble).filename(),
                         read_text(ensemble));
    write_atomically(shard.folder / manifest, json_of(shard).dump(2) + '\n');
}

ShardFolder read_shard_folder(fs::path const& folder)
{
    auto const file = folder / manifest;
    std::error_code error;
    if (!fs::exists(file, error)) {
        auto partial = folder;
        partial += ".partial";
        if (fs::exists(partial, error))
            refuse(folder, "this shard is not finished", "", "go on with radici run ... --resume");
        refuse(folder, "no shard", "it holds no shard.json",
               "name the folders that radici run --shard left");
    }
    try {
        auto shard = shard_of(Json::parse(read_text(file)));
        shard.folder = folder;
        auto& ensemble = shard.overrides.ensemble;   // the copy beside that of the study
        if (!ensemble.empty() && ensemble != "none")
            ensemble = (folder / "study" / fs::path(ensemble).filename()).string();
        if (shard.shard.index < 1 || shard.shard.index > shard.shard.of ||
            fs::path(shard.study_file).filename() != shard.study_file)
            refuse(file, "not what radici run --shard writes", "", "run the shard again");
        return shard;
    } catch (Json::exception const& fault) {
        refuse(file, "not what radici run --shard writes", fault.what(), "run the shard again");
    }
}

void check_shards(std::vector<ShardFolder> const& shards)
{
    for (auto const& shard : shards)
        check_same_run(shards.front(), shard);
    std::vector<std::string> missing;
    auto const found = by_number(shards);
    for (std::size_t i = 0; i < found.size(); ++i)
        if (!found[i])
            missing.push_back(name_of({static_cast<int>(i) + 1, shards.front().shard.of}));
    if (!missing.empty())
        throw StudyError({}, {.problem = fmt::format("shard{} {}", missing.size() > 1 ? "s" : "",
                                                     fmt::join(missing, ", ")),
                              .why = missing.size() > 1 ? "are missing" : "is missing",
                              .hint = "merge needs all shards of a run"});
}

std::vector<Part> parts_of(std::vector<ShardFolder> const& shards)
{
    std::vector<Part> parts;
    for (auto const& shard : shards)
        for (auto& part : parts_of(shard))
            parts.push_back(std::move(part));
    return parts;
}

}   // namespace radici::study
