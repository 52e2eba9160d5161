#pragma once
#include <cmath>

#include "radici/base/host_device.hpp"
#include "radici/transport/monte_carlo/track_random.hpp"

namespace radici::transport {

struct Vector {
    double x = 0, y = 0, z = 0;
};

RADICI_HOST_DEVICE inline Vector moved(Vector const& p, Vector const& direction, double distance)
{
    return {p.x + distance * direction.x, p.y + distance * direction.y,
            p.z + distance * direction.z};
}

/// Cosine and sine of an angle even in (0, 2π), without trigonometry: a point of the unit disc.
struct Azimuth {
    double cosine, sine;
};
RADICI_HOST_DEVICE inline Azimuth sample_azimuth(TrackRandom& random)
{
    double a, b, r2;
    do {
        a = 2 * random.uniform() - 1;
        b = 2 * random.uniform() - 1;
        r2 = a * a + b * b;
    } while (r2 > 1 || r2 < 1e-12);
    double const scale = 1 / std::sqrt(r2);
    return {a * scale, b * scale};
}

RADICI_HOST_DEVICE inline Vector isotropic(TrackRandom& random)
{
    double const cosine = 2 * random.uniform() - 1;
    double const sine = std::sqrt(1 - cosine * cosine);
    Azimuth const phi = sample_azimuth(random);
    return {sine * phi.cosine, sine * phi.sine, cosine};
}

/// The direction at polar angle arccos(cosine) and that azimuth about `axis` (a unit vector); of
/// unit length to rounding, mended at each turn so that errors do not add up.
RADICI_HOST_DEVICE inline Vector turned(Vector const& axis, double cosine, Azimuth const& phi)
{
    double const sine = std::sqrt(std::fmax(0.0, 1 - cosine * cosine));
    double const across2 = axis.x * axis.x + axis.y * axis.y;
    double const a = sine * phi.cosine, b = sine * phi.sine;
    Vector out;
    if (across2 > 1e-10) {
        double const across = std::sqrt(across2);
        double const per = 1 / across;
        out = {axis.x * cosine + per * (a * axis.x * axis.z - b * axis.y),
               axis.y * cosine + per * (a * axis.y * axis.z + b * axis.x),
               axis.z * cosine - a * across};
    } else {
        out = {a, b, axis.z > 0 ? cosine : -cosine};
    }
    double const mend = 1.5 - 0.5 * (out.x * out.x + out.y * out.y + out.z * out.z);
    return {out.x * mend, out.y * mend, out.z * mend};
}

}   // namespace radici::transport
