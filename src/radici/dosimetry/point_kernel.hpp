#pragma once
#include <cstdint>
#include <filesystem>
#include <vector>

#include "radici/dosimetry/kernel_energies.hpp"

namespace radici::dosimetry {

/// Where a particle that starts at a point of unbounded water leaves its energy, with all that it
/// sets free: the share of its energy in spherical shells about the point. Shell n lies between
/// radius n − 1 (0 for the first) and radius n; the last has no end.
struct PointKernel {
    double energy_MeV = 0;   ///< kinetic
    double range_cm = 0;     ///< CSDA; 0 for photons
    std::uint64_t histories = 0;
    std::vector<double> radius_cm;   ///< one less than shells
    std::vector<double> share, sd;   ///< of each shell, with its standard error

    /// Share of the energy that is absorbed in a sphere of that radius in which the source is
    /// spread evenly, the water going on outside: Σ share · mean of U over the shell (sphere.hpp),
    /// the energy even in r within a shell. Exact but for the shells' width. Valid as long as the
    /// shells reach to the diameter.
    [[nodiscard]] double absorbed_fraction(double sphere_radius_cm) const;
};

/// The dose point kernels of one particle as data/kernels/point_<particle>.toml holds them: water
/// of 1 g/cm³ with I = 78 eV, Monte Carlo with a cut-off of 1 keV. Electrons and photons 1 keV to
/// 4 MeV, alphas 1 to 12 MeV. Source  docs/methods/dosimetry.md
class PointKernels {
public:
    /// @param particle  electron, photon or alpha
    /// Throws StudyError where the file is missing or broken, where the shares of a kernel do not
    /// add to 1 within 0.1 %, and where photons' kernels differ in their radii.
    [[nodiscard]] static PointKernels load(std::filesystem::path const& data_folder,
                                           Particle particle);
    /// At least four, energies ascending.
    [[nodiscard]] std::vector<PointKernel> const& kernels() const { return kernel_; }
    [[nodiscard]] KernelEnergies const& energies() const { return energy_; }

private:
    std::vector<PointKernel> kernel_;
    KernelEnergies energy_;
};

/// The three of them.
struct PointKernelSet {
    PointKernels electron, photon, alpha;
    [[nodiscard]] static PointKernelSet load(std::filesystem::path const& data_folder);
};

}   // namespace radici::dosimetry
