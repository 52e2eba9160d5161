#include "radici/nuclide/energy.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "nuclide/shared_library.hpp"
#include "radici/nuclide/energy_audit.hpp"
#include "support/agrees.hpp"

namespace radici::nuclide {
namespace {

using test::expect_agrees;

TEST(EnergyPerDecay, of_one_alpha_is_its_energy_and_the_recoil)
{
    auto const energy = energy_per_decay(shared_library().at("Po-212"));
    expect_agrees(energy.alpha, {.value = 8.78517, .rel_tol = 1e-12, .source = "DDEP, one line"});
    expect_agrees(energy.recoil,
                  {.value = 8.78517 * 4.0015 / 208, .rel_tol = 1e-12, .source = "two-body decay"});
    EXPECT_EQ(energy.beta + energy.conversion_auger + energy.photon, 0);
    // alpha and recoil take all of Q
    expect_agrees(energy.total(), {.value = 8.95412, .rel_tol = 2e-5, .source = "Q of DDEP"});
}

TEST(EnergyPerDecay, of_positrons_counts_them_as_beta_and_their_quanta_as_photons)
{
    auto const& fluorine = shared_library().at("F-18");
    auto const energy = energy_per_decay(fluorine);
    expect_agrees(
        energy.photon,
        {.value = 2 * 0.9686 * 0.51099895, .rel_tol = 1e-5, .source = "two quanta for 0.9686 β+"});
    expect_agrees(energy.beta,
                  {.value = 0.24168, .rel_tol = 0.005, .source = "DDEP: 0.9686 · 249.5 keV"});
}

TEST(EnergyPerDecay, of_an_internal_pair_counts_as_beta)
{
    auto const& yttrium = shared_library().at("Y-90");
    ASSERT_EQ(yttrium.pairs.size(), 1u);
    double betas = 0;
    for (auto const& branch : yttrium.betas)
        betas += branch.intensity * branch.mean_MeV;
    expect_agrees(
        energy_per_decay(yttrium).beta - betas,
        {.value = 3.19e-5 * 0.7387021, .rel_tol = 1e-6, .source = "pair row of the file"});
}

// Totals of the evaluations per decay; electrons with the evaluated mean beta energies.
TEST(EnergyPerDecay, agrees_with_the_evaluated_totals)
{
    struct Row {
        char const* name;
        double alpha, recoil, electron, photon;
    };
    Row const rows[] = {{"Lu-177", 0, 0, 0.14833, 0.033449},
                        {"Tc-99m", 0, 0, 0.016894, 0.12584},
                        {"In-111", 0, 0, 0.033712, 0.40592},
                        {"I-125", 0, 0, 0.019655, 0.04179},
                        {"Xe-131m", 0, 0, 0.14355, 0.020192},
                        {"Tl-208", 0, 0, 0.59673, 3.38},
                        {"Bi-212", 2.174, 0.04182, 0.50458, 0.10498},
                        {"Ra-223", 5.6644, 0.1035, 0.074343, 0.13713},
                        {"Ac-225", 5.7886, 0.1048, 0.024556, 0.016705},
                        {"At-211", 2.452, 0.0474, 0.0060107, 0.039088},
                        {"Cu-64", 0, 0, 0.12421, 0.18662},
                        {"Zr-89", 0, 0, 0.10209, 1.1583}};
    for (auto const& row : rows) {
        auto const& nuclide = shared_library().at(row.name);
        auto const energy = energy_per_decay(nuclide);
        auto const audit = audit_energy(nuclide);
        std::string const source = std::string{"DDEP or ENSDF with EADL, "} + row.name;
        expect_agrees(energy.alpha, {.value = row.alpha, .rel_tol = 1e-4, .source = source});
        expect_agrees(energy.recoil, {.value = row.recoil, .rel_tol = 1e-3, .source = source});
        expect_agrees(energy.photon, {.value = row.photon, .rel_tol = 1e-4, .source = source});
        expect_agrees(audit.beta + audit.conversion_auger,
                      {.value = row.electron, .rel_tol = 1e-4, .source = source});
        expect_agrees(energy.beta + energy.conversion_auger,
                      {.value = row.electron, .rel_tol = 0.008, .source = source});
    }
}

// The slow transition of Xe-131m belongs to the daughter; with it in 1.1 % of decays the totals of
// the evaluation come back.
TEST(EnergyPerDecay, of_iodine_131_and_its_isomer_is_that_of_the_evaluation)
{
    auto const& library = shared_library();
    auto const iodine = audit_energy(library.at("I-131"));
    auto const xenon = audit_energy(library.at("Xe-131m"));
    char const* const source = "DDEP totals with the isomer counted as prompt";
    double const fed = 0.010865;   // of the evaluation's own 163.93 keV rows
    expect_agrees(iodine.beta + iodine.conversion_auger + fed * xenon.conversion_auger,
                  {.value = 0.193128, .rel_tol = 1e-5, .source = source});
    expect_agrees(iodine.photon + fed * xenon.photon,
                  {.value = 0.380844, .rel_tol = 1e-5, .source = source});
}

TEST(MeanBeta, is_weighted_with_intensity)
{
    auto const& copper = shared_library().at("Cu-64");   // 0.385 electrons, 0.175 positrons
    double const mean = mean_beta_MeV(copper);
    expect_agrees(
        mean * (0.3848 + 0.17519),
        {.value = energy_per_decay(copper).beta, .rel_tol = 1e-5, .source = "definition"});
    EXPECT_EQ(mean_beta_MeV(shared_library().at("Po-212")), 0);
}

TEST(EnergyAudit, finds_no_more_energy_in_any_class_than_q)
{
    for (auto const& name : shared_library().names()) {
        auto const audit = audit_energy(shared_library().at(name));
        for (double const part : {audit.alpha, audit.recoil, audit.beta, audit.conversion_auger,
                                  audit.photon, audit.neutrino, audit.unreleased}) {
            EXPECT_GE(part, 0) << name;
            EXPECT_LE(part, audit.q * 1.001) << name;
        }
    }
}

}   // namespace
}   // namespace radici::nuclide
