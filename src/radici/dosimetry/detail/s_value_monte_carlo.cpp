#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/unit_text.hpp"
#include "radici/dosimetry/detail/s_value_methods.hpp"
#include "radici/dosimetry/detail/voxel_lattice.hpp"

namespace radici::dosimetry::detail {

namespace {

using transport::ShellPlaces;
using transport::SphereGeometry;

constexpr double around_cm = 50;   ///< of the medium about a sphere or a cell

/// All that a simulation needs but its geometry.
class Run {
public:
    Run(SValueQuestion const& question, nuclide::NuclideLibrary const& library,
        std::filesystem::path const& data_folder, Watch const& watch)
        : sampling_(question.sampling),
          watch_(watch),
          decay_(transport::DecaySource::of_nuclide(library, question.nuclide, question.daughters,
                                                    question.sampling.cut_MeV)),
          density_(density_g_per_cm3(question.medium, data_folder)),
          media_(transport::TrackMedia::load(data_folder, {question.medium},
                                             question.sampling.cut_MeV))
    {
    }

    std::optional<SValueAnswer> operator()(SphereRegion const& sphere) const
    {
        SValueAnswer out;
        out.source = out.target = "sphere";
        out.target_mass_g = sphere.mass_g;
        double const radius_cm = std::cbrt(3 * sphere.mass_g / (4 * constant::pi * density_));
        return in_spheres(std::move(out), {radius_cm}, {0, radius_cm}, {target, elsewhere});
    }
    std::optional<SValueAnswer> operator()(CellRegion const& region) const
    {
        auto const& [cell, source, to] = region;
        SValueAnswer out;
        out.source = to_text(source);
        out.target = to_text(to);
        out.target_mass_g = density_ * unit_sphere_mass_g(radius_um(cell, to));
        std::vector<double> radii_cm{cell.nucleus_um * cm_per_um};
        if (cell.cell_um > cell.nucleus_um)
            radii_cm.push_back(cell.cell_um * cm_per_um);
        std::vector<std::uint16_t> bins{target, elsewhere};
        if (radii_cm.size() == 2)
            bins.insert(bins.begin() + 1, to == CellTarget::cell ? target : elsewhere);
        return in_spheres(std::move(out), radii_cm, places(cell, source), bins);
    }
    std::optional<SValueAnswer> operator()(VoxelRegion const& voxel) const
    {
        VoxelLattice const lattice(voxel, density_);
        transport::VoxelGeometry const geometry(lattice.grid());
        transport::VoxelPlaces const where(lattice.grid(), {lattice.source()}, {});
        SValueAnswer out;
        out.source = out.target = "voxel";
        out.target_mass_g = density_ * lattice.grid().voxel_cm3();
        out.notes = {"a cube of the medium, " + std::to_string(lattice.grid().size[0]) +
                     " voxels wide, vacuum around it"};
        auto const scores = simulate(geometry, where, lattice.bins(), lattice.bin_of_voxel(),
                                     VoxelLattice::source_bin);
        if (!scores)
            return std::nullopt;
        fill(out, *scores, decay_, VoxelLattice::source_bin);
        if (voxel.extent > 0)
            out.voxels = lattice.values(*scores, out.target_mass_g);
        return out;
    }

    std::optional<SValueAnswer> operator()(PhantomRegion const&) const
    {
        return std::nullopt;   // answered by answer_in_phantom(), which has matter of its own
    }

private:
    static constexpr std::uint16_t target = 0, elsewhere = 1;
    static constexpr double cm_per_um = 1e-4;
    /// A surface is a layer 1 nm thick, so that energy left in place is half inside, half outside.
    static constexpr double half_surface_um = 5e-4;

    static double density_g_per_cm3(std::string const& medium,
                                    std::filesystem::path const& data_folder)
    {
        return transport::MaterialLibrary::load(data_folder).at(medium).density_g_per_cm3.value;
    }
    static ShellPlaces places(ConcentricCell const& cell, CellSource source)
    {
        auto shell = shell_of(cell, source);
        if (shell.is_surface()) {
            shell.inner_um -= half_surface_um;
            shell.outer_um += half_surface_um;
        }
        return {shell.inner_um * cm_per_um, shell.outer_um * cm_per_um};
    }

    std::optional<SValueAnswer> in_spheres(SValueAnswer out, std::vector<double> radii_cm,
                                           ShellPlaces const& where,
                                           std::vector<std::uint16_t> const& bin_of_shell) const
    {
        out.notes = {value_text(around_cm, "cm") + " of the medium around, vacuum beyond"};
        radii_cm.push_back(radii_cm.back() + around_cm);
        std::vector<SphereGeometry::Shell> shells;
        for (double const r : radii_cm)
            shells.push_back({r, 0, density_});
        auto const scores = simulate(SphereGeometry(shells), where, 2, bin_of_shell, target);
        if (!scores)
            return std::nullopt;
        fill(out, *scores, decay_, target);
        return out;
    }

    template <class Geometry, class Places>
    std::optional<Scores> simulate(Geometry const& geometry, Places const& where, int bins,
                                   std::vector<std::uint16_t> const& bin_of_cell,
                                   std::size_t asked) const
    {
        transport::Problem<Geometry, Places> const problem{geometry, media_, where,
                                                           decay_,   bins,   bin_of_cell};
        auto scores = transport::simulate(problem, effort_for(sampling_, watch_, asked));
        if (watch_.stop && watch_.stop())
            return std::nullopt;
        return scores;
    }

    Sampling const& sampling_;
    Watch const& watch_;
    transport::DecaySource decay_;
    double density_;
    transport::TrackMedia media_;
};

/// What every geometry has in common.
std::vector<std::string> notes(SValueQuestion const& question,
                               std::filesystem::path const& data_folder, bool alphas)
{
    std::vector<std::string> out{
        "electrons and photons below " + value_text(1e3 * question.sampling.cut_MeV, "keV") +
            " end where they are",
        "recoil nuclei stay where they are born; alphas set no electrons free"};
    if (alphas && !transport::AlphaRange::known(data_folder, question.medium))
        out.push_back(question.medium +
                      " has no alpha table: water's ranges at its density, right to 5 %");
    return out;
}

}   // namespace

std::optional<SValueAnswer> answer_by_monte_carlo(SValueQuestion const& question,
                                                  nuclide::NuclideLibrary const& library,
                                                  std::filesystem::path const& data_folder,
                                                  Watch const& watch)
{
    auto const* phantom = std::get_if<PhantomRegion>(&question.geometry);
    auto out = phantom != nullptr
                   ? answer_in_phantom(*phantom, question, library, data_folder, watch)
                   : std::visit(Run(question, library, data_folder, watch), question.geometry);
    if (!out)
        return out;
    if (!question.sampling.histories)
        out->asked_relative_sd = question.sampling.relative_sd;
    for (auto& note : notes(question, data_folder, out->by_class.alpha.value > 0))
        out->notes.push_back(std::move(note));
    return out;
}

}   // namespace radici::dosimetry::detail
