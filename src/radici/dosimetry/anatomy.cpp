#include "radici/dosimetry/anatomy.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/document.hpp"
#include "radici/base/nearest.hpp"
#include "radici/transport/material.hpp"

namespace radici::dosimetry {

namespace {

std::array<double, 3> triple(Node const& node)
{
    auto const items = node.items();
    if (items.size() != 3)
        throw node.error({std::to_string(items.size()) + " numbers", "three are due: x, y, z", ""});
    return {items[0].number(), items[1].number(), items[2].number()};
}

/// Half axes stand in the file as proportions: they are scaled until the share of the mass fills
/// the ellipsoid.
Ellipsoid read_shape(Node const& node, double mass_g, double density)
{
    Ellipsoid shape{triple(node.at("centre_cm")), triple(node.at("half_axes_cm")),
                    node.at("share").number()};
    double const volume = 4 * constant::pi / 3 * shape.half_axes_cm[0] * shape.half_axes_cm[1] *
                          shape.half_axes_cm[2];
    if (!(volume > 0) || !(shape.share > 0))
        throw node.error({"shape", "half axes and share must be > 0", ""});
    double const scale = std::cbrt(shape.share * mass_g / density / volume);
    for (double& axis : shape.half_axes_cm)
        axis *= scale;
    return shape;
}

/// Bodies in which the region is spread (marrow, blood, the remainder) keep the size that is drawn.
bool spread(RegionKind kind)
{
    return kind == RegionKind::marrow || kind == RegionKind::bone_surface ||
           kind == RegionKind::bone_mineral || kind == RegionKind::blood ||
           kind == RegionKind::remainder;
}

void read_shapes(Organ& organ, Node const& node)
{
    double sum = 0;
    for (Node const& item : node.items()) {
        Ellipsoid shape = read_shape(item, organ.mass_g.value, organ.density_g_per_cm3);
        if (spread(organ.region.kind))
            shape.half_axes_cm = triple(item.at("half_axes_cm"));
        sum += shape.share;
        organ.shapes.push_back(shape);
    }
    if (std::abs(sum - 1) > 1e-6)
        throw node.error({"shares add to " + std::to_string(sum), "they must add to 1", ""});
}

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
        Document::open(data_folder / "anatomy" / (std::string(name) + ".toml")).root();
    auto const materials = transport::MaterialLibrary::load(data_folder);
    Anatomy out;
    out.regions_ = RegionList::load(data_folder);
    out.name_ = root.at("name").text();
    out.body_mass_g_ = positive(root.at("body_mass"), "g").value;
    out.vessel_blood_share_ = positive(root.at("blood_in_heart_and_large_vessels"), "-").value;
    out.trabecular_share_ = positive(root.at("trabecular_share_of_bone_surface"), "-").value;
    if (auto const geometry = root.find("geometry_source"))
        (void)geometry->text();
    double named_g = 0, named_blood = out.vessel_blood_share_;
    Organ* rest = nullptr;
    std::optional<Node> rest_shapes;
    auto const entries = root.at("region").entries();
    out.organs_.reserve(entries.size());
    for (auto const& [region, node] : entries) {
        Organ organ;
        organ.region = out.regions_.at(region);
        organ.density_g_per_cm3 = materials.at(node.at("material").text()).density_g_per_cm3.value;
        if (auto const blood = node.find("blood_share"))
            organ.blood_share = positive(*blood, "-").value;
        if (auto const content = node.find("content_mass"))
            organ.content_mass_g = positive(*content, "g");
        auto const shapes = node.find("shapes");
        if (organ.region.kind == RegionKind::remainder)
            rest_shapes = shapes;
        else {
            organ.mass_g = positive(node.at("mass"), "g");
            if (shapes)
                read_shapes(organ, *shapes);
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
    rest->mass_g.unit = "g";
    rest->mass_g.trust = Trust::derived;
    rest->mass_g.source = "body mass less all named regions";
    rest->blood_share = 1 - named_blood;
    if (rest_shapes)
        read_shapes(*rest, *rest_shapes);
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
