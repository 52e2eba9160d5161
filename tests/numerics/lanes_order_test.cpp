// The order of whole steps on a problem that is not linear, depends on time, and is coupled both
// ways between border and blocks. It has a solution in closed form by construction:
//   c = 1/(1 + t)    c' = −c₀² − K(c² − c₀²) + κ(Σ y_b − Σ (1 + t)^−w_b),  c₀ = 1/(1 + t)
//   y_b = (1 + t)^−w_b    y_b' = −w_b c y_b
#include <algorithm>
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "radici/numerics/lanes/arrow_pack.hpp"

namespace radici::numerics::lanes {
namespace {

constexpr std::array powers = {0.5, 1.25, 2.0};

ArrowStep programs()
{
    Trace block, border;
    {
        Recording const recording(block);
        Traced const y = Traced::input(0), c = Traced::input(1);
        Traced const w = powers[0];
        (-(w * c * y)).output();
        y.output();
    }
    {
        Recording const recording(border);
        Traced const c = Traced::input(0), given = Traced::input(1), t = Traced::input(2);
        Traced const c0 = 1.0 / (1.0 + t);
        Traced sum;
        for (double const w : powers)
            sum += pow(1.0 + t, -w);
        (-(c0 * c0) - 3.0 * (c * c - c0 * c0) + 0.7 * (given - sum)).output();
        c.output();
    }
    ArrowHalf blocks{.trace = &block, .states = 1, .absolute_tolerance = {1e9}, .constants = {{}}};
    blocks.constants[0].varies = true;
    ArrowHalf borders{.trace = &border, .states = 1, .absolute_tolerance = {1e9}, .constants = {}};
    for (double const value : border.constants)
        borders.constants.push_back({.varies = false, .shared = value});
    return ArrowStep(blocks, borders, 1, 1, 1e-6);   // so loose that every step is accepted
}

ArrowPack started(ArrowStep const& step)
{
    ArrowPack pack(step);
    ArrowSystem system;
    system.blocks = powers.size();
    system.border = {1};
    system.block.assign(powers.size(), 1);
    system.block_constants.assign(powers.begin(), powers.end());
    system.border_constants.assign(step.border().constants.size(), 0);
    pack.add(system);
    return pack;
}

void one_step(ArrowPack& pack, double h)
{
    pack.set_end(0, pack.time(0) + h);
    pack.set_next_step(0, h);
    pack.step();
    ASSERT_EQ(pack.outcome(0), ArrowPack::Outcome::accepted);
}

double error_at_one(ArrowStep const& step, int steps)
{
    auto pack = started(step);
    for (int i = 0; i < steps; ++i)
        one_step(pack, 1.0 / steps);
    EXPECT_NEAR(pack.time(0), 1, 1e-14);
    double worst = std::abs(pack.border(0, 0) - 0.5);
    for (std::size_t b = 0; b < powers.size(); ++b)
        worst = std::max(
            worst, std::abs(pack.block(0, static_cast<int>(b), 0) - std::pow(2.0, -powers[b])));
    return worst;
}

TEST(ArrowPackOrder, is_four)
{
    auto const step = programs();
    double last = error_at_one(step, 8);
    EXPECT_LT(last, 1e-5);
    for (int const steps : {16, 32, 64}) {
        double const error = error_at_one(step, steps);
        EXPECT_NEAR(std::log2(last / error), 4, 0.25) << steps << " steps";
        last = error;
    }
}

/// One step from the exact state: an error of h⁴ within it, as of an interpolation of order 3.
double error_within(ArrowStep const& step, double h)
{
    auto pack = started(step);
    one_step(pack, h);
    double worst = 0;
    for (double const theta : {0.2, 0.4, 0.6, 0.8}) {
        double const t = theta * h;
        worst = std::max(worst, std::abs(pack.border_at(0, 0, theta) - 1 / (1 + t)));
        for (std::size_t b = 0; b < powers.size(); ++b)
            worst = std::max(worst, std::abs(pack.block_at(0, static_cast<int>(b), 0, theta) -
                                             std::pow(1 + t, -powers[b])));
    }
    return worst;
}

TEST(ArrowPackOrder, of_the_course_within_a_step_is_three)
{
    auto const step = programs();
    double last = error_within(step, 0.1);
    for (double const h : {0.05, 0.025, 0.0125}) {
        double const error = error_within(step, h);
        EXPECT_NEAR(std::log2(last / error), 4, 0.4) << h;
        last = error;
    }
}

}   // namespace
}   // namespace radici::numerics::lanes
