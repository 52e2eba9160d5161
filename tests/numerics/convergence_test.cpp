#include "radici/numerics/convergence.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "radici/base/random.hpp"

namespace radici::numerics {
namespace {

/// Autoregressive chains x' = ρx + √(1 − ρ²)·z of variance 1.
Chains autoregressive(double rho, std::size_t count, std::size_t length)
{
    Chains chains(count);
    for (std::size_t c = 0; c < count; ++c) {
        RandomStream random(9, c, "chain");
        double x = random.normal();
        for (std::size_t i = 0; i < length; ++i) {
            chains[c].push_back(x);
            x = rho * x + std::sqrt(1 - rho * rho) * random.normal();
        }
    }
    return chains;
}

TEST(Convergence, effective_size_of_autoregressive_chains_is_known)
{
    // N(1 − ρ)/(1 + ρ): 20000·0.1/1.9 = 1053 for ρ = 0.9
    EXPECT_NEAR(bulk_effective_size(autoregressive(0.9, 4, 5000)) / 1053, 1, 0.2);
    EXPECT_NEAR(bulk_effective_size(autoregressive(0, 4, 5000)) / 20000, 1, 0.1);
    EXPECT_GT(bulk_effective_size(autoregressive(-0.5, 4, 5000)), 25000);   // 60000, capped
    EXPECT_LT(tail_effective_size(autoregressive(0.9, 4, 5000)), 4000);
}

TEST(Convergence, r_hat_sees_shifted_spread_and_drifting_chains)
{
    auto const same = autoregressive(0, 4, 1000);
    EXPECT_NEAR(split_r_hat(same), 1, 0.01);
    auto shifted = same, wide = same, drifting = same;
    for (auto& x : shifted[0])
        x += 1;
    for (auto& x : wide[0])
        x *= 3;   // same mean: seen by the distance from the median alone
    for (auto& chain : drifting)
        for (std::size_t i = 0; i < chain.size(); ++i)
            chain[i] += static_cast<double>(i) * 3e-3;   // the same in all: seen by the halves
    EXPECT_GT(split_r_hat(shifted), 1.05);
    EXPECT_GT(split_r_hat(wide), 1.05);
    EXPECT_GT(split_r_hat(drifting), 1.05);
}

TEST(Convergence, ranks_make_it_blind_to_monotone_changes)
{
    auto chains = autoregressive(0.5, 3, 500);
    double const before = split_r_hat(chains), size = bulk_effective_size(chains);
    for (auto& chain : chains)
        for (auto& x : chain)
            x = std::exp(20 * x);
    EXPECT_DOUBLE_EQ(bulk_effective_size(chains), size);
    EXPECT_NEAR(split_r_hat(chains), before, 0.02);   // its fold is about another median
}

TEST(Convergence, equal_draws_tell_nothing)
{
    Chains const chains(2, std::vector<double>(10, 4.0));
    EXPECT_TRUE(std::isnan(split_r_hat(chains)));
    EXPECT_TRUE(std::isnan(bulk_effective_size(chains)));
}

}   // namespace
}   // namespace radici::numerics
