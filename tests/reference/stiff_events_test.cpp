#include <cmath>
#include <limits>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "radici/base/error.hpp"
#include "reference/lambda_system.hpp"
#include "reference/stiff.hpp"
#include "support/agrees.hpp"

namespace radici::reference {
namespace {

using test::Decay;
using test::LambdaSystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Stop = StiffSolver::Stop;

StiffOptions tight(double relative, double absolute)
{
    return {.relative_tolerance = relative, .absolute_tolerance = {absolute}};
}

TEST(StiffRoots, are_located_in_time_and_in_the_state)
{
    Decay system;
    system.root_functions = 3;
    system.root = [](double t, double const* y, double* g) {
        g[0] = t - 0.123456789;
        g[1] = y[0] - 0.5;
        g[2] = y[0] + 1;   // never
    };
    StiffSolver solver(system, tight(1e-13, 1e-15));
    solver.start(0, std::vector{1.0});
    ASSERT_EQ(solver.advance(3), Stop::root);
    EXPECT_THAT(solver.roots_found(), ElementsAre(0));
    EXPECT_NEAR(solver.time(), 0.123456789, 1e-13);
    ASSERT_EQ(solver.advance(3), Stop::root);   // no change of state: it simply goes on
    EXPECT_THAT(solver.roots_found(), ElementsAre(1));
    EXPECT_NEAR(solver.time(), std::log(2), 1e-10);
    EXPECT_NEAR(solver.state()[0], 0.5, 1e-10);
    EXPECT_EQ(solver.advance(3), Stop::time);
    EXPECT_THAT(solver.roots_found(), IsEmpty());
}

TEST(StiffRoots, of_one_instant_are_listed_together_in_either_direction)
{
    Decay system;
    system.root_functions = 3;
    system.root = [](double t, double const*, double* g) {
        g[0] = t - 1;
        g[1] = 5;
        g[2] = 1 - t;
    };
    StiffSolver solver(system, tight(1e-6, 1e-9));
    solver.start(0, std::vector{1.0});
    ASSERT_EQ(solver.advance(2), Stop::root);
    EXPECT_THAT(solver.roots_found(), ElementsAre(0, 2));
}

TEST(StiffRoots, a_change_of_state_at_a_root_starts_a_new_history)
{
    // A dose is given each time the level falls to 1/2: the level jumps to 1, and the period is
    // ln 2.
    Decay system;
    system.root_functions = 1;
    system.root = [](double, double const* y, double* g) { g[0] = y[0] - 0.5; };
    StiffSolver solver(system, tight(1e-10, 1e-13));
    solver.start(0, std::vector{1.0});
    for (int dose = 1; dose <= 5; ++dose) {
        ASSERT_EQ(solver.advance(100), Stop::root);
        EXPECT_NEAR(solver.time(), dose * std::log(2), 1e-7);
        solver.state()[0] = 1;
        solver.start(solver.time(), solver.state());
    }
    EXPECT_EQ(solver.statistics().starts, 6);
}

TEST(StiffRoots, a_function_that_is_zero_at_the_start_waits_until_it_has_left)
{
    Decay system;
    system.root_functions = 1;
    system.root = [](double t, double const*, double* g) { g[0] = t * (t - 1); };
    StiffSolver solver(system, tight(1e-6, 1e-9));
    solver.start(0, std::vector{1.0});
    ASSERT_EQ(solver.advance(3), Stop::root);
    EXPECT_NEAR(solver.time(), 1, 1e-12);
}

TEST(StiffRoots, a_deactivated_function_is_silent)
{
    Decay system;
    bool happened = false;
    system.root_functions = 1;
    system.root = [&happened](double, double const* y, double* g) {
        g[0] = happened ? 1 : y[0] - 0.5;
    };
    StiffSolver solver(system, tight(1e-6, 1e-9));
    solver.start(0, std::vector{1.0});
    ASSERT_EQ(solver.advance(3), Stop::root);
    happened = true;
    solver.state()[0] = 0.5 + 1e-12;   // would cross again at once
    solver.start(solver.time(), solver.state());
    EXPECT_EQ(solver.advance(3), Stop::time);
}

TEST(StiffRoots, after_a_root_a_nearer_end_is_reached_as_well)
{
    Decay system(0.01);
    system.root_functions = 1;
    system.root = [](double t, double const*, double* g) { g[0] = t - 50; };
    StiffSolver solver(system, tight(1e-5, 1e-8));
    solver.start(0, std::vector{1.0});
    ASSERT_EQ(solver.advance(1000), Stop::root);   // the step that found it went far beyond
    for (double const t : {50.001, 50.5, 60.0, 400.0}) {
        ASSERT_EQ(solver.advance(t), Stop::time);
        EXPECT_EQ(solver.time(), t);
        EXPECT_NEAR(solver.state()[0], std::exp(-0.01 * t), 1e-4);
    }
}

struct Refused : std::runtime_error {
    using std::runtime_error::runtime_error;
};

enum class Where { rates, jacobian, roots, quadratures };

class StiffExceptions : public testing::TestWithParam<Where> {};

TEST_P(StiffExceptions, come_out_of_advance_unchanged_and_the_solver_lives_on)
{
    bool armed = true;
    auto const trip = [&armed](Where here) {
        if (armed && here == GetParam())
            throw Refused("no drug left");
    };
    Decay system;
    system.root_functions = system.integrands = 1;
    system.f = [&](double t, double const* y, double* d) {
        if (t > 0.1)
            trip(Where::rates);
        d[0] = -y[0];
    };
    system.df = [&](double, double const*, BlockArrow& j) {
        trip(Where::jacobian);
        j.border(0, 0) = -1;
    };
    system.root = [&](double t, double const*, double* g) {
        if (t > 0.1)
            trip(Where::roots);
        g[0] = 1;
    };
    system.dq = [&](double t, double const* y, double* q) {
        if (t > 0.1)
            trip(Where::quadratures);
        q[0] = y[0];
    };
    StiffSolver solver(system, tight(1e-6, 1e-9));
    solver.start(0, std::vector{1.0});
    EXPECT_THAT([&] { (void)solver.advance(1); },
                testing::ThrowsMessage<Refused>(HasSubstr("no drug left")));
    EXPECT_THROW((void)solver.advance(1), std::logic_error);   // not without a new start
    armed = false;
    solver.clear();
    solver.start(0, std::vector{1.0});
    EXPECT_EQ(solver.advance(1), Stop::time);
    EXPECT_NEAR(solver.state()[0], std::exp(-1), 1e-5);
}

INSTANTIATE_TEST_SUITE_P(FromEachFunction, StiffExceptions,
                         testing::Values(Where::rates, Where::jacobian, Where::roots,
                                         Where::quadratures));

TEST(StiffFailures, rates_that_are_not_finite_shorten_the_step)
{
    // √(1 − y) does not exist where a long step would land.
    LambdaSystem system({.border = 1, .blocks = 0, .block = 0});
    int bad = 0;
    system.f = [&bad](double, double const* y, double* d) {
        bad += y[0] > 1 ? 1 : 0;
        d[0] = 200 * std::sqrt(1 - y[0]) * (1 - y[0]);
    };
    system.df = [](double, double const*, BlockArrow& j) {
        j.border(0, 0) = 0;
    };   // a poor Jacobian on purpose
    StiffSolver solver(system, tight(1e-2, 1e-2));
    solver.start(0, std::vector{0.0});
    EXPECT_EQ(solver.advance(1), Stop::time);
    EXPECT_NEAR(solver.state()[0], 1 - 1 / (101.0 * 101.0), 0.02);
}

TEST(StiffFailures, say_why_and_when)
{
    Decay system;
    system.f = [](double, double const*, double* d) {
        d[0] = std::numeric_limits<double>::quiet_NaN();
    };
    StiffSolver never(system, tight(1e-6, 1e-9));
    never.start(2, std::vector{1.0});
    try {
        (void)never.advance(3);
        FAIL();
    } catch (NumericsError const& error) {
        EXPECT_EQ(error.time_d(), 2);
        EXPECT_THAT(error.what(), HasSubstr("right-hand side"));
    }
}

TEST(StiffFailures, a_solution_that_runs_to_infinity_ends_near_its_pole)
{
    LambdaSystem system({.border = 0, .blocks = 1, .block = 1});
    system.f = [](double, double const* y, double* d) { d[0] = y[0] * y[0]; };   // y = 1/(1 − t)
    system.df = [](double, double const* y, BlockArrow& j) { j.diagonal(0, 0, 0) = 2 * y[0]; };
    StiffSolver solver(system, tight(1e-6, 1e-9));
    solver.start(0, std::vector{1.0});
    try {
        (void)solver.advance(2);
        FAIL();
    } catch (NumericsError const& error) {
        EXPECT_NEAR(error.time_d(), 1, 1e-3);
    }
}

TEST(StiffFailures, too_many_steps_are_an_error)
{
    LambdaSystem system({.border = 2, .blocks = 0, .block = 0});
    system.f = [](double, double const* y, double* d) {
        d[0] = 1000 * y[1];
        d[1] = -1000 * y[0];
    };
    system.df = [](double, double const*, BlockArrow& j) {
        j.border(0, 1) = 1000;
        j.border(1, 0) = -1000;
    };
    StiffSolver solver(
        system, {.relative_tolerance = 1e-6, .absolute_tolerance = {1e-9}, .max_steps = 200});
    solver.start(0, std::vector{1.0, 0.0});
    EXPECT_THAT([&] { (void)solver.advance(10); },
                testing::ThrowsMessage<NumericsError>(HasSubstr("more than 200 steps")));
}

TEST(StiffFailures, promises_of_the_caller_are_checked)
{
    Decay system;
    EXPECT_THROW(StiffSolver(system, {.absolute_tolerance = {1e-3, 1e-3}}), std::logic_error);
    EXPECT_THROW(StiffSolver(system, {.absolute_tolerance = {-1.0}}), NumericsError);
    StiffSolver solver(system, tight(1e-6, 1e-9));
    EXPECT_THROW((void)solver.advance(1), std::logic_error);
    EXPECT_THROW(solver.start(0, std::vector{1.0, 2.0}), std::logic_error);
    solver.start(0, std::vector{1.0});
    EXPECT_THROW((void)solver.advance(-1), std::logic_error);
}

}   // namespace
}   // namespace radici::reference
