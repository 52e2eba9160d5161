// The solids that bodies are drawn with: their surfaces, volumes and mirror images.
#include <cmath>

#include <gtest/gtest.h>

#include "radici/base/constants.hpp"
#include "radici/base/random.hpp"
#include "radici/dosimetry/solid.hpp"
#include "support/agrees.hpp"

namespace radici::dosimetry {
namespace {

using constant::pi;
using test::expect_agrees;

Solid const oval = SolidEllipsoid{{1, 2, 3}, {4, 2, 1}, 30};
Solid const cone = SolidStack{{{0, 0, 0}, {1, 0, 3}, {1, 0, 6}}, {{2, 1}, {4, 2}, {4, 2}}};
Solid const rod = SolidTube{{0, 0, 0}, {3, 4, 0}, 1, 1};
Solid const rib = SolidRing{{0, 1, 0}, {6, 6}, 0.8, 0};

/// Volume by counting points of a lattice of step h in the bounding box.
double counted_cm3(Solid const& solid, double h)
{
    Box const box = bounding_box(solid);
    long inside = 0;
    for (double x = box.low_cm[0] + h / 2; x < box.high_cm[0]; x += h)
        for (double y = box.low_cm[1] + h / 2; y < box.high_cm[1]; y += h)
            for (double z = box.low_cm[2] + h / 2; z < box.high_cm[2]; z += h)
                inside += distance_cm(solid, {x, y, z}) < 0 ? 1 : 0;
    return static_cast<double>(inside) * h * h * h;
}

TEST(Solid, encloses_its_volume)
{
    expect_agrees(counted_cm3(oval, 0.05),
                  {.value = 4 * pi / 3 * 4 * 2 * 1, .rel_tol = 5e-3, .source = "4π/3·abc"});
    expect_agrees(counted_cm3(cone, 0.05), {.value = pi * 2 * 3 * (1 + 2 + 4) / 3 + pi * 8 * 3,
                                            .rel_tol = 5e-3,
                                            .source = "frustum of a cone and a cylinder"});
    expect_agrees(
        counted_cm3(rod, 0.05),
        {.value = pi * 5 + 4 * pi / 3, .rel_tol = 5e-3, .source = "cylinder and two half spheres"});
    expect_agrees(counted_cm3(rib, 0.05),
                  {.value = 2 * pi * pi * 6 * 0.64, .rel_tol = 5e-3, .source = "torus: 2π²·R·r²"});
}

TEST(Solid, distance_is_exact_for_tubes_and_circles)
{
    expect_agrees(distance_cm(rod, {1.5 - 0.8 * 3, 2 + 0.6 * 3, 0}),
                  {.value = 2, .abs_tol = 1e-12, .source = "3 cm from the axis, radius 1"});
    expect_agrees(distance_cm(rod, {-3, -4, 0}),
                  {.value = 4, .abs_tol = 1e-12, .source = "5 cm before the end"});
    Solid const tapered = SolidTube{{0, 0, 0}, {0, 0, 10}, 1, 2};
    expect_agrees(distance_cm(tapered, {3, 0, 5}),
                  {.value = 1.5, .abs_tol = 1e-12, .source = "radius 1.5 half way"});
    expect_agrees(distance_cm(rib, {9, 1, 0}),
                  {.value = 2.2, .abs_tol = 1e-12, .source = "3 cm from the wire, radius 0.8"});
    Solid const ball = SolidEllipsoid{{0, 0, 0}, {3, 3, 3}, 0};
    expect_agrees(distance_cm(ball, {0, 4, 3}),
                  {.value = 2, .abs_tol = 1e-12, .source = "5 cm from the centre, radius 3"});
    EXPECT_EQ(distance_cm(ball, {0, 0, 0}), -3);
}

TEST(Solid, surface_is_where_it_is_drawn)
{
    double const c = std::cos(pi / 6), s = std::sin(pi / 6);
    for (Point const& p : {Point{1 + 4 * c, 2 + 4 * s, 3}, {1 - 2 * s, 2 + 2 * c, 3}, {1, 2, 4}})
        EXPECT_NEAR(distance_cm(oval, p), 0, 1e-12);
    for (Point const& p : {Point{2, 0, 0}, {0.5 + 3, 0, 1.5}, {5, 0, 5}, {1, 2, 4}, {1, 0, 6}})
        EXPECT_NEAR(distance_cm(cone, p), 0, 1e-12);
    Solid const sloping = SolidRing{{0, 0, 5}, {4, 2}, 0.5, 0.3};
    EXPECT_NEAR(distance_cm(sloping, {0, 2, 5 - 0.6 + 0.5}), 0, 1e-12);
}

TEST(Solid, mirror_image_has_the_same_distances_and_every_solid_its_box)
{
    RandomStream rng{1, 0, "points"};
    for (Solid const& solid : {oval, cone, rod, rib}) {
        Solid const other = mirrored(solid);
        Box const box = bounding_box(solid);
        for (int n = 0; n < 2000; ++n) {
            Point const p{16 * rng.uniform() - 8, 16 * rng.uniform() - 8, 16 * rng.uniform() - 8};
            double const d = distance_cm(solid, p);
            EXPECT_EQ(distance_cm(other, {-p[0], p[1], p[2]}), d);
            for (std::size_t i = 0; i < 3 && d < 0; ++i)
                EXPECT_TRUE(box.low_cm[i] <= p[i] && p[i] <= box.high_cm[i]);
        }
    }
}

}   // namespace
}   // namespace radici::dosimetry
