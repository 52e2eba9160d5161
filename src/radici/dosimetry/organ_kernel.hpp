#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "radici/dosimetry/anatomy.hpp"

namespace radici::dosimetry {

/// One run of a kernel: particles of one energy from one source region.
struct OrganKernelRow {
    double energy_MeV = 0;
    std::uint64_t histories = 0;
    std::map<std::string, double, std::less<>> fraction, sd;   ///< absorbed, by target
    double escaped = 0;                                        ///< from the body
    double elsewhere = 0;   ///< in the body, but in no target: contents, bone mineral
    double ruled = 0;       ///< electrons: where rules divide it; see BodyEnergy::ruled_MeV
};

/// Which particle, and its rows by source, energies ascending.
using OrganKernelTable = std::map<std::string, std::vector<OrganKernelRow>, std::less<>>;

/// Absorbed fractions of photons and electrons (with their bremsstrahlung) from region to region of
/// a reference body, made by Monte Carlo: data/kernels/organs/BODY.toml.
struct OrganKernels {
    std::string body;
    std::string body_sha256;   ///< of the voxels that they were made with
    double cut_MeV = 0, spacing_cm = 0;
    std::uint64_t seed = 0;
    OrganKernelTable photon, electron;

    /// Reads and audits: the text has its own SHA-256, and of every row the energy in targets,
    /// elsewhere and out of the body is all there was. StudyError with the place in the file.
    [[nodiscard]] static OrganKernels load(std::filesystem::path const& data_folder,
                                           std::string_view body);
    /// As the file is written.
    /// @param program  which made it, with its version
    [[nodiscard]] std::string to_text(std::string_view program) const;
};

}   // namespace radici::dosimetry
