#pragma once
#include <cmath>

#include "radici/base/constants.hpp"

namespace radici::nuclide {

/// F_{k-1} L_{k-1} by brute force: the radial Dirac equation integrated by Runge-Kutta steps from
/// the centre of a uniformly charged sphere far out, where the adiabatic invariant H / ω of the
/// oscillation gives the normalisation. Shares nothing with the series and gamma functions of the
/// code under test but the definition. Good to 1e-4.
///   dg/dr = -(κ/r) g + (W + 1 - V) f,   df/dr = (κ/r) f - (W - 1 - V) g
class DiracOracle {
public:
    DiracOracle(double signed_z, double w, double radius)
        : strength_(signed_z * constant::fine_structure),
          w_(w),
          p_(std::sqrt(w * w - 1)),
          radius_(radius)
    {
    }

    [[nodiscard]] double coulomb_factor(int k) const
    {
        double odd = 1;
        for (int i = 3; i < 2 * k; i += 2)
            odd *= i;
        return odd * odd * (1 / action(k, -k) + 1 / action(k, k)) /
               (4 * w_ * std::pow(p_, 2 * k - 1));
    }

private:
    struct State {
        double g, f;
    };

    [[nodiscard]] double potential(double r) const
    {
        double const x = r / radius_;
        return x < 1 ? -strength_ / (2 * radius_) * (3 - x * x) : -strength_ / r;
    }
    [[nodiscard]] State slope(double kappa, double r, State s) const
    {
        double const v = potential(r);
        return {-kappa / r * s.g + (w_ + 1 - v) * s.f, kappa / r * s.f - (w_ - 1 - v) * s.g};
    }
    [[nodiscard]] State step(double kappa, double r, double h, State s) const
    {
        auto along = [](State a, double t, State b) { return State{a.g + t * b.g, a.f + t * b.f}; };
        State const k1 = slope(kappa, r, s);
        State const k2 = slope(kappa, r + h / 2, along(s, h / 2, k1));
        State const k3 = slope(kappa, r + h / 2, along(s, h / 2, k2));
        State const k4 = slope(kappa, r + h, along(s, h, k3));
        return {s.g + h / 6 * (k1.g + 2 * k2.g + 2 * k3.g + k4.g),
                s.f + h / 6 * (k1.f + 2 * k2.f + 2 * k3.f + k4.f)};
    }

    /// Far action of the wave that grows as r^k, amplitude 1, from the centre.
    [[nodiscard]] double action(int k, double kappa) const
    {
        double r = 1e-4 * radius_;
        double const v = potential(r);
        double const lead = std::pow(r, k);
        State s = kappa < 0 ? State{lead, -(w_ - 1 - v) / (2 * k + 1) * lead * r}
                            : State{(w_ + 1 - v) / (2 * k + 1) * lead * r, lead};
        while (r < 400 / p_ + 200) {
            double h = std::min(0.004 * r, 0.02 / w_);
            if (r < radius_)
                h = std::min(h, std::max(radius_ - r, 1e-12 * radius_));
            s = step(kappa, r, h, s);
            r += h;
        }
        double const a = w_ + 1 - potential(r);
        double const b = w_ - 1 - potential(r);
        double const omega = std::sqrt(a * b - kappa * kappa / (r * r));
        return (b * s.g * s.g + a * s.f * s.f - 2 * kappa / r * s.g * s.f) / (2 * omega);
    }

    double strength_, w_, p_, radius_;
};

}   // namespace radici::nuclide
