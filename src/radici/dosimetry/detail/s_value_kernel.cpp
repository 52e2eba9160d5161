#include "radici/base/error.hpp"
#include "radici/base/unit_text.hpp"
#include "radici/dosimetry/detail/s_value_methods.hpp"
#include "radici/dosimetry/sphere_dose.hpp"
#include "radici/dosimetry/voxel_kernel.hpp"
#include "radici/dosimetry/voxel_table.hpp"

namespace radici::dosimetry::detail {

namespace {

void require_water(std::string const& medium)
{
    if (medium != "water")
        throw StudyError({"", 0, "medium"}, {"\"" + medium + "\"",
                                             "the kernels are of \"water\", 1 g/cm3 with I = 78 eV",
                                             "leave it out, or use --method mc"});
}

/// All that follows from what the target and the rest absorb.
SValueAnswer answer_from(ByClass const& target_MeV, ByClass const& emitted_MeV, double mass_g,
                         double elsewhere_MeV)
{
    auto const value = [mass_g](double absorbed_MeV) {
        return ValueSd{s_value({absorbed_MeV, 0}, mass_g).value, 0};
    };
    auto const fraction = [](double absorbed, double emitted) {
        return emitted > 0 ? absorbed / emitted : 0;
    };
    SValueAnswer out;
    out.target_mass_g = mass_g;
    out.s_mGy_per_MBq_s = value(target_MeV.total());
    out.by_class = {.alpha = value(target_MeV.alpha),
                    .beta = value(target_MeV.beta),
                    .conversion_auger = value(target_MeV.conversion_auger),
                    .photon = value(target_MeV.photon)};
    out.charged_absorbed_fraction =
        fraction(target_MeV.total() - target_MeV.photon, emitted_MeV.total() - emitted_MeV.photon);
    out.photon_absorbed_fraction = fraction(target_MeV.photon, emitted_MeV.photon);
    out.emitted_MeV = emitted_MeV.total();
    out.ledger.emitted = emitted_MeV.total();
    out.ledger.in_target = target_MeV.total();
    out.ledger.elsewhere = elsewhere_MeV;
    return out;
}

/// The answer for each geometry that kernels have.
struct Kernels {
    std::vector<Emission> emitted;
    std::string name;
    std::filesystem::path const& data_folder;

    SValueAnswer operator()(SphereRegion const& sphere) const
    {
        if (!(sphere.mass_g >= first_sphere_mass_g && sphere.mass_g <= last_sphere_mass_g))
            throw StudyError({"", 0, "sphere"},
                             {"a sphere of " + value_text(sphere.mass_g, "g"),
                              "the kernels reach from 10 ng to 100 kg", "use --method mc"});
        auto const self = SphereSelfDose::make(name, emitted, SphereKernels::load(data_folder));
        ByClass const absorbed = self.absorbed_MeV(sphere.mass_g);
        double const elsewhere = self.emitted_MeV().total() - absorbed.total();
        SValueAnswer out = answer_from(absorbed, self.emitted_MeV(), sphere.mass_g, elsewhere);
        out.source = out.target = "sphere";
        return out;
    }
    SValueAnswer operator()(VoxelRegion const& voxel) const
    {
        double const edge_cm = 0.1 * voxel.width_mm, mass_g = edge_cm * edge_cm * edge_cm;
        auto const radial = RadialKernel::fold(emitted, PointKernelSet::load(data_folder));
        auto const kernel = VoxelKernel::fold(radial, {edge_cm, edge_cm, edge_cm}, voxel.extent);
        double elsewhere = kernel.outside_MeV().total();
        std::vector<VoxelValue> voxels;
        for (auto const& [i, j, k] : octant_places(voxel.extent)) {
            double const absorbed = kernel.absorbed_MeV(i, j, k).total();
            voxels.push_back({i, j, k, s_value({absorbed, 0}, mass_g)});
            if (i > 0)
                elsewhere += symmetric_voxels(i, j, k) * absorbed;
        }
        SValueAnswer out =
            answer_from(kernel.absorbed_MeV(0, 0, 0), radial.emitted_MeV(), mass_g, elsewhere);
        out.source = out.target = "voxel";
        if (voxel.extent > 0)
            out.voxels = std::move(voxels);
        return out;
    }
    SValueAnswer operator()(CellRegion const&) const { refuse("use csda or mc"); }
    SValueAnswer operator()(PhantomRegion const&) const { refuse("use mc"); }

    [[noreturn]] static void refuse(std::string const& hint)
    {
        throw StudyError({"", 0, "method"}, {"kernel", "kernels are for spheres and voxels", hint});
    }
};

}   // namespace

SValueAnswer answer_by_kernel(SValueQuestion const& question,
                              nuclide::NuclideLibrary const& library,
                              std::filesystem::path const& data_folder)
{
    Kernels const kernels{emissions(library, question.nuclide, question.daughters),
                          library.at(question.nuclide).name, data_folder};
    require_water(question.medium);
    SValueAnswer out = std::visit(kernels, question.geometry);
    out.notes = {
        "folded from kernels of water without end, I = 78 eV, made with a cut-off of 1 keV; "
        "their standard errors, mostly below 0.4 %, are not in sd",
        "recoil nuclei, electrons and photons below 1 keV stay where they are born; "
        "positrons go as electrons; alphas set no electrons free"};
    return out;
}

}   // namespace radici::dosimetry::detail
