#include "radici/dosimetry/anatomy.hpp"

#include <algorithm>

#include "radici/base/document.hpp"
#include "radici/base/nearest.hpp"

namespace radici::dosimetry {

namespace {

Parameter positive(Node const& node, std::string_view unit)
{
    Parameter const p = read_parameter(node, unit);
    if (!(p.value > 0))
        throw node.error({"value", "must be > 0", ""});
    return p;
}

}   // namespace

Anatomy Anatomy::load(std::filesystem::path const& data_folder, std::string_view name)
{
    Node const root =
        Document::open(data_folder / "anatomy" / std::string(name).append(".toml")).root();
    Anatomy out;
    out.regions_ = RegionList::load(data_folder);
    out.name_ = root.at("name").text();
    out.body_mass_g_ = positive(root.at("body_mass"), "g").value;
    out.vessel_blood_share_ = positive(root.at("blood_in_heart_and_large_vessels"), "-").value;
    out.trabecular_share_ = positive(root.at("trabecular_share_of_bone_surface"), "-").value;
    double named_g = 0, named_blood = out.vessel_blood_share_;
    Organ* rest = nullptr;
    auto const entries = root.at("region").entries();
    out.organs_.reserve(entries.size());
    for (auto const& [region, node] : entries) {
        Organ organ;
        organ.region = out.regions_.at(region);
        if (auto const blood = node.find("blood_share"))
            organ.blood_share = positive(*blood, "-").value;
        if (auto const content = node.find("content_mass"))
            organ.content_mass_g = positive(*content, "g");
        if (organ.region.kind != RegionKind::remainder) {
            organ.mass_g = positive(node.at("mass"), "g");
            if (organ.region.part_of.empty()) {
                named_blood += organ.blood_share;
                named_g += organ.region.kind == RegionKind::blood
                               ? organ.mass_g.value * out.vessel_blood_share_
                               : organ.mass_g.value;
                if (organ.content_mass_g)
                    named_g += organ.content_mass_g->value;
            }
        }
        out.organs_.push_back(std::move(organ));
        if (out.organs_.back().region.kind == RegionKind::remainder)
            rest = &out.organs_.back();
    }
    if (rest == nullptr || named_blood >= 1 || named_g >= out.body_mass_g_)
        throw root.error(
            {"the remainder of the body", "mass and blood must be left for a region `rest`", ""});
    rest->mass_g.value = out.body_mass_g_ - named_g;
    rest->mass_g.unit = std::string("g");
    rest->mass_g.trust = Trust::derived;
    rest->mass_g.source = std::string("body mass less all named regions");
    rest->blood_share = 1 - named_blood;
    root.finish();
    return out;
}

Organ const& Anatomy::at(std::string_view region) const
{
    std::string const& canonical = regions_.canonical(region);
    auto const found = std::find_if(organs_.begin(), organs_.end(), [&](Organ const& organ) {
        return organ.region.name == canonical;
    });
    if (found == organs_.end())
        throw StudyError({"", 0, ""},
                         {"region \"" + canonical + "\"", "the body " + name_ + " has none", ""});
    return *found;
}

}   // namespace radici::dosimetry
