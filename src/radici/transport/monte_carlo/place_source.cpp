#include "radici/transport/monte_carlo/place_source.hpp"

#include <fmt/format.h>

#include "radici/base/error.hpp"

namespace radici::transport {

namespace {

[[noreturn]] void refuse(std::string problem, std::string why)
{
    throw StudyError({"", 0, "source"}, {std::move(problem), std::move(why), ""});
}

}   // namespace

VoxelPlaces::VoxelPlaces(VoxelGrid const& grid, std::vector<int> cell,
                         std::vector<double> const& weight)
    : cell_(std::move(cell)),
      nx_(grid.size[0]),
      ny_(grid.size[1]),
      dx_(grid.spacing_cm[0]),
      dy_(grid.spacing_cm[1]),
      dz_(grid.spacing_cm[2])
{
    if (cell_.empty())
        refuse("no voxel holds activity", "a source has at least one");
    if (!weight.empty() && weight.size() != cell_.size())
        refuse(fmt::format("{} voxels, {} activities", cell_.size(), weight.size()),
               "each source voxel has one activity");
    for (std::size_t n = 0; n < cell_.size(); ++n) {
        if (cell_[n] < 0 || static_cast<std::size_t>(cell_[n]) >= grid.voxels())
            refuse(fmt::format("voxel {}", cell_[n]), "it is not in the grid");
        if (!(grid.density_g_per_cm3[static_cast<std::size_t>(cell_[n])] > 0))
            refuse(fmt::format("voxel {} has density 0", cell_[n]),
                   "activity needs matter to be in");
    }
    for (double const w : weight) {
        if (!(w >= 0) || !std::isfinite(w))
            refuse(fmt::format("activity {}", w), "an activity is a finite number >= 0");
        cumulative_.push_back((cumulative_.empty() ? 0 : cumulative_.back()) + w);
    }
    if (!weight.empty() && !(cumulative_.back() > 0))
        refuse("all activities are 0", "a source has some");
}

}   // namespace radici::transport
