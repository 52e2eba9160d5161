#pragma once
#include <array>
#include <cstddef>

namespace radici::test {

/// The tests' own integrator, independent of the program's: classical Runge-Kutta, fixed steps.
/// @param y      state, a std::array or std::vector of doubles
/// @param rates  (double t, State const& y) -> State
template <class State, class Rates>
State integrate(State y, double from, double to, int steps, Rates&& rates)
{
    double const h = (to - from) / steps;
    auto const moved = [](State a, double by, State const& slope) {
        for (std::size_t i = 0; i < a.size(); ++i)
            a[i] += by * slope[i];
        return a;
    };
    for (int n = 0; n < steps; ++n) {
        double const t = from + n * h;
        auto const k1 = rates(t, y);
        auto const k2 = rates(t + h / 2, moved(y, h / 2, k1));
        auto const k3 = rates(t + h / 2, moved(y, h / 2, k2));
        auto const k4 = rates(t + h, moved(y, h, k3));
        for (std::size_t i = 0; i < y.size(); ++i)
            y[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
    }
    return y;
}

}   // namespace radici::test
