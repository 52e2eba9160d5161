#pragma once
#include <filesystem>
#include <vector>

#include "radici/numerics/interpolation.hpp"
#include "radici/transport/log_table.hpp"
#include "radici/transport/photon_attenuation.hpp"

namespace radici::transport {

/// The point kernel of one photon energy in an unbounded medium: of the emitted energy, `per_cm(r)`
/// dr is absorbed between r and r + dr, scattered photons included:
///   k(r) = μ_en · [1 + κ·(B(μr) − 1)] · exp(−μr)
/// B is the buildup factor in geometric-progression form; κ makes ∫₀^∞ k dr = 1, so that energy is
/// conserved (the factors alone give up to 6 % too much, being fits to exposure in a medium without
/// electron transport).
class PhotonPointKernel {
public:
    /// The five parameters of a buildup factor at one energy.
    struct Shape {
        double b = 0, c = 0, a = 0, x_k = 0, d = 0;
    };
    /// @param attenuation_per_cm  without coherent scattering; > absorption_per_cm > 0
    PhotonPointKernel(double attenuation_per_cm, double absorption_per_cm, Shape const& shape);

    [[nodiscard]] double attenuation_per_cm() const { return attenuation_per_cm_; }
    [[nodiscard]] double kappa() const { return kappa_; }
    [[nodiscard]] double per_cm(double distance_cm) const;

private:
    double attenuation_per_cm_, absorption_per_cm_, kappa_ = 1;
    numerics::UniformCurve factor_;   ///< 1 + κ·(B − 1) over the square root of the mean free paths
};

/// B itself, up to 40 mean free paths; farther out it stays.
[[nodiscard]] double buildup(PhotonPointKernel::Shape const& shape, double mean_free_paths);

/// Photon point kernels in water of density 1 g/cm³, 1 keV to 4 MeV. Below 15 keV, where no factors
/// are tabulated, B keeps its 15 keV parameters. No electron transport: near the source it is good
/// where electrons are short-ranged beside the distance (below 0.3 cm at 364 keV the dose is up to
/// 12 % too high, measured). Source  ANSI/ANS-6.4.3-1991 (water, exposure); form: Harima, Nucl Sci
/// Eng 83:299 (1983)
class PhotonKernelLibrary {
public:
    [[nodiscard]] static PhotonKernelLibrary load(std::filesystem::path const& data_folder);
    [[nodiscard]] PhotonPointKernel at(double energy_MeV) const;
    [[nodiscard]] PhotonPointKernel::Shape shape_at(double energy_MeV) const;
    [[nodiscard]] double lowest_MeV() const { return water_.lowest_MeV(); }
    [[nodiscard]] double highest_MeV() const { return water_.highest_MeV(); }

private:
    PhotonAttenuation water_;
    std::vector<double> ln_energy_;
    std::vector<PhotonPointKernel::Shape> shape_;   ///< at each energy
};

}   // namespace radici::transport
