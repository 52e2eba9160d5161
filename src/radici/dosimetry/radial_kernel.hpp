#pragma once
#include <span>
#include <vector>

#include "radici/dosimetry/point_kernel.hpp"

namespace radici::dosimetry {

/// Where a decay at a point of unbounded water leaves its energy: MeV per decay by distance and
/// class, folded from the dose point kernels of all that it emits.
///
/// Shells reach from 0 to 1e-6 cm and then, 1 % wider each time, to 300 cm; within a shell the
/// energy is even in r. Between tabulated energies, charged particles are read at the same radius
/// over range in both neighbours, linearly in ln E (the bremsstrahlung beyond 1.2 ranges at the
/// same radius); photons by a cubic in ln E through four neighbours of the logarithm of what is
/// inside a radius over what is outside. Shares of a particle add to 1, so nothing is lost.
/// Recoils, electrons and photons below 1 keV stay where they start; positrons go as electrons.
/// Bremsstrahlung counts with the class of its electron. Valid   electrons and photons to 4 MeV,
/// alphas 1 to 12 MeV, water of 1 g/cm³ with I = 78 eV Source  docs/methods/dosimetry.md
class RadialKernel {
public:
    /// Throws StudyError where an energy lies outside the kernels.
    [[nodiscard]] static RadialKernel fold(std::vector<Emission> const& list,
                                           PointKernelSet const& kernels);

    /// Outer radii of the shells, cm; the first shell begins at 0.
    [[nodiscard]] static std::span<double const> outer_cm();
    /// Absorbed in each shell.
    [[nodiscard]] std::span<ByClass const> shells_MeV() const { return shell_; }
    [[nodiscard]] ByClass const& in_place_MeV() const { return in_place_; }
    [[nodiscard]] ByClass const& beyond_MeV() const { return beyond_; }   ///< the last shell
    [[nodiscard]] ByClass const& emitted_MeV() const { return emitted_; }

private:
    RadialKernel();
    void add(Emission const& emission, PointKernelSet const& kernels);
    void add_charged(Emission const& emission, PointKernels const& kernels);
    void add_photon(Emission const& emission, PointKernels const& kernels);
    void spread(EmissionClass kind, double inner_cm, double outer_cm, double energy_MeV);

    std::vector<ByClass> shell_;
    ByClass in_place_, beyond_, emitted_;
};

}   // namespace radici::dosimetry
