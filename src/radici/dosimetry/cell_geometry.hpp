#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace radici::dosimetry {

/// A cell as two concentric spheres of unit density in water without end.
struct ConcentricCell {
    double nucleus_um = 0;   ///< radius
    double cell_um = 0;      ///< radius; not smaller than the nucleus
};

/// Where the decays are spread evenly: N, Cy, CS.
enum class CellSource { nucleus, cytoplasm, surface };

/// What the dose is asked for: N, or C, the whole cell with its nucleus.
enum class CellTarget { nucleus, cell };

/// "N", "Cy", "CS" and "N", "C", as MIRD writes them.
[[nodiscard]] std::string to_text(CellSource source);
[[nodiscard]] std::string to_text(CellTarget target);
/// The same read, in upper or lower case; nothing for any other text.
[[nodiscard]] std::optional<CellSource> cell_source(std::string_view text);
[[nodiscard]] std::optional<CellTarget> cell_target(std::string_view text);

/// StudyError unless 0.1 µm ≤ nucleus ≤ cell ≤ 1 mm and the source has room: a cytoplasm is at
/// least 1 nm thick.
void check(ConcentricCell const& cell, CellSource source);

/// Decays spread evenly between two concentric spheres; equal radii: on the sphere itself.
struct SourceShell {
    double inner_um = 0, outer_um = 0;
    [[nodiscard]] bool is_surface() const { return inner_um == outer_um; }
};
[[nodiscard]] SourceShell shell_of(ConcentricCell const& cell, CellSource source);
[[nodiscard]] double radius_um(ConcentricCell const& cell, CellTarget target);

/// Mass of a sphere of unit density.
[[nodiscard]] double unit_sphere_mass_g(double radius_um);

/// Volume that two spheres share whose centres are `distance` apart.
[[nodiscard]] double shared_volume_um3(double radius_a_um, double radius_b_um, double distance_um);

/// Share of the isotropic rays from the source whose point at `distance` lies in the sphere of
/// radius `target_um` about the same centre (the geometric reduction factor of Goddu). A ball's
/// points, all moved by the same vector, are the ball moved, so that for a ball of radius b as
/// source
///   ψ(x) = V(a, b; x) / (4π b³/3),   V: volume that the two spheres share at distance x
/// A shell is the difference of two balls. From a surface of radius q the point stays inside for
/// directions with cosine below (a² − q² − x²) / 2qx:
///   ψ(x) = ½ (1 + (a² − q² − x²) / 2qx), held between 0 and 1
/// Exact for every source and target here.
/// Source  derived; for the method Goddu, Howell & Rao, J Nucl Med 35:303 (1994)
[[nodiscard]] double ray_share(SourceShell const& source, double target_um, double distance_um);

/// The distances at which ψ has no continuous second derivative, rising; ψ is 0 beyond the last.
[[nodiscard]] std::vector<double> ray_share_kinks_um(SourceShell const& source, double target_um);

}   // namespace radici::dosimetry
