#pragma once

namespace radici::dosimetry {

/// Radius of a sphere of unit density, cm.
[[nodiscard]] double sphere_radius_cm(double mass_g);
[[nodiscard]] double sphere_mass_g(double radius_cm);

/// Share of the isotropic rays from points spread evenly in a sphere of radius a that are still
/// inside at distance r:
///   U(r) = 1 − 3r/(4a) + r³/(16a³) up to r = 2a, then 0
/// Source  Berger, MIRD Pamphlet 7, J Nucl Med 12 Suppl 5 (1971)
[[nodiscard]] double geometric_overlap(double distance_cm, double radius_cm);

/// Mean of U over distances even between two radii, inner < outer.
[[nodiscard]] double mean_overlap(double inner_cm, double outer_cm, double radius_cm);

}   // namespace radici::dosimetry
