#include "radici/transport/monte_carlo/hard_collision.hpp"

#include <algorithm>

namespace radici::transport {

namespace {

/// 2π r₀² mc² N_A Z/A / β², MeV·cm²/g.
double strength(double tau, double z_over_a)
{
    double const radius_cm = constant::electron_radius_cm;
    double const beta2 = tau * (tau + 2) / ((tau + 1) * (tau + 1));
    return 2 * constant::pi * radius_cm * radius_cm * constant::electron_mass_MeV *
           constant::avogadro_per_mol * z_over_a / beta2;
}

}   // namespace

CollisionMoments moller_moments(double t, double from, double to, double z_over_a)
{
    to = std::min(to, t / 2);
    if (!(from < to))
        return {};
    double const tau = t / constant::electron_mass_MeV;
    double const gamma2 = (tau + 1) * (tau + 1);
    double const a = tau * tau / gamma2, b = (2 * tau + 1) / gamma2;
    // antiderivatives of W^(n−2)·[1 + W²/(T−W)² + a·W²/T² − b·W/(T−W)]
    auto const number = [&](double w) {
        return -1 / w + 1 / (t - w) + a * w / (t * t) - b / t * std::log(w / (t - w));
    };
    auto const loss = [&](double w) {
        return std::log(w) + t / (t - w) + std::log(t - w) + a * w * w / (2 * t * t) +
               b * std::log(t - w);
    };
    auto const loss2 = [&](double w) {
        return w + t * t / (t - w) + 2 * t * std::log(t - w) + w + a * w * w * w / (3 * t * t) +
               b * (w + t * std::log(t - w));
    };
    double const c = strength(tau, z_over_a);
    bool const open = from > 0;   // number and loss diverge at W → 0
    return {open ? c * (number(to) - number(from)) : 0, open ? c * (loss(to) - loss(from)) : 0,
            c * (loss2(to) - loss2(from))};
}

CollisionMoments bhabha_moments(double t, double from, double to, double z_over_a)
{
    to = std::min(to, t);
    if (!(from < to))
        return {};
    double const tau = t / constant::electron_mass_MeV;
    double const beta2 = tau * (tau + 2) / ((tau + 1) * (tau + 1));
    double const y = 1 / (tau + 2), d = 1 - 2 * y;
    double const b4 = beta2 * d * d * d, b3 = b4 + beta2 * d * d;
    double const b1 = beta2 * (2 - y * y), b2 = beta2 * d * (3 + y * y);
    auto const number = [&](double w) {
        double const e = w / t;
        return (-1 / e - b1 * std::log(e) + b2 * e - b3 * e * e / 2 + b4 * e * e * e / 3) / t;
    };
    auto const loss = [&](double w) {
        double const e = w / t;
        return std::log(e) - e * (b1 - e * (b2 / 2 - e * (b3 / 3 - e * b4 / 4)));
    };
    auto const loss2 = [&](double w) {
        double const e = w / t;
        return t * e * (1 - e * (b1 / 2 - e * (b2 / 3 - e * (b3 / 4 - e * b4 / 5))));
    };
    double const c = strength(tau, z_over_a);
    bool const open = from > 0;
    return {open ? c * (number(to) - number(from)) : 0, open ? c * (loss(to) - loss(from)) : 0,
            c * (loss2(to) - (open ? loss2(from) : 0))};
}

}   // namespace radici::transport
