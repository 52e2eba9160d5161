#include "radici/dosimetry/phantom.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "radici/base/document.hpp"
#include "radici/base/nearest.hpp"
#include "radici/dosimetry/detail/read_solids.hpp"
#include "radici/transport/material.hpp"

namespace radici::dosimetry {

namespace {

std::string grams(double mass_g)
{
    return std::to_string(mass_g) + " g";
}

/// Reads tissues and keeps count of what each region has been given.
class TissueReader {
public:
    TissueReader(Anatomy const& anatomy, transport::MaterialLibrary const& materials)
        : anatomy_(anatomy), materials_(materials)
    {
    }

    /// Tissues with masses of their own come first, then those that take what a region has left.
    [[nodiscard]] std::vector<Tissue> read(Node const& table)
    {
        std::vector<Tissue> tissues;
        std::vector<std::pair<std::size_t, Node>> takers;
        for (auto const& [name, node] : table.entries()) {
            Tissue tissue;
            tissue.name = name;
            tissue.material = node.at("material").text();
            tissue.density_g_per_cm3 = materials_.at(tissue.material).density_g_per_cm3.value;
            if (auto const held = node.find("holds"))
                for (auto const& [region, mass] : held->entries())
                    hold(tissue, region, read_parameter(mass, "g").value, mass);
            if (auto const walled = node.find("content_of"))
                hold_content(tissue, *walled);
            if (auto const region = node.find("region"))
                takers.emplace_back(tissues.size(), *region);
            tissues.push_back(std::move(tissue));
        }
        for (bool const parts : {true, false})   // a part before its whole
            for (auto const& [i, region] : takers)
                if (is_part(region) == parts)
                    hold(tissues[i], region.text(), left_g(region), region);
        for (Organ const& organ : anatomy_.organs())
            if (std::abs(given_g_[organ.region.name] / anatomy_.placed_mass_g(organ) - 1) > 1e-9)
                throw table.error({"tissues hold " + grams(given_g_[organ.region.name]) + " of " +
                                       organ.region.name,
                                   "the anatomy has " + grams(anatomy_.placed_mass_g(organ)), ""});
        return tissues;
    }

private:
    [[nodiscard]] bool is_part(Node const& region) const
    {
        return !anatomy_.at(region.text()).region.part_of.empty();
    }

    [[nodiscard]] double left_g(Node const& region)
    {
        Organ const& organ = anatomy_.at(region.text());
        return anatomy_.placed_mass_g(organ) - given_g_[organ.region.name];
    }

    void hold(Tissue& tissue, std::string const& region, double mass_g, Node const& where)
    {
        if (!(mass_g > 0))
            throw where.error({grams(mass_g) + " of " + region, "must be > 0", ""});
        Region const& held = anatomy_.at(region).region;
        tissue.mass_g += mass_g;
        tissue.holds.push_back({held.name, mass_g, false});
        given_g_[held.name] += mass_g;
        if (held.part_of.empty())
            return;
        tissue.holds.push_back({held.part_of, mass_g, false});
        given_g_[held.part_of] += mass_g;
    }

    void hold_content(Tissue& tissue, Node const& walled)
    {
        Organ const& organ = anatomy_.at(walled.text());
        if (!organ.content_mass_g)
            throw walled.error({organ.region.name, "the anatomy gives it no content_mass", ""});
        tissue.mass_g += organ.content_mass_g->value;
        tissue.holds.push_back({organ.region.name, organ.content_mass_g->value, true});
    }

    Anatomy const& anatomy_;
    transport::MaterialLibrary const& materials_;
    std::map<std::string, double> given_g_;
};

std::size_t tissue_index(std::vector<Tissue> const& tissues, Node const& name)
{
    auto const found = std::find_if(tissues.begin(), tissues.end(),
                                    [&](Tissue const& t) { return t.name == name.text(); });
    if (found != tissues.end())
        return static_cast<std::size_t>(found - tissues.begin());
    std::vector<std::string> names;
    for (Tissue const& tissue : tissues)
        names.push_back(tissue.name);
    throw name.error(
        {"tissue \"" + name.text() + "\"", "there is none", nearest_hint(name.text(), names)});
}

/// A `mirror` part becomes two, each with half of its shares.
void read_part(Phantom& phantom, Node const& node, std::vector<double>& shared)
{
    BodyPart part;
    part.name = node.at("name").text();
    part.solids = detail::read_solids(node.at("solids"));
    if (auto const note = node.find("note"))
        (void)note->text();
    auto const twin = node.find("mirror");
    bool const pair = twin && twin->boolean();
    for (Node const& item : node.at("layers").items()) {
        std::size_t const tissue = tissue_index(phantom.tissues, item.at("tissue"));
        auto const given = item.find("share");
        double const share = given ? given->number() : 1;
        if (!(share > 0) || share > 1)
            throw item.error({"share " + std::to_string(share), "must be in (0, 1]", ""});
        shared[tissue] += share;
        part.layers.push_back({tissue, share * phantom.tissues[tissue].mass_g / (pair ? 2 : 1)});
    }
    phantom.parts.push_back(part);
    if (!pair)
        return;
    phantom.parts.back().name += ", left";
    part.name += ", right";
    for (Solid& solid : part.solids)
        solid = mirrored(solid);
    phantom.parts.push_back(std::move(part));
}

void check_shares(Phantom const& phantom, std::vector<double> const& shared, Node const& root)
{
    for (std::size_t i = 0; i < shared.size(); ++i)
        if (std::abs(shared[i] - 1) > 1e-6)
            throw root.at("part").error({"the layers of tissue " + phantom.tissues[i].name +
                                             " have shares that add to " +
                                             std::to_string(shared[i]),
                                         "they must add to 1", ""});
}

double positive_cm(Node const& node)
{
    double const length = node.in("cm");
    if (!(length > 0))
        throw node.error({std::to_string(length) + " cm", "must be > 0", ""});
    return length;
}

}   // namespace

bool has_marrow(std::vector<Held> const& holds, RegionList const& regions)
{
    return std::any_of(holds.begin(), holds.end(), [&](Held const& held) {
        return regions.at(held.region).kind == RegionKind::marrow;
    });
}

Phantom Phantom::load(std::filesystem::path const& data_folder, std::string_view name)
{
    auto const names = phantom_names(data_folder);
    if (std::find(names.begin(), names.end(), name) == names.end())
        throw StudyError({"", 0, ""}, {"unknown phantom \"" + std::string(name) + "\"",
                                       "there is no such body in data/anatomy/bodies",
                                       nearest_hint(name, names)});
    Node const root =
        Document::open(data_folder / "anatomy" / "bodies" / (std::string(name) + ".toml")).root();
    Phantom phantom;
    phantom.anatomy = Anatomy::load(data_folder, name);
    phantom.spacing_cm = positive_cm(root.at("spacing"));
    phantom.slack_cm = positive_cm(root.at("slack"));
    phantom.description = root.at("description").text();
    (void)root.at("geometry_source").text();
    auto const materials = transport::MaterialLibrary::load(data_folder);
    phantom.tissues = TissueReader(phantom.anatomy, materials).read(root.at("tissue"));
    std::vector<double> shared(phantom.tissues.size(), 0);
    for (Node const& part : root.at("part").items())
        read_part(phantom, part, shared);
    check_shares(phantom, shared, root);
    root.finish();
    return phantom;
}

std::vector<std::string> phantom_names(std::filesystem::path const& data_folder)
{
    auto const folder = data_folder / "anatomy" / "bodies";
    if (!std::filesystem::is_directory(folder))
        throw StudyError({folder.string(), 0, ""},
                         {"no such folder", "reference bodies are read from there", ""});
    std::vector<std::string> names;
    for (auto const& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".toml")
            names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

}   // namespace radici::dosimetry
