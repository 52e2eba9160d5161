#pragma once
#include <filesystem>
#include <optional>
#include <vector>

#include "radici/base/error.hpp"
#include "radici/dosimetry/emission.hpp"
#include "radici/numerics/interpolation.hpp"

namespace radici::dosimetry {

/// Masses over which nuclides are folded with the kernels, g: 1e-8 to 1e5, ten a decade.
inline constexpr double first_sphere_mass_g = 1e-8, last_sphere_mass_g = 1e5;
inline constexpr std::size_t sphere_masses = 131;

/// Absorbed fractions of one particle in spheres of water (unit density, I = 78 eV) in which the
/// source is spread evenly, water going on outside: data/kernels/sphere_<particle>.toml.
///
/// Between tabulated energies, charged particles are read at the same radius over range in both
/// neighbours, and then linearly in ln E; photons at the same mass, ln φ by a cubic in ln E
/// through four neighbours. Interpolation is within 0.5 % of Monte Carlo at energies between.
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
    [[nodiscard]] double lowest_MeV() const { return energy_MeV_.front(); }
    [[nodiscard]] double highest_MeV() const { return energy_MeV_.back(); }

private:
    [[nodiscard]] double charged(std::size_t i, double energy_MeV, double ln_mass) const;
    [[nodiscard]] double photon(std::size_t i, double energy_MeV, double ln_mass) const;
    [[nodiscard]] std::size_t interval(double energy_MeV) const;

    Particle particle_ = Particle::electron;
    Location where_;
    std::vector<double> energy_MeV_;
    std::vector<numerics::UniformCurve> over_ln_mass_;   ///< φ; of photons ln φ
    std::vector<double> ln_range_;
    std::optional<numerics::MonotoneCurve> ln_range_over_ln_energy_;
};

/// The three of them.
struct SphereKernels {
    SphereKernel electron, photon, alpha;
    [[nodiscard]] static SphereKernels load(std::filesystem::path const& data_folder);
};

}   // namespace radici::dosimetry
