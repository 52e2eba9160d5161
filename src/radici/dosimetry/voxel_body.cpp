#include "radici/dosimetry/voxel_body.hpp"

#include "radici/base/error.hpp"

namespace radici::dosimetry {

namespace {

[[noreturn]] void refuse(std::string const& region)
{
    throw StudyError({"", 0, ""}, {"region \"" + region + "\"", "the body has no voxel of it", ""});
}

}   // namespace

std::vector<double> VoxelBody::target_mass_g(std::string_view region) const
{
    std::string const& name = regions.canonical(region);
    std::vector<double> mass(tissues.size(), 0);
    double total = 0;
    for (std::size_t t = 0; t < tissues.size(); ++t)
        for (Held const& held : tissues[t].holds)
            if (held.region == name && !held.content) {
                mass[t] += held.mass_g;
                total += held.mass_g;
            }
    if (total == 0)
        refuse(name);
    return mass;
}

std::vector<SourceVoxel> VoxelBody::source(std::string_view region) const
{
    std::string const& name = regions.canonical(region);
    auto const kind = regions.at(name).kind;
    bool const walled = kind == RegionKind::walled, remainder = kind == RegionKind::remainder;
    std::vector<double> per_voxel(tissues.size(), 0);
    double total = 0;
    for (std::size_t t = 0; t < tissues.size(); ++t) {
        if (remainder && has_marrow(tissues[t].holds, regions))
            continue;
        for (Held const& held : tissues[t].holds)
            if (held.region == name && held.content == walled) {
                per_voxel[t] += held.mass_g / static_cast<double>(tissues[t].voxels);
                total += held.mass_g;
            }
    }
    if (total == 0)
        refuse(name);
    std::vector<SourceVoxel> out;
    for (std::size_t n = 0; n < tissue.size(); ++n)
        if (per_voxel[tissue[n]] > 0)
            out.push_back({static_cast<std::uint32_t>(n), per_voxel[tissue[n]] / total});
    return out;
}

}   // namespace radici::dosimetry
