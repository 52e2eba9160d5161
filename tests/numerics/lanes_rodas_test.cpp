// The coefficients of RODAS against the order conditions. In their original form k_s with
// α_sj, γ_sj and b_s (u = Γk, a = AΓ⁻¹, c = γ⁻¹I − Γ⁻¹, m = bΓ⁻¹) these are, with β = α + γ,
// Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed. (1996), IV.7, Table 7.1.
#include <array>
#include <cmath>
#include <complex>

#include <gtest/gtest.h>

#include "radici/numerics/lanes/rodas.hpp"

namespace radici::numerics::lanes {
namespace {

constexpr std::size_t n = rodas::stages;
using Row = std::array<double, n>;
using Matrix = std::array<Row, n>;
constexpr double rounding = 2e-13;   // coefficients have 16 digits and reach 41

double dot(Row const& a, Row const& b)
{
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i)
        sum += a[i] * b[i];
    return sum;
}

Row times(Matrix const& m, Row const& x)
{
    Row y{};
    for (std::size_t i = 0; i < n; ++i)
        y[i] = dot(m[i], x);
    return y;
}

Row product(Row const& a, Row const& b)
{
    Row y{};
    for (std::size_t i = 0; i < n; ++i)
        y[i] = a[i] * b[i];
    return y;
}

Row row_sums(Matrix const& m)
{
    Row ones{};
    ones.fill(1);
    return times(m, ones);
}

struct Original {
    Matrix gamma{}, alpha{}, beta{};
    Original()
    {
        invert();
        for (std::size_t s = 0; s < n; ++s)
            for (std::size_t k = 0; k < n; ++k) {
                for (std::size_t j = 0; j < s; ++j)
                    alpha[s][k] += rodas::a[s][j] * gamma[j][k];
                beta[s][k] = alpha[s][k] + gamma[s][k];
            }
    }
    /// Γ of Γ⁻¹ = γ⁻¹I − C, from the top: the matrix is lower triangular.
    void invert()
    {
        for (std::size_t s = 0; s < n; ++s)
            for (std::size_t k = 0; k <= s; ++k) {
                double sum = s == k ? 1 : 0;
                for (std::size_t j = 0; j < s; ++j)
                    sum += rodas::c[s][j] * gamma[j][k];
                gamma[s][k] = rodas::gamma * sum;
            }
    }
    /// Weights of the k from weights of the u.
    [[nodiscard]] Row weights(Row const& m) const
    {
        Row b{};
        for (std::size_t j = 0; j < n; ++j)
            for (std::size_t k = 0; k < n; ++k)
                b[k] += m[j] * gamma[j][k];
        return b;
    }
    /// y(t + h) = Y₆ + u₆
    [[nodiscard]] Row fourth() const { return weights(last(1)); }
    /// Y₆
    [[nodiscard]] Row third() const { return weights(last(0)); }

    static Row last(double of_u6)
    {
        Row m{};
        for (std::size_t j = 0; j + 1 < n; ++j)
            m[j] = rodas::a[n - 1][j];
        m[n - 1] = of_u6;
        return m;
    }
};

/// Σb = θ, Σbβ = θ²/2, Σbα² = θ³/3, Σbββ = θ³/6
void expect_order_three(Original const& method, Row const& b, double theta)
{
    Row const alpha = row_sums(method.alpha), beta = row_sums(method.beta);
    Row ones{};
    ones.fill(1);
    EXPECT_NEAR(dot(b, ones), theta, rounding);
    EXPECT_NEAR(dot(b, beta), std::pow(theta, 2) / 2, rounding);
    EXPECT_NEAR(dot(b, product(alpha, alpha)), std::pow(theta, 3) / 3, rounding);
    EXPECT_NEAR(dot(b, times(method.beta, beta)), std::pow(theta, 3) / 6, rounding);
}

std::array<double, 4> fourth_order_sums(Original const& method, Row const& b)
{
    Row const alpha = row_sums(method.alpha), beta = row_sums(method.beta);
    Row const square = product(alpha, alpha);
    return {dot(b, product(square, alpha)), dot(b, product(alpha, times(method.alpha, beta))),
            dot(b, times(method.beta, square)),
            dot(b, times(method.beta, times(method.beta, beta)))};
}
constexpr std::array fourth_order = {1.0 / 4, 1.0 / 8, 1.0 / 12, 1.0 / 24};

TEST(Rodas, has_the_row_sums_that_its_times_are_made_of)
{
    Original const method;
    Row const alpha = row_sums(method.alpha), gamma = row_sums(method.gamma);
    for (std::size_t s = 0; s < n; ++s) {
        EXPECT_NEAR(alpha[s], rodas::alpha[s], rounding) << s;
        EXPECT_NEAR(gamma[s], rodas::d[s], rounding) << s;
        EXPECT_EQ(method.gamma[s][s], rodas::gamma);
    }
}

TEST(Rodas, is_of_order_four)
{
    Original const method;
    expect_order_three(method, method.fourth(), 1);
    auto const sums = fourth_order_sums(method, method.fourth());
    for (std::size_t k = 0; k < sums.size(); ++k)
        EXPECT_NEAR(sums[k], fourth_order[k], rounding) << k;
}

TEST(Rodas, embeds_a_method_of_order_three_and_no_more)
{
    Original const method;
    expect_order_three(method, method.third(), 1);
    auto const sums = fourth_order_sums(method, method.third());
    double furthest = 0;
    for (std::size_t k = 0; k < sums.size(); ++k)
        furthest = std::max(furthest, std::abs(sums[k] - fourth_order[k]));
    EXPECT_GT(furthest, 1e-3);   // or the error estimate would say nothing
}

TEST(Rodas, interpolates_with_order_three)
{
    Original const method;
    for (double const theta : {0.0, 0.1, 0.37, 0.5, 0.8, 1.0}) {
        Row m = Original::last(1);
        for (std::size_t j = 0; j < n; ++j) {
            double const inner = j < n - 1 ? rodas::p[j] + theta * rodas::q[j] : 0;
            m[j] = theta * (m[j] + (1 - theta) * inner);
        }
        expect_order_three(method, method.weights(m), theta);
    }
}

/// R(z) = 1 + z bᵀ(I − zβ)⁻¹1
std::complex<double> stability(Original const& method, std::complex<double> z)
{
    Row const b = method.fourth();
    std::array<std::complex<double>, n> k{};
    std::complex<double> r = 1;
    for (std::size_t s = 0; s < n; ++s) {
        std::complex<double> sum = 1;
        for (std::size_t j = 0; j < s; ++j)
            sum += z * method.beta[s][j] * k[j];
        k[s] = sum / (1.0 - z * method.beta[s][s]);
        r += z * b[s] * k[s];
    }
    return r;
}

TEST(Rodas, forgets_what_decays_at_once)
{
    Original const method;
    Row const b = method.fourth();
    for (std::size_t j = 0; j < n; ++j)   // stiffly accurate: R(∞) = 1 − bᵀβ⁻¹1 = 0
        EXPECT_NEAR(b[j], method.beta[n - 1][j], rounding) << j;
    for (double const z : {1e3, 1e4, 1e5})
        EXPECT_LT(std::abs(stability(method, -z)), 20 / z);
}

TEST(Rodas, is_stable_on_the_whole_left_half_plane)
{
    Original const method;
    EXPECT_NEAR(stability(method, 0.01).real(), std::exp(0.01), 1e-11);
    // R has its only pole at 1/γ > 0, so its maximum on the left lies on the imaginary axis.
    for (double y = 1e-3; y < 1e6; y *= 1.02)
        EXPECT_LE(std::abs(stability(method, {0, y})), 1 + 1e-12) << y;
}

}   // namespace
}   // namespace radici::numerics::lanes
