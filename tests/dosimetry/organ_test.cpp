// Organs: conventions, reciprocity and the energy that may not be made.
#include <gmock/gmock.h>

#include "radici/base/constants.hpp"
#include "radici/base/data_folder.hpp"
#include "radici/dosimetry/body_transport.hpp"
#include "radici/dosimetry/organ_dose.hpp"
#include "radici/dosimetry/sphere_dose.hpp"
#include "support/agrees.hpp"

namespace radici::dosimetry {
namespace {

using test::expect_agrees;
using ::testing::HasSubstr;

class Organs : public ::testing::Test {
protected:
    static nuclide::NuclideLibrary const& library()
    {
        static auto const nuclides = nuclide::NuclideLibrary::load(data_folder());
        return nuclides;
    }
    static ReferenceBody const& body()
    {
        static auto const male = ReferenceBody::load(data_folder(), "adult-male");
        return male;
    }
    static Anatomy const& male() { return body().anatomy; }
    static OrganDose const& lu()
    {
        static auto const dose = OrganDose::make(library(), "Lu-177", body());
        return dose;
    }
    static OrganDose const& ra()
    {
        static auto const dose = OrganDose::make(library(), "Ra-223", body());
        return dose;
    }
};

TEST_F(Organs, absorb_no_more_than_is_emitted)
{
    for (auto const name : {"Lu-177", "Ra-223", "I-131", "Y-90", "In-111", "F-18"}) {
        auto const dose = OrganDose::make(library(), name, body());
        for (auto const& source : dose.sources()) {
            ByClass sum;
            for (auto const& target : dose.targets()) {
                if (target == "parotid")
                    continue;   // it is part of the salivary glands
                auto const one = dose.absorbed_MeV(target, source);
                EXPECT_GE(std::min({one.alpha, one.beta, one.conversion_auger, one.photon}), 0);
                sum.alpha += one.alpha;
                sum.beta += one.beta;
                sum.conversion_auger += one.conversion_auger;
                sum.photon += one.photon;
            }
            auto const& out = dose.emitted_MeV();
            // Electrons' fractions are averaged with those of the way back: each row adds to 1
            // within its statistics.
            double const electrons = 1 + 2e-3;
            EXPECT_LE(sum.alpha, out.alpha * (1 + 1e-9)) << name << " in " << source;
            EXPECT_LE(sum.beta, out.beta * electrons) << name << " in " << source;
            EXPECT_LE(sum.conversion_auger, out.conversion_auger * electrons)
                << name << " in " << source;
            EXPECT_LE(sum.photon, out.photon) << name << " in " << source;
        }
    }
}

TEST_F(Organs, photons_are_reciprocal_within_what_is_known)
{
    for (auto const a : {"kidney", "liver", "spleen", "lung", "red_marrow"})
        for (auto const b : {"kidney", "liver", "rest"}) {
            // As a target the remainder has the inactive marrow beside the red, as a source not.
            if (std::string(a) == b || (std::string(a) == "red_marrow" && std::string(b) == "rest"))
                continue;
            double const there = lu().gy_per_d_per_MBq(a, b).photon,
                         back = lu().gy_per_d_per_MBq(b, a).photon;
            EXPECT_NEAR(there, back, 0.15 * there) << a << " " << b;
        }
}

TEST_F(Organs, near_ones_get_more_photons_than_far_ones)
{
    auto const photon = [](char const* target, char const* source) {
        return lu().gy_per_d_per_MBq(target, source).photon;
    };
    EXPECT_GT(photon("kidney", "kidney"), 5 * photon("kidney", "liver"));
    EXPECT_GT(photon("kidney", "spleen"), photon("kidney", "thyroid"));
    EXPECT_GT(photon("pituitary", "salivary"), photon("pituitary", "bladder"));
    EXPECT_GT(photon("liver", "lung"), photon("liver", "bladder"));
}

TEST_F(Organs, keep_less_of_electrons_than_spheres_of_their_mass)
{
    auto const sphere = SphereSelfDose::make(library(), "Lu-177", Daughters::in_place,
                                             SphereKernels::load(data_folder()));
    double const m = 155,
                 kept = sphere.beta_MeV(std::log(m)) + sphere.conversion_auger_MeV(std::log(m));
    auto const kidney = lu().absorbed_MeV("kidneys", "kidneys");
    EXPECT_LT(kidney.beta + kidney.conversion_auger, kept);   // no shape has less surface
    expect_agrees(kidney.beta + kidney.conversion_auger,
                  {.value = kept, .rel_tol = 0.01, .source = "two spheres of 155 g"});
    expect_agrees(lu().gy_per_d_per_MBq("liver", "liver").beta,
                  {.value = 13.8428 * 0.1335 / 1800,
                   .rel_tol = 0.01,
                   .source = "local deposition of 133.5 keV"});
}

/// svalue and the cohort: whole decays followed in the body, and kernels folded with the emissions.
TEST_F(Organs, have_what_whole_decays_give_them)
{
    BodyTransport const engine(data_folder(), Phantom::load(data_folder(), "adult-male"), 1e-2);
    auto const decay =
        transport::DecaySource::of_nuclide(library(), "Y-90", Daughters::in_place, 1e-2);
    auto const list = emissions(library(), "Y-90", Daughters::in_place);
    auto const dose = OrganDose::make(list, body());
    for (auto const source : {"kidney", "rest", "red_marrow", "bladder", "blood"}) {
        BodyEffort effort;
        effort.histories = 20'000;
        effort.threads = 1;
        auto const energy = engine.follow(source, decay, list, effort);
        for (auto const target : {"kidney", "liver", "red_marrow", "rest", "bladder"}) {
            auto const& direct = energy.at(target);
            double const sd = direct.sd_MeV.beta;
            if (sd < 0.1 * direct.mean_MeV.beta) {
                EXPECT_NEAR(dose.absorbed_MeV(target, source).beta, direct.mean_MeV.beta,
                            4 * sd + 0.03 * direct.mean_MeV.beta)
                    << target << " " << source;
            }
        }
    }
}

TEST_F(Organs, contents_give_walls_half_their_dose)
{
    double const content = male().mass_g("gut_content");
    auto const wall = ra().gy_per_d_per_MBq("large_intestine", "gut_content");
    double const equilibrium = constant::Gy_g_per_d_MBq_MeV / content;
    expect_agrees(wall.alpha, {.value = 0.5 * 0.01 * ra().emitted_MeV().alpha * equilibrium,
                               .rel_tol = 1e-9,
                               .source = "ICRP 30: 1 % of half the equilibrium dose"});
    expect_agrees(wall.beta, {.value = 0.5 * ra().emitted_MeV().beta * equilibrium,
                              .rel_tol = 0.02,
                              .source = "half the equilibrium dose, less bremsstrahlung"});
    EXPECT_GT(lu().gy_per_d_per_MBq("bladder", "bladder").photon, 0);
    EXPECT_LT(lu().gy_per_d_per_MBq("kidney", "bladder").beta, 1e-8);   // bremsstrahlung alone
}

TEST_F(Organs, bone_surfaces_dose_marrow_as_icrp_30_has_it)
{
    double const alpha = ra().emitted_MeV().alpha;
    expect_agrees(ra().absorbed_MeV("bone_surface", "bone_surface").alpha / alpha,
                  {.value = 0.25, .rel_tol = 1e-9, .source = "ICRP 30 table 7.4"});
    expect_agrees(ra().absorbed_MeV("red_marrow", "bone_surface").alpha / alpha,
                  {.value = 0.25, .rel_tol = 1e-9, .source = "0.5 of the trabecular half"});
    // The ratio of the two doses in the label of radium dichloride is 1152/139 = 8.3.
    double const ratio = ra().gy_per_d_per_MBq("bone_surface", "bone_surface").total() /
                         ra().gy_per_d_per_MBq("red_marrow", "bone_surface").total();
    EXPECT_GT(ratio, 6);
    EXPECT_LT(ratio, 12);
}

TEST_F(Organs, activity_buried_in_mineral_reaches_little)
{
    double const alpha = ra().emitted_MeV().alpha;
    expect_agrees(ra().absorbed_MeV("bone_surface", "bone_mineral").alpha / alpha,
                  {.value = 0.5 * 0.025 + 0.5 * 0.01,
                   .rel_tol = 1e-9,
                   .source = "ICRP 30 table 7.4, half trabecular"});
    expect_agrees(ra().absorbed_MeV("red_marrow", "bone_mineral").alpha / alpha,
                  {.value = 0.5 * 0.05, .rel_tol = 1e-9, .source = "ICRP 30 table 7.4"});
    EXPECT_LT(ra().absorbed_MeV("red_marrow", "bone_mineral").total(),
              ra().absorbed_MeV("red_marrow", "bone_surface").total());
    EXPECT_EQ(ra().absorbed_MeV("large_intestine", "upper_gut_content").alpha, 0);
    EXPECT_THROW((void)ra().gy_per_d_per_MBq("bone_mineral", "liver"), StudyError);
}

TEST_F(Organs, blood_doses_what_it_flows_through)
{
    auto const share = male().at("liver").blood_share;
    double const own = lu().absorbed_MeV("liver", "liver").beta;
    expect_agrees(lu().absorbed_MeV("liver", "blood").beta / own,
                  {.value = share, .rel_tol = 0.01, .source = "its blood share"});
    expect_agrees(lu().gy_per_d_per_MBq("blood", "blood").beta,
                  {.value = 13.8428 * lu().emitted_MeV().beta / 5600,
                   .rel_tol = 0.02,
                   .source = "concentration times energy, less what leaves the vessels"});
    EXPECT_GT(lu().gy_per_d_per_MBq("red_marrow", "blood").beta, 0);
}

TEST_F(Organs, part_has_the_dose_of_its_whole)
{
    expect_agrees(lu().gy_per_d_per_MBq("parotid", "salivary").total(),
                  {.value = lu().gy_per_d_per_MBq("salivary", "salivary").total(),
                   .rel_tol = 1e-12,
                   .source = "same glands"});
}

TEST_F(Organs, refuse_contents_and_lesions)
{
    EXPECT_THROW((void)lu().gy_per_d_per_MBq("gut_content", "liver"), StudyError);
    EXPECT_THROW((void)lu().gy_per_d_per_MBq("liver", "tumour"), StudyError);
    EXPECT_THROW((void)lu().gy_per_d_per_MBq("livre", "liver"), StudyError);
}

TEST_F(Organs, of_a_mouse_are_left_by_fast_electrons)
{
    auto const mouse = ReferenceBody::load(data_folder(), "mouse-25g");
    auto const y = OrganDose::make(library(), "Y-90", mouse);
    double const kept = y.absorbed_MeV("kidney", "kidney").beta / y.emitted_MeV().beta;
    EXPECT_GT(kept, 0.35);
    EXPECT_LT(kept, 0.75);   // 0.19 g: a radius of 3.6 mm, the mean range is 4 mm
    EXPECT_GT(y.absorbed_MeV("rest", "kidney").beta, 0.1 * y.emitted_MeV().beta);
    auto const lu_177 = OrganDose::make(library(), "Lu-177", mouse);
    EXPECT_GT(lu_177.absorbed_MeV("liver", "liver").beta, 0.93 * lu_177.emitted_MeV().beta);
    for (auto const& source : y.sources()) {
        double sum = 0;
        for (auto const& target : y.targets())
            if (target != "parotid")
                sum += y.absorbed_MeV(target, source).total();
        EXPECT_LE(sum, 1.01 * y.emitted_MeV().total()) << source;
    }
}

}   // namespace
}   // namespace radici::dosimetry
