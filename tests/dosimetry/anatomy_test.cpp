#include <gmock/gmock.h>

#include "radici/base/data_folder.hpp"
#include "radici/dosimetry/anatomy.hpp"
#include "support/agrees.hpp"

namespace radici::dosimetry {
namespace {

using test::expect_agrees;
using ::testing::HasSubstr;

TEST(RegionList, reads_plurals_and_long_forms)
{
    auto const list = RegionList::load(data_folder());
    for (auto const& [given, name] : std::vector<std::pair<std::string, std::string>>{
             {"kidney", "kidney"},
             {"kidneys", "kidney"},
             {"Lungs", "lung"},
             {"salivary glands", "salivary"},
             {"salivary_glands", "salivary"},
             {"bone endosteum", "bone_surface"},
             {"bone endosteum / osteogenic cells", "bone_surface"},
             {"lower large intestine wall", "large_intestine"},
             {"red marrow", "red_marrow"},
             {"bone-surface", "bone_surface"},
             {"whole_body", "rest"},
             {"tumor", "tumour"}})
        EXPECT_EQ(list.canonical(given), name) << given;
    for (auto const& name : list.names())
        EXPECT_EQ(list.canonical(name), name);
}

TEST(RegionList, names_the_nearest_of_an_unknown_region)
{
    auto const list = RegionList::load(data_folder());
    EXPECT_FALSE(list.find("kindey"));
    try {
        (void)list.canonical("kindeys");
        FAIL() << "kindeys is no region";
    } catch (StudyError const& e) {
        EXPECT_THAT(e.what(), HasSubstr("unknown region \"kindeys\""));
        EXPECT_THAT(e.what(), HasSubstr("did you mean \"kidneys\"?"));
    }
}

TEST(Anatomy, has_the_reference_masses)
{
    auto const male = Anatomy::load(data_folder(), "adult-male");
    auto const source = "ICRP 89, adult male";
    expect_agrees(male.mass_g("liver"), {.value = 1800, .source = source});
    expect_agrees(male.mass_g("kidneys"), {.value = 310, .source = source});
    expect_agrees(male.mass_g("spleen"), {.value = 150, .source = source});
    expect_agrees(male.mass_g("salivary glands"), {.value = 85, .source = source});
    expect_agrees(male.mass_g("thyroid"), {.value = 20, .source = source});
    expect_agrees(male.mass_g("red_marrow"), {.value = 1170, .source = source});
}

TEST(Anatomy, masses_and_blood_add_up_to_the_body)
{
    for (auto const name : {"adult-male", "adult-female", "mouse-25g"}) {
        auto const body = Anatomy::load(data_folder(), name);
        double mass = 0, blood = body.vessel_blood_share();
        for (Organ const& organ : body.organs()) {
            if (!organ.region.part_of.empty())
                continue;
            bool const is_blood = organ.region.kind == RegionKind::blood;
            mass += organ.mass_g.value * (is_blood ? body.vessel_blood_share() : 1);
            if (organ.content_mass_g)
                mass += organ.content_mass_g->value;
            blood += organ.blood_share;
        }
        EXPECT_NEAR(mass, body.body_mass_g(), 1e-6 * mass) << name;
        EXPECT_NEAR(blood, 1, 1e-9) << name;
    }
}

TEST(Anatomy, refuses_a_lesion_and_an_unknown_body)
{
    EXPECT_THROW((void)Anatomy::load(data_folder(), "adult-male").at("tumour"), StudyError);
    EXPECT_THROW((void)Anatomy::load(data_folder(), "giant"), StudyError);
}

}   // namespace
}   // namespace radici::dosimetry
