// Spheres: limits, energy, and the Monte Carlo figures that we did not make.
#include <cmath>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "radici/base/constants.hpp"
#include "radici/base/data_folder.hpp"
#include "radici/dosimetry/sphere.hpp"
#include "radici/dosimetry/sphere_dose.hpp"
#include "radici/nuclide/energy.hpp"
#include "radici/transport/alpha_range.hpp"
#include "support/agrees.hpp"

namespace radici::dosimetry {
namespace {

using test::expect_agrees;
using ::testing::HasSubstr;

std::vector<Emission> one(EmissionClass kind, Particle particle, double energy_MeV)
{
    return {{kind, particle, energy_MeV, 1, energy_MeV}};
}

class Sphere : public ::testing::Test {
protected:
    static SphereKernels const& kernels()
    {
        static auto const loaded = SphereKernels::load(data_folder());
        return loaded;
    }
    static nuclide::NuclideLibrary const& library()
    {
        static auto const nuclides = nuclide::NuclideLibrary::load(data_folder());
        return nuclides;
    }
    static SphereSelfDose electron(double energy_MeV)
    {
        return SphereSelfDose::make(
            "electron", one(EmissionClass::conversion_auger, Particle::electron, energy_MeV),
            kernels());
    }
};

TEST_F(Sphere, overlap_is_that_of_random_points_and_directions)
{
    // A point at distance q from the centre, a ray with cosine c: still inside at r when q² + r² +
    // 2qrc ≤ a².
    double const a = 1.3;
    for (double const r : {0.1, 0.7, 1.3, 2.0, 2.6, 3.0}) {
        int const n = 2000;
        double sum = 0;
        for (int i = 0; i < n; ++i) {
            double const q = a * std::cbrt((i + 0.5) / n);
            double const c = std::clamp((a * a - q * q - r * r) / (2 * q * r), -1.0, 1.0);
            sum += 0.5 * (1 + c) / n;
        }
        EXPECT_NEAR(geometric_overlap(r, a), sum, 1e-3) << r;
    }
}

TEST_F(Sphere, a_large_one_keeps_everything_and_a_small_one_its_radius_worth)
{
    auto const lu = SphereSelfDose::make(library(), "Lu-177", Daughters::in_place, kernels());
    double const charged = lu.emitted_MeV().beta + lu.emitted_MeV().conversion_auger;
    double const kept = lu.beta_MeV(std::log(1e5)) + lu.conversion_auger_MeV(std::log(1e5));
    EXPECT_GT(kept, 0.999 * charged);
    EXPECT_LE(kept, charged * (1 + 1e-12));

    auto const alpha =
        SphereSelfDose::make("alpha", one(EmissionClass::alpha, Particle::alpha, 5.5), kernels());
    double const tiny = std::log(2e-8);
    EXPECT_NEAR(alpha.alpha_MeV(tiny + std::log(0.125)) / alpha.alpha_MeV(tiny), 0.5, 0.06);
    double const far = tiny - 20;
    EXPECT_GT(alpha.alpha_MeV(far), 0);
    EXPECT_LT(alpha.alpha_MeV(far), alpha.alpha_MeV(tiny));
}

TEST_F(Sphere, a_small_one_takes_stopping_power_times_mean_chord)
{
    // Source inside: mean path to the surface is 3a/4 along straight lines.
    auto const alpha =
        SphereSelfDose::make("alpha", one(EmissionClass::alpha, Particle::alpha, 8.0), kernels());
    double const mass = 2e-8, a = sphere_radius_cm(mass);
    auto const table = transport::AlphaRange::load(data_folder(), "water");
    double const loss = table.total_MeV_cm2_per_g(8.0) * 0.75 * a;
    expect_agrees(alpha.absorbed_MeV(mass).alpha,
                  {.value = loss, .rel_tol = 0.08, .source = "S(8 MeV) * 3a/4"});
}

TEST_F(Sphere, absorbed_energy_rises_with_mass_and_never_passes_what_is_emitted)
{
    for (auto const name :
         {"Lu-177", "Y-90", "I-131", "Ra-223", "Ac-225", "I-125", "Tb-161", "F-18"}) {
        auto const s = SphereSelfDose::make(library(), name, Daughters::in_place, kernels());
        ByClass last;
        for (double x = std::log(1e-9); x < std::log(1e6); x += 0.1) {
            ByClass const now{s.alpha_MeV(x), s.beta_MeV(x), s.conversion_auger_MeV(x),
                              s.photon_MeV(x)};
            EXPECT_GE(now.alpha, last.alpha - 1e-12) << name;
            EXPECT_GE(now.beta, last.beta - 1e-12) << name;
            EXPECT_GE(now.conversion_auger, last.conversion_auger - 1e-12) << name;
            EXPECT_GE(now.photon, last.photon - 1e-12) << name;
            last = now;
        }
        double const rounding = 1 + 1e-9;
        EXPECT_LE(last.alpha, s.emitted_MeV().alpha * rounding) << name;
        EXPECT_LE(last.beta, s.emitted_MeV().beta * rounding) << name;
        EXPECT_LE(last.conversion_auger, s.emitted_MeV().conversion_auger * rounding) << name;
        EXPECT_LE(last.photon, s.emitted_MeV().photon * rounding) << name;
        EXPECT_NEAR(s.low_let_MeV(2.0),
                    s.beta_MeV(2.0) + s.conversion_auger_MeV(2.0) + s.photon_MeV(2.0),
                    2e-3 * s.emitted_MeV().total());
    }
}

TEST_F(Sphere, emits_what_the_nuclide_floor_says)
{
    for (auto const& name : library().names()) {
        auto const ours = emitted_MeV(emissions(library(), name, Daughters::left_out));
        auto const theirs = nuclide::energy_per_decay(library().at(name));
        expect_agrees(ours.alpha,
                      {.value = theirs.alpha + theirs.recoil, .rel_tol = 1e-12, .source = name});
        expect_agrees(ours.beta,
                      {.value = theirs.beta, .rel_tol = 2e-3, .abs_tol = 1e-9, .source = name});
        expect_agrees(
            ours.conversion_auger,
            {.value = theirs.conversion_auger, .rel_tol = 1e-12, .abs_tol = 1e-15, .source = name});
        expect_agrees(ours.photon,
                      {.value = theirs.photon, .rel_tol = 1e-12, .abs_tol = 1e-15, .source = name});
    }
}

TEST_F(Sphere, every_nuclide_has_one)
{
    for (auto const& name : library().names()) {
        auto const s = SphereSelfDose::make(library(), name, Daughters::in_place, kernels());
        EXPECT_GT(s.absorbed_MeV(10).total(), 0) << name;
    }
}

TEST_F(Sphere, daughters_add_and_alone_the_first_decay_remains)
{
    auto const chain = SphereSelfDose::make(library(), "Ra-223", Daughters::in_place, kernels());
    auto const head = SphereSelfDose::make(library(), "Ra-223", Daughters::left_out, kernels());
    expect_agrees(chain.absorbed_MeV(10).alpha,
                  {.value = 26.8696,
                   .rel_tol = 3e-3,
                   .source = "chain alpha + recoil 26.87 MeV, all local at 10 g"});
    expect_agrees(head.absorbed_MeV(10).alpha,
                  {.value = 5.77, .rel_tol = 5e-3, .source = "DDEP Ra-223: 5.67 MeV + recoil"});
}

TEST_F(Sphere, slope_is_continuous_and_the_derivative_of_the_value)
{
    auto const s = SphereSelfDose::make(library(), "Lu-177", Daughters::in_place, kernels());
    double const h = 1e-5;
    auto const slope = [&](double x) {
        return (s.low_let_MeV(x + h) - s.low_let_MeV(x - h)) / (2 * h);
    };
    double const first = std::log(1e-8);
    for (double const knot :
         {first, first + std::log(10) / 10, first + 4 * std::log(10), std::log(1e5)})
        EXPECT_NEAR(slope(knot - 2 * h), slope(knot + 2 * h), 1e-5);
}

TEST_F(Sphere, derivative_of_a_dual_number_is_the_slope)
{
    auto const s = SphereSelfDose::make(library(), "Lu-177", Daughters::in_place, kernels());
    for (double const x : {-25.0, -18.0, -7.3, -1.0, 3.1, 20.0}) {
        auto const d = s.low_let_MeV(numerics::Dual<1>{x, {1.0}});
        double const h = 1e-6;
        EXPECT_EQ(d.value, s.low_let_MeV(x));
        EXPECT_NEAR(d.slope[0], (s.low_let_MeV(x + h) - s.low_let_MeV(x - h)) / (2 * h), 1e-8);
    }
}

TEST_F(Sphere, straight_tracks_would_not_do)
{
    char const* const egsnrc = "EGSnrc v2025a, water with I = 75 eV; ours is 78 eV";
    // 1 MeV in 0.1 g: EGSnrc 0.498, straight tracks 0.424 (by the same quadrature).
    expect_agrees(electron(1).absorbed_MeV(0.1).total(),
                  {.value = 0.49805, .rel_tol = 0.003, .abs_tol = 3 * 1.33e-3, .source = egsnrc});
    auto const y = SphereSelfDose::make(library(), "Y-90", Daughters::left_out, kernels());
    struct Row {
        double mass_g, fraction, sd;
    };
    for (Row const& row : {Row{0.01, 0.220704, 3.88e-4},
                           {0.1, 0.434876, 7.39e-4},
                           {1, 0.688851, 1.09e-3},
                           {10, 0.848431, 1.2e-3},
                           {100, 0.927417, 1.23e-3},
                           {1000, 0.963634, 1.24e-3}})
        expect_agrees(
            y.absorbed_MeV(row.mass_g).total() / y.emitted_MeV().total(),
            {.value = row.fraction, .rel_tol = 0.003, .abs_tol = 3 * row.sd, .source = egsnrc});
}

TEST_F(Sphere, cross_fire_orders_the_emitters)
{
    // Patches of 100 µm in a lesion of 1 g: the farther a particle goes, the more of it leaves the
    // patch.
    double const patch = std::log(sphere_mass_g(0.01)), lesion = 0;
    auto const of = [&](char const* name) {
        return SphereSelfDose::make(library(), name, Daughters::in_place, kernels());
    };
    double const y = of("Y-90").low_let_cross_fire(patch, lesion),
                 lu = of("Lu-177").low_let_cross_fire(patch, lesion);
    double const cross_alpha = of("At-211").alpha_cross_fire(patch, lesion),
                 auger = of("In-111").conversion_auger_MeV(patch) /
                         of("In-111").conversion_auger_MeV(lesion);
    EXPECT_GT(y, lu);
    EXPECT_GT(lu, cross_alpha);
    EXPECT_GT(auger, 0.2);
    EXPECT_EQ(of("Lu-177").low_let_cross_fire(lesion, lesion), 0);
    EXPECT_EQ(of("Lu-177").alpha_cross_fire(patch, lesion), 0);
}

TEST_F(Sphere, dose_is_energy_over_mass)
{
    auto const s = SphereSelfDose::make(library(), "Lu-177", Daughters::in_place, kernels());
    double const dose_Gy = s.dose_per_decay(10 * unit::g).si();
    expect_agrees(dose_Gy * 1e6 * 86400 * 10 / s.absorbed_MeV(10).total(),
                  {.value = 13.84, .rel_tol = 5e-4, .source = "Gy g / (d MBq MeV), by hand"});
    expect_agrees(constant::Gy_g_per_d_MBq_MeV,
                  {.value = 13.8428, .rel_tol = 1e-4, .source = "1e6·86400·1.602e-13·1e3"});
}

TEST_F(Sphere, refuses_masses_outside_the_kernels)
{
    auto const y = SphereSelfDose::make(library(), "Y-90", Daughters::left_out, kernels());
    try {
        (void)y.dose_per_decay(1e-9 * unit::g);
        FAIL() << "1 ng is too small";
    } catch (StudyError const& e) {
        EXPECT_THAT(e.what(), HasSubstr("a sphere of 1e-09 g with Y-90"));
        EXPECT_THAT(e.what(), HasSubstr("the kernels reach from 1e-08 g to 100000 g"));
    }
    EXPECT_THROW((void)y.dose_per_decay(1e6 * unit::g), StudyError);
    EXPECT_THROW((void)y.dose_per_decay(-1 * unit::g), StudyError);
}

}   // namespace
}   // namespace radici::dosimetry
