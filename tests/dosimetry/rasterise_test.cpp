// Reference bodies on voxels: masses, symmetry, connection, and where sources and targets lie.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include <gmock/gmock.h>

#include "radici/base/constants.hpp"
#include "radici/base/data_folder.hpp"
#include "radici/dosimetry/rasterise.hpp"
#include "support/agrees.hpp"
#include "support/message_of.hpp"

namespace radici::dosimetry {
namespace {

using test::expect_agrees;
using test::message_of;
using ::testing::AllOf;
using ::testing::HasSubstr;

VoxelBody const& body(std::string const& name)
{
    static std::map<std::string, VoxelBody> bodies;
    auto found = bodies.find(name);
    if (found == bodies.end()) {
        auto const phantom = Phantom::load(data_folder(), name);
        found = bodies.emplace(name, rasterise(phantom, phantom.spacing_cm)).first;
    }
    return found->second;
}

std::uint8_t tissue_index(VoxelBody const& b, std::string const& name)
{
    for (std::size_t t = 0; t < b.tissues.size(); ++t)
        if (b.tissues[t].name == name)
            return static_cast<std::uint8_t>(t);
    ADD_FAILURE() << "no tissue " << name;
    return 0;
}

/// The voxel and its neighbours through faces, those inside the grid.
std::vector<std::size_t> neighbours(transport::VoxelGrid const& grid, std::size_t n)
{
    auto const nx = static_cast<std::size_t>(grid.size[0]);
    auto const ny = static_cast<std::size_t>(grid.size[1]);
    auto const nz = static_cast<std::size_t>(grid.size[2]);
    std::size_t const i = n % nx, j = n / nx % ny, k = n / (nx * ny);
    std::vector<std::size_t> out;
    if (i > 0)
        out.push_back(n - 1);
    if (i + 1 < nx)
        out.push_back(n + 1);
    if (j > 0)
        out.push_back(n - nx);
    if (j + 1 < ny)
        out.push_back(n + nx);
    if (k > 0)
        out.push_back(n - nx * ny);
    if (k + 1 < nz)
        out.push_back(n + nx * ny);
    return out;
}

/// Sizes of the pieces of the voxels for which `belongs` holds, connected through faces.
template <class Belongs>
std::vector<std::size_t> pieces(VoxelBody const& b, Belongs belongs)
{
    std::vector<bool> seen(b.tissue.size(), false);
    std::vector<std::size_t> sizes, open;
    for (std::size_t start = 0; start < b.tissue.size(); ++start) {
        if (seen[start] || !belongs(b.tissue[start]))
            continue;
        sizes.push_back(0);
        seen[start] = true;
        for (open = {start}; !open.empty();) {
            std::size_t const n = open.back();
            open.pop_back();
            ++sizes.back();
            for (std::size_t const m : neighbours(b.grid, n))
                if (!seen[m] && belongs(b.tissue[m])) {
                    seen[m] = true;
                    open.push_back(m);
                }
        }
    }
    return sizes;
}

/// Two concentric balls of equal mass density, in a body of nothing else.
Phantom ball(double inner_g, double outer_g)
{
    Phantom p;
    p.anatomy = Anatomy::load(data_folder(), "adult-male");
    p.slack_cm = 0.1;
    p.tissues = {{"core", "water", 1, inner_g, {}}, {"shell", "water", 1, outer_g, {}}};
    double const radius = std::cbrt(3 * (inner_g + outer_g) / (4 * constant::pi));
    p.parts = {{"ball",
                {SolidEllipsoid{{0, 0, 0}, {radius, radius, radius}, 0}},
                {{0, inner_g}, {1, outer_g}}}};
    return p;
}

TEST(VoxelBody, has_the_masses_of_its_anatomy)
{
    for (auto const& name : phantom_names(data_folder())) {
        auto const& b = body(name);
        auto const anatomy = Anatomy::load(data_folder(), name);
        b.grid.check();
        std::vector<double> weighed(b.tissues.size(), 0);
        for (std::size_t n = 0; n < b.tissue.size(); ++n)
            weighed[b.tissue[n]] +=
                static_cast<double>(b.grid.density_g_per_cm3[n]) * b.grid.voxel_cm3();
        EXPECT_EQ(weighed[0], 0);
        for (std::size_t t = 1; t < b.tissues.size(); ++t) {
            expect_agrees(weighed[t], {.value = b.tissues[t].mass_g,
                                       .rel_tol = 1e-6,
                                       .source = name + ": " + b.tissues[t].name});
            EXPECT_NEAR(b.tissues[t].density_factor, 1, 0.03) << name << " " << b.tissues[t].name;
        }
        expect_agrees(std::accumulate(weighed.begin(), weighed.end(), 0.0),
                      {.value = anatomy.body_mass_g(), .rel_tol = 1e-6, .source = "body: " + name});
        for (Organ const& organ : anatomy.organs()) {
            auto const held = b.target_mass_g(organ.region.name);
            double const share =
                organ.region.kind == RegionKind::blood ? anatomy.vessel_blood_share() : 1;
            expect_agrees(std::accumulate(held.begin(), held.end(), 0.0),
                          {.value = share * organ.mass_g.value,
                           .rel_tol = 1e-9,
                           .source = name + ": " + organ.region.name});
        }
    }
}

TEST(VoxelBody, is_as_large_as_a_body)
{
    auto const height_cm = [](VoxelBody const& b) {
        int low = b.grid.size[2], high = 0;
        auto const slice = static_cast<std::size_t>(b.grid.size[0] * b.grid.size[1]);
        for (std::size_t n = 0; n < b.tissue.size(); ++n)
            if (b.tissue[n] != 0) {
                low = std::min(low, static_cast<int>(n / slice));
                high = std::max(high, static_cast<int>(n / slice));
            }
        return (high - low + 1) * b.grid.spacing_cm[2];
    };
    expect_agrees(height_cm(body("adult-male")),
                  {.value = 176, .abs_tol = 4, .source = "ICRP 89, reference adult male"});
    expect_agrees(height_cm(body("adult-female")),
                  {.value = 163, .abs_tol = 4, .source = "ICRP 89, reference adult female"});
}

TEST(VoxelBody, paired_organs_are_mirror_images)
{
    for (auto const& name : phantom_names(data_folder())) {
        auto const& b = body(name);
        auto const nx = static_cast<std::size_t>(b.grid.size[0]);
        for (auto const* organ : {"kidney", "lacrimal", "thyroid", "parotid", "other_salivary"}) {
            auto const t = tissue_index(b, organ);
            std::size_t different = 0;
            for (std::size_t n = 0; n < b.tissue.size(); ++n) {
                std::size_t const other = n - n % nx + (nx - 1 - n % nx);
                different += b.tissue[n] == t && b.tissue[other] != t ? 1 : 0;
            }
            EXPECT_EQ(different, 0) << name << ": " << organ;
        }
    }
}

TEST(VoxelBody, organs_are_in_one_piece_or_in_pairs)
{
    for (auto const& name : phantom_names(data_folder())) {
        auto const& b = body(name);
        for (auto const& [tissue, number] :
             std::map<std::string, std::size_t>{{"brain", 1},
                                                {"pituitary", 1},
                                                {"liver", 1},
                                                {"spleen", 1},
                                                {"stomach", 1},
                                                {"bladder_content", 1},
                                                {"heart_wall", 1},
                                                {"kidney", 2},
                                                {"lung", 2},
                                                {"thyroid", 2},
                                                {"lacrimal", 2},
                                                {"parotid", 2}}) {
            auto const t = tissue_index(b, tissue);
            auto found = pieces(b, [t](std::uint8_t own) { return own == t; });
            std::sort(found.rbegin(), found.rend());
            ASSERT_GE(found.size(), number) << name << ": " << tissue;
            // A vessel may cut single voxels off the edge of an organ.
            std::size_t const main =
                std::accumulate(found.begin(), found.begin() + static_cast<long>(number), 0UL);
            EXPECT_GT(static_cast<double>(main), 0.999 * static_cast<double>(b.tissues[t].voxels))
                << name << ": " << tissue;
            EXPECT_GT(found[number - 1],
                      0.3 * static_cast<double>(main) / static_cast<double>(number))
                << name << ": " << tissue;
        }
        auto const whole = pieces(b, [](std::uint8_t own) { return own != 0; });
        EXPECT_EQ(whole.size(), 1) << name << " is one body";
        auto const outside = pieces(b, [](std::uint8_t own) { return own == 0; });
        EXPECT_EQ(outside.size(), 1) << name << " has no holes";
    }
}

TEST(VoxelBody, organs_lie_under_the_skin)
{
    for (auto const& name : phantom_names(data_folder())) {
        auto const& b = body(name);
        std::set<std::string> bare;
        for (std::size_t n = 0; n < b.tissue.size(); ++n)
            for (std::size_t const m : neighbours(b.grid, n))
                if (b.tissue[n] != 0 && b.tissue[m] == 0)
                    bare.insert(b.tissues[b.tissue[n]].name);
        for (auto const* covering : {"skin", "adipose", "muscle"})
            bare.erase(covering);
        EXPECT_THAT(bare, ::testing::IsEmpty()) << name;
    }
}

TEST(VoxelBody, parts_keep_to_their_drawing)
{
    for (auto const& name : phantom_names(data_folder())) {
        auto const& b = body(name);
        for (PlacedPart const& part : b.parts)
            EXPECT_LT(std::abs(part.growth_cm), 0.2 * b.grid.spacing_cm[0])
                << name << ": " << part.name;
    }
}

TEST(VoxelBody, layers_go_from_the_inside_outwards)
{
    auto const b = rasterise(ball(100, 300), 0.2);
    double farthest_core = 0, nearest_shell = 1e9, farthest = 0;
    for (std::size_t n = 0; n < b.tissue.size(); ++n) {
        auto const nx = static_cast<std::size_t>(b.grid.size[0]);
        auto const ny = static_cast<std::size_t>(b.grid.size[1]);
        std::array<std::size_t, 3> const ijk{n % nx, n / nx % ny, n / (nx * ny)};
        double r2 = 0;
        for (std::size_t a = 0; a < 3; ++a)
            r2 += std::pow(b.corner_cm[a] + (static_cast<double>(ijk[a]) + 0.5) * 0.2, 2);
        if (b.tissue[n] == 1)
            farthest_core = std::max(farthest_core, std::sqrt(r2));
        if (b.tissue[n] == 2)
            nearest_shell = std::min(nearest_shell, std::sqrt(r2));
        if (b.tissue[n] != 0)
            farthest = std::max(farthest, std::sqrt(r2));
    }
    EXPECT_LE(farthest_core, nearest_shell + 1e-6);
    expect_agrees(farthest_core,
                  {.value = 2.879, .abs_tol = 0.1, .source = "(3·100/4π)^(1/3) cm, half a voxel"});
    expect_agrees(farthest,
                  {.value = 4.571, .abs_tol = 0.1, .source = "(3·400/4π)^(1/3) cm, half a voxel"});
}

TEST(VoxelBody, sources_are_where_the_activity_is)
{
    auto const& b = body("adult-male");
    for (auto const& region : b.regions.names()) {
        if (region == "tumour")
            continue;
        double sum = 0;
        for (SourceVoxel const& voxel : b.source(region)) {
            EXPECT_GT(b.grid.density_g_per_cm3[voxel.voxel], 0);
            sum += voxel.probability;
        }
        EXPECT_NEAR(sum, 1, 1e-9) << region;
    }
    auto const share_of = [&](char const* region, char const* tissue) {
        double sum = 0;
        for (SourceVoxel const& voxel : b.source(region))
            sum += b.tissue[voxel.voxel] == tissue_index(b, tissue) ? voxel.probability : 0;
        return sum;
    };
    EXPECT_NEAR(share_of("red marrow", "spongiosa"), 1, 1e-9);
    EXPECT_NEAR(share_of("bladder", "bladder_content"), 1, 1e-9);
    expect_agrees(
        share_of("salivary glands", "parotid"),
        {.value = 50. / 85, .rel_tol = 1e-9, .source = "ICRP 89: 50 of 85 g are parotid"});
    expect_agrees(
        share_of("bone_mineral", "cortical_bone"),
        {.value = 0.8, .rel_tol = 1e-9, .source = "ICRP 89: 4400 of 5500 g are cortical"});
    EXPECT_EQ(b.target_mass_g("bladder")[tissue_index(b, "bladder_content")], 0);
}

TEST(VoxelBody, refuses_what_it_has_not)
{
    auto const& b = body("mouse-25g");
    EXPECT_THAT(message_of([&] { (void)b.source("tumour"); }), HasSubstr("no voxel of it"));
    EXPECT_THAT(message_of([&] { (void)b.target_mass_g("gut"); }),
                ::testing::Not(HasSubstr("no voxel")));
    EXPECT_THAT(message_of([&] { (void)b.source("kindey"); }), HasSubstr("did you mean"));
}

TEST(VoxelBody, refuses_voxels_that_cannot_hold_an_organ)
{
    auto const male = Phantom::load(data_folder(), "adult-male");
    EXPECT_THAT(message_of([&] { (void)rasterise(male, 0.8); }),
                AllOf(HasSubstr("pituitary"), HasSubstr("take smaller voxels")));
    EXPECT_THROW((void)rasterise(male, 0), StudyError);
    EXPECT_THROW((void)rasterise(male, NAN), StudyError);
    EXPECT_THROW((void)rasterise(male, 1e-3), StudyError);
    auto crowded = ball(100, 300);
    crowded.parts.insert(crowded.parts.begin(), crowded.parts.front());
    EXPECT_THAT(message_of([&] { (void)rasterise(crowded, 0.2); }),
                AllOf(HasSubstr("ball: room for"), HasSubstr("draw it larger")));
}

TEST(VoxelBody, is_the_same_every_time)
{
    auto const mouse = Phantom::load(data_folder(), "mouse-25g");
    auto const again = rasterise(mouse, mouse.spacing_cm);
    EXPECT_EQ(again.tissue, body("mouse-25g").tissue);
    EXPECT_EQ(again.grid.density_g_per_cm3, body("mouse-25g").grid.density_g_per_cm3);
}

}   // namespace
}   // namespace radici::dosimetry
