#pragma once
#include <filesystem>
#include <vector>

#include "radici/dosimetry/kernel_energies.hpp"

namespace radici::dosimetry {

/// Masses over which nuclides are folded with the kernels, g: 1e-8 to 1e5, ten a decade.
inline constexpr double first_sphere_mass_g = 1e-8, last_sphere_mass_g = 1e5;
inline constexpr std::size_t sphere_masses = 131;

/// Absorbed fractions of one particle in spheres of water (unit density, I = 78 eV) in which the
/// source is spread evenly, water going on outside: data/kernels/sphere_<particle>.toml.
///
/// Between tabulated energies (kernel_energies.hpp) charged particles are read at the same radius
/// over range, photons at the same mass, ln φ. That is within 0.5 % of Monte Carlo there.
/// Valid from the first to the last energy; StudyError outside. Source  docs/methods/dosimetry.md
class SphereKernel {
public:
    /// Throws StudyError where the file is missing or broken: fractions outside 0 to 1 or falling
    /// with mass.
    [[nodiscard]] static SphereKernel load(std::filesystem::path const& data_folder,
                                           Particle particle);
    /// φ over sphere_masses masses from first_sphere_mass_g on, even in ln m.
    [[nodiscard]] std::vector<double> fractions(double energy_MeV) const;
    /// φ of one mass from 1e-8 to 1e5 g.
    [[nodiscard]] double fraction(double energy_MeV, double mass_g) const;
    [[nodiscard]] double lowest_MeV() const { return energy_.lowest_MeV(); }
    [[nodiscard]] double highest_MeV() const { return energy_.highest_MeV(); }

private:
    /// φ at each of these ln m.
    [[nodiscard]] std::vector<double> at(double energy_MeV,
                                         std::vector<double> const& ln_mass) const;
    [[nodiscard]] std::vector<double> charged(double energy_MeV,
                                              std::vector<double> const& ln_mass) const;
    [[nodiscard]] std::vector<double> photons(double energy_MeV,
                                              std::vector<double> const& ln_mass) const;

    Particle particle_ = Particle::electron;
    KernelEnergies energy_;
    std::vector<numerics::UniformCurve> over_ln_mass_;   ///< φ; of photons ln φ
};

/// The three of them.
struct SphereKernels {
    SphereKernel electron, photon, alpha;
    [[nodiscard]] static SphereKernels load(std::filesystem::path const& data_folder);
};

}   // namespace radici::dosimetry
