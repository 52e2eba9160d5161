#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "radici/dosimetry/organ_kernel.hpp"
#include "radici/dosimetry/phantom.hpp"

namespace radici::dosimetry {

/// A reference body and what its regions absorb of each other's radiation.
struct ReferenceBody {
    Anatomy anatomy;
    /// Masses of the parts that a solid region comes in, g: two kidneys, six salivary glands.
    std::map<std::string, std::vector<double>, std::less<>> pieces_g;
    RegionFractions photon;
    RegionFractions electron;   ///< empty where electrons stay in their organ

    /// @param name  `adult-male`, `adult-female`, `mouse-25g`; StudyError with the nearest name, or
    ///              located in the file of the anatomy, the drawing or the kernel
    [[nodiscard]] static ReferenceBody load(std::filesystem::path const& data_folder,
                                            std::string_view name);
};

/// The files below the data folder that `load` reads, relative to it, but for the one list of
/// regions and the materials.
[[nodiscard]] std::vector<std::filesystem::path> files_of_reference_body(std::string_view name);

}   // namespace radici::dosimetry
