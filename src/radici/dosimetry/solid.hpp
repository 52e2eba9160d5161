#pragma once
#include <array>
#include <span>
#include <variant>
#include <vector>

namespace radici::dosimetry {

using Point = std::array<double, 3>;   ///< x to the left, y forward, z up (to the head), cm

/// Ellipsoid, turned about the z axis (x towards y).
struct SolidEllipsoid {
    Point centre_cm{}, half_axes_cm{};
    double turn_deg = 0;
};

/// Elliptic sections one above the other, joined by straight sides: cylinders, cones, a trunk.
struct SolidStack {
    std::vector<Point> centre_cm;   ///< of the sections, z rising; at least two
    std::vector<std::array<double, 2>> half_axes_cm;
};

/// Round rod with round ends, its radius may change along it.
struct SolidTube {
    Point from_cm{}, to_cm{};
    double from_radius_cm = 0, to_radius_cm = 0;
};

/// Round wire bent to an ellipse about z; `slope` is how far it falls per cm forward (a rib's).
struct SolidRing {
    Point centre_cm{};
    std::array<double, 2> half_axes_cm{};
    double radius_cm = 0, slope = 0;
};

/// The analytic shapes that bodies are drawn with.
using Solid = std::variant<SolidEllipsoid, SolidStack, SolidTube, SolidRing>;

struct Box {
    Point low_cm{}, high_cm{};
};

/// Distance to the surface, cm, < 0 inside. Its zero is the surface exactly; away from it exact for
/// tubes of one radius, to first order in the distance for the others.
[[nodiscard]] double distance_cm(Solid const& solid, Point const& at);

/// Holds the solid; no promise that it touches it.
[[nodiscard]] Box bounding_box(Solid const& solid);
[[nodiscard]] Box bounding_box(std::span<Solid const> solids);

/// The solid on the other side of the plane x = 0.
[[nodiscard]] Solid mirrored(Solid const& solid);

}   // namespace radici::dosimetry
