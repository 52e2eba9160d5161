#pragma once
#include "radici/base/host_device.hpp"
#include "radici/transport/monte_carlo/track_random.hpp"

namespace radici::transport {

/// exp(−x) for 0 ≤ x ≤ 1.5, to 1e-7.
RADICI_HOST_DEVICE inline double exp_minus(double x)
{
    double const h = x / 4;
    double const e =
        1 - h * (1 - h * (1.0 / 2 -
                          h * (1.0 / 6 - h * (1.0 / 24 - h * (1.0 / 120 - h * (1.0 / 720))))));
    double const e2 = e * e;
    return e2 * e2;
}

/// Cosine of a step's deflection whose mean and mean square are those of Goudsmit and Saunderson,
/// ⟨P_l⟩ = exp(−∫G_l ds). Of μ = (1 − cos θ)/2 a share a of the steps has it even in (0, b), the
/// others in (b, 1), with a and b from both moments. By Lewis' theorem the means of the track's
/// places, and their squares, then follow for any sequence of steps.
/// @param first, second  ∫G1 ds ≤ 0.5 and ∫G2 ds ≤ 3·first
/// Source  Goudsmit and Saunderson, Phys Rev 57:24 (1940); Lewis, Phys Rev 78:526 (1950);
///         Fernández-Varea et al., Nucl Instr Meth B 73:447 (1993), section 3
RADICI_HOST_DEVICE inline double sample_deflection_cosine(double first, double second,
                                                          TrackRandom& random)
{
    double const mean = (1 - exp_minus(first)) / 2;
    double const square = mean - (1 - exp_minus(second)) * (1.0 / 6);
    double const edge = (2 * mean - 3 * square) / (1 - 2 * mean);
    double const share = 1 - 2 * mean + edge;
    double const u = random.uniform();
    double const mu = u < share ? u / share * edge : edge + (u - share) / (1 - share) * (1 - edge);
    return 1 - 2 * mu;
}

}   // namespace radici::transport
