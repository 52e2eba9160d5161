#include "reference/stiff.hpp"

#include <cmath>
#include <cstring>
#include <vector>

#include <gtest/gtest.h>

#include "numerics/allocations.hpp"
#include "radici/base/error.hpp"
#include "reference/lambda_system.hpp"
#include "support/agrees.hpp"

namespace radici::reference {
namespace {

using test::Decay;
using test::expect_agrees;
using test::Expected;
using test::LambdaSystem;
using Stop = StiffSolver::Stop;

StiffOptions tight(double relative, double absolute)
{
    return {.relative_tolerance = relative, .absolute_tolerance = {absolute}};
}

/// Robertson's kinetics: a stiff problem whose unknowns may stand in the border or in a block.
struct Robertson : StiffSystem {
    explicit Robertson(ArrowShape s) : arrow(s) {}
    ArrowShape shape() const override { return arrow; }
    void rates(double, double const* y, double* d) override
    {
        d[0] = -0.04 * y[0] + 1e4 * y[1] * y[2];
        d[2] = 3e7 * y[1] * y[1];
        d[1] = -d[0] - d[2];
    }
    void jacobian(double, double const* y, BlockArrow& j) override
    {
        double const a[3][3] = {{-0.04, 1e4 * y[2], 1e4 * y[1]},
                                {0.04, -1e4 * y[2] - 6e7 * y[1], -1e4 * y[1]},
                                {0, 6e7 * y[1], 0}};
        int const n = arrow.border;
        for (int r = 0; r < 3; ++r)
            for (int c = 0; c < 3; ++c) {
                if (r < n && c < n)
                    j.border(r, c) = a[r][c];
                else if (r < n)
                    j.bottom(0, r, c - n) = a[r][c];
                else if (c < n)
                    j.right(0, r - n, c) = a[r][c];
                else
                    j.diagonal(0, r - n, c - n) = a[r][c];
            }
    }
    int root_count() const override { return 1; }
    void roots(double, double const* y, double* g) override { g[0] = with_root ? y[2] - 0.01 : 1; }
    ArrowShape arrow;
    bool with_root = false;
};

class RobertsonInEachShape : public testing::TestWithParam<ArrowShape> {};

TEST_P(RobertsonInEachShape, agrees_with_the_test_set_for_initial_value_solvers)
{
    Robertson system(GetParam());
    StiffSolver solver(system,
                       {.relative_tolerance = 1e-10, .absolute_tolerance = {1e-17, 1e-22, 1e-12}});
    solver.start(0, std::vector{1.0, 0.0, 0.0});
    EXPECT_EQ(solver.advance(1e11), Stop::time);
    auto const y = solver.state();
    constexpr auto source =
        "Mazzia & Magherini, Test Set for IVP Solvers 2.4 (2008), problem ROBER, t = 1e11";
    expect_agrees(y[0], {.value = 0.2083340149701255e-7, .rel_tol = 1e-5, .source = source});
    expect_agrees(y[1], {.value = 0.8333360770334713e-13, .rel_tol = 1e-5, .source = source});
    expect_agrees(y[2], {.value = 0.9999999791665050, .rel_tol = 1e-9, .source = source});
    EXPECT_LT(solver.statistics().steps, 20000);   // its fastest rate is 1e4: explicitly, 1e15
}

TEST_P(RobertsonInEachShape, stops_where_sundials_own_example_stops)
{
    Robertson system(GetParam());
    system.with_root = true;
    StiffSolver solver(system,
                       {.relative_tolerance = 1e-4, .absolute_tolerance = {1e-8, 1e-14, 1e-6}});
    solver.start(0, std::vector{1.0, 0.0, 0.0});
    EXPECT_EQ(solver.advance(0.4), Stop::root);
    constexpr auto source =
        "SUNDIALS 6.4, examples/cvode/serial/cvRoberts_dns.out, same tolerances";
    expect_agrees(solver.time(), {.value = 2.6391e-01, .abs_tol = 1e-5, .source = source});
    expect_agrees(solver.state()[0], {.value = 9.899653e-01, .abs_tol = 1e-7, .source = source});
    expect_agrees(solver.state()[1], {.value = 3.470564e-05, .rel_tol = 1e-5, .source = source});
    EXPECT_NEAR(solver.state()[2], 0.01, 1e-12);
    system.with_root = false;
    solver.start(solver.time(), solver.state());
    EXPECT_EQ(solver.advance(40), Stop::time);
    expect_agrees(solver.state()[0], {.value = 0.7158, .rel_tol = 2e-4, .source = source});
}

INSTANTIATE_TEST_SUITE_P(BorderOrBlock, RobertsonInEachShape,
                         testing::Values(ArrowShape{3, 0, 0}, ArrowShape{0, 1, 3},
                                         ArrowShape{1, 1, 2}, ArrowShape{2, 1, 1}));

/// A star: the border c exchanges with a_b of n blocks at rate k, and each s_b follows its a_b at
/// the stiff rate r.
struct Star {
    static constexpr int n = 6;
    static constexpr double k = 0.3, r = 1e6;
    static constexpr ArrowShape shape{.border = 1, .blocks = n, .block = 2};
    std::vector<double> start = std::vector<double>(static_cast<std::size_t>(shape.size()));

    static void set(LambdaSystem& system)
    {
        system.f = [](double, double const* y, double* d) {
            d[0] = 0;
            for (int b = 0; b < n; ++b) {
                double const* const own = y + shape.offset(b);
                d[0] += k * (own[0] - y[0]);
                d[shape.offset(b)] = k * (y[0] - own[0]);
                d[shape.offset(b) + 1] = r * (own[0] - own[1]);
            }
        };
        system.df = [](double, double const*, BlockArrow& j) {
            j.border(0, 0) = -k * n;
            for (int b = 0; b < n; ++b) {
                j.bottom(b, 0, 0) = j.right(b, 0, 0) = k;
                j.diagonal(b, 0, 0) = -k;
                j.diagonal(b, 1, 0) = r;
                j.diagonal(b, 1, 1) = -r;
            }
        };
    }

    Star()
    {
        for (std::size_t i = 0; i < start.size(); ++i)
            start[i] = 1.0 + static_cast<double>((7 * i) % 5);
    }

    /// Modes: the total stays, c − mean decays with (n + 1)·k, each a_b − mean of a with k; s_b
    /// lags by rate/(r − rate).
    std::vector<double> exact(double t) const
    {
        double mean_a = 0;
        for (int b = 0; b < n; ++b)
            mean_a += start[static_cast<std::size_t>(shape.offset(b))] / n;
        double const level = (start[0] + n * mean_a) / (n + 1);
        auto y = start;
        y[0] = level + (start[0] - level) * std::exp(-(n + 1) * k * t);
        for (int b = 0; b < n; ++b) {
            auto const at = static_cast<std::size_t>(shape.offset(b));
            double const fast = (level - start[0]) / n;
            double const slow = start[at] - mean_a;
            double const by_fast = std::exp(-(n + 1) * k * t), by_slow = std::exp(-k * t);
            double const lag_fast = r / (r - (n + 1) * k), lag_slow = r / (r - k);
            y[at] = level + fast * by_fast + slow * by_slow;
            y[at + 1] =
                level + fast * lag_fast * by_fast + slow * lag_slow * by_slow +
                (start[at + 1] - level - fast * lag_fast - slow * lag_slow) * std::exp(-r * t);
        }
        return y;
    }
};

TEST(StiffSolver, follows_the_closed_form_of_a_stiff_star)
{
    Star const star;
    LambdaSystem system(Star::shape);
    Star::set(system);
    StiffSolver solver(system, tight(1e-9, 1e-11));
    solver.start(0, star.start);
    for (double const t : {1e-7, 1e-5, 0.01, 0.5, 3.0, 40.0}) {
        ASSERT_EQ(solver.advance(t), Stop::time);
        auto const exact = star.exact(t);
        for (std::size_t i = 0; i < exact.size(); ++i)
            EXPECT_NEAR(solver.state()[i], exact[i], 2e-7) << "unknown " << i << " at " << t;
    }
    EXPECT_LT(solver.statistics().steps, 1500);   // an explicit method would need 4e7
}

TEST(StiffSolver, gets_more_accurate_as_the_tolerance_falls)
{
    Star const star;
    LambdaSystem system(Star::shape);
    Star::set(system);
    double last = 1;
    for (double const tolerance : {1e-3, 1e-5, 1e-7, 1e-9}) {
        StiffSolver solver(system, tight(tolerance, tolerance));
        solver.start(0, star.start);
        ASSERT_EQ(solver.advance(1.0), Stop::time);
        double const error = std::abs(solver.state()[1] - star.exact(1.0)[1]);
        EXPECT_LT(error, 0.3 * last) << tolerance;
        EXPECT_LT(error, 100 * tolerance);
        last = error;
    }
}

TEST(StiffSolver, arrives_exactly_and_looks_no_further)
{
    Decay system;
    double furthest = 0;
    system.f = [&furthest](double t, double const* y, double* d) {
        furthest = std::max(furthest, t);
        d[0] = -y[0];
    };
    StiffSolver solver(system, tight(1e-6, 1e-9));
    solver.start(0, std::vector{1.0});
    for (double const t : {0.1, 1.0 / 3.0, 1.0, 7.3}) {
        ASSERT_EQ(solver.advance(t), Stop::time);
        EXPECT_EQ(solver.time(), t);
        EXPECT_LE(furthest, t);
        EXPECT_NEAR(solver.state()[0], std::exp(-t), 1e-5);
    }
    double const same = solver.time();
    EXPECT_EQ(solver.advance(same), Stop::time);
    EXPECT_EQ(solver.advance(std::nextafter(same, 10)), Stop::time);
    EXPECT_EQ(solver.time(), std::nextafter(same, 10));
}

TEST(StiffSolver, steps_at_most_as_far_as_told)
{
    Decay system(1e-3);
    StiffSolver solver(
        system, {.relative_tolerance = 1e-3, .absolute_tolerance = {1e-6}, .max_step_d = 0.25});
    solver.start(0, std::vector{1.0});
    while (solver.step(10) == Stop::step)
        EXPECT_LE(solver.time() - solver.previous_time(), 0.25 * (1 + 1e-12));
    EXPECT_GE(solver.statistics().steps, 40);
}

TEST(StiffSolver, samples_the_course_without_stopping)
{
    Decay system;
    StiffSolver solver(system, tight(1e-8, 1e-10));
    solver.start(0, std::vector{1.0});
    double sample = 0;
    solver.at(0, &sample);
    EXPECT_EQ(sample, 1);
    double next = 0.05;
    int samples = 0;
    for (auto stop = Stop::step; stop == Stop::step;) {
        stop = solver.step(3);
        for (; next <= solver.time(); next += 0.05, ++samples) {
            solver.at(next, &sample);
            EXPECT_NEAR(sample, std::exp(-next), 1e-6);
        }
    }
    EXPECT_GE(samples, 59);
    StiffSolver straight(system, tight(1e-8, 1e-10));
    straight.start(0, std::vector{1.0});
    ASSERT_EQ(straight.advance(3), Stop::time);
    EXPECT_EQ(straight.state()[0], solver.state()[0]);   // sampling changes nothing
    EXPECT_THROW(solver.at(3.1, &sample), std::logic_error);
}

TEST(StiffSolver, integrates_quadratures_along_and_over_restarts)
{
    Decay system;
    system.integrands = 2;
    system.dq = [](double t, double const* y, double* q) {
        q[0] = y[0];
        q[1] = t;
    };
    StiffSolver solver(system, tight(1e-9, 1e-12));
    solver.start(0, std::vector{1.0});
    ASSERT_EQ(solver.advance(2), Stop::time);
    EXPECT_NEAR(solver.quadrature()[0], 1 - std::exp(-2), 1e-7);
    solver.start(2, std::vector{5.0});
    EXPECT_NEAR(solver.quadrature()[0], 1 - std::exp(-2), 1e-7);
    ASSERT_EQ(solver.advance(4), Stop::time);
    EXPECT_NEAR(solver.quadrature()[0], 6 * (1 - std::exp(-2)), 1e-6);
    EXPECT_NEAR(solver.quadrature()[1], 8, 1e-7);
    solver.clear();
    EXPECT_EQ(solver.quadrature()[0], 0);
    solver.start(0, std::vector{1.0});
    ASSERT_EQ(solver.advance(1), Stop::time);
    EXPECT_NEAR(solver.quadrature()[1], 0.5, 1e-7);
}

TEST(StiffSolver, repeats_to_the_last_bit_on_one_object_and_on_two)
{
    Star const star;
    LambdaSystem system(Star::shape);
    Star::set(system);
    auto const run = [&](StiffSolver& solver) {
        solver.start(0, star.start);
        EXPECT_EQ(solver.advance(3.7), Stop::time);
        return std::vector<double>(solver.state().begin(), solver.state().end());
    };
    StiffSolver first(system, tight(1e-4, 1e-6)), second(system, tight(1e-4, 1e-6));
    auto const expected = run(first);
    second.start(11, std::vector<double>(star.start.size(), 0.5));
    EXPECT_EQ(second.advance(13), Stop::time);
    auto const after_another = run(second);
    auto const again = run(first);
    EXPECT_EQ(0, std::memcmp(expected.data(), again.data(), expected.size() * sizeof(double)));
    EXPECT_EQ(0,
              std::memcmp(expected.data(), after_another.data(), expected.size() * sizeof(double)));
}

TEST(StiffSolver, allocates_in_its_constructor_alone)
{
    Star const star;
    LambdaSystem system(Star::shape);
    Star::set(system);
    StiffSolver solver(system, tight(1e-4, 1e-6));
    long const before = test::allocations();
    for (int i = 0; i < 3; ++i) {
        solver.clear();
        solver.start(0, star.start);
        ASSERT_EQ(solver.advance(5), Stop::time);
    }
    EXPECT_EQ(test::allocations(), before);
}

TEST(StiffSolver, counts_its_work)
{
    Decay system;
    long calls = 0;
    system.f = [&calls](double, double const* y, double* d) {
        ++calls;
        d[0] = -y[0];
    };
    StiffSolver solver(system, tight(1e-6, 1e-9));
    for (int i = 0; i < 2; ++i) {
        solver.start(0, std::vector{1.0});
        ASSERT_EQ(solver.advance(2), Stop::time);
    }
    auto const twice = solver.statistics();
    EXPECT_EQ(twice.starts, 2);
    EXPECT_EQ(twice.rate_evaluations, calls);
    EXPECT_GE(twice.factorisations, twice.jacobian_evaluations);
    EXPECT_GE(twice.jacobian_evaluations, 2);
    EXPECT_GE(twice.newton_iterations, twice.steps);
    solver.clear();
    EXPECT_EQ(solver.statistics().steps, 0);
    solver.start(0, std::vector{1.0});
    ASSERT_EQ(solver.advance(2), Stop::time);
    EXPECT_EQ(2 * solver.statistics().steps, twice.steps);
    EXPECT_EQ(2 * solver.statistics().factorisations, twice.factorisations);
}

}   // namespace
}   // namespace radici::reference
