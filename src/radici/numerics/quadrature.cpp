#include "radici/numerics/quadrature.hpp"

#include <cmath>
#include <limits>

#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/tools/roots.hpp>
#include <fmt/format.h>

#include "radici/base/constants.hpp"
#include "radici/base/error.hpp"

namespace radici::numerics {

Integral integrate(std::function<double(double)> const& f, double a, double b,
                   double relative_error)
{
    RADICI_EXPECT(relative_error >= 1e-14 && !std::isnan(a) && !std::isnan(b));
    if (a == b)
        return {0, 0};
    auto const checked = [&f](double x) {
        double const value = f(x);
        if (!std::isfinite(value))
            throw NumericsError(fmt::format("the integrand is {} at {}", value, x));
        return value;
    };
    double const sign = a < b ? 1 : -1;
    double error = 0;
    double const value = boost::math::quadrature::gauss_kronrod<double, 15>::integrate(
        checked, std::min(a, b), std::max(a, b), 18, relative_error, &error);
    return {sign * value, error};
}

GaussRule gauss_legendre(int n, double a, double b)
{
    RADICI_EXPECT(n >= 1);
    auto const count = static_cast<std::size_t>(n);
    GaussRule rule{std::vector<double>(count), std::vector<double>(count)};
    for (int i = 0; i < n; ++i) {
        double x = -std::cos(constant::pi * (i + 0.75) / (n + 0.5));
        double slope = 1;
        for (int iteration = 0; iteration < 100; ++iteration) {
            double before = 0, p = 1;
            for (int k = 1; k <= n; ++k) {
                double const next = ((2 * k - 1) * x * p - (k - 1) * before) / k;
                before = p;
                p = next;
            }
            slope = n * (x * p - before) / (x * x - 1);
            double const change = p / slope;
            x -= change;
            if (std::abs(change) < 1e-15)
                break;
        }
        rule.node[static_cast<std::size_t>(i)] = 0.5 * (a + b) + 0.5 * (b - a) * x;
        rule.weight[static_cast<std::size_t>(i)] = (b - a) / ((1 - x * x) * slope * slope);
    }
    return rule;
}

double find_root(std::function<double(double)> const& f, double a, double b, double tolerance)
{
    double const at_a = f(a), at_b = f(b);
    if (at_a == 0)
        return a;
    if (at_b == 0)
        return b;
    if (!(at_a * at_b < 0))
        throw NumericsError(
            fmt::format("no change of sign between {} ({}) and {} ({})", a, at_a, b, at_b));
    auto const close = [tolerance](double x, double y) {
        return std::abs(x - y) <= tolerance * std::max(std::abs(x), std::abs(y)) ||
               std::abs(x - y) <= std::numeric_limits<double>::min();
    };
    std::uintmax_t iterations = 200;
    auto const [left, right] =
        boost::math::tools::toms748_solve(f, a, b, at_a, at_b, close, iterations);
    return 0.5 * (left + right);
}

}   // namespace radici::numerics
