#include "radici/dosimetry/solid.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/constants.hpp"

namespace radici::dosimetry {

namespace {

double radians(double degrees)
{
    return degrees * constant::pi / 180;
}

/// Level f of an ellipse or ellipsoid, 1 on it, over the length of its gradient: (f −
/// 1)·f/|∇(f²)/2|.
double by_level_cm(double f, double gradient, double smallest_half_axis_cm)
{
    // Near the centre the gradient vanishes; there the smallest half axis is the distance.
    return f < 1e-6 ? -smallest_half_axis_cm : (f - 1) * f / gradient;
}

double ellipse_cm(double x, double y, double a, double b)
{
    return by_level_cm(std::hypot(x / a, y / b), std::hypot(x / (a * a), y / (b * b)),
                       std::min(a, b));
}

double away(SolidEllipsoid const& s, Point const& at)
{
    double const c = std::cos(radians(s.turn_deg)), si = std::sin(radians(s.turn_deg));
    double const dx = at[0] - s.centre_cm[0], dy = at[1] - s.centre_cm[1];
    double const x = c * dx + si * dy, y = c * dy - si * dx, z = at[2] - s.centre_cm[2];
    auto const& [ax, ay, az] = s.half_axes_cm;
    return by_level_cm(std::hypot(x / ax, y / ay, z / az),
                       std::hypot(x / (ax * ax), y / (ay * ay), z / (az * az)),
                       std::min({ax, ay, az}));
}

double away(SolidStack const& s, Point const& at)
{
    double const low = s.centre_cm.front()[2], high = s.centre_cm.back()[2];
    double const z = std::clamp(at[2], low, high);
    std::size_t i = 1;
    while (i + 1 < s.centre_cm.size() && z > s.centre_cm[i][2])
        ++i;
    Point const &below = s.centre_cm[i - 1], &above = s.centre_cm[i];
    double const t = (z - below[2]) / (above[2] - below[2]);
    auto const between = [t](double from, double to) { return from + t * (to - from); };
    auto const &half = s.half_axes_cm[i - 1], &half_above = s.half_axes_cm[i];
    double const side =
        ellipse_cm(at[0] - between(below[0], above[0]), at[1] - between(below[1], above[1]),
                   between(half[0], half_above[0]), between(half[1], half_above[1]));
    double const end = std::max(low - at[2], at[2] - high);
    return side > 0 && end > 0 ? std::hypot(side, end) : std::max(side, end);
}

double away(SolidTube const& s, Point const& at)
{
    double along = 0, length2 = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        double const d = s.to_cm[i] - s.from_cm[i];
        along += d * (at[i] - s.from_cm[i]);
        length2 += d * d;
    }
    double const t = length2 > 0 ? std::clamp(along / length2, 0.0, 1.0) : 0;
    auto const offset = [&](std::size_t i) {
        return at[i] - (s.from_cm[i] + t * (s.to_cm[i] - s.from_cm[i]));
    };
    return std::hypot(offset(0), offset(1), offset(2)) -
           (s.from_radius_cm + t * (s.to_radius_cm - s.from_radius_cm));
}

double away(SolidRing const& s, Point const& at)
{
    double const x = at[0] - s.centre_cm[0], y = at[1] - s.centre_cm[1];
    double const z = at[2] - s.centre_cm[2] + s.slope * y;
    return std::hypot(ellipse_cm(x, y, s.half_axes_cm[0], s.half_axes_cm[1]), z) - s.radius_cm;
}

Box about(Point const& centre, Point const& half)
{
    Box box;
    for (std::size_t i = 0; i < 3; ++i) {
        box.low_cm[i] = centre[i] - half[i];
        box.high_cm[i] = centre[i] + half[i];
    }
    return box;
}

Box around(Box const& a, Box const& b)
{
    Box box;
    for (std::size_t i = 0; i < 3; ++i) {
        box.low_cm[i] = std::min(a.low_cm[i], b.low_cm[i]);
        box.high_cm[i] = std::max(a.high_cm[i], b.high_cm[i]);
    }
    return box;
}

Box box_of(SolidEllipsoid const& s)
{
    double const c = std::cos(radians(s.turn_deg)), si = std::sin(radians(s.turn_deg));
    auto const& [a, b, h] = s.half_axes_cm;
    return about(s.centre_cm, {std::hypot(a * c, b * si), std::hypot(a * si, b * c), h});
}

Box box_of(SolidStack const& s)
{
    auto const section = [&](std::size_t i) {
        return about(s.centre_cm[i], {s.half_axes_cm[i][0], s.half_axes_cm[i][1], 0});
    };
    Box box = section(0);
    for (std::size_t i = 1; i < s.centre_cm.size(); ++i)
        box = around(box, section(i));
    return box;
}

Box box_of(SolidTube const& s)
{
    double const a = s.from_radius_cm, b = s.to_radius_cm;
    return around(about(s.from_cm, {a, a, a}), about(s.to_cm, {b, b, b}));
}

Box box_of(SolidRing const& s)
{
    double const a = s.half_axes_cm[0] + s.radius_cm, b = s.half_axes_cm[1] + s.radius_cm;
    return about(s.centre_cm, {a, b, s.radius_cm + std::abs(s.slope) * b});
}

void mirror(SolidEllipsoid& s)
{
    s.centre_cm[0] = -s.centre_cm[0];
    s.turn_deg = -s.turn_deg;
}

void mirror(SolidStack& s)
{
    for (Point& centre : s.centre_cm)
        centre[0] = -centre[0];
}

void mirror(SolidTube& s)
{
    s.from_cm[0] = -s.from_cm[0];
    s.to_cm[0] = -s.to_cm[0];
}

void mirror(SolidRing& s)
{
    s.centre_cm[0] = -s.centre_cm[0];
}

}   // namespace

double distance_cm(Solid const& solid, Point const& at)
{
    return std::visit([&](auto const& s) { return away(s, at); }, solid);
}

Box bounding_box(Solid const& solid)
{
    return std::visit([](auto const& s) { return box_of(s); }, solid);
}

Box bounding_box(std::span<Solid const> solids)
{
    Box box = bounding_box(solids.front());
    for (Solid const& solid : solids)
        box = around(box, bounding_box(solid));
    return box;
}

Solid mirrored(Solid const& solid)
{
    Solid other = solid;
    std::visit([](auto& s) { mirror(s); }, other);
    return other;
}

}   // namespace radici::dosimetry
