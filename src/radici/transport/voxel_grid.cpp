#include "radici/transport/voxel_grid.hpp"

#include <cmath>

#include <fmt/format.h>

#include "radici/base/error.hpp"

namespace radici::transport {

namespace {

[[noreturn]] void refuse(std::string problem, std::string why)
{
    throw StudyError({"", 0, "voxel grid"}, {std::move(problem), std::move(why), ""});
}

std::string place(VoxelGrid const& grid, std::size_t n)
{
    auto const nx = static_cast<std::size_t>(grid.size[0]);
    auto const ny = static_cast<std::size_t>(grid.size[1]);
    return fmt::format("voxel ({}, {}, {})", n % nx, n / nx % ny, n / (nx * ny));
}

}   // namespace

void VoxelGrid::check() const
{
    for (std::size_t axis = 0; axis < 3; ++axis)
        if (size[axis] < 1 || !(spacing_cm[axis] > 0) || !std::isfinite(spacing_cm[axis]))
            refuse(
                fmt::format("{} voxels of {} cm along axis {}", size[axis], spacing_cm[axis], axis),
                "there must be at least one, wider than 0");
    if (material.size() != voxels() || density_g_per_cm3.size() != voxels())
        refuse(fmt::format("{} voxels, {} materials, {} densities", voxels(), material.size(),
                           density_g_per_cm3.size()),
               "each voxel has one material and one density");
    for (std::size_t n = 0; n < voxels(); ++n) {
        if (!(density_g_per_cm3[n] >= 0) || !std::isfinite(density_g_per_cm3[n]))
            refuse(fmt::format("{}: density {} g/cm3", place(*this, n), density_g_per_cm3[n]),
                   "a density is a finite number >= 0");
        if (material[n] >= materials.size())
            refuse(fmt::format("{}: material {}", place(*this, n), material[n]),
                   fmt::format("there are {} materials, counted from 0", materials.size()));
    }
}

}   // namespace radici::transport
