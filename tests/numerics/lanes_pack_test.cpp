// Packs of block-arrow systems against the closed form of a star of exchanging pools.
#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "numerics/lanes_star.hpp"

namespace radici::numerics::lanes {
namespace {

using test::arrive;
using test::Star;

/// The largest error of any state or integral of one star.
double error_of(ArrowPack& pack, int slot, Star const& star)
{
    double const t = pack.time(slot);
    double worst =
        std::max(std::abs(pack.border(slot, Star::c) - star.exact_c(t)),
                 std::abs(pack.border(slot, Star::integral_c) - star.exact_integral_c(t)));
    for (int b = 0; b < star.n; ++b)
        worst = std::max(
            {worst, std::abs(pack.block(slot, b, Star::a) - star.exact_a(b, t)),
             std::abs(pack.block(slot, b, Star::integral_a) - star.exact_integral_a(b, t))});
    return worst;
}

TEST(ArrowPack, follows_the_closed_form_of_stiff_stars)
{
    auto const programs = Star::programs(1e-7);
    ArrowPack pack(programs);
    std::vector<Star> stars;
    for (int n = 1; n <= 11; ++n) {   // 66 blocks: three strips
        stars.push_back({.n = n, .k = 0.1 * n});
        pack.add(stars.back().system(0));
    }
    for (double const t : {1e-7, 1e-5, 0.01, 0.5, 3.0, 40.0}) {
        for (int slot = 0; slot < pack.size(); ++slot)
            pack.set_end(slot, t);
        for (int slot = 0; slot < pack.size(); ++slot)
            while (pack.time(slot) < t) {
                for (int other = 0; other < pack.size(); ++other)   // those that are there go on
                    if (pack.time(other) >= t)
                        pack.set_end(other, pack.time(other) + 1e-9);
                pack.step();
                ASSERT_NE(pack.outcome(slot), ArrowPack::Outcome::failed);
            }
        for (int slot = 0; slot < pack.size(); ++slot)
            EXPECT_LT(error_of(pack, slot, stars[static_cast<std::size_t>(slot)]), 1e-5)
                << "star " << slot << " at " << t;
    }
    // An explicit method would need 1e7 steps each.
    EXPECT_LT(pack.steps(), 800L * pack.size());
}

TEST(ArrowPack, gets_more_accurate_as_the_tolerance_falls)
{
    Star const star{.n = 6};
    double last = 1;
    for (double const tolerance : {1e-2, 1e-4, 1e-6, 1e-8}) {
        auto const programs = Star::programs(tolerance);
        ArrowPack pack(programs);
        pack.add(star.system(3));
        ASSERT_TRUE(arrive(pack, 0, 3));
        double const error = error_of(pack, 0, star);
        EXPECT_LT(error, 0.3 * last) << tolerance;
        EXPECT_LT(error, 100 * tolerance);
        last = error;
    }
}

TEST(ArrowPack, lets_the_fast_pool_follow_the_slow_one)
{
    Star const star{.n = 3};
    auto const programs = Star::programs(1e-8);
    ArrowPack pack(programs);
    pack.add(star.system(2));
    ASSERT_TRUE(arrive(pack, 0, 2));
    double const fast = (star.n + 1) * star.k;
    for (int b = 0; b < star.n; ++b) {
        double const rate = -fast * (star.level() - star.start_c()) / star.n * std::exp(-fast * 2) -
                            star.k * (star.start_a(b) - star.mean_a()) * std::exp(-star.k * 2);
        EXPECT_NEAR(pack.block(0, b, Star::s), star.exact_a(b, 2) - rate / Star::r, 1e-6);
    }
}

double total(ArrowPack& pack, Star const& star)
{
    double sum = pack.border(0, Star::c);
    for (int b = 0; b < star.n; ++b)
        sum += pack.block(0, b, Star::a);
    return sum;
}

/// The linear systems are solved exactly, so what a linear law conserves is conserved, whatever
/// the tolerance; the inflow is a parameter that an event may change.
TEST(ArrowPack, conserves_the_total_and_counts_what_flows_in)
{
    Star const star{.n = 5};
    auto const programs = Star::programs(1e-2);
    ArrowPack pack(programs);
    pack.add(star.system(10));
    double const before = total(pack, star);
    ASSERT_TRUE(arrive(pack, 0, 10));
    EXPECT_NEAR(total(pack, star), before, 1e-12 * before);
    pack.block_parameter(0, 2, 0) = 0.75;
    ASSERT_TRUE(arrive(pack, 0, 14));
    EXPECT_NEAR(total(pack, star), before + 4 * 0.75, 1e-12 * before);
    pack.block_parameter(0, 2, 0) = 0;
    ASSERT_TRUE(arrive(pack, 0, 20));
    EXPECT_NEAR(total(pack, star), before + 4 * 0.75, 1e-12 * before);
}

TEST(ArrowPack, knows_the_course_within_a_step)
{
    Star const star{.n = 4};
    auto const programs = Star::programs(1e-7);
    ArrowPack pack(programs);
    pack.add(star.system(10));
    int accepted = 0;
    while (pack.time(0) < 10) {
        pack.step();
        if (pack.outcome(0) != ArrowPack::Outcome::accepted)
            continue;
        ++accepted;
        EXPECT_EQ(pack.border_at(0, Star::c, 1), pack.border(0, Star::c));
        for (double const theta : {0.0, 0.25, 0.5, 0.9}) {
            double const from = pack.previous_time(0);
            double const t = from + theta * (pack.time(0) - from);
            EXPECT_NEAR(pack.border_at(0, Star::c, theta), star.exact_c(t), 1e-5);
            EXPECT_NEAR(pack.border_at(0, Star::integral_c, theta), star.exact_integral_c(t), 1e-5);
            EXPECT_NEAR(pack.block_at(0, 3, Star::a, theta), star.exact_a(3, t), 1e-5);
        }
    }
    EXPECT_GT(accepted, 10);
}

TEST(ArrowPack, arrives_exactly_at_the_end)
{
    Star const star{.n = 2};
    auto const programs = Star::programs(1e-5);
    ArrowPack pack(programs);
    pack.add(star.system(1));
    for (double const t : {0.1, 1.0 / 3.0, 1.0, std::nextafter(1.0, 2), 7.3, 7.3 + 1e-9, 365.25}) {
        pack.set_end(0, t);
        while (pack.time(0) < t) {
            pack.step();
            ASSERT_NE(pack.outcome(0), ArrowPack::Outcome::failed);
            ASSERT_LE(pack.time(0), t);
        }
        EXPECT_EQ(pack.time(0), t);
        EXPECT_NEAR(pack.border(0, Star::c), star.exact_c(t), 1e-3);
    }
}

}   // namespace
}   // namespace radici::numerics::lanes
