#include "radici/dosimetry/detail/voxel_rows.hpp"

#include <cmath>

#include <fmt/format.h>

#include "radici/base/error.hpp"
#include "radici/dosimetry/detail/s_value_methods.hpp"
#include "radici/dosimetry/voxel_table.hpp"

namespace radici::dosimetry::detail {

namespace {

/// Mean over the voxels that are `steps` away in one direction and no farther in any. Far voxels
/// hardly share decays: their errors add as squares.
ValueSd cubic_shell(std::vector<VoxelValue> const& voxels, int steps)
{
    double sum = 0, square = 0, number = 0;
    for (auto const& v : voxels)
        if (v.i == steps) {
            double const alike = symmetric_voxels(v.i, v.j, v.k);
            sum += alike * v.s_mGy_per_MBq_s.value;
            square += std::pow(alike * v.s_mGy_per_MBq_s.sd, 2);
            number += alike;
        }
    return {sum / number, std::sqrt(square) / number};
}

}   // namespace

std::vector<NamedValue> near_and_shells(std::vector<VoxelValue> const& voxels, int near, int extent)
{
    std::vector<NamedValue> out;
    for (auto const& v : voxels)
        if (v.i <= near)
            out.push_back({fmt::format("voxel {} {} {}", v.i, v.j, v.k), v.s_mGy_per_MBq_s});
    for (int steps = near + 1; steps <= extent; ++steps)
        out.push_back(
            {fmt::format("mean of voxels {} steps away", steps), cubic_shell(voxels, steps)});
    return out;
}

void set_voxels(std::vector<ValidationRow>& rows, std::vector<NamedValue> const& ours,
                std::string const& of)
{
    RADICI_EXPECT(rows.size() == ours.size());
    for (std::size_t n = 0; n < rows.size(); ++n) {
        rows[n].name = fmt::format("{}{} (mGy/(MBq s))", of, ours[n].name);
        rows[n].ours = ours[n].s.value;
        rows[n].sd = ours[n].s.sd;
    }
}

void set_small_tolerance(std::vector<ValidationRow>& rows, Node const& node, double emitted_MeV,
                         double voxel_g)
{
    double const small_mGy = 0.01 * s_value({emitted_MeV, 0}, voxel_g).value;
    double const small_tolerance = node.at("small_tolerance").number();
    for (ValidationRow& row : rows)
        if (row.published < small_mGy)
            row.tolerance = small_tolerance;
}

}   // namespace radici::dosimetry::detail
