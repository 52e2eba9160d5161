#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "radici/dosimetry/phantom.hpp"
#include "radici/transport/voxel_grid.hpp"

namespace radici::dosimetry {

/// A tissue as voxels. What it holds is spread through it evenly by mass.
struct VoxelTissue {
    std::string name;
    double mass_g = 0;   ///< of its voxels together: exactly that of the phantom
    std::size_t voxels = 0;
    double density_factor = 1;   ///< over the material's density, so that the mass is right
    std::vector<Held> holds;
};

/// A part of the drawing as voxels.
struct PlacedPart {
    std::string name;
    std::size_t voxels = 0;
    double growth_cm = 0;   ///< how far beyond (< 0: within) its drawn surface its last voxel lies
};

/// A voxel of a source and the probability that a decay starts there, evenly within it.
struct SourceVoxel {
    std::uint32_t voxel = 0;
    double probability = 0;
};

/// A reference body as voxels: matter for transport, and which regions the voxels belong to.
struct VoxelBody {
    transport::VoxelGrid grid;
    Point corner_cm{};                  ///< of voxel (0, 0, 0), in the coordinates of the body
    std::vector<std::uint8_t> tissue;   ///< of each voxel: index into `tissues`
    std::vector<VoxelTissue> tissues;   ///< the first is `outside`: vacuum
    std::vector<PlacedPart> parts;
    RegionList regions;

    /// Where the activity of a region is: of a walled region its content, of blood the heart and
    /// large vessels, of the whole that of its parts too. The inactive marrow that the remainder
    /// has in spongiosa holds none of the remainder's: marrow would have it too. Probabilities add
    /// to 1, voxels ascend.
    /// StudyError where the body has no voxel of it.
    [[nodiscard]] std::vector<SourceVoxel> source(std::string_view region) const;
    /// Mass of the region in each tissue, g, in the order of `tissues`: with E MeV in the voxels of
    /// a tissue of mass m, the region there absorbs E·(its mass)/m. Of a walled region the wall.
    /// StudyError where the body has no voxel of it.
    [[nodiscard]] std::vector<double> target_mass_g(std::string_view region) const;
};

}   // namespace radici::dosimetry
