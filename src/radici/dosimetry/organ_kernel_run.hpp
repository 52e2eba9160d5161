#pragma once
#include <cstdint>
#include <functional>

#include "radici/dosimetry/body_transport.hpp"
#include "radici/dosimetry/organ_kernel.hpp"

namespace radici::dosimetry {

/// Energies at which organ kernels stand, MeV: 24 of photons from 5 keV, 16 of electrons from
/// 10 keV, up to 4 MeV.
[[nodiscard]] std::vector<double> const& organ_photon_energies_MeV();
[[nodiscard]] std::vector<double> const& organ_electron_energies_MeV();

/// Histories of a run, as data/kernels has them.
[[nodiscard]] std::uint64_t organ_kernel_histories(transport::ParticleKind kind,
                                                   Organ const& source);

/// One row: the seed follows from source, kind and energy, so rows do not depend on each other.
[[nodiscard]] OrganKernelRow make_organ_kernel(BodyTransport const& body, std::string_view source,
                                               transport::ParticleKind kind, double energy_MeV,
                                               std::uint64_t histories, std::uint64_t seed,
                                               int threads = 1);

/// SHA-256 of size, spacing, tissues and densities of a body's voxels.
[[nodiscard]] std::string sha256_of(VoxelBody const& body);

/// All rows of a body. Below 50 keV with a cut-off of 1 keV, from there with 10 keV.
/// @param done  called after each row with a share from 0 to 1
[[nodiscard]] OrganKernels make_organ_kernels(std::filesystem::path const& data_folder,
                                              std::string_view body, std::uint64_t seed,
                                              int threads, std::function<void(double)> const& done);

}   // namespace radici::dosimetry
