#include "radici/dosimetry/validation_sampled.hpp"

#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/unit_text.hpp"
#include "radici/dosimetry/detail/voxel_lattice.hpp"
#include "radici/dosimetry/detail/voxel_rows.hpp"
#include "radici/dosimetry/validation_tables.hpp"
#include "radici/transport/material.hpp"
#include "radici/transport/table_file.hpp"

namespace radici::dosimetry {

namespace {

using transport::DecaySource;
using transport::ShellPlaces;
using transport::SphereGeometry;

constexpr double around_cm = 50;

void set_ours(ValidationRow& row, transport::Estimate const& absorbed_MeV, double per_MeV)
{
    row.ours = per_MeV * absorbed_MeV.mean;
    row.sd = per_MeV * absorbed_MeV.sd;
}

Sampling so_many(Node const& node)
{
    Sampling sampling;
    sampling.histories = static_cast<std::uint64_t>(node.at("histories").number());
    return sampling;
}

SphereGeometry shells_of(std::vector<double> const& outer_cm, double density_g_per_cm3)
{
    std::vector<SphereGeometry::Shell> shells;
    for (double const r : outer_cm)
        shells.push_back({r, 0, density_g_per_cm3});
    return SphereGeometry(std::move(shells));
}

template <class Geometry, class Places>
detail::Scores sampled(transport::Problem<Geometry, Places> const& problem,
                       Sampling const& sampling, std::size_t asked)
{
    return transport::simulate(problem, detail::effort_for(sampling, {}, asked));
}

}   // namespace

SampledRows::Source SampledRows::source(Node const& node) const
{
    if (auto const name = node.find("nuclide"))
        return {name->text(),
                DecaySource::of_nuclide(library_, name->text(), transport::Daughters::left_out,
                                        transport::lowest_cut_MeV)};
    std::vector<std::string> const particles{"electron", "photon"};
    bool const photon = node.at("particle").choice(particles) == "photon";
    double const energy_MeV = node.at("energy").in("MeV");
    return {node.at("particle").text() + " of " + value_text(energy_MeV, "MeV"),
            DecaySource::of_particle(photon ? transport::ParticleKind::photon
                                            : transport::ParticleKind::electron,
                                     energy_MeV)};
}

SampledRows::Medium const& SampledRows::medium(Node const& node)
{
    std::string const name = node.at("medium").text();
    auto const found = media_.find(name);
    if (found != media_.end())
        return found->second;
    auto const library = transport::MaterialLibrary::load(data_folder_);
    Medium made{library.at(name).density_g_per_cm3.value,
                transport::TrackMedia::load(data_folder_, {name}, transport::lowest_cut_MeV)};
    return media_.emplace(name, std::move(made)).first->second;
}

std::vector<ValidationRow> SampledRows::spheres(Node const& node)
{
    auto const [what, decay] = source(node);
    auto const& [density, media] = medium(node);
    auto rows = published_rows(node, "absorbed_fraction");
    auto const mass_g = transport::numbers(node.at("mass_g"));
    require(node.at("mass_g"), mass_g.size(), rows.size());
    Sampling sampling;
    sampling.relative_sd = node.at("uncertainty").in("%") / 100;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        double const radius_cm = std::cbrt(3 * mass_g[i] / (4 * constant::pi * density));
        auto const shells = shells_of({radius_cm, radius_cm + around_cm}, density);
        ShellPlaces const inside(0, radius_cm);
        transport::Problem<SphereGeometry, ShellPlaces> const problem{shells, media, inside,
                                                                      decay,  2,     {}};
        rows[i].name = what + ", sphere of " + value_text(mass_g[i], "g");
        set_ours(rows[i], sampled(problem, sampling, 0).total_MeV(0), 1 / decay.emitted_MeV());
    }
    return rows;
}

std::vector<ValidationRow> SampledRows::point_kernel(Node const& node)
{
    auto const [what, decay] = source(node);
    auto const& [density, media] = medium(node);
    auto rows = published_rows(node, "fraction");
    auto const outer_cm = transport::numbers(node.at("outer_cm"));
    require(node.at("outer_cm"), outer_cm.size(), rows.size());
    auto all_cm = outer_cm;
    if (all_cm.back() < around_cm)
        all_cm.push_back(around_cm);
    auto const shells = shells_of(all_cm, density);
    ShellPlaces const point(0, 0);
    transport::Problem<SphereGeometry, ShellPlaces> const problem{shells, media,          point,
                                                                  decay,  shells.cells(), {}};
    auto const scores = sampled(problem, so_many(node), 0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].name = what + ", " + value_text(i > 0 ? outer_cm[i - 1] : 0, "cm") + " to " +
                       value_text(outer_cm[i], "cm") + " from a point";
        set_ours(rows[i], scores.total_MeV(i), 1 / decay.emitted_MeV());
    }
    return rows;
}

std::vector<ValidationRow> SampledRows::voxels(Node const& node)
{
    auto const [what, decay] = source(node);
    auto const& [density, media] = medium(node);
    VoxelRegion const voxel{.width_mm = node.at("width").in("mm"),
                            .extent = static_cast<int>(node.at("extent").number())};
    check(SValueGeometry{voxel});
    detail::VoxelLattice const lattice(voxel, density);
    transport::VoxelGeometry const geometry(lattice.grid());
    transport::VoxelPlaces const middle(lattice.grid(), {lattice.source()}, {});
    transport::Problem<transport::VoxelGeometry, transport::VoxelPlaces> const problem{
        geometry, media, middle, decay, lattice.bins(), lattice.bin_of_voxel()};
    auto const scores = sampled(problem, so_many(node), detail::VoxelLattice::source_bin);
    double const voxel_g = density * lattice.grid().voxel_cm3();
    auto const ours = detail::near_and_shells(
        lattice.values(scores, voxel_g), static_cast<int>(node.at("near").number()), voxel.extent);
    auto rows = published_rows(node, "s_mGy_per_MBq_s");
    require(node.at("s_mGy_per_MBq_s"), rows.size(), ours.size());
    detail::set_voxels(rows, ours, what + ", " + value_text(voxel.width_mm, "mm") + " ");
    detail::set_small_tolerance(rows, node, decay.emitted_MeV(), voxel_g);
    return rows;
}

}   // namespace radici::dosimetry
