// Reference bodies as they are drawn: complete, and with masses that add up.
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "radici/base/data_folder.hpp"
#include "radici/dosimetry/phantom.hpp"
#include "support/agrees.hpp"
#include "support/message_of.hpp"
#include "support/temporary_folder.hpp"

namespace radici::dosimetry {
namespace {

namespace fs = std::filesystem;
using test::expect_agrees;
using test::message_of;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string text_of(fs::path const& file)
{
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

/// The data folder with one change to the drawing of the mouse.
class ChangedMouse {
public:
    ChangedMouse(std::string const& from, std::string const& to)
    {
        auto const bodies = folder_.path() / "anatomy" / "bodies";
        fs::create_directories(bodies);
        for (auto const* name : {"regions.toml", "mouse-25g.toml"})
            fs::copy(data_folder() / "anatomy" / name, folder_.path() / "anatomy" / name);
        fs::create_directory_symlink(fs::absolute(data_folder() / "materials"),
                                     folder_.path() / "materials");
        auto text = text_of(data_folder() / "anatomy" / "bodies" / "mouse-25g.toml");
        auto const at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        std::ofstream(bodies / "mouse-25g.toml") << text.replace(at, from.size(), to);
    }
    [[nodiscard]] std::string message() const
    {
        return message_of([&] { (void)Phantom::load(folder_.path(), "mouse-25g"); });
    }

private:
    test::TemporaryFolder folder_;
};

TEST(Phantom, there_are_three)
{
    EXPECT_THAT(phantom_names(data_folder()),
                ElementsAre("adult-female", "adult-male", "mouse-25g"));
    EXPECT_THAT(message_of([] { (void)Phantom::load(data_folder(), "adult-mael"); }),
                AllOf(HasSubstr("unknown phantom \"adult-mael\""),
                      HasSubstr("did you mean \"adult-male\"?")));
}

TEST(Phantom, has_every_region_but_the_lesion)
{
    for (auto const& name : phantom_names(data_folder())) {
        auto const body = Phantom::load(data_folder(), name);
        for (auto const& region : body.anatomy.regions().names()) {
            bool held = false;
            for (Tissue const& tissue : body.tissues)
                for (Held const& part : tissue.holds)
                    held = held || part.region == region;
            EXPECT_EQ(held, region != "tumour") << region << " in " << name;
        }
    }
}

TEST(Phantom, masses_add_up)
{
    for (auto const& name : phantom_names(data_folder())) {
        auto const body = Phantom::load(data_folder(), name);
        double tissues = 0, layers = 0;
        for (Tissue const& tissue : body.tissues)
            tissues += tissue.mass_g;
        for (BodyPart const& part : body.parts)
            for (auto const& layer : part.layers)
                layers += layer.mass_g;
        expect_agrees(tissues, {.value = body.anatomy.body_mass_g(),
                                .rel_tol = 1e-9,
                                .source = "the mass of the body: " + name});
        expect_agrees(layers, {.value = tissues, .rel_tol = 1e-6, .source = "its tissues"});
    }
}

TEST(Phantom, marrow_lies_where_bones_have_spongiosa)
{
    auto const body = Phantom::load(data_folder(), "adult-male");
    for (Tissue const& tissue : body.tissues)
        for (Held const& held : tissue.holds)
            if (held.region == "red_marrow") {
                EXPECT_EQ(tissue.name, "spongiosa");
                EXPECT_EQ(tissue.material, "spongiosa_icru44");
            }
    double spine_g = 0, all_g = 0;
    for (BodyPart const& part : body.parts)
        for (auto const& layer : part.layers)
            if (body.tissues[layer.tissue].name == "spongiosa") {
                all_g += layer.mass_g;
                spine_g += part.name.find("spine") != std::string::npos ? layer.mass_g : 0;
            }
    expect_agrees(spine_g / all_g, {.value = 0.323,
                                    .abs_tol = 0.005,
                                    .source = "ICRP 70, adult: 3.9 + 16.1 + 12.3 % (memory)"});
}

TEST(Phantom, refuses_a_drawing_that_does_not_add_up)
{
    EXPECT_THAT(
        ChangedMouse("{ tissue = \"liver\" }", "{ tissue = \"liver\", share = 0.9 }").message(),
        AllOf(HasSubstr("mouse-25g.toml:"), HasSubstr("tissue liver have shares")));
    EXPECT_THAT(ChangedMouse("{ tissue = \"liver\" }", "{ tissue = \"livre\" }").message(),
                AllOf(HasSubstr("tissue \"livre\""), HasSubstr("did you mean \"liver\"?")));
    EXPECT_THAT(ChangedMouse("value = \"0.35 g\"", "value = \"0.45 g\"").message(),
                AllOf(HasSubstr("red_marrow"), HasSubstr("the anatomy has 0.35")));
    EXPECT_THAT(ChangedMouse("value = \"4.0 g\"", "value = \"24 g\"").message(),
                AllOf(HasSubstr("rest"), HasSubstr("must be > 0")));
    EXPECT_THAT(ChangedMouse("region = \"kidney\"", "region = \"kindey\"").message(),
                HasSubstr("did you mean \"kidney\"?"));
}

TEST(Phantom, refuses_bad_solids)
{
    EXPECT_THAT(ChangedMouse("kind = \"ellipsoid\"", "kind = \"elipsoid\"").message(),
                AllOf(HasSubstr("mouse-25g.toml:"), HasSubstr("ellipsoid")));
    EXPECT_THAT(ChangedMouse("radius_cm = 0.", "radius_cm = -0.").message(),
                AllOf(HasSubstr("radius_cm"), HasSubstr("must be > 0")));
    EXPECT_THAT(ChangedMouse("centre_cm = [0, 0.36, 6.85]", "centre_cm = [0, 0.36]").message(),
                HasSubstr("3 are due"));
    EXPECT_THAT(ChangedMouse("mirror = true", "mirrored = true").message(),
                HasSubstr("mirrored: unknown key"));
}

}   // namespace
}   // namespace radici::dosimetry
