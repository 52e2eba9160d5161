// What a system does in a pack has nothing to do with who else is there.
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "numerics/lanes_star.hpp"
#include "numerics/lanes_strip.hpp"

namespace radici::numerics::lanes {
namespace {

using test::Star;
using test::widths;
using Outcome = ArrowPack::Outcome;

/// Times, step sizes and all unknowns after each accepted step, in one row.
using Course = std::vector<double>;

struct Traveller {
    Star star;
    double end = 0;
    double spoilt = 0;   ///< added to one unknown at the start
};

std::vector<Traveller> travellers()
{
    std::vector<Traveller> all;
    for (int i = 0; i < 45; ++i)
        all.push_back(
            {.star = {.n = 1 + (i * 5) % 9, .k = 0.05 * (1 + i % 11)}, .end = 0.5 + (i * 7) % 13});
    return all;
}

void note(ArrowPack& pack, int slot, int blocks, Course& course)
{
    course.push_back(pack.time(slot));
    course.push_back(pack.next_step(slot));
    for (int k = 0; k < 2; ++k)
        course.push_back(pack.border(slot, k));
    for (int b = 0; b < blocks; ++b)
        for (int k = 0; k < 3; ++k)
            course.push_back(pack.block(slot, b, k));
}

/// Lets them travel together, `seats` at a time: whoever arrives or fails leaves, the next gets on.
std::vector<Course> travel(ArrowStep const& programs, std::vector<Traveller> const& all,
                           std::size_t seats, Width width)
{
    ArrowPack pack(programs, width);
    std::vector<Course> courses(all.size());
    std::vector<std::size_t> who;
    std::size_t next = 0;
    while (next < all.size() || pack.size() > 0) {
        for (; next < all.size() && who.size() < seats; ++next) {
            auto system = all[next].star.system(all[next].end);
            system.block[0] += all[next].spoilt;
            pack.add(system);
            who.push_back(next);
        }
        pack.step();
        for (int slot = pack.size() - 1; slot >= 0; --slot)
            if (pack.outcome(slot) == Outcome::accepted) {
                auto const me = who[static_cast<std::size_t>(slot)];
                note(pack, slot, all[me].star.n, courses[me]);
            }
        for (int slot = pack.size() - 1; slot >= 0; --slot) {
            auto const& me = all[who[static_cast<std::size_t>(slot)]];
            if (pack.time(slot) >= me.end || pack.outcome(slot) == Outcome::failed) {
                pack.remove(slot);
                who.erase(who.begin() + slot);
            }
        }
    }
    return courses;
}

void expect_same_bytes(Course const& a, Course const& b, std::size_t who)
{
    ASSERT_EQ(a.size(), b.size()) << "traveller " << who;
    EXPECT_EQ(std::memcmp(a.data(), b.data(), a.size() * sizeof(double)), 0) << "traveller " << who;
}

TEST(ArrowPackCompany, has_no_say_in_anybodys_course)
{
    auto const programs = Star::programs(1e-5);
    auto const all = travellers();
    for (auto const width : widths()) {
        auto const together = travel(programs, all, 32, width);
        auto const few = travel(programs, all, 7, width);
        for (std::size_t i = 0; i < all.size(); ++i) {
            auto const alone = travel(programs, {all[i]}, 1, width);
            ASSERT_GT(alone[0].size(), 50u);
            expect_same_bytes(together[i], alone[0], i);
            expect_same_bytes(few[i], alone[0], i);
        }
    }
}

TEST(ArrowPackCompany, may_be_strange)
{
    auto const programs = Star::programs(1e-5);
    auto const all = travellers();
    auto strange = all;
    for (std::size_t i = 0; i < strange.size(); i += 3)
        strange[i].spoilt = i % 2 == 0 ? std::numeric_limits<double>::quiet_NaN()
                                       : std::numeric_limits<double>::infinity();
    for (auto const width : widths()) {
        auto const among_friends = travel(programs, all, 32, width);
        auto const among_strangers = travel(programs, strange, 32, width);
        for (std::size_t i = 0; i < all.size(); ++i)
            if (i % 3 == 0)
                EXPECT_TRUE(among_strangers[i].empty()) << "took a step though it is no number";
            else
                expect_same_bytes(among_strangers[i], among_friends[i], i);
    }
}

TEST(ArrowPackCompany, takes_the_same_steps_at_both_widths)
{
    if (widths().size() < 2)
        GTEST_SKIP() << "this processor has no AVX-512";
    auto const programs = Star::programs(1e-5);
    auto const all = travellers();
    auto const four = travel(programs, all, 32, Width::four);
    auto const eight = travel(programs, all, 32, Width::eight);
    for (std::size_t i = 0; i < all.size(); ++i)
        expect_same_bytes(four[i], eight[i], i);
}

TEST(ArrowPackCompany, is_not_disturbed_by_one_that_goes_back)
{
    auto const programs = Star::programs(1e-6);
    std::vector<Star> const stars = {{.n = 3, .k = 0.2}, {.n = 5, .k = 0.4}, {.n = 2, .k = 0.7}};
    ArrowPack pack(programs);
    for (auto const& star : stars)
        pack.add(star.system(6));
    do
        pack.step();
    while (pack.outcome(1) != Outcome::accepted || pack.time(1) < 1);
    double const from = pack.previous_time(1), moment = from + 0.3 * (pack.time(1) - from);
    double const theta = (moment - from) / (pack.time(1) - from);
    double const c = pack.border_at(1, Star::c, theta), a = pack.block_at(1, 4, Star::a, theta);
    Course before, after;
    for (int other : {0, 2})
        note(pack, other, stars[static_cast<std::size_t>(other)].n, before);
    pack.go_back(1, moment);
    EXPECT_EQ(pack.time(1), moment);
    EXPECT_EQ(pack.border(1, Star::c), c);
    EXPECT_EQ(pack.block(1, 4, Star::a), a);
    EXPECT_NEAR(a, stars[1].exact_a(4, moment), 1e-4);
    for (int other : {0, 2})
        note(pack, other, stars[static_cast<std::size_t>(other)].n, after);
    expect_same_bytes(before, after, 1);
    pack.remove(0);   // the one that went back is now the first
    while (pack.time(0) < 6) {
        if (pack.time(1) >= 6)
            pack.set_end(1, pack.time(1) + 1);
        pack.step();
    }
    EXPECT_EQ(pack.time(0), 6);
    EXPECT_NEAR(pack.border(0, Star::c), stars[1].exact_c(6), 1e-4);
    EXPECT_NEAR(pack.block(0, 1, Star::integral_a), stars[1].exact_integral_a(1, 6), 1e-3);
}

/// y' = ln y: what begins below 1 falls, is 0 after a finite time, and nothing afterwards.
ArrowStep logarithm()
{
    Trace block, border;
    {
        Recording const recording(block);
        Traced const y = Traced::input(0);
        log(y).output();
        y.output();
    }
    {
        Recording const recording(border);
        Traced const c = Traced::input(0), given = Traced::input(1);
        (given - c).output();
    }
    return ArrowStep({.trace = &block, .states = 1, .absolute_tolerance = {1e-8}, .constants = {}},
                     {.trace = &border, .states = 1, .absolute_tolerance = {1e-8}, .constants = {}},
                     0, 1, 1e-6);
}

TEST(ArrowPackCompany, reports_one_whose_rates_are_no_numbers)
{
    auto const programs = logarithm();
    auto const system = [](double y) {
        ArrowSystem one;
        one.blocks = 1;
        one.step = 1e-3;
        one.end = 1e6;
        one.border = {1};
        one.block = {y};
        return one;
    };
    ArrowPack pack(programs), alone(programs);
    pack.add(system(0.5));
    pack.add(system(2));
    alone.add(system(2));
    int steps = 0;
    for (; pack.outcome(0) != Outcome::failed && steps < 1000; ++steps)
        pack.step();
    ASSERT_LT(steps, 1000);
    // ∫ dy/(−ln y) from 0 to ½ = E₁(ln 2) = 0.3786710, by Simpson's rule
    EXPECT_NEAR(pack.time(0), 0.378671, 1e-4);
    EXPECT_TRUE(std::isfinite(pack.border(0, 0)));
    while (alone.time(0) < pack.time(1))
        alone.step();
    EXPECT_EQ(alone.time(0), pack.time(1));
    EXPECT_EQ(alone.block(0, 0, 0), pack.block(1, 0, 0));
}

}   // namespace
}   // namespace radici::numerics::lanes
