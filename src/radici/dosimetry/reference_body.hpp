#pragma once
#include <filesystem>
#include <string_view>
#include <vector>

#include "radici/dosimetry/region_fractions.hpp"

namespace radici::dosimetry {

/// A reference body and what its regions absorb of each other's radiation.
struct ReferenceBody {
    Anatomy anatomy;
    RegionFractions photon, electron;

    /// @param name  `adult-male`, `adult-female`, `mouse-25g`; StudyError with the nearest name, or
    ///              located in the file of the anatomy, the drawing or the kernel
    [[nodiscard]] static ReferenceBody load(std::filesystem::path const& data_folder,
                                            std::string_view name);
};

/// The files below the data folder that `load` reads, relative to it, but for the one list of
/// regions and the materials.
[[nodiscard]] std::vector<std::filesystem::path> files_of_reference_body(std::string_view name);

}   // namespace radici::dosimetry
