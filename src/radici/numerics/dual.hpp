#pragma once
#include <array>
#include <cmath>
#include <type_traits>

namespace radici::numerics {

/// A value and its first derivatives with respect to N seeded variables (forward-mode
/// differentiation).
///   f(x + ε s) = f(x) + ε f'(x) s,  ε² = 0
/// A right-hand side written as a template over its number type gives N columns of its Jacobian in
/// one sweep. Shape   `slope[i]` is the derivative with respect to seed i; a plain double converts
/// to a constant (all slopes 0) Valid   comparisons look at the value alone; at a kink (abs, max,
/// min) the slope is that of the branch taken, at a tie
///         that of the first argument; where a slope is infinite (sqrt at 0) a constant argument
///         keeps slope 0
/// Source  Griewank & Walther, Evaluating Derivatives, 2nd ed., SIAM 2008, ch. 3
template <int N>
struct Dual {
    static_assert(N > 0);
    static constexpr int seeds = N;

    double value = 0;
    std::array<double, N> slope{};

    constexpr Dual() = default;
    constexpr Dual(double constant) : value(constant) {}   // implicit: 2.0 * x, max(0.0, x)
    constexpr Dual(double v, std::array<double, N> const& s) : value(v), slope(s) {}

    /// The independent variable number `seed`.
    [[nodiscard]] static constexpr Dual variable(double v, int seed)
    {
        Dual x(v);
        x.slope[static_cast<std::size_t>(seed)] = 1;
        return x;
    }

    constexpr Dual& operator+=(Dual const& b) { return *this = *this + b; }
    constexpr Dual& operator-=(Dual const& b) { return *this = *this - b; }
    constexpr Dual& operator*=(Dual const& b) { return *this = *this * b; }
    constexpr Dual& operator/=(Dual const& b) { return *this = *this / b; }
    constexpr Dual& operator+=(double b) { return value += b, *this; }
    constexpr Dual& operator-=(double b) { return value -= b, *this; }
    constexpr Dual& operator*=(double b) { return *this = *this * b; }
    constexpr Dual& operator/=(double b) { return *this = *this / b; }

    /// value v, slopes da·a' + db·b'
    [[nodiscard]] static constexpr Dual joined(double v, double da, Dual const& a, double db,
                                               Dual const& b)
    {
        Dual out(v);
        for (std::size_t i = 0; i < N; ++i)
            out.slope[i] = da * a.slope[i] + db * b.slope[i];
        return out;
    }

    /// value v, slopes d·a'
    [[nodiscard]] static constexpr Dual chained(double v, double d, Dual const& a)
    {
        Dual out(v);
        if (d - d == 0) [[likely]] {
            for (std::size_t i = 0; i < N; ++i)
                out.slope[i] = d * a.slope[i];
        } else {
            for (std::size_t i = 0; i < N; ++i)
                out.slope[i] = a.slope[i] == 0 ? 0 : d * a.slope[i];
        }
        return out;
    }

    friend constexpr Dual operator+(Dual const& a) { return a; }
    friend constexpr Dual operator-(Dual const& a) { return scaled(-a.value, -1, a); }
    friend constexpr Dual operator+(Dual const& a, double b) { return {a.value + b, a.slope}; }
    friend constexpr Dual operator+(double a, Dual const& b) { return {a + b.value, b.slope}; }
    friend constexpr Dual operator-(Dual const& a, double b) { return {a.value - b, a.slope}; }
    friend constexpr Dual operator-(double a, Dual const& b) { return scaled(a - b.value, -1, b); }
    friend constexpr Dual operator*(Dual const& a, double b) { return scaled(a.value * b, b, a); }
    friend constexpr Dual operator*(double a, Dual const& b) { return scaled(a * b.value, a, b); }
    friend constexpr Dual operator/(Dual const& a, double b)
    {
        return scaled(a.value / b, 1 / b, a);
    }

    friend constexpr Dual operator+(Dual const& a, Dual const& b)
    {
        Dual out(a.value + b.value);
        for (std::size_t i = 0; i < N; ++i)
            out.slope[i] = a.slope[i] + b.slope[i];
        return out;
    }
    friend constexpr Dual operator-(Dual const& a, Dual const& b)
    {
        Dual out(a.value - b.value);
        for (std::size_t i = 0; i < N; ++i)
            out.slope[i] = a.slope[i] - b.slope[i];
        return out;
    }
    friend constexpr Dual operator*(Dual const& a, Dual const& b)
    {
        return joined(a.value * b.value, b.value, a, a.value, b);
    }
    friend constexpr Dual operator/(Dual const& a, Dual const& b)
    {
        double const quotient = a.value / b.value;
        return joined(quotient, 1 / b.value, a, -quotient / b.value, b);
    }
    friend constexpr Dual operator/(double a, Dual const& b)
    {
        double const quotient = a / b.value;
        return scaled(quotient, -quotient / b.value, b);
    }

    friend constexpr bool operator==(Dual const& a, Dual const& b) { return a.value == b.value; }
    friend constexpr auto operator<=>(Dual const& a, Dual const& b) { return a.value <=> b.value; }
    friend constexpr bool operator==(Dual const& a, double b) { return a.value == b; }
    friend constexpr auto operator<=>(Dual const& a, double b) { return a.value <=> b; }

    friend Dual exp(Dual const& x)
    {
        double const v = std::exp(x.value);
        return chained(v, v, x);
    }
    friend Dual expm1(Dual const& x) { return chained(std::expm1(x.value), std::exp(x.value), x); }
    friend Dual log(Dual const& x) { return chained(std::log(x.value), 1 / x.value, x); }
    friend Dual log1p(Dual const& x) { return chained(std::log1p(x.value), 1 / (1 + x.value), x); }
    friend Dual sqrt(Dual const& x)
    {
        double const v = std::sqrt(x.value);
        return chained(v, 0.5 / v, x);
    }
    friend Dual tanh(Dual const& x)
    {
        double const v = std::tanh(x.value);
        return chained(v, (1 - v) * (1 + v), x);
    }
    /// xᵖ; p = 0 is the constant 1
    friend Dual pow(Dual const& x, double p)
    {
        return p == 0 ? Dual(1.0) : chained(std::pow(x.value, p), p * std::pow(x.value, p - 1), x);
    }
    /// aʸ, a ≥ 0; at a = 0, y > 0 the slope is 0
    friend Dual pow(double a, Dual const& y)
    {
        double const v = std::pow(a, y.value);
        return chained(v, v == 0 ? 0 : v * std::log(a), y);
    }
    /// xʸ, x ≥ 0
    friend Dual pow(Dual const& x, Dual const& y)
    {
        Dual const by_base = pow(x, y.value);
        return joined(by_base.value, 1, by_base, 1, pow(x.value, y));
    }

    friend constexpr Dual abs(Dual const& x) { return x.value < 0 ? -x : x; }
    friend constexpr Dual max(Dual const& a, Dual const& b) { return a.value < b.value ? b : a; }
    friend constexpr Dual min(Dual const& a, Dual const& b) { return b.value < a.value ? b : a; }

private:
    /// As `chained`, for factors that cannot be infinite while the value is finite.
    static constexpr Dual scaled(double v, double d, Dual const& a)
    {
        Dual out(v);
        for (std::size_t i = 0; i < N; ++i)
            out.slope[i] = d * a.slope[i];
        return out;
    }
};

/// The number without its derivatives: for decisions and for output.
[[nodiscard]] constexpr double value_of(double x)
{
    return x;
}
template <int N>
[[nodiscard]] constexpr double value_of(Dual<N> const& x)
{
    return x.value;
}

template <class T>
inline constexpr bool is_dual = false;
template <int N>
inline constexpr bool is_dual<Dual<N>> = true;

}   // namespace radici::numerics
