#include "radici/dosimetry/validation_fano.hpp"

#include <cmath>

#include "radici/base/unit_text.hpp"
#include "radici/dosimetry/validation_tables.hpp"
#include "radici/transport/monte_carlo/simulation.hpp"
#include "radici/transport/table_file.hpp"

namespace radici::dosimetry {

namespace {

constexpr int rounds = 9;   // each density comes so often
constexpr double wide_cm = 300;

/// One voxel a slab.
transport::VoxelGrid pile_of(std::string const& medium, double slab_cm,
                             std::vector<double> const& densities)
{
    transport::VoxelGrid grid;
    grid.size = {rounds * static_cast<int>(densities.size()), 1, 1};
    grid.spacing_cm = {slab_cm, wide_cm, wide_cm};
    grid.materials = {medium};
    for (int round = 0; round < rounds; ++round)
        for (double const density : densities) {
            grid.material.push_back(0);
            grid.density_g_per_cm3.push_back(static_cast<float>(density));
        }
    return grid;
}

transport::Scores<1> sampled(transport::VoxelGrid const& grid, Node const& node,
                             std::filesystem::path const& data_folder)
{
    std::vector<int> cells;
    for (std::size_t n = 0; n < grid.voxels(); ++n)
        cells.push_back(static_cast<int>(n));
    std::vector<double> const mass(grid.density_g_per_cm3.begin(), grid.density_g_per_cm3.end());
    auto const media =
        transport::TrackMedia::load(data_folder, grid.materials, node.at("cutoff").in("MeV"));
    static std::vector<std::string> const particles{"electron", "photon"};
    bool const photon = node.at("particle").choice(particles) == "photon";
    auto const decay = transport::DecaySource::of_particle(
        photon ? transport::ParticleKind::photon : transport::ParticleKind::electron,
        node.at("energy").in("MeV"));
    transport::VoxelGeometry const geometry(grid);
    transport::VoxelPlaces const places(grid, cells, mass);
    transport::Effort<1> effort;
    effort.histories = static_cast<std::uint64_t>(node.at("histories").number());
    return transport::simulate(
        transport::Problem<transport::VoxelGeometry, transport::VoxelPlaces>{
            geometry, media, places, decay, geometry.cells(), {}},
        effort);
}

}   // namespace

std::vector<ValidationRow> fano_rows(Node const& node, std::filesystem::path const& data_folder)
{
    auto const densities = transport::numbers(node.at("density_g_per_cm3"));
    auto const medium = node.at("medium").text();
    auto const grid = pile_of(medium, node.at("slab").in("cm"), densities);
    auto const scores = sampled(grid, node, data_folder);
    std::vector<double> dose(densities.size()), variance(densities.size());
    double all = 0;
    for (std::size_t round = rounds / 3; round < 2 * rounds / 3; ++round)
        for (std::size_t d = 0; d < densities.size(); ++d) {
            auto const energy = scores.total_MeV(round * densities.size() + d);
            dose[d] += energy.mean / densities[d];
            variance[d] += energy.sd * energy.sd / (densities[d] * densities[d]);
            all += energy.mean / densities[d] / static_cast<double>(densities.size());
        }
    std::vector<ValidationRow> rows;
    for (std::size_t d = 0; d < densities.size(); ++d) {
        ValidationRow row = common_part(node);
        row.name = "Fano, " + value_text(node.at("energy").in("MeV"), "MeV") + " in slabs of " +
                   medium + " of " + value_text(densities[d], "g/cm3");
        row.ours = dose[d] / all;
        row.sd = std::sqrt(variance[d]) / all;
        row.published = 1;
        rows.push_back(row);
    }
    return rows;
}

}   // namespace radici::dosimetry
