#include "radici/report/provenance.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "radici/base/error.hpp"
#include "radici/base/file.hpp"
#include "radici/base/hash.hpp"
#include "radici/report/detail/json_text.hpp"

namespace radici::report {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view own_name = "provenance.json", log_name = "log.jsonl";

/// Files of the folder by name, those that change from run to run left out.
std::vector<std::string> outputs_in(fs::path const& folder)
{
    std::vector<std::string> names;
    for (auto const& entry : fs::recursive_directory_iterator(folder)) {
        std::string const name = entry.path().lexically_relative(folder).generic_string();
        if (entry.is_regular_file() && name != own_name && name != log_name)
            names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
}

Json inputs(study::RunResult const& result, RunFacts const& facts)
{
    Json list = Json::array();
    for (auto const& input : result.inputs) {
        auto const path = facts.input_paths.find(input.name);
        list.push_back({{"name", input.name},
                        {"path", path == facts.input_paths.end() ? input.name : path->second},
                        {"sha256", input.sha256}});
    }
    return list;
}

Json outputs(fs::path const& folder)
{
    Json list = Json::array();
    for (auto const& name : outputs_in(folder))
        list.push_back({{"name", name},
                        {"bytes", fs::file_size(folder / name)},
                        {"sha256", sha256_of_file(folder / name)}});
    return list;
}

StudyError not_ours(fs::path const& file, std::string const& why)
{
    return {{file.string(), 0, ""},
            {"no provenance of a run", why, "name the folder that `radici run` wrote"}};
}

Json read_provenance(fs::path const& file)
{
    std::string const text = read_text(file);
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded())
        throw not_ours(file, "it is not JSON");
    for (char const* const list : {"inputs", "outputs"}) {
        if (!json.is_object() || !json.contains(list) || !json[list].is_array())
            throw not_ours(file, fmt::format("it has no list `{}`", list));
        for (auto const& item : json[list])
            for (char const* const key : {"name", "sha256"})
                if (!item.is_object() || !item.contains(key) || !item[key].is_string())
                    throw not_ours(file, fmt::format("an entry of `{}` has no `{}`", list, key));
    }
    return json;
}

void compare(Json const& entry, fs::path const& file, Mismatch::Role role,
             std::vector<Mismatch>& found)
{
    auto const name = entry["name"].get<std::string>();
    std::error_code unseen;
    if (!fs::is_regular_file(file, unseen))
        found.push_back({name, Mismatch::Kind::missing, role});
    else if (sha256_of_file(file) != entry["sha256"].get<std::string>())
        found.push_back({name, Mismatch::Kind::changed, role});
}

}   // namespace

std::string utc_now()
{
    auto const now =
        std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    return fmt::format("{:%FT%TZ}", now);
}

std::string provenance_json(study::RunResult const& result, RunFacts const& facts,
                            BuildInfo const& build, fs::path const& folder)
{
    Json const json{{"schema", 1},
                    {"version", build.version},
                    {"git", build.git},
                    {"compiler", build.compiler},
                    {"build_type", build.type},
                    {"libraries", build.libraries},
                    {"figures", facts.drawn_with},
                    {"command", facts.command},
                    {"seed", result.study.seed},
                    {"host", facts.host},
                    {"threads", facts.threads},
                    {"processes", facts.processes},
                    {"peak_memory_MB", facts.peak_memory_MB},
                    {"started", facts.started},
                    {"finished", facts.finished},
                    {"seconds", facts.seconds},
                    {"inputs", inputs(result, facts)},
                    {"outputs", outputs(folder)}};
    return detail::json_text(json);
}

std::vector<Mismatch> verify(fs::path const& folder)
{
    Json const json = read_provenance(folder / own_name);
    std::vector<Mismatch> found;
    for (auto const& input : json["inputs"]) {
        bool const has_path = input.contains("path") && input["path"].is_string();
        compare(input, input[has_path ? "path" : "name"].get<std::string>(), Mismatch::Role::input,
                found);
    }
    std::vector<std::string> listed;
    for (auto const& output : json["outputs"]) {
        listed.push_back(output["name"].get<std::string>());
        compare(output, folder / listed.back(), Mismatch::Role::output, found);
    }
    for (auto const& name : outputs_in(folder))
        if (std::find(listed.begin(), listed.end(), name) == listed.end())
            found.push_back({name, Mismatch::Kind::added, Mismatch::Role::output});
    return found;
}

}   // namespace radici::report
