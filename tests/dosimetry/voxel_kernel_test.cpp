// Voxels and radial kernels folded from the point kernels: what they conserve, exact limits, and
// decays followed whole.
#include "radici/dosimetry/voxel_kernel.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <gmock/gmock.h>

#include "radici/base/constants.hpp"
#include "radici/base/data_folder.hpp"
#include "radici/dosimetry/s_value.hpp"
#include "radici/dosimetry/sphere.hpp"
#include "radici/dosimetry/sphere_kernel.hpp"
#include "radici/dosimetry/voxel_table.hpp"
#include "support/agrees.hpp"
#include "support/message_of.hpp"

namespace radici::dosimetry {
namespace {

using test::expect_agrees;
using ::testing::HasSubstr;

using Edges = std::array<double, 3>;

class VoxelFold : public ::testing::Test {
protected:
    static nuclide::NuclideLibrary const& library()
    {
        static auto const all = nuclide::NuclideLibrary::load(data_folder());
        return all;
    }
    static PointKernelSet const& kernels()
    {
        static auto const all = PointKernelSet::load(data_folder());
        return all;
    }
    static RadialKernel radial(std::string_view nuclide)
    {
        return RadialKernel::fold(emissions(library(), nuclide, Daughters::in_place), kernels());
    }
    /// One particle a decay.
    static RadialKernel radial(Particle particle, double energy_MeV)
    {
        auto const kind = particle == Particle::photon     ? EmissionClass::photon
                          : particle == Particle::electron ? EmissionClass::beta
                                                           : EmissionClass::alpha;
        return RadialKernel::fold({{kind, particle, energy_MeV, 1, energy_MeV}}, kernels());
    }
    static double total(VoxelKernel const& kernel, int i, int j, int k)
    {
        return kernel.absorbed_MeV(i, j, k).total();
    }
};

TEST_F(VoxelFold, a_radial_kernel_keeps_the_energy_of_each_class)
{
    for (auto const* name : {"Lu-177", "Ac-225", "Ga-68", "I-123"}) {
        auto const folded = radial(name);
        ByClass emitted = folded.emitted_MeV(), in_place = folded.in_place_MeV(),
                beyond = folded.beyond_MeV();
        for (auto const kind : {EmissionClass::alpha, EmissionClass::beta,
                                EmissionClass::conversion_auger, EmissionClass::photon}) {
            double sum = in_place.of(kind) + beyond.of(kind);
            for (ByClass shell : folded.shells_MeV())
                sum += shell.of(kind);
            EXPECT_NEAR(sum, emitted.of(kind), 1e-12 * emitted.total()) << name;
        }
    }
}

TEST_F(VoxelFold, a_radial_kernel_fills_spheres_as_the_sphere_kernels_do)
{
    auto const spheres = SphereKernels::load(data_folder());
    struct Case {
        Particle particle;
        SphereKernel const& sphere;
        double energy_MeV;
        std::vector<double> masses_g;
    };
    // Entries and energies between them; a photon's spheres are at least a few shells wide.
    for (Case const& at : {Case{Particle::electron, spheres.electron, 0.1, {1e-7, 1e-5, 1e-3, 1}},
                           {Particle::electron, spheres.electron, 0.14, {1e-6, 3e-5, 1e-3, 1}},
                           {Particle::electron, spheres.electron, 0.9, {1e-4, 0.05, 1, 1000}},
                           {Particle::photon, spheres.photon, 0.0178, {1e-4, 0.1, 10, 1000}},
                           {Particle::photon, spheres.photon, 0.208, {1e-4, 0.1, 10, 1000}},
                           {Particle::photon, spheres.photon, 0.511, {1e-4, 0.1, 10, 1000}},
                           {Particle::alpha, spheres.alpha, 5.83, {1e-8, 1e-7, 1e-5}}}) {
        auto const folded = radial(at.particle, at.energy_MeV);
        auto const outer = RadialKernel::outer_cm();
        for (double const mass_g : at.masses_g) {
            double sum = 0, inner = 0;
            for (std::size_t n = 0; n < outer.size(); ++n) {
                sum += folded.shells_MeV()[n].total() *
                       mean_overlap(inner, outer[n], sphere_radius_cm(mass_g));
                inner = outer[n];
            }
            expect_agrees(sum / at.energy_MeV, {.value = at.sphere.fraction(at.energy_MeV, mass_g),
                                                .rel_tol = 5e-3,
                                                .source = "sphere kernels, read between entries"});
        }
    }
}

/// Mean share of a cube that stays in it when it is moved by ρ edges: for ρ ≤ 1 the mean over
/// directions of Π (1 − ρ|u|), with ⟨|x|⟩ = 1/2, ⟨|xy|⟩ = 2/(3π), ⟨|xyz|⟩ = 1/(4π).
double cube_overlap(double rho)
{
    double const pi = constant::pi;
    return 1 - 1.5 * rho + 2 / pi * rho * rho - rho * rho * rho / (4 * pi);
}

TEST_F(VoxelFold, short_tracks_stay_by_the_closed_form)
{
    double const edge_cm = 0.02;   // alphas of 8 MeV reach 0.0076 cm
    auto const folded = radial(Particle::alpha, 8);
    auto const kernel = VoxelKernel::fold(folded, {edge_cm, edge_cm, edge_cm}, 1);
    double sum = folded.in_place_MeV().total(), inner = 0;
    for (std::size_t n = 0; n < folded.shells_MeV().size(); ++n) {
        double const outer = RadialKernel::outer_cm()[n];
        sum += folded.shells_MeV()[n].total() * cube_overlap((inner + outer) / 2 / edge_cm);
        inner = outer;
    }
    expect_agrees(total(kernel, 0, 0, 0),
                  {.value = sum, .rel_tol = 1e-6, .source = "mean of the products, by hand"});
    EXPECT_LT(total(kernel, 0, 0, 0), 0.75 * 8);
    EXPECT_NEAR(kernel.outside_MeV().total(), 0, 1e-12);
}

TEST_F(VoxelFold, small_voxels_far_away_take_the_point_kernel)
{
    double const edge_cm = 1e-3;
    auto const folded = radial(Particle::photon, 0.364);
    auto const kernel = VoxelKernel::fold(folded, {edge_cm, edge_cm, edge_cm}, 30);
    auto const outer = RadialKernel::outer_cm();
    for (auto const& [i, j, k] : {std::array{30, 0, 0}, std::array{20, 20, 10}, {12, 28, 30}}) {
        double const r = edge_cm * std::sqrt(i * i + j * j + k * k);
        auto const n = static_cast<std::size_t>(std::upper_bound(outer.begin(), outer.end(), r) -
                                                outer.begin());
        double const per_cm = folded.shells_MeV()[n].total() / (outer[n] - outer[n - 1]);
        expect_agrees(total(kernel, i, j, k),
                      {.value = per_cm * std::pow(edge_cm, 3) / (4 * constant::pi * r * r),
                       .rel_tol = 0.01,
                       .source = "energy per volume at the voxel's distance; shells are 8 % wide"});
    }
}

TEST_F(VoxelFold, cubes_have_the_symmetry_of_a_cube_and_lose_nothing)
{
    auto const folded = radial("I-131");
    int const n = 3;
    auto const kernel = VoxelKernel::fold(folded, {0.3, 0.3, 0.3}, n);
    double all = kernel.outside_MeV().total();
    for (int i = -n; i <= n; ++i)
        for (int j = -n; j <= n; ++j)
            for (int k = -n; k <= n; ++k) {
                std::array<int, 3> at{std::abs(i), std::abs(j), std::abs(k)};
                std::sort(at.begin(), at.end(), std::greater<>{});
                double const here = total(kernel, i, j, k);
                EXPECT_NEAR(here, total(kernel, at[0], at[1], at[2]), 1e-12 * here);
                all += here;
            }
    EXPECT_NEAR(all, folded.emitted_MeV().total(), 1e-12);
    double octant = kernel.outside_MeV().total();
    for (auto const& [i, j, k] : octant_places(n))
        octant += symmetric_voxels(i, j, k) * total(kernel, i, j, k);
    EXPECT_NEAR(octant, all, 1e-12);
}

TEST_F(VoxelFold, axes_are_alike)
{
    auto const folded = radial("Lu-177");
    auto const one = VoxelKernel::fold(folded, {0.221, 0.442, 0.6}, 2);
    auto const other = VoxelKernel::fold(folded, {0.6, 0.221, 0.442}, 2);
    for (int i = 0; i <= 2; ++i)
        for (int j = 0; j <= 2; ++j)
            for (int k = 0; k <= 2; ++k)
                EXPECT_NEAR(total(one, i, j, k), total(other, k, i, j),
                            1e-12 * total(one, i, j, k));
    EXPECT_GT(total(one, 1, 0, 0), 2 * total(one, 0, 1, 0));   // a larger face, and nearer
}

TEST_F(VoxelFold, halves_of_voxels_make_voxels)
{
    auto const folded = radial("Y-90");
    auto const whole = VoxelKernel::fold(folded, {0.48, 0.48, 0.48}, 2);
    auto const half = VoxelKernel::fold(folded, {0.48, 0.48, 0.24}, 5);
    for (auto const& [i, j, k] : octant_places(2)) {
        // Two halves that emit, each half as much, and two that absorb.
        double const sum = total(half, i, j, 2 * k) + 0.5 * total(half, i, j, 2 * k + 1) +
                           0.5 * total(half, i, j, 2 * k - 1);
        expect_agrees(sum, {.value = total(whole, i, j, k),
                            .rel_tol = i < 2 ? 1e-3 : 3e-3,
                            .source = "the sum of its parts"});
    }
}

TEST_F(VoxelFold, a_huge_voxel_keeps_what_is_charged)
{
    auto const folded = radial("Lu-177");
    auto const kernel = VoxelKernel::fold(folded, {20, 20, 20}, 0);
    double const beta = kernel.absorbed_MeV(0, 0, 0).beta, all = folded.emitted_MeV().beta;
    EXPECT_LT(beta, all);
    expect_agrees(beta, {.value = all,
                         .rel_tol = 4e-3,
                         .source = "0.3 mm of mean range and bremsstrahlung in 20 cm"});
    EXPECT_GT(kernel.absorbed_MeV(0, 0, 0).photon, 0.25 * folded.emitted_MeV().photon);
}

TEST_F(VoxelFold, energies_outside_the_kernels_are_refused)
{
    EXPECT_THAT(test::message_of([] { (void)radial(Particle::alpha, 0.5); }),
                HasSubstr("0.5 MeV (the kernels reach from 1 MeV to 12 MeV)"));
    EXPECT_THAT(test::message_of([] { (void)radial(Particle::photon, 5); }),
                HasSubstr("photon of 5 MeV"));
}

/// The lattice of a nuclide by both methods.
struct Both {
    SValueAnswer sampled, folded;
};

class VoxelsSampled : public VoxelFold {
protected:
    static Both of(std::string const& nuclide, double width_mm, std::uint64_t histories)
    {
        SValueQuestion question;
        question.nuclide = nuclide;
        question.geometry = VoxelRegion{.width_mm = width_mm, .extent = 2};
        question.sampling.histories = histories;
        question.sampling.threads = 1;
        Both out{answer(question, library(), data_folder()).value(), {}};
        question.method = SValueMethod::kernel;
        out.folded = answer(question, library(), data_folder()).value();
        return out;
    }
    /// Within 0.3 % and four standard errors; few tracks give no standard error to go by.
    static bool is_near(ValueSd const& sampled, double folded)
    {
        bool const known = sampled.sd < 0.05 * sampled.value;
        if (known) {
            EXPECT_NEAR(folded, sampled.value, 3e-3 * sampled.value + 4 * sampled.sd);
        }
        return known;
    }
};

TEST_F(VoxelsSampled, agree_with_the_fold)
{
    struct Case {
        char const* nuclide;
        double width_mm;
        std::uint64_t histories;
    };
    for (Case const& at : {Case{"Lu-177", 2.21, 200'000},
                           {"Lu-177", 4.8, 200'000},
                           {"I-131", 2.21, 80'000},
                           {"I-131", 4.8, 80'000},
                           {"Ac-225", 2.21, 30'000},
                           {"Ac-225", 4.8, 30'000}}) {
        SCOPED_TRACE(std::string(at.nuclide) + " " + std::to_string(at.width_mm));
        auto const [sampled, folded] = of(at.nuclide, at.width_mm, at.histories);
        int known = 0;
        for (std::size_t n = 0; n < sampled.voxels.size(); ++n)
            known +=
                is_near(sampled.voxels[n].s_mGy_per_MBq_s, folded.voxels[n].s_mGy_per_MBq_s.value)
                    ? 1
                    : 0;
        EXPECT_GE(known, 3);
        EXPECT_TRUE(is_near(sampled.by_class.beta, folded.by_class.beta.value));
        EXPECT_TRUE(
            is_near(sampled.by_class.conversion_auger, folded.by_class.conversion_auger.value));
        (void)is_near(sampled.by_class.photon, folded.by_class.photon.value);
        if (folded.by_class.alpha.value > 0) {
            EXPECT_TRUE(is_near(sampled.by_class.alpha, folded.by_class.alpha.value));
        }
    }
}

TEST_F(VoxelsSampled, spheres_agree_too)
{
    SValueQuestion question;
    question.nuclide = "I-131";
    question.geometry = SphereRegion{10};
    question.sampling.relative_sd = 0.003;
    auto const sampled = answer(question, library(), data_folder()).value();
    question.method = SValueMethod::kernel;
    auto const folded = answer(question, library(), data_folder()).value();
    EXPECT_TRUE(is_near(sampled.s_mGy_per_MBq_s, folded.s_mGy_per_MBq_s.value));
    EXPECT_NEAR(folded.photon_absorbed_fraction, sampled.photon_absorbed_fraction,
                0.03 * sampled.photon_absorbed_fraction);
    EXPECT_EQ(folded.histories, 0U);
    EXPECT_EQ(trust(folded), Trust::as_asked);
}

TEST_F(VoxelsSampled, what_kernels_do_not_have_is_refused)
{
    auto const complaint = [](SValueGeometry const& geometry, std::string const& medium) {
        SValueQuestion question;
        question.nuclide = "Lu-177";
        question.method = SValueMethod::kernel;
        question.geometry = geometry;
        question.medium = medium;
        return test::message_of([&] { (void)answer(question, library(), data_folder()); });
    };
    EXPECT_THAT(complaint(CellRegion{{4, 5}, CellSource::nucleus, CellTarget::cell}, "water"),
                HasSubstr("method: kernel (kernels are for spheres and voxels) - use csda or mc"));
    EXPECT_THAT(complaint(PhantomRegion{"adult-male", "kidney", ""}, "water"),
                HasSubstr("method: kernel"));
    EXPECT_THAT(complaint(SphereRegion{10}, "water_i75"), HasSubstr("--method mc"));
    EXPECT_THAT(complaint(SphereRegion{5e-9}, "water"), HasSubstr("from 10 ng to 100 kg"));
}

}   // namespace
}   // namespace radici::dosimetry
