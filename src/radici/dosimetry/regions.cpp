#include <algorithm>
#include <cctype>

#include "radici/base/document.hpp"
#include "radici/base/nearest.hpp"
#include "radici/dosimetry/anatomy.hpp"

namespace radici::dosimetry {

namespace {

std::string folded(std::string_view name)
{
    std::string out;
    for (char const c : name) {
        bool const gap = c == ' ' || c == '-' || c == '_';
        if (gap && (out.empty() || out.back() == '_'))
            continue;
        out += gap ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    while (!out.empty() && out.back() == '_')
        out.pop_back();
    return out;
}

RegionKind kind_of(Node const& node)
{
    std::vector<std::string> const names{"solid",  "walled",       "content",
                                         "marrow", "bone_surface", "bone_mineral",
                                         "blood",  "remainder",    "lesion"};
    auto const choice = node.choice(names);
    return static_cast<RegionKind>(std::find(names.begin(), names.end(), choice) - names.begin());
}

std::string text_or_empty(Node const& node, std::string_view key)
{
    auto const found = node.find(key);
    return found ? found->text() : "";
}

}   // namespace

bool is_target(RegionKind kind)
{
    return kind != RegionKind::content && kind != RegionKind::bone_mineral &&
           kind != RegionKind::lesion;
}

RegionList RegionList::load(std::filesystem::path const& data_folder)
{
    Node const root = Document::open(data_folder / "anatomy" / "regions.toml").root();
    RegionList list;
    auto const claim = [&](std::string const& name, Node const& node) {
        if (!list.index_.emplace(name, list.regions_.size()).second)
            throw node.error({"\"" + name + "\"", "another region has that name", ""});
    };
    for (auto const& [name, node] : root.entries()) {
        Region region;
        region.name = name;
        region.kind = kind_of(node.at("kind"));
        region.part_of = text_or_empty(node, "part_of");
        region.wall = text_or_empty(node, "wall");
        claim(name, node);
        for (Node const& synonym : node.at("synonyms").items()) {
            region.synonyms.push_back(synonym.text());
            claim(folded(synonym.text()), synonym);
        }
        list.regions_.push_back(std::move(region));
    }
    root.finish();
    return list;
}

std::optional<std::string> RegionList::find(std::string_view name) const
{
    auto const found = index_.find(folded(name));
    if (found == index_.end())
        return std::nullopt;
    return regions_[found->second].name;
}

std::string const& RegionList::canonical(std::string_view name) const
{
    auto const found = index_.find(folded(name));
    if (found == index_.end()) {
        std::vector<std::string> known;
        for (auto const& [known_name, i] : index_)
            known.push_back(known_name);
        throw StudyError({"", 0, ""}, {"unknown region \"" + std::string(name) + "\"",
                                       "it is not in data/anatomy/regions.toml",
                                       nearest_hint(folded(name), known)});
    }
    return regions_[found->second].name;
}

Region const& RegionList::at(std::string_view name) const
{
    (void)canonical(name);
    return regions_[index_.find(folded(name))->second];
}

std::vector<std::string> RegionList::names() const
{
    std::vector<std::string> out;
    for (Region const& region : regions_)
        out.push_back(region.name);
    return out;
}

}   // namespace radici::dosimetry
