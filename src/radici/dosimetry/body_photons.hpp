#pragma once
#include <vector>

#include "radici/dosimetry/anatomy.hpp"
#include "radici/dosimetry/deposit.hpp"
#include "radici/transport/photon_kernel.hpp"

namespace radici::dosimetry {

/// Energy absorbed per gram at a distance from a point source, all lines together: Σ E·k(r)/(4πr²),
/// MeV/g. Tabulated from 0.5 cm, which stands for all shorter distances, to 400 cm.
class SpecificKernel {
public:
    SpecificKernel(std::vector<PhotonLine> const& lines,
                   transport::PhotonKernelLibrary const& photon);
    [[nodiscard]] double MeV_per_g(double distance_cm) const;

private:
    std::vector<double> ln_value_;   ///< empty: no lines
};

/// Points of two regions, as pairs whose distances stand for all (Halton points, the same on every
/// machine).
class DistanceSample {
public:
    enum class Pieces {
        all,
        different
    };   ///< `different`: the two points never lie in the same shape
    DistanceSample(std::vector<Ellipsoid> const& a, std::vector<Ellipsoid> const& b, Pieces pieces);
    /// Mean of the kernel over the pairs: what a gram of one absorbs per decay in the other. 0
    /// without pairs.
    [[nodiscard]] double mean_MeV_per_g(SpecificKernel const& kernel) const;

private:
    std::vector<double> distance_cm_;
    double pairs_ = 0;
};

/// Photon energy absorbed in a sphere of that mass and density in which the source is spread
/// evenly.
[[nodiscard]] double photons_in_sphere_MeV(std::vector<PhotonLine> const& lines,
                                           transport::PhotonKernelLibrary const& photon,
                                           double mass_g, double density_g_per_cm3);

}   // namespace radici::dosimetry
