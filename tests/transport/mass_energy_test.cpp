// Mass energy absorption from our own cross sections, against published tables and limits.
#include <cmath>

#include <gtest/gtest.h>

#include "radici/base/data_folder.hpp"
#include "radici/transport/mass_energy.hpp"
#include "support/agrees.hpp"
#include "transport/nist_photon.hpp"

namespace radici::transport {
namespace {

using radici::test::expect_agrees;

PhotonMixture mixture(std::string_view material)
{
    return PhotonMixture::load(data_folder(), MaterialLibrary::load(data_folder()).at(material));
}

/// As in photon_mixture_test.cpp: above the phosphorus edge NIST has an older phosphorus.
double nist_tolerance(std::string_view material, double energy_MeV)
{
    bool const phosphorus = energy_MeV > 0.0022 && energy_MeV < 0.0025;
    return material == "bone_cortical_icru44" && phosphorus ? 0.018 : 0.005;
}

TEST(MassEnergyAbsorption, agrees_with_the_nist_tables)
{
    for (auto const& table : test::photon_tables()) {
        auto const photon = mixture(table.material);
        auto const electron = ElectronRange::load(data_folder(), table.material);
        for (auto const& row : table.rows) {
            SCOPED_TRACE(std::string(table.material) + " at " + std::to_string(row.energy_MeV));
            double const ours = mass_energy_absorption_cm2_per_g(photon, electron, row.energy_MeV);
            expect_agrees(ours, {.value = row.nist_mu_en,
                                 .rel_tol = nist_tolerance(table.material, row.energy_MeV),
                                 .source = "NIST, Hubbell & Seltzer 1995"});
            expect_agrees(ours, {.value = row.epics_mu_en,
                                 .rel_tol = 0.004,
                                 .source = "EPICS2023 by another program"});
        }
    }
}

TEST(MassEnergyTransfer, lies_between_absorption_and_attenuation)
{
    auto const photon = mixture("bone_cortical_icru44");
    auto const electron = ElectronRange::load(data_folder(), "bone_cortical_icru44");
    for (double e = 0.001; e < 4; e *= 1.17) {
        double const transfer = mass_energy_transfer_cm2_per_g(photon, e);
        EXPECT_LT(transfer, photon.photon_cm2_per_g(e).total());
        EXPECT_LT(mass_energy_absorption_cm2_per_g(photon, electron, e), transfer);
    }
}

/// Mean share of its energy that a photon of a electron masses gives to a free electron.
double klein_nishina_share(double a)
{
    double const b = 1 + 2 * a, l = std::log(b);
    double const all =
        2 * ((1 + a) / (a * a) * (2 * (1 + a) / b - l / a) + l / (2 * a) - (1 + 3 * a) / (b * b));
    double const scattered = l / (a * a * a) +
                             2 * (1 + a) * (2 * a * a - 2 * a - 1) / (a * a * b * b) +
                             8 * a * a / (3 * b * b * b);
    return 1 - scattered / all;
}

TEST(MassEnergyTransfer, of_hydrogen_is_that_of_klein_and_nishina)
{
    Material hydrogen;
    hydrogen.elements = {{"H", 1, 1.008, 1}};
    auto const photon = PhotonMixture::load(data_folder(), hydrogen);
    for (double const e : {0.2, 0.5, 1.0}) {   // binding of hydrogen does not show here
        double const share = mass_energy_transfer_cm2_per_g(photon, e) /
                             photon.photon_cm2_per_g(e)[PhotonProcess::incoherent];
        expect_agrees(share, {.value = klein_nishina_share(e / 0.51099895),
                              .rel_tol = 0.002,
                              .source = "Klein-Nishina integrals in closed form (Evans, The "
                                        "Atomic Nucleus, 1955)"});
    }
}

TEST(RadiationYield, is_that_of_the_tables)
{
    RadiationYield const water(ElectronRange::load(data_folder(), "water_i75"));
    // S_rad/S_tot at 0, 0.1 … 1 MeV by trapezoids; 0.0001 at rest
    double const share[] = {0.0001,   0.001026, 0.001716, 0.002336, 0.002943, 0.003556,
                            0.004186, 0.004835, 0.005496, 0.006178, 0.006874};
    double sum = 0;
    for (int i = 0; i < 10; ++i)
        sum += 0.05 * (share[i] + share[i + 1]);
    expect_agrees(water.at(1.0),
                  {.value = sum, .rel_tol = 0.01, .source = "NIST ESTAR, water, by trapezoids"});
    expect_agrees(water.at(0.1),
                  {.value = 5.84e-4, .rel_tol = 0.03, .source = "NIST ESTAR, water (memory)"});
    EXPECT_LT(water.at(0.01), water.at(0.02));
}

}   // namespace
}   // namespace radici::transport
