#pragma once
#include <array>
#include <cstddef>

namespace radici::test {

/// The tests' own integrator, independent of the program's: classical Runge-Kutta, fixed steps.
/// @param rates  (double t, std::array<double, N> const& y) -> std::array<double, N>
template <std::size_t N, class Rates>
std::array<double, N> integrate(std::array<double, N> y, double from, double to, int steps,
                                Rates&& rates)
{
    double const h = (to - from) / steps;
    auto const moved = [](std::array<double, N> const& a, double by,
                          std::array<double, N> const& slope) {
        std::array<double, N> b;
        for (std::size_t i = 0; i < N; ++i)
            b[i] = a[i] + by * slope[i];
        return b;
    };
    for (int n = 0; n < steps; ++n) {
        double const t = from + n * h;
        auto const k1 = rates(t, y);
        auto const k2 = rates(t + h / 2, moved(y, h / 2, k1));
        auto const k3 = rates(t + h / 2, moved(y, h / 2, k2));
        auto const k4 = rates(t + h, moved(y, h, k3));
        for (std::size_t i = 0; i < N; ++i)
            y[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
    }
    return y;
}

}   // namespace radici::test
