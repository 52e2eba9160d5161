#include "radici/dosimetry/validation_tables.hpp"

#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "radici/base/unit_text.hpp"
#include "radici/dosimetry/detail/voxel_rows.hpp"
#include "radici/dosimetry/voxel_table.hpp"
#include "radici/numerics/quadrature.hpp"
#include "radici/transport/alpha_range.hpp"
#include "radici/transport/mass_energy.hpp"
#include "radici/transport/table_file.hpp"

namespace radici::dosimetry {

namespace {

/// A row for each energy of a node with lists.
std::vector<ValidationRow> rows_of(Node const& node, std::string const& particle,
                                   std::string const& quantity, std::string_view published_key,
                                   std::function<double(double)> const& ours)
{
    auto const energies_MeV = transport::numbers(node.at("energy_MeV"));
    auto const published = transport::numbers(node.at(published_key));
    if (energies_MeV.size() != published.size())
        throw node.at(published_key)
            .error({std::to_string(published.size()) + " numbers",
                    "there are " + std::to_string(energies_MeV.size()) + " energies", ""});
    std::string const material = node.at("material").text();
    ValidationRow const common = common_part(node);
    std::vector<ValidationRow> rows;
    for (std::size_t i = 0; i < published.size(); ++i) {
        rows.push_back(common);
        rows.back().name = fmt::format("{} of {} in {}, {}", particle,
                                       value_text(energies_MeV[i], "MeV"), material, quantity);
        rows.back().published = published[i];
        rows.back().ours = ours(energies_MeV[i]);
    }
    return rows;
}

}   // namespace

std::vector<ValidationRow> published_rows(Node const& node, std::string_view values)
{
    ValidationRow common;
    common.tolerance = node.at("tolerance").number();
    common.source = node.at("source").text();
    auto const published = transport::numbers(node.at(values)),
               sd = transport::numbers(node.at("sd"));
    if (published.size() != sd.size())
        throw node.at("sd").error({std::to_string(sd.size()) + " numbers",
                                   "there are " + std::to_string(published.size()) + " values",
                                   ""});
    std::vector<ValidationRow> rows(published.size(), common);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].published = published[i];
        rows[i].published_sd = sd[i];
    }
    return rows;
}

void require(Node const& list, std::size_t given, std::size_t wanted)
{
    if (given != wanted)
        throw list.error({std::to_string(given) + " numbers",
                          "there are " + std::to_string(wanted) + " values", ""});
}

ValidationRow common_part(Node const& node)
{
    ValidationRow row;
    if (auto const sd = node.find("sd"))
        row.published_sd = sd->number();
    row.tolerance = node.at("tolerance").number();
    row.source = node.at("source").text();
    return row;
}

ValidationRow electron_range_row(Node const& node, std::filesystem::path const& data_folder)
{
    std::string const material = node.at("material").text();
    double const energy_MeV = node.at("energy").in("MeV");
    ValidationRow row = common_part(node);
    row.name =
        "electron of " + value_text(energy_MeV, "MeV") + " in " + material + ", CSDA range (g/cm2)";
    row.published = node.at("range").in("g/cm2");
    row.ours = transport::ElectronRange::load(data_folder, material).range_g_per_cm2(energy_MeV);
    return row;
}

std::vector<ValidationRow> alpha_range_rows(Node const& node,
                                            std::filesystem::path const& data_folder)
{
    auto const alpha = transport::AlphaRange::load(data_folder, node.at("material").text());
    double const low_MeV = alpha.lowest_MeV();
    return rows_of(node, "alpha", "CSDA range (g/cm2)", "range_g_per_cm2", [&](double energy_MeV) {
        auto const per_ln_energy = [&](double ln_energy) {
            double const e = std::exp(ln_energy);
            return e / alpha.total_MeV_cm2_per_g(e);
        };
        return alpha.range_g_per_cm2(low_MeV) +
               numerics::integrate(per_ln_energy, std::log(low_MeV), std::log(energy_MeV), 1e-7)
                   .value;
    });
}

std::vector<ValidationRow> photon_absorption_rows(Node const& node,
                                                  std::filesystem::path const& data_folder)
{
    std::string const material = node.at("material").text();
    auto const library = transport::MaterialLibrary::load(data_folder);
    auto const photon = transport::PhotonMixture::load(data_folder, library.at(material));
    auto const electron = transport::ElectronRange::load(data_folder, material);
    return rows_of(
        node, "photon", "mass energy absorption (cm2/g)", "cm2_per_g", [&](double energy_MeV) {
            return transport::mass_energy_absorption_cm2_per_g(photon, electron, energy_MeV);
        });
}

std::vector<ValidationRow> voxel_table_rows(Node const& node,
                                            std::filesystem::path const& data_folder)
{
    auto const table = VoxelTable::load(data_folder, node.at("nuclide").text());
    double const width_mm = node.at("width").in("mm"), voxel_g = std::pow(0.1 * width_mm, 3);
    auto const places = octant_places(table.extent);
    auto const& lattice = table.at(width_mm);
    std::vector<VoxelValue> voxels;
    for (std::size_t n = 0; n < places.size(); ++n)
        voxels.push_back(
            {places[n][0], places[n][1], places[n][2], {lattice.s_mGy_per_MBq_s[n].total(), 0}});
    auto const ours =
        detail::near_and_shells(voxels, static_cast<int>(node.at("near").number()), table.extent);
    auto rows = published_rows(node, "s_mGy_per_MBq_s");
    require(node.at("s_mGy_per_MBq_s"), rows.size(), ours.size());
    detail::set_voxels(rows, ours, table.nuclide + " table, " + value_text(width_mm, "mm") + " ");
    detail::set_small_tolerance(rows, node, table.emitted_MeV.total(), voxel_g);
    return rows;
}

}   // namespace radici::dosimetry
