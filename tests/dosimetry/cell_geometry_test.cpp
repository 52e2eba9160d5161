// Cells: where rays from a source are, and which cells are none.
#include <cmath>

#include <gmock/gmock.h>

#include "dosimetry/cell_sampling.hpp"
#include "radici/base/constants.hpp"
#include "radici/dosimetry/cell_geometry.hpp"
#include "radici/numerics/quadrature.hpp"
#include "support/agrees.hpp"
#include "support/message_of.hpp"

namespace radici::dosimetry {
namespace {

using test::expect_agrees;
using test::message_of;
using ::testing::HasSubstr;

constexpr ConcentricCell cell{.nucleus_um = 4, .cell_um = 5};
constexpr CellSource sources[] = {CellSource::nucleus, CellSource::cytoplasm, CellSource::surface};
constexpr CellTarget targets[] = {CellTarget::nucleus, CellTarget::cell};

double mean_way_um(SourceShell const& source, double target_um)
{
    double sum = 0, low = 0;
    for (double const kink : ray_share_kinks_um(source, target_um)) {
        sum += numerics::integrate([&](double x) { return ray_share(source, target_um, x); }, low,
                                   kink)
                   .value;
        low = kink;
    }
    return sum;
}

TEST(RayShare, is_that_of_random_places_and_directions)
{
    test::CellSampler sampler{1};
    for (auto const source : sources)
        for (auto const target : targets)
            for (double const x : {0.3, 1.2, 3.0, 5.0, 7.7, 8.5, 9.5}) {
                auto const shell = shell_of(cell, source);
                double const a = radius_um(cell, target);
                test::Draws inside;
                for (int i = 0; i < 20000; ++i)
                    inside.add(sampler.ray(shell).distance_from_centre(x) < a ? 1 : 0);
                // 5 standard errors of a share: a false alarm in a million draws of this list
                double const share = ray_share(shell, a, x);
                double const error = std::sqrt(std::max(share * (1 - share), 1e-4) / inside.n);
                EXPECT_NEAR(share, inside.mean(), 5 * error)
                    << to_text(target) << " from " << to_text(source) << " at " << x;
            }
}

TEST(RayShare, begins_where_the_source_is_and_ends_at_the_last_kink)
{
    auto const at_0 = [](CellSource source, CellTarget target) {
        return ray_share(shell_of(cell, source), radius_um(cell, target), 0);
    };
    EXPECT_EQ(at_0(CellSource::nucleus, CellTarget::nucleus), 1);
    EXPECT_EQ(at_0(CellSource::nucleus, CellTarget::cell), 1);
    EXPECT_EQ(at_0(CellSource::cytoplasm, CellTarget::nucleus), 0);
    EXPECT_NEAR(at_0(CellSource::cytoplasm, CellTarget::cell), 1, 1e-14);
    EXPECT_EQ(at_0(CellSource::surface, CellTarget::nucleus), 0);
    EXPECT_EQ(at_0(CellSource::surface, CellTarget::cell), 0.5);
    for (auto const source : sources)
        for (auto const target : targets) {
            auto const shell = shell_of(cell, source);
            double const a = radius_um(cell, target);
            double const last = ray_share_kinks_um(shell, a).back();
            EXPECT_GT(ray_share(shell, a, 0.99 * last), 0);
            EXPECT_NEAR(ray_share(shell, a, last), 0, 1e-14);
            EXPECT_EQ(ray_share(shell, a, 1.01 * last), 0);
        }
}

TEST(RayShare, has_the_mean_ways_of_a_sphere)
{
    expect_agrees(mean_way_um({0, 4}, 4),
                  {.value = 3, .rel_tol = 1e-9, .source = "3a/4, from even places to the surface"});
    expect_agrees(
        mean_way_um({5, 5}, 5),
        {.value = 2.5, .rel_tol = 1e-9, .source = "by hand: half of the mean of 2a|cos|"});
    // A surface of radius q around a: hit with ½(1 − √(1 − a²/q²)) = 0.2, all ways together
    // ∫ chord dΩ/4π = ½ ∫ 2√(a² − q²(1 − c²)) dc from c = 0.6 to 1
    double const by_hand =
        numerics::integrate([](double c) { return std::sqrt(16 - 25 * (1 - c * c)); }, 0.6, 1)
            .value;
    expect_agrees(mean_way_um({5, 5}, 4), {.value = by_hand, .rel_tol = 1e-7, .source = "above"});
}

TEST(RayShare, is_the_same_both_ways)
{
    // Even sources: what of the rays from N is in Cy at x is what of those from Cy is in N, by
    // volume.
    auto const n = shell_of(cell, CellSource::nucleus), cy = shell_of(cell, CellSource::cytoplasm);
    double const volume_n = 64, volume_cy = 125 - 64;
    for (double x = 0.05; x < 10; x += 0.17)
        EXPECT_NEAR(volume_n * (ray_share(n, 5, x) - ray_share(n, 4, x)),
                    volume_cy * ray_share(cy, 4, x), 1e-11);
}

TEST(SharedVolume, is_a_lens)
{
    EXPECT_EQ(shared_volume_um3(3, 1, 4), 0);
    expect_agrees(shared_volume_um3(3, 1, 2),
                  {.value = 4 * constant::pi / 3, .rel_tol = 1e-12, .source = "the small sphere"});
    expect_agrees(shared_volume_um3(3, 1, 2.0000001),
                  {.value = 4 * constant::pi / 3, .rel_tol = 1e-9, .source = "continuous"});
    expect_agrees(
        shared_volume_um3(1, 1, 1),
        {.value = 5 * constant::pi / 12, .rel_tol = 1e-12, .source = "two caps, h = 1/2"});
}

TEST(CellNames, are_those_of_mird)
{
    for (auto const source : sources)
        EXPECT_EQ(cell_source(to_text(source)), source);
    for (auto const target : targets)
        EXPECT_EQ(cell_target(to_text(target)), target);
    EXPECT_EQ(cell_source("cs"), CellSource::surface);
    EXPECT_EQ(cell_source("C"), std::nullopt);
    EXPECT_EQ(cell_target("Cy"), std::nullopt);
}

TEST(CellCheck, says_what_is_wrong)
{
    auto const complaint = [](double nucleus_um, double cell_um, CellSource source) {
        return message_of([&] { check({nucleus_um, cell_um}, source); });
    };
    EXPECT_EQ(complaint(4, 5, CellSource::cytoplasm), "nothing was thrown");
    EXPECT_EQ(complaint(5, 5, CellSource::surface), "nothing was thrown");
    EXPECT_THAT(complaint(6, 5, CellSource::nucleus),
                HasSubstr("a nucleus of 6 um in a cell of 5 um (a nucleus is not larger than its "
                          "cell) - both are radii: are they exchanged?"));
    EXPECT_THAT(complaint(5, 5, CellSource::cytoplasm), HasSubstr("the source is empty"));
    EXPECT_THAT(complaint(0, 5, CellSource::nucleus), HasSubstr("a nucleus of radius 0 um"));
    EXPECT_THAT(complaint(4, -5, CellSource::nucleus), HasSubstr("a cell of radius -5 um"));
    EXPECT_THAT(complaint(4, 5000, CellSource::nucleus), HasSubstr("radii from 0.1 um to 1 mm"));
    EXPECT_THAT(complaint(std::nan(""), 5, CellSource::nucleus), HasSubstr("a nucleus of radius"));
}

}   // namespace
}   // namespace radici::dosimetry
