#include "radici/kinetics/agent_library.hpp"

#include <algorithm>
#include <cctype>
#include <map>

#include "radici/base/nearest.hpp"
#include "radici/kinetics/detail/read_files.hpp"

namespace radici::kinetics {
namespace {

/// `177Lu-PSMA-617` and `177lu_psma617` are one name: letters and digits in lower case.
std::string folded(std::string_view name)
{
    std::string text;
    for (char const c : name)
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

template <class Item>
std::vector<std::string> all_names(Item const& item)
{
    std::vector<std::string> names{item.id, item.name};
    names.insert(names.end(), item.synonyms.begin(), item.synonyms.end());
    return names;
}

template <class Item>
Item const* find_in(std::vector<Item> const& items, std::string_view name)
{
    std::string const wanted = folded(name);
    for (Item const& item : items)
        for (std::string const& known : all_names(item))
            if (folded(known) == wanted)
                return &item;
    return nullptr;
}

template <class Item>
std::vector<std::string> ids_of(std::vector<Item> const& items)
{
    std::vector<std::string> ids;
    for (Item const& item : items)
        ids.push_back(item.id);
    return ids;
}

std::vector<std::filesystem::path> files_of(std::filesystem::path const& folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code none;
    for (auto const& entry : std::filesystem::directory_iterator(folder, none))
        if (entry.path().extension() == ".toml")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    if (files.empty())
        throw StudyError({.file = folder.string(), .line = 0, .key = ""},
                         {.problem = "no *.toml file here",
                          .why = "the data folder is incomplete",
                          .hint = "set RADICI_DATA to the folder data/"});
    return files;
}

template <class Item>
StudyError unknown(std::string_view name, Location const& where, std::string const& kind,
                   std::vector<Item> const& items)
{
    std::vector<std::string> candidates;
    std::string listed;
    for (Item const& item : items) {
        for (std::string const& known : all_names(item))
            candidates.push_back(known);
        listed += (listed.empty() ? "" : ", ") + item.id;
    }
    std::string const near = nearest_hint(name, candidates);
    return {where,
            {.problem = '"' + std::string(name) + '"',
             .why = "no " + kind + " has this name",
             .hint = near.empty() ? "known: " + listed : near}};
}

}   // namespace

AgentLibrary AgentLibrary::load(std::filesystem::path const& data_folder)
{
    AgentLibrary library;
    library.species_ = read_species(data_folder);
    library.size_ = SizeRule::load(data_folder);
    detail::AgentContext const context{library.size_, library.species_};
    std::map<std::string, std::string> owner;   // folded name -> id
    auto claim = [&owner](auto const& item, std::string const& file) {
        if (std::filesystem::path(file).stem() != item.id)
            throw StudyError({.file = file, .line = 0, .key = "id"},
                             {.problem = '"' + item.id + '"',
                              .why = "the file has another name",
                              .hint = "they must agree"});
        for (std::string const& name : all_names(item)) {
            auto const [known, fresh] = owner.emplace(folded(name), item.id);
            if (!fresh && known->second != item.id)
                throw StudyError({.file = file, .line = 0, .key = ""},
                                 {.problem = '"' + name + '"',
                                  .why = known->second + " has this name too",
                                  .hint = "names must be unique"});
        }
    };
    for (auto const& file : files_of(data_folder / "agents")) {
        library.agents_.push_back(detail::read_agent(Document::open(file), context));
        claim(library.agents_.back(), file.string());
    }
    for (auto const& file : files_of(data_folder / "daughters")) {
        library.free_ions_.push_back(detail::read_free_ion(Document::open(file), context));
        claim(library.free_ions_.back(), file.string());
    }
    for (auto const& file : files_of(data_folder / "inhibitors")) {
        library.antibodies_.push_back(detail::read_antibody(Document::open(file)));
        claim(library.antibodies_.back(), file.string());
    }
    for (auto const& file : files_of(data_folder / "drugs")) {
        library.drugs_.push_back(detail::read_partner(Document::open(file)));
        claim(library.drugs_.back(), file.string());
    }
    return library;
}

Radiopharmaceutical const* AgentLibrary::find(std::string_view name) const
{
    return find_in(agents_, name);
}

Antibody const* AgentLibrary::find_antibody(std::string_view name) const
{
    return find_in(antibodies_, name);
}

Radiopharmaceutical const& AgentLibrary::at(std::string_view name, Location const& where) const
{
    if (auto const* agent = find(name))
        return *agent;
    throw unknown(name, where, "radiopharmaceutical", agents_);
}

Antibody const& AgentLibrary::antibody(std::string_view name, Location const& where) const
{
    if (auto const* antibody = find_antibody(name))
        return *antibody;
    throw unknown(name, where, "checkpoint antibody", antibodies_);
}

Radiopharmaceutical AgentLibrary::in_species(std::string_view name, std::string_view species,
                                             Location const& where) const
{
    auto const* ion = find_in(free_ions_, name);
    Radiopharmaceutical const& agent = ion != nullptr ? *ion : at(name, where);
    return kinetics::in_species(agent, species_named(species_, agent.species),
                                species_named(species_, species, where));
}

std::string AgentLibrary::id_of(std::string_view name, Location const& where) const
{
    if (auto const* agent = find(name))
        return agent->id;
    if (auto const* antibody = find_antibody(name))
        return antibody->id;
    if (auto const* drug = find_drug(name))
        return drug->id;
    struct Named {
        std::string id, name;
        std::vector<std::string> synonyms;
    };
    std::vector<Named> everything;
    for (auto const& agent : agents_)
        everything.push_back({agent.id, agent.name, agent.synonyms});
    for (auto const& antibody : antibodies_)
        everything.push_back({antibody.id, antibody.name, antibody.synonyms});
    for (auto const& drug : drugs_)
        everything.push_back({drug.id, drug.name, drug.synonyms});
    throw unknown(name, where, "agent, inhibitor or drug", everything);
}

PartnerDrug const* AgentLibrary::find_drug(std::string_view name) const
{
    return find_in(drugs_, name);
}

PartnerDrug const& AgentLibrary::drug(std::string_view id) const
{
    auto const* found = find_drug(id);
    RADICI_EXPECT(found != nullptr);
    return *found;
}

std::vector<std::string> AgentLibrary::drugs() const
{
    return ids_of(drugs_);
}

std::vector<std::string> AgentLibrary::names() const
{
    return ids_of(agents_);
}

std::vector<std::string> AgentLibrary::inhibitors() const
{
    return ids_of(antibodies_);
}

std::vector<std::string> AgentLibrary::all() const
{
    std::vector<std::string> ids = names();
    for (auto const& more : {inhibitors(), drugs()})
        ids.insert(ids.end(), more.begin(), more.end());
    return ids;
}

}   // namespace radici::kinetics
