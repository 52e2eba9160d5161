#pragma once
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "radici/dosimetry/emission.hpp"
#include "radici/dosimetry/point_kernel.hpp"
#include "radici/nuclide/library.hpp"

namespace radici::dosimetry {

/// Places of an octant i ≥ j ≥ k ≥ 0 in the order of i, then j, then k.
[[nodiscard]] std::vector<std::array<int, 3>> octant_places(int extent);
/// How many voxels of the lattice differ from that one only by symmetry, itself included.
[[nodiscard]] int symmetric_voxels(int i, int j, int k);

/// Voxel S values of one nuclide with its daughters in place, in unbounded water of 1 g/cm³ with
/// I = 78 eV: data/kernels/voxel/NUCLIDE.toml, folded from the point kernels (voxel_kernel.hpp) and
/// written with four digits.
struct VoxelTable {
    /// Cubes of one width, up to `extent` steps from the source.
    struct Lattice {
        double width_mm = 0;
        std::vector<ByClass> s_mGy_per_MBq_s;   ///< of octant_places(extent)
        ByClass outside_MeV;                    ///< per decay, beyond the extent
    };
    struct Source {
        std::string file;   ///< in the data folder
        std::string sha256;
    };

    std::string nuclide;
    std::vector<std::string> chain;   ///< whose decays are counted, head first
    int extent = 0;
    ByClass emitted_MeV;   ///< per decay of the head
    std::vector<Source> made_from;
    std::vector<Lattice> lattices;   ///< widths ascending

    static constexpr int stored_extent = 5;
    static constexpr std::array stored_widths_mm{2.21, 3.0, 4.0, 4.42, 4.8, 6.0};
    /// Names of the nuclides that data/kernels/voxel holds.
    [[nodiscard]] static std::vector<std::string> const& stored_nuclides();

    [[nodiscard]] static VoxelTable make(nuclide::NuclideLibrary const& library,
                                         std::string_view nuclide, PointKernelSet const& kernels,
                                         std::filesystem::path const& data_folder);
    /// Reads and audits: the text has its own SHA-256, and in each lattice and class the energy of
    /// all voxels and outside is what is emitted, to the digits written. StudyError with the place
    /// in the file; where there is no table of the nuclide, with the nearest name.
    [[nodiscard]] static VoxelTable load(std::filesystem::path const& data_folder,
                                         std::string_view nuclide);
    /// As the file is written.
    /// @param program  which made it, with its version
    [[nodiscard]] std::string to_text(std::string_view program) const;

    /// StudyError where there are no voxels of that width.
    [[nodiscard]] Lattice const& at(double width_mm) const;
};

}   // namespace radici::dosimetry
