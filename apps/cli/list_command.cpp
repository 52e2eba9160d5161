#include <algorithm>
#include <functional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "output.hpp"
#include "radici/base/data_folder.hpp"
#include "radici/base/document.hpp"
#include "radici/base/error.hpp"
#include "radici/dosimetry/phantom.hpp"
#include "radici/kinetics/agent_library.hpp"
#include "radici/kinetics/trust.hpp"
#include "radici/nuclide/library.hpp"
#include "radici/study/reader.hpp"
#include "radici/transport/material.hpp"

namespace radici::cli {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

Json nuclides(fs::path const& data)
{
    auto const library = nuclide::NuclideLibrary::load(data);
    Json list = Json::array();
    for (auto const& name : library.names()) {
        auto const& nuclide = library.at(name);
        list.push_back({{"id", name}, {"name", name}, {"half_life_s", nuclide.half_life_s}});
    }
    return list;
}

/// How many numbers the entry's file has and how far they can be trusted.
void add_trust(Json& entry, std::vector<Parameter> const& numbers)
{
    auto count = kinetics::count_trust(numbers);
    entry["numbers"] = numbers.size();
    for (Trust const trust : {Trust::verified, Trust::fitted, Trust::derived, Trust::memory,
                              Trust::review, Trust::assumed})
        entry[to_text(trust)] = count[trust];
}

Json agents(fs::path const& data)
{
    auto const library = kinetics::AgentLibrary::load(data);
    Json list = Json::array();
    for (auto const& id : library.names()) {
        auto const& agent = library.at(id);
        Json entry{{"id", id},
                   {"name", agent.name},
                   {"nuclide", agent.nuclide},
                   {"vector", agent.vector_class},
                   {"target", agent.target_gene}};
        add_trust(entry, kinetics::numbers_of(agent));
        list.push_back(entry);
    }
    return list;
}

Json inhibitors(fs::path const& data)
{
    auto const library = kinetics::AgentLibrary::load(data);
    Json list = Json::array();
    for (auto const& id : library.inhibitors()) {
        auto const& antibody = library.antibody(id);
        Json entry{{"id", id},
                   {"name", antibody.name},
                   {"species", antibody.species},
                   {"target", antibody.target},
                   {"isotype", antibody.isotype}};
        add_trust(entry, kinetics::numbers_of(antibody));
        list.push_back(entry);
    }
    return list;
}

Json drugs(fs::path const& data)
{
    auto const library = kinetics::AgentLibrary::load(data);
    Json list = Json::array();
    for (auto const& id : library.drugs()) {
        auto const& drug = library.drug(id);
        list.push_back({{"id", id}, {"name", drug.name}, {"kind", drug.kind}});
    }
    return list;
}

Json materials(fs::path const& data)
{
    auto const library = transport::MaterialLibrary::load(data);
    Json list = Json::array();
    for (auto const& id : library.names()) {
        auto const& material = library.at(id);
        list.push_back({{"id", id},
                        {"name", material.description},
                        {"density_g_per_cm3", material.density_g_per_cm3.value}});
    }
    return list;
}

Json phantoms(fs::path const& data)
{
    Json list = Json::array();
    for (auto const& id : dosimetry::phantom_names(data)) {
        auto const phantom = dosimetry::Phantom::load(data, id);
        list.push_back(
            {{"id", id}, {"name", phantom.description}, {"mass_g", phantom.anatomy.body_mass_g()}});
    }
    return list;
}

std::vector<fs::path> toml_files(fs::path const& folder)
{
    std::vector<fs::path> files;
    std::error_code none;
    for (auto const& entry : fs::directory_iterator(folder, none))
        if (entry.path().extension() == ".toml")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

Json patients(fs::path const& data)
{
    Json list = Json::array();
    for (auto const& preset : study::list_presets(data))
        list.push_back({{"id", preset.id}, {"name", preset.name}});
    return list;
}

Json tumours(fs::path const& data)
{
    Json list = Json::array();
    for (auto const& line : study::list_tumours(data))
        list.push_back({{"id", line.id}, {"name", line.name}});
    return list;
}

/// Worked studies lie beside the data folder.
Json studies(fs::path const& data)
{
    Json list = Json::array();
    for (auto const& file : toml_files(data.parent_path() / "studies")) {
        auto const study = Document::open(file).root().at("study");
        list.push_back({{"id", file.stem().string()},
                        {"name", study.at("name").text()},
                        {"file", file.string()}});
    }
    return list;
}

struct Kind {
    std::string name;
    std::function<Json(fs::path const&)> list;
};

std::vector<Kind> const& kinds()
{
    static std::vector<Kind> const all = {
        {"nuclides", nuclides},   {"agents", agents},     {"inhibitors", inhibitors},
        {"drugs", drugs},         {"tumours", tumours},   {"patients", patients},
        {"materials", materials}, {"phantoms", phantoms}, {"studies", studies}};
    return all;
}

std::string cell(Json const& value)
{
    return value.is_string() ? value.get<std::string>() : fmt::format("{:g}", value.get<double>());
}

/// A heading of the keys, then one line an entry; a name that only repeats the id is left out.
std::vector<std::vector<std::string>> rows_of(Json const& list)
{
    std::vector<std::vector<std::string>> rows;
    bool const named = std::any_of(list.begin(), list.end(),
                                   [](Json const& entry) { return entry["name"] != entry["id"]; });
    for (auto const& entry : list) {
        std::vector<std::string> heading, row;
        for (auto const& [key, value] : entry.items())
            if (key != "name" || named) {
                heading.push_back(key);
                row.push_back(cell(value));
            }
        if (rows.empty())
            rows.push_back(heading);
        rows.push_back(row);
    }
    return rows;
}

std::string markdown_of(std::vector<std::vector<std::string>> const& rows)
{
    std::string text;
    for (auto const& row : rows) {
        text += fmt::format("| {} |\n", fmt::join(row, " | "));
        if (&row == rows.data())
            text +=
                fmt::format("|{}\n", fmt::join(std::vector<std::string>(row.size(), "---|"), ""));
    }
    return text;
}

}   // namespace

std::vector<std::string> const& list_kinds()
{
    static std::vector<std::string> const names = [] {
        std::vector<std::string> list;
        for (auto const& kind : kinds())
            list.push_back(kind.name);
        return list;
    }();
    return names;
}

ExitCode list_command(std::string const& kind, ListForm form)
{
    Json list = Json::array();
    if (kind.empty())
        for (auto const& name : list_kinds())
            list.push_back({{"id", name}, {"name", name}});
    else
        for (auto const& candidate : kinds())
            if (candidate.name == kind)
                list = candidate.list(data_folder());
    print(form == ListForm::json       ? list.dump(2) + "\n"
          : form == ListForm::markdown ? markdown_of(rows_of(list))
                                       : table_text(rows_of(list)));
    return ExitCode::done;
}

}   // namespace radici::cli
