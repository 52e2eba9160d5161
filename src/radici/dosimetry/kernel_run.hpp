#pragma once
#include <cstdint>
#include <vector>

#include "radici/dosimetry/emission.hpp"
#include "radici/dosimetry/point_kernel.hpp"
#include "radici/transport/monte_carlo/media.hpp"

namespace radici::dosimetry {

/// One entry of the kernels: which particle, and how many to follow.
struct KernelEntry {
    Particle particle = Particle::electron;   ///< electron, photon or alpha
    double energy_MeV = 0;
    std::uint64_t histories = 0;
};

/// All entries of data/kernels of one particle, as they are made.
[[nodiscard]] std::vector<KernelEntry> kernel_entries(Particle particle);

inline constexpr std::uint64_t kernel_seed = 1;

/// CSDA range in water, cm; 0 for photons.
[[nodiscard]] double kernel_range_cm(std::filesystem::path const& data_folder, Particle particle,
                                     double energy_MeV);

/// Masses over which absorbed fractions of spheres stand, g: 1e-9 to 1e6, ten a decade.
[[nodiscard]] std::vector<double> const& kernel_masses_g();

/// Absorbed fractions of spheres over kernel_masses_g(), from one point kernel.
struct SphereRow {
    double energy_MeV = 0;
    double range_cm = 0;   ///< CSDA; 0 for photons
    std::uint64_t histories = 0;
    std::vector<double> fraction, sd;   ///< with its standard error
};

struct KernelRun {
    PointKernel point;
    SphereRow sphere;
};

/// Follows particles from a point in water without end and scores by shell; standard errors are
/// from 20 batches. Of charged particles the shells are those of r over range. A photon's first
/// collision is set in every second history at a distance even in ln r, so that small spheres see
/// enough of them; weights put that right, and shares are of the weighted energy of all histories.
/// The same seed gives the same numbers.
/// @param media  water alone, at the cut-off wanted
[[nodiscard]] KernelRun make_kernel(transport::TrackMedia const& media, double range_cm,
                                    KernelEntry const& entry, std::uint64_t seed);

}   // namespace radici::dosimetry
