#include "radici/dosimetry/s_value_question.hpp"

#include "radici/base/error.hpp"
#include "radici/base/unit_text.hpp"

namespace radici::dosimetry {

namespace {

struct Check {
    void operator()(SphereRegion const& sphere) const
    {
        if (!(sphere.mass_g >= 1e-9 && sphere.mass_g <= 1e6))
            throw StudyError({"", 0, "sphere"},
                             {"a sphere of " + value_text(sphere.mass_g, "g"),
                              "masses from 1 ng to 1 t", "give the mass with its unit: 10g"});
    }
    void operator()(VoxelRegion const& voxel) const
    {
        if (!(voxel.width_mm >= 0.01 && voxel.width_mm <= 200))
            throw StudyError({"", 0, "voxel"},
                             {"a voxel of " + value_text(voxel.width_mm, "mm"),
                              "widths from 10 um to 20 cm", "give it with its unit: 4.8mm"});
        if (voxel.extent < 0 || voxel.extent > 40)
            throw StudyError({"", 0, "extent"},
                             {std::to_string(voxel.extent), "1 to 40 voxels from the source",
                              "write 5 for a cube of 11 x 11 x 11"});
    }
    void operator()(CellRegion const& cell) const { check(cell.size, cell.source); }
    void operator()(PhantomRegion const&) const {}   // names are read with the body
};

struct Words {
    std::string operator()(SphereRegion const& sphere) const
    {
        return "sphere " + value_text(sphere.mass_g, "g");
    }
    std::string operator()(VoxelRegion const& voxel) const
    {
        return "voxel " + value_text(voxel.width_mm, "mm");
    }
    std::string operator()(CellRegion const& cell) const
    {
        return "cell " + value_text(cell.size.cell_um, "um") + ", nucleus " +
               value_text(cell.size.nucleus_um, "um");
    }
    std::string operator()(PhantomRegion const& phantom) const { return phantom.body; }
};

}   // namespace

std::string to_text(SValueGeometry const& geometry)
{
    return std::visit(Words{}, geometry);
}

void check(SValueGeometry const& geometry)
{
    std::visit(Check{}, geometry);
}

std::string to_text(SValueMethod method)
{
    return method == SValueMethod::csda ? "csda" : method == SValueMethod::kernel ? "kernel" : "mc";
}

}   // namespace radici::dosimetry
