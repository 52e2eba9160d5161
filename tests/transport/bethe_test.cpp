// Collision and radiative stopping of electrons and positrons.
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "radici/base/constants.hpp"
#include "radici/base/data_folder.hpp"
#include "radici/numerics/quadrature.hpp"
#include "radici/transport/bethe.hpp"
#include "radici/transport/bragg_radiative.hpp"
#include "radici/transport/electron_range.hpp"
#include "support/agrees.hpp"

namespace radici::transport {
namespace {

using nuclide::Charge;
using test::expect_agrees;

BetheMatter matter(Material const& material, ElectronRange const& electron, double energy_MeV)
{
    return {material.z_over_a, material.mean_excitation_eV.value,
            electron.density_effect(energy_MeV)};
}

TEST(Bethe, is_the_published_collision_stopping_of_water_and_air)
{
    struct Row {
        double energy_MeV, water, air;
    };
    constexpr std::array rows{
        Row{0.0125, 18.97, 16.63}, Row{0.015, 16.47, 14.44}, Row{0.02, 13.17, 11.57},
        Row{0.03, 9.653, 8.491},   Row{0.04, 7.777, 6.848},  Row{0.05, 6.603, 5.818},
        Row{0.06, 5.797, 5.11},    Row{0.08, 4.757, 4.197},  Row{0.1, 4.115, 3.633},
        Row{0.125, 3.591, 3.172},  Row{0.15, 3.238, 2.861},  Row{0.2, 2.793, 2.469},
        Row{0.25, 2.528, 2.236},   Row{0.3, 2.355, 2.084},   Row{0.4, 2.148, 1.902},
        Row{0.5, 2.034, 1.802},    Row{0.6, 1.963, 1.743},   Row{0.7, 1.917, 1.706},
        Row{0.8, 1.886, 1.683},    Row{0.9, 1.864, 1.669},   Row{1, 1.849, 1.661},
        Row{1.25, 1.829, 1.655},   Row{1.5, 1.822, 1.661},   Row{1.75, 1.821, 1.671},
        Row{2, 1.824, 1.684},      Row{2.5, 1.834, 1.712},   Row{3, 1.846, 1.74},
        Row{3.5, 1.858, 1.766},    Row{4, 1.87, 1.79}};
    auto const library = MaterialLibrary::load(data_folder());
    for (auto const& name : {"water_i75", "air"}) {
        auto const electron = ElectronRange::load(data_folder(), name);
        for (auto const& row : rows)
            expect_agrees(
                bethe_collision_MeV_cm2_per_g(Charge::electron, row.energy_MeV,
                                              matter(library.at(name), electron, row.energy_MeV)),
                {.value = std::string_view(name) == "air" ? row.air : row.water,
                 .rel_tol = 1e-3,
                 .source = "NIST ESTAR"});
    }
}

TEST(Bethe, agrees_with_the_table_of_every_material_above_10_keV)
{
    auto const library = MaterialLibrary::load(data_folder());
    for (auto const& name : library.names()) {
        auto const electron = ElectronRange::load(data_folder(), name);
        Material const& material = library.at(name);
        EXPECT_EQ(electron.mean_excitation_eV(), material.mean_excitation_eV.value) << name;
        for (double const e : {0.01, 0.015, 0.03, 0.06, 0.1, 0.2, 0.5, 1., 1.5, 2., 3., 4.})
            expect_agrees(
                bethe_collision_MeV_cm2_per_g(Charge::electron, e, matter(material, electron, e)),
                {.value = electron.collision_MeV_cm2_per_g(e),
                 .rel_tol = 1e-3,
                 .source = "data/cross_sections/electron"});
    }
}

// Positrons and electrons differ in close collisions only. So the difference of the two formulas
// must be that of the energy lost by Bhabha scattering (any transfer) and by Møller scattering
// (the faster electron is the primary: up to a half), whatever the smallest transfer is.
// Cross sections in units of 2π r_e² m/β² per electron, W the transfer, E the energy.
double bhabha(double w, double e)
{
    double const g = 1 + e / constant::electron_mass_MeV, s = (g - 1) / g, p = (g + 1) * (g + 1);
    double const b1 = s * s * (2 * p - 1) / (g * g - 1), b2 = s * s * (3 * p + 1) / p;
    double const b3 = s * s * 2 * g * (g - 1) / p, b4 = s * s * (g - 1) * (g - 1) / p;
    double const x = w / e;
    return (1 - b1 * x + b2 * x * x - b3 * x * x * x + b4 * x * x * x * x) / (w * w);
}

double moller(double w, double e)
{
    double const g = 1 + e / constant::electron_mass_MeV, a = (g - 1) * (g - 1) / (g * g);
    double const r = e - w;
    return 1 / (w * w) + 1 / (r * r) - 1 / (w * r) + a * (1 / (e * e) + 1 / (w * r));
}

TEST(Bethe, positrons_differ_by_bhabha_less_moller)
{
    for (double const e : {0.01, 0.1, 0.5, 1.0, 3.0}) {
        double const least = 1e-8 * e;
        auto const lost = [&](auto section, double most) {
            return numerics::integrate(
                       [&](double ln_w) {
                           double const w = std::exp(ln_w);
                           return w * w * section(w, e);
                       },
                       std::log(least), std::log(most))
                .value;
        };
        double const difference = lost(bhabha, e) - lost(moller, e / 2);
        BetheMatter const water{0.55509, 75, 0};
        double const scale =
            bethe_collision_MeV_cm2_per_g(Charge::electron, e, {0.55509, 75, 0}) -
            bethe_collision_MeV_cm2_per_g(Charge::electron, e, {0.55509, 75, 1});   // δ counts 1
        double const ours = (bethe_collision_MeV_cm2_per_g(Charge::positron, e, water) -
                             bethe_collision_MeV_cm2_per_g(Charge::electron, e, water)) /
                            scale;
        expect_agrees(ours, {.value = difference,
                             .abs_tol = 1e-6,
                             .source = "quadrature of the Bhabha and Moller cross sections"});
    }
}

TEST(Bethe, positrons_stop_faster_when_slow_and_slower_when_fast)
{
    auto const water = ElectronRange::load(data_folder(), "water_i75");
    auto const ratio = [&](double e) {
        return water.positron_collision_MeV_cm2_per_g(e) / water.collision_MeV_cm2_per_g(e);
    };
    expect_agrees(ratio(0.01), {.value = 1.11,
                                .rel_tol = 0.02,
                                .source = "ICRU 37, positrons and electrons in water (memory)"});
    expect_agrees(ratio(1.0),
                  {.value = 0.98, .rel_tol = 0.01, .source = "ICRU 37, in water (memory)"});
    EXPECT_EQ(ratio(0.0005), ratio(0.001));   // held below 1 keV
    for (double e = 0.002; e < 4; e *= 1.3) {
        EXPECT_GT(ratio(e), 0.96);
        EXPECT_LT(ratio(e), ratio(e / 1.3) + 0.002);
    }
}

TEST(ElectronRange, density_effect_starts_at_zero_and_rises)
{
    auto const water = ElectronRange::load(data_folder(), "water_i75");
    EXPECT_EQ(water.density_effect(0.3), 0);
    expect_agrees(
        water.density_effect(1.0),
        {.value = 0.2428, .rel_tol = 0.005, .source = "ICRU 37's tabulated δ of water (memory)"});
    for (double e = 0.5; e < 3.9; e *= 1.1)
        EXPECT_LE(water.density_effect(e), water.density_effect(e * 1.02));
    EXPECT_THROW((void)water.density_effect(4.5), StudyError);
}

TEST(BraggRadiative, gives_the_radiative_column_of_every_material)
{
    auto const library = MaterialLibrary::load(data_folder());
    for (auto const& name : library.names()) {
        auto const bragg = BraggRadiative::load(data_folder(), library.at(name));
        auto const electron = ElectronRange::load(data_folder(), name);
        for (double const e : {0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.7, 0.9, 1., 1.75, 2., 3., 4.})
            expect_agrees(bragg.radiative_MeV_cm2_per_g(e),
                          {.value = electron.radiative_MeV_cm2_per_g(e),
                           .rel_tol = 0.01,
                           .source = "data/cross_sections/electron, " + name});
    }
    auto const water = BraggRadiative::load(data_folder(), library.at("water"));
    expect_agrees(water.radiative_MeV_cm2_per_g(1.0),
                  {.value = 0.01280, .rel_tol = 0.01, .source = "NIST ESTAR, water, 1 MeV"});
    EXPECT_THROW((void)water.radiative_MeV_cm2_per_g(5), StudyError);
}

}   // namespace
}   // namespace radici::transport
