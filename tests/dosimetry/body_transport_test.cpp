// Monte Carlo in reference bodies: energy, reciprocity, and the rules for what voxels cannot show.
#include <gmock/gmock.h>

#include "radici/base/data_folder.hpp"
#include "radici/dosimetry/body_transport.hpp"
#include "radici/dosimetry/sphere.hpp"
#include "radici/dosimetry/sphere_kernel.hpp"
#include "support/agrees.hpp"
#include "support/message_of.hpp"

namespace radici::dosimetry {
namespace {

using test::expect_agrees;
using test::message_of;
using ::testing::HasSubstr;
using transport::DecaySource;
using transport::ParticleKind;

nuclide::NuclideLibrary const& library()
{
    static auto const nuclides = nuclide::NuclideLibrary::load(data_folder());
    return nuclides;
}

BodyTransport const& male()
{
    static BodyTransport const body(data_folder(), Phantom::load(data_folder(), "adult-male"),
                                    1e-2);
    return body;
}

BodyEnergy photons(std::string const& source, double energy_MeV, std::uint64_t histories,
                   int threads = 1)
{
    BodyEffort effort;
    effort.histories = histories;
    effort.threads = threads;
    return male().follow(source, DecaySource::of_particle(ParticleKind::photon, energy_MeV),
                         {{EmissionClass::photon, Particle::photon, energy_MeV, 1, energy_MeV}},
                         effort);
}

BodyEnergy decays(std::string const& source, std::string const& nuclide, std::uint64_t histories)
{
    BodyEffort effort;
    effort.histories = histories;
    effort.threads = 1;
    return male().follow(
        source, DecaySource::of_nuclide(library(), nuclide, Daughters::in_place, male().cut_MeV()),
        emissions(library(), nuclide, Daughters::in_place), effort);
}

void expect_same(BodyEnergy const& a, BodyEnergy const& b)
{
    ASSERT_EQ(a.targets.size(), b.targets.size());
    for (std::size_t t = 0; t < a.targets.size(); ++t) {
        EXPECT_EQ(a.targets[t].mean_MeV.total(), b.targets[t].mean_MeV.total());
        EXPECT_EQ(a.targets[t].total_sd_MeV, b.targets[t].total_sd_MeV);
    }
}

TEST(BodyTransport, follows_photons_through_the_body)
{
    double const energy = 0.1;
    auto const kidney = photons("kidney", energy, 40'000), liver = photons("liver", energy, 40'000);
    EXPECT_NEAR(kidney.energy_balance, 0, 1e-9);
    EXPECT_NEAR(kidney.emitted_MeV, energy, 1e-12);
    double sum = kidney.escaped_MeV + kidney.elsewhere_MeV;
    for (auto const& target : kidney.targets)
        if (target.region != "parotid")
            sum += target.mean_MeV.total();
    EXPECT_NEAR(sum, energy, 1e-12);
    expect_same(photons("kidney", energy, 2'000, 1), photons("kidney", energy, 2'000, 2));

    // Reciprocity: per gram the liver has from the kidneys what they have from it.
    auto const &there = liver.at("kidney"), &back = kidney.at("liver");
    double const a = there.mean_MeV.photon / there.mass_g, b = back.mean_MeV.photon / back.mass_g;
    double const sd =
        std::hypot(there.sd_MeV.photon / there.mass_g, back.sd_MeV.photon / back.mass_g);
    EXPECT_LT(sd / a, 0.05);
    EXPECT_NEAR(a, b, 4 * sd);

    auto const water = SphereKernel::load(data_folder(), Particle::photon);
    double const as_water_g = sphere_mass_g(1.05 * sphere_radius_cm(155 / 1.05));
    double const one = energy * water.fraction(energy, as_water_g);
    expect_agrees(kidney.at("kidney").mean_MeV.photon / one,
                  {.value = 1.0, .rel_tol = 0.12, .source = "a sphere of 155 g for each kidney"});

    auto const rest = photons("rest", energy, 40'000);
    expect_agrees(1 - rest.escaped_MeV / energy,
                  {.value = 0.370,
                   .rel_tol = 0.1,
                   .source = "whole body to whole body, 70 kg, MIRD Pamphlet 5 (1969), memory"});
}

TEST(BodyTransport, divides_charged_energy_by_rule_in_skeleton_and_contents)
{
    auto const surface = decays("bone_surface", "Ra-223", 2'000);
    double const alpha = emitted_MeV(emissions(library(), "Ra-223", Daughters::in_place)).alpha;
    expect_agrees(surface.at("bone_surface").mean_MeV.alpha / alpha,
                  {.value = 0.25, .rel_tol = 0.01, .source = "ICRP 30 table 7.4, memory"});
    expect_agrees(surface.at("red_marrow").mean_MeV.alpha / alpha,
                  {.value = 0.25, .rel_tol = 0.01, .source = "0.5 of the trabecular half"});

    auto const bladder = decays("bladder", "Lu-177", 5'000);
    auto const& wall = bladder.at("bladder");
    double const beta = emitted_MeV(emissions(library(), "Lu-177", Daughters::in_place)).beta;
    expect_agrees(wall.mean_MeV.beta / beta,
                  {.value = 0.5 * wall.mass_g / 200,
                   .rel_tol = 0.02,
                   .source = "half the equilibrium dose of the content, ICRP 30"});

    auto const kidney = decays("kidney", "Y-90", 5'000);
    double const kept = kidney.at("kidney").mean_MeV.beta / kidney.emitted_MeV;
    EXPECT_GT(kept, 0.90);
    EXPECT_LT(kept,
              0.98);   // a sphere of 155 g keeps 0.96; a kidney is long, its voxels have edges
    EXPECT_GT(kidney.at("rest").mean_MeV.beta, 0);

    auto const blood = decays("blood", "Lu-177", 20'000);
    auto const& liver = blood.at("liver");
    expect_agrees(liver.mean_MeV.beta / beta,
                  {.value = male().phantom().anatomy.at("liver").blood_share,
                   .rel_tol = 4 * liver.sd_MeV.beta / liver.mean_MeV.beta,
                   .source = "its share of the blood"});
    EXPECT_THAT(message_of([&] { (void)blood.at("livre"); }), HasSubstr("liver"));
}

TEST(BodyTransport, keeps_the_remainder_out_of_the_marrow)
{
    VoxelBody const& body = male().body();
    double sum = 0;
    for (SourceVoxel const& v : body.source("rest")) {
        EXPECT_NE(body.tissues[body.tissue[v.voxel]].name, "spongiosa");
        sum += v.probability;
    }
    EXPECT_NEAR(sum, 1, 1e-9);
    // Alphas cross no more than the skin of spongiosa; with the inactive marrow there (970 g of
    // 59.7 kg), by mass a third of it, they would give red marrow 5.8e-3 of their energy.
    auto const rest = decays("rest", "Ra-223", 5'000);
    double const alpha = emitted_MeV(emissions(library(), "Ra-223", Daughters::in_place)).alpha;
    EXPECT_LT(rest.at("red_marrow").mean_MeV.alpha, 1e-3 * alpha);
    EXPECT_GT(rest.at("rest").mean_MeV.alpha, 0.995 * alpha);
}

TEST(BodyTransport, ends_where_the_judged_target_is_known_well_enough)
{
    BodyEffort effort;
    effort.histories = 10'000'000;
    effort.threads = 1;
    effort.relative_sd = 0.02;
    effort.judged = "liver";
    auto const energy =
        male().follow("liver", DecaySource::of_particle(ParticleKind::photon, 0.2),
                      {{EmissionClass::photon, Particle::photon, 0.2, 1, 0.2}}, effort);
    auto const& liver = energy.at("liver");
    EXPECT_LE(liver.total_sd_MeV, 0.02 * liver.mean_MeV.total());
    EXPECT_LT(energy.histories, 100'000U);
    EXPECT_THROW((void)male().follow("tumour", DecaySource::of_particle(ParticleKind::photon, 0.2),
                                     {}, effort),
                 StudyError);
}

}   // namespace
}   // namespace radici::dosimetry
