#include "radici/transport/monte_carlo/voxel_geometry.hpp"

#include <map>

#include "radici/base/error.hpp"

namespace radici::transport {

/// Throws StudyError where there are more than 65536 kinds of matter.
void VoxelGeometry::paint(VoxelGrid const& grid)
{
    std::map<std::pair<std::uint8_t, float>, std::uint16_t> known;
    colour_.reserve(grid.voxels());
    std::pair<std::uint8_t, float> last{};
    std::uint16_t colour = 0;
    for (std::size_t n = 0; n < grid.voxels(); ++n) {
        std::pair const here{grid.material[n], grid.density_g_per_cm3[n]};
        if (n == 0 || here != last) {
            if (palette_.size() > 0xffff)
                throw StudyError({"", 0, "voxel grid"}, {"over 65536 pairs of material and density",
                                                         "a voxel's kind of matter has two bytes",
                                                         "round densities to 0.1 %"});
            auto const [place, fresh] =
                known.try_emplace(here, static_cast<std::uint16_t>(palette_.size()));
            if (fresh)
                palette_.push_back({static_cast<double>(here.second), here.first});
            colour = place->second;
            last = here;
        }
        colour_.push_back(colour);
    }
}

}   // namespace radici::transport
