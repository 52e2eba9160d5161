#pragma once
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/host_device.hpp"
#include "radici/transport/monte_carlo/extremes.hpp"
#include "radici/transport/monte_carlo/track_random.hpp"

namespace radici::transport {

struct Vector {
    double x = 0, y = 0, z = 0;
};

RADICI_HOT Vector moved(Vector const& p, Vector const& direction, double distance)
{
    return {p.x + distance * direction.x, p.y + distance * direction.y,
            p.z + distance * direction.z};
}

/// Cosine and sine of an angle even in (−π, π): of its half by their series (to 1e-14 on ±π/2),
/// then doubled, which costs less than a call or a rejection.
struct Azimuth {
    double cosine, sine;
};
RADICI_HOT Azimuth azimuth_of(double turns)   // in (−1/2, 1/2)
{
    double const x = constant::pi * turns, y = x * x;
    double const s =
        x * (1 - y * (1.0 / 6 -
                      y * (1.0 / 120 - y * (1.0 / 5040 -
                                            y * (1.0 / 362880 -
                                                 y * (1.0 / 39916800 -
                                                      y * (1.0 / 6227020800 -
                                                           y * (1.0 / 1307674368000 -
                                                                y * (1.0 / 355687428096000)))))))));
    double const c =
        1 - y * (1.0 / 2 -
                 y * (1.0 / 24 - y * (1.0 / 720 -
                                      y * (1.0 / 40320 -
                                           y * (1.0 / 3628800 -
                                                y * (1.0 / 479001600 -
                                                     y * (1.0 / 87178291200 -
                                                          y * (1.0 / 20922789888000 -
                                                               y * (1.0 / 6402373705728000)))))))));
    return {c * c - s * s, 2 * s * c};
}
RADICI_HOT Azimuth sample_azimuth(TrackRandom& random)
{
    return azimuth_of(random.uniform() - 0.5);
}

RADICI_HOT Vector isotropic(TrackRandom& random)
{
    double const cosine = 2 * random.uniform() - 1;
    double const sine = std::sqrt(1 - cosine * cosine);
    Azimuth const phi = sample_azimuth(random);
    return {sine * phi.cosine, sine * phi.sine, cosine};
}

/// The direction at polar angle arccos(cosine) and that azimuth about `axis` (a unit vector); of
/// unit length to rounding, mended at each turn so that errors do not add up. The two directions
/// across are those of Duff et al., J Comput Graph Tech 6(1):1 (2017): no branch, no root.
RADICI_HOT Vector turned(Vector const& axis, double cosine, Azimuth const& phi)
{
    double const sine = std::sqrt(most_of(0.0, 1 - cosine * cosine));
    double const sign = std::copysign(1.0, axis.z);
    double const a = -1 / (sign + axis.z);
    double const b = axis.x * axis.y * a;
    double const u = sine * phi.cosine, v = sine * phi.sine;
    Vector const out{axis.x * cosine + u * (1 + sign * axis.x * axis.x * a) + v * b,
                     axis.y * cosine + u * sign * b + v * (sign + axis.y * axis.y * a),
                     axis.z * cosine - u * sign * axis.x - v * axis.y};
    double const mend = 1.5 - 0.5 * (out.x * out.x + out.y * out.y + out.z * out.z);
    return {out.x * mend, out.y * mend, out.z * mend};
}

}   // namespace radici::transport
