#include "radici/base/random.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "radici/base/constants.hpp"
#include "radici/base/detail/philox.hpp"
#include "radici/base/error.hpp"
#include "support/agrees.hpp"

namespace radici {
namespace {

using Block = std::array<std::uint64_t, 4>;
using Draw = std::function<double(RandomStream&)>;

// Known answers of the authors' library, Random123 1.14, tests/kat_vectors (philox4x64, 10 rounds).
TEST(Philox, agrees_with_the_known_answers)
{
    constexpr auto all = ~std::uint64_t{0};
    EXPECT_EQ(
        detail::philox({0, 0, 0, 0}, {0, 0}),
        (Block{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b}));
    EXPECT_EQ(
        detail::philox({all, all, all, all}, {all, all}),
        (Block{0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0}));
    EXPECT_EQ(
        detail::philox(
            {0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89},
            {0x452821e638d01377, 0xbe5466cf34e90c6c}),
        (Block{0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6}));
}

TEST(RandomStream, is_philox_keyed_by_seed_and_word_and_counted_by_index_and_block)
{
    RandomStream stream{7, 3, "a"};
    constexpr std::uint64_t fnv1a_of_a = 0xaf63dc4c8601ec8c;   // FNV reference, 64 bit, "a"
    for (std::uint64_t block = 0; block < 3; ++block)
        for (auto const expected : detail::philox({block, 3, 0, 0}, {7, fnv1a_of_a}))
            EXPECT_EQ(stream.bits(), expected);
}

TEST(RandomStream, does_not_care_about_order_or_neighbours)
{
    RandomStream one{1, 5, "lesion volume"};
    std::vector<std::uint64_t> alone;
    for (int i = 0; i < 20; ++i)
        alone.push_back(one.bits());
    RandomStream other{1, 6, "lesion volume"}, again{1, 5, "lesion volume"};
    for (int i = 0; i < 20; ++i) {
        static_cast<void>(other.bits());
        EXPECT_EQ(again.bits(), alone[static_cast<std::size_t>(i)]);
    }
}

TEST(RandomStream, differs_by_seed_index_and_purpose)
{
    std::set<std::uint64_t> seen;
    for (std::uint64_t seed : {0u, 1u, 2u})
        for (std::uint64_t index : {0u, 1u, 2u, 1000000u})
            for (char const* purpose : {"", "growth", "growth ", "uptake"})
                for (RandomStream stream{seed, index, purpose}; auto const n : {0, 1, 2, 3, 4}) {
                    static_cast<void>(n);
                    seen.insert(stream.bits());
                }
    EXPECT_EQ(seen.size(), 3u * 4 * 4 * 5);
}

/// Largest distance of the empirical from the true cumulative distribution, times √n.
double kolmogorov_smirnov(Draw const& draw, std::function<double(double)> const& cumulative, int n)
{
    std::vector<double> sample;
    for (RandomStream stream{11, 0, "kolmogorov"}; static_cast<int>(sample.size()) < n;)
        sample.push_back(draw(stream));
    std::sort(sample.begin(), sample.end());
    double distance = 0;
    for (int i = 0; i < n; ++i) {
        double const f = cumulative(sample[static_cast<std::size_t>(i)]);
        distance = std::max(
            {distance, f - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - f});
    }
    return distance * std::sqrt(n);
}
constexpr double ks_limit = 2.7;   // exceeded by chance once in a million: 2·exp(-2·2.7²)
constexpr int many = 200000;

TEST(RandomDistribution, uniform)
{
    EXPECT_LT(
        kolmogorov_smirnov([](auto& s) { return s.uniform(); }, [](double x) { return x; }, many),
        ks_limit);
}
TEST(RandomDistribution, normal)
{
    auto const cumulative = [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); };
    EXPECT_LT(kolmogorov_smirnov([](auto& s) { return s.normal(); }, cumulative, many), ks_limit);
}
TEST(RandomDistribution, exponential)
{
    auto const cumulative = [](double x) { return -std::expm1(-x); };
    EXPECT_LT(kolmogorov_smirnov([](auto& s) { return s.exponential(); }, cumulative, many),
              ks_limit);
}

struct Moments {
    double mean = 0, variance = 0;
};
Moments moments_of(Draw const& draw, int n)
{
    double sum = 0, squares = 0;
    RandomStream stream{5, 1, "moments"};
    for (int i = 0; i < n; ++i) {
        double const x = draw(stream);
        sum += x;
        squares += x * x;
    }
    double const mean = sum / n;
    return {mean, squares / n - mean * mean};
}

TEST(RandomDistribution, normal_has_mean_0_and_variance_1)
{
    auto const [mean, variance] = moments_of([](auto& s) { return s.normal(); }, many);
    EXPECT_NEAR(mean, 0, 5 / std::sqrt(many));
    EXPECT_NEAR(variance, 1, 5 * std::sqrt(2.0 / many));
}

class PoissonMean : public testing::TestWithParam<double> {};

TEST_P(PoissonMean, is_also_its_variance)
{
    double const expected = GetParam();
    auto const draw = [&](RandomStream& s) { return static_cast<double>(s.poisson(expected)); };
    auto const [mean, variance] = moments_of(draw, many / 4);
    double const n = many / 4;
    EXPECT_NEAR(mean, expected, 5 * std::sqrt(expected / n));
    EXPECT_NEAR(variance, expected, 5 * std::sqrt((expected + 2 * expected * expected) / n));
}
INSTANTIATE_TEST_SUITE_P(RandomDistribution, PoissonMean,
                         testing::Values(0.01, 1.0, 8.0, 70.0, 499.0, 1234.5));

TEST(RandomDistribution, poisson_has_its_probabilities)
{
    RandomStream stream{3, 0, "poisson"};
    constexpr double mean = 2.5;
    std::array<int, 8> seen{};   // the last one: 7 and more
    for (int i = 0; i < many; ++i)
        ++seen[static_cast<std::size_t>(std::min(stream.poisson(mean), 7))];
    double chi_square = 0, probability = std::exp(-mean), left = 1;
    for (std::size_t k = 0; k < seen.size(); ++k) {
        double const expected = many * (k == 7 ? left : probability);
        chi_square += (seen[k] - expected) * (seen[k] - expected) / expected;
        left -= probability;
        probability *= mean / static_cast<double>(k + 1);
    }
    EXPECT_LT(chi_square, 40);   // 7 degrees of freedom: exceeded by chance once in a million
}

TEST(RandomStream, poisson_of_nothing_is_nothing_and_bad_means_are_refused)
{
    RandomStream stream{1, 1, "x"};
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(stream.poisson(0), 0);
    EXPECT_THROW(static_cast<void>(stream.poisson(-1)), std::logic_error);
    EXPECT_THROW(static_cast<void>(stream.poisson(std::nan(""))), std::logic_error);
}

TEST(RandomStream, neighbouring_streams_are_uncorrelated)
{
    auto correlation = [](RandomStream a, RandomStream b) {
        double sum = 0;
        for (int i = 0; i < many; ++i)
            sum += a.normal() * b.normal();
        return sum / many;
    };
    double const limit = 5 / std::sqrt(many);
    EXPECT_NEAR(correlation({1, 0, "x"}, {1, 1, "x"}), 0, limit);
    EXPECT_NEAR(correlation({1, 0, "x"}, {2, 0, "x"}), 0, limit);
    EXPECT_NEAR(correlation({1, 0, "x"}, {1, 0, "y"}), 0, limit);
}

}   // namespace
}   // namespace radici
