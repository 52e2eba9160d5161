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

VoxelPlaces::VoxelPlaces(VoxelGrid const& grid, std::vector<int> const& cell,
                         std::vector<double> const& weight)
    : dx_(grid.spacing_cm[0]), dy_(grid.spacing_cm[1]), dz_(grid.spacing_cm[2])
{
    if (cell.empty())
        refuse("no voxel holds activity", "a source has at least one");
    if (!weight.empty() && weight.size() != cell.size())
        refuse(fmt::format("{} voxels, {} activities", cell.size(), weight.size()),
               "each source voxel has one activity");
    for (int const n : cell) {
        if (n < 0 || static_cast<std::size_t>(n) >= grid.voxels())
            refuse(fmt::format("voxel {}", n), "it is not in the grid");
        if (!(grid.density_g_per_cm3[static_cast<std::size_t>(n)] > 0))
            refuse(fmt::format("voxel {} has density 0", n), "activity needs matter to be in");
        int const row = n / grid.size[0];
        cell_.push_back({n, n % grid.size[0], row % grid.size[1], row / grid.size[1], 0});
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
