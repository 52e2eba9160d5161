#pragma once
#include <filesystem>
#include <string_view>

#include "radici/transport/alpha_range.hpp"
#include "radici/transport/electron_range.hpp"
#include "radici/transport/material.hpp"
#include "radici/transport/photon_kernel.hpp"

namespace radici::transport {

/// Everything that the transport of decay radiation in one water-like medium asks for.
struct Medium {
    Material material;
    ElectronRange electron;
    AlphaRange alpha;
    PhotonKernelLibrary photon;

    /// @param name  `water` (I = 78 eV) or `water_i75`; other materials have no buildup factors:
    /// StudyError.
    [[nodiscard]] static Medium load(std::filesystem::path const& data_folder,
                                     std::string_view name);
};

}   // namespace radici::transport
