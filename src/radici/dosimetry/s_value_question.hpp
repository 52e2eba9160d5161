#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "radici/dosimetry/cell_geometry.hpp"
#include "radici/dosimetry/emission.hpp"

namespace radici::dosimetry {

/// Decays spread evenly in a ball of the medium, 50 cm of the same medium around it; dose to the
/// ball.
struct SphereRegion {
    double mass_g = 0;   ///< 1 ng to 1 t
};

/// Decays spread evenly in one voxel of a lattice in the medium; dose to it and, where `extent` is
/// not 0, to all voxels up to so many steps from it along each axis.
struct VoxelRegion {
    double width_mm = 0;   ///< 0.01 to 200
    int extent = 0;        ///< 0 to 40
};

/// Decays in a part of a cell; dose to another or the same.
struct CellRegion {
    ConcentricCell size;
    CellSource source = CellSource::nucleus;
    CellTarget target = CellTarget::nucleus;
};

/// Decays in a region of a reference body; dose to another, or, where none is named, to all.
struct PhantomRegion {
    std::string body;             ///< `adult-male`, `adult-female`, `mouse-25g`
    std::string source, target;   ///< regions; synonyms are taken
};

using SValueGeometry = std::variant<SphereRegion, VoxelRegion, CellRegion, PhantomRegion>;

/// "sphere 10 g", "voxel 4.8 mm", "cell 5 um, nucleus 4 um", "adult-male".
[[nodiscard]] std::string to_text(SValueGeometry const& geometry);
/// StudyError where a size is outside what the region's comment says.
void check(SValueGeometry const& geometry);

/// Straight tracks (cells only), folded kernels (spheres and voxels in water) or Monte Carlo.
enum class SValueMethod { csda, kernel, monte_carlo };

/// "csda", "kernel", "mc".
[[nodiscard]] std::string to_text(SValueMethod method);

/// How a Monte Carlo answer is sampled. One seed, one answer, with any number of threads.
struct Sampling {
    double cut_MeV = 1e-3;   ///< kinetic energy of electrons, energy of photons; 1 keV to 1 MeV
    std::uint64_t seed = 1;
    int threads = 0;                          ///< 0: all
    std::optional<std::uint64_t> histories;   ///< just so many; else until `relative_sd`
    double relative_sd = 0.01;                ///< one standard error of the value asked for
    std::uint64_t most_histories = 1'000'000'000;
};

/// What an S value is asked for.
struct SValueQuestion {
    std::string nuclide;
    SValueGeometry geometry;
    SValueMethod method = SValueMethod::monte_carlo;
    Daughters daughters = Daughters::in_place;
    std::string medium = "water";
    Sampling sampling;
};

}   // namespace radici::dosimetry
