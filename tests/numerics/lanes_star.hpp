#pragma once
#include <cmath>
#include <cstddef>
#include <vector>

#include "radici/numerics/lanes/arrow_pack.hpp"

/// Exchanging linear pools with a closed form, for packs of lanes.
namespace radici::test {

/// A star: the border c exchanges with a_b of n blocks at rate k, and each s_b follows its a_b at
/// the stiff rate r; the integrals of c and of each a_b come along. A block may have an inflow.
///   a' = k(c − a) + inflow    s' = r(a − s)    (∫a)' = a    c' = Σ k(a − c)
struct Star {
    static constexpr double r = 1e6;
    enum Block { a, s, integral_a };
    enum Border { c, integral_c };

    int n = 1;
    double k = 0.3;

    [[nodiscard]] double start_c() const { return 1 + 0.25 * n; }
    [[nodiscard]] double start_a(int b) const { return 1.0 + (7 * b + n) % 5; }

    [[nodiscard]] numerics::lanes::ArrowSystem system(double end) const
    {
        numerics::lanes::ArrowSystem system{.blocks = n,
                                            .time = 0,
                                            .step = 1e-3,
                                            .end = end,
                                            .border = {start_c(), 0},
                                            .block = {},
                                            .border_parameters = {},
                                            .block_parameters = {},
                                            .border_constants = {},
                                            .block_constants = {}};
        for (int b = 0; b < n; ++b) {
            system.block.insert(system.block.end(), {start_a(b), 0.5, 0});
            system.block_parameters.push_back(0);
            system.block_constants.insert(system.block_constants.end(), {k, r});
        }
        return system;
    }

    [[nodiscard]] double mean_a() const
    {
        double sum = 0;
        for (int b = 0; b < n; ++b)
            sum += start_a(b);
        return sum / n;
    }
    /// Modes without inflow: the total stays, c − mean decays with (n + 1)·k, each a_b − mean of a
    /// with k.
    [[nodiscard]] double level() const { return (start_c() + n * mean_a()) / (n + 1); }
    [[nodiscard]] double exact_c(double t) const
    {
        return level() + (start_c() - level()) * std::exp(-(n + 1) * k * t);
    }
    [[nodiscard]] double exact_a(int b, double t) const
    {
        return level() + (level() - start_c()) / n * std::exp(-(n + 1) * k * t) +
               (start_a(b) - mean_a()) * std::exp(-k * t);
    }
    [[nodiscard]] double exact_integral_c(double t) const
    {
        double const fast = (n + 1) * k;
        return level() * t - (start_c() - level()) * std::expm1(-fast * t) / fast;
    }
    [[nodiscard]] double exact_integral_a(int b, double t) const
    {
        double const fast = (n + 1) * k;
        return level() * t - (level() - start_c()) / n * std::expm1(-fast * t) / fast -
               (start_a(b) - mean_a()) * std::expm1(-k * t) / k;
    }

    /// The programs of all stars: k differs between lanes, r is shared.
    [[nodiscard]] static numerics::lanes::ArrowStep programs(double tolerance)
    {
        using namespace numerics::lanes;
        Trace block, border;
        record_block(block);
        record_border(border);
        return ArrowStep({.trace = &block,
                          .states = 2,
                          .integrals = 1,
                          .parameters = 1,
                          .absolute_tolerance = {tolerance, tolerance},
                          .constants = {{.varies = true}, {.varies = false, .shared = r}}},
                         {.trace = &border,
                          .states = 1,
                          .integrals = 1,
                          .parameters = 0,
                          .absolute_tolerance = {tolerance},
                          .constants = {}},
                         1, 1, tolerance);
    }

private:
    static void record_block(numerics::lanes::Trace& trace)
    {
        using numerics::lanes::Traced;
        numerics::lanes::Recording const recording(trace);
        Traced const own = Traced::input(0), follower = Traced::input(1);
        Traced const centre = Traced::input(2), inflow = Traced::input(3);
        Traced const rate_k = 0.3, rate_r = r;
        (rate_k * (centre - own) + inflow).output();
        (rate_r * (own - follower)).output();
        own.output();
        (rate_k * (own - centre)).output();
    }
    static void record_border(numerics::lanes::Trace& trace)
    {
        using numerics::lanes::Traced;
        numerics::lanes::Recording const recording(trace);
        Traced const centre = Traced::input(0), given = Traced::input(1);
        (void)Traced::input(2);   // the time
        given.output();
        centre.output();
        centre.output();
    }
};

/// Steps one system to its end; false where it fails.
inline bool arrive(numerics::lanes::ArrowPack& pack, int slot, double end)
{
    pack.set_end(slot, end);
    while (pack.time(slot) < end) {
        pack.step();
        if (pack.outcome(slot) == numerics::lanes::ArrowPack::Outcome::failed)
            return false;
    }
    return true;
}

}   // namespace radici::test
