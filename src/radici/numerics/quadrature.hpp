#pragma once
#include <functional>
#include <vector>

namespace radici::numerics {

struct Integral {
    double value;
    double error;   ///< estimate, usually pessimistic by orders of magnitude
};

/// ∫ f from a to b by adaptive Gauss–Kronrod quadrature (15 points, bisected where the two rules
/// differ).
/// @param a, b           either order; either may be ±∞
/// @param relative_error sought, relative to ∫|f|; ≥ 1e-14
/// Valid   f finite inside (end points are not asked), piecewise smooth; a narrow peak far from
/// every node is missed Errors  NumericsError where f gives a value that is not finite Source
/// Piessens et al., QUADPACK, Springer 1983
[[nodiscard]] Integral integrate(std::function<double(double)> const& f, double a, double b,
                                 double relative_error = 1e-10);

struct GaussRule {
    std::vector<double> node, weight;   ///< ascending nodes in (a, b)
};

/// The n-point Gauss–Legendre rule on (a, b), exact for polynomials of degree 2n − 1. n ≥ 1.
/// Nodes by Newton's method on the three-term recurrence (Abramowitz & Stegun 25.4.29).
[[nodiscard]] GaussRule gauss_legendre(int n, double a = -1, double b = 1);

/// The zero of f between a and b, where f(a) and f(b) have different signs (or one is 0).
/// @param tolerance  of x, relative; the bracket shrinks to it or to f = 0
/// Errors  NumericsError without a change of sign
/// Source  Alefeld, Potra & Shi, ACM Trans Math Softw 21:327 (1995), algorithm 748
[[nodiscard]] double find_root(std::function<double(double)> const& f, double a, double b,
                               double tolerance = 1e-12);

}   // namespace radici::numerics
