#include "radici/dosimetry/validation.hpp"

#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/document.hpp"
#include "radici/dosimetry/validation_fano.hpp"
#include "radici/dosimetry/validation_sampled.hpp"
#include "radici/dosimetry/validation_tables.hpp"
#include "radici/nuclide/energy.hpp"

namespace radici::dosimetry {

namespace {

/// Dose to a kilogram in which 1 GBq decays for good: N·E with N = activity · half-life / ln 2.
ValidationRow energy_constant_row(Node const& node, nuclide::NuclideLibrary const& library)
{
    auto const& n = library.at(node.at("nuclide").text());
    ValidationRow row = common_part(node);
    row.published = node.at("Gy_kg_per_GBq").number();
    row.name = n.name + ", dose of full decay (Gy kg/GBq)";
    row.ours = 1e9 * n.half_life_s / constant::ln2 * nuclide::energy_per_decay(n).beta *
               constant::MeV_in_J;
    return row;
}

std::vector<Node> items(Node const& root, std::string_view key)
{
    auto const list = root.find(key);
    return list ? list->items() : std::vector<Node>{};
}

}   // namespace

bool ValidationRow::within() const
{
    return std::abs(ours - published) <=
           tolerance * std::abs(published) + 2 * std::hypot(sd, published_sd);
}

std::vector<ValidationRow> validate(nuclide::NuclideLibrary const& library,
                                    std::filesystem::path const& data_folder,
                                    std::filesystem::path const& file)
{
    Node const root = Document::open(file).root();
    SampledRows sampled(library, data_folder);
    std::vector<ValidationRow> rows;
    auto const add = [&](std::vector<ValidationRow> const& more) {
        rows.insert(rows.end(), more.begin(), more.end());
    };
    for (Node const& node : items(root, "sphere"))
        add(sampled.spheres(node));
    for (Node const& node : items(root, "point_kernel"))
        add(sampled.point_kernel(node));
    for (Node const& node : items(root, "voxel_lattice"))
        add(sampled.voxels(node));
    for (Node const& node : items(root, "fano"))
        add(fano_rows(node, data_folder));
    for (Node const& node : items(root, "voxel_table"))
        add(voxel_table_rows(node, data_folder));
    for (Node const& node : items(root, "energy_constant"))
        rows.push_back(energy_constant_row(node, library));
    for (Node const& node : items(root, "electron_range"))
        rows.push_back(electron_range_row(node, data_folder));
    for (Node const& node : items(root, "alpha_range"))
        add(alpha_range_rows(node, data_folder));
    for (Node const& node : items(root, "photon_absorption"))
        add(photon_absorption_rows(node, data_folder));
    root.finish();
    return rows;
}

}   // namespace radici::dosimetry
