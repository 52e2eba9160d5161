#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "radici/dosimetry/emission.hpp"
#include "radici/dosimetry/organ_kernel.hpp"
#include "radici/dosimetry/phantom.hpp"
#include "radici/transport/monte_carlo/particle.hpp"

namespace radici::dosimetry {

/// What a decay sends out at one energy.
struct EnergyLine {
    double energy_MeV = 0;
    double energy_per_decay_MeV = 0;   ///< energy times number
};

/// The lines (and pieces of spectra) of one class.
[[nodiscard]] std::vector<EnergyLine> energy_lines(std::vector<Emission> const& list,
                                                   EmissionClass kind);

/// Absorbed fractions at any energy of one kind of particle, for one body.
///
/// Between energies ln(φ/(1 − φ)) goes straight over ln E, φ itself where it is 0 or 1: small φ and
/// small 1 − φ follow powers of the energy. Beyond the ends φ is held fast.
/// What a pair of regions has each way is averaged, weighted with the inverse of its variance;
/// reciprocity of specific absorbed fractions is trusted to 5 %, to 50 % for bone surfaces. Marrow
/// and remainder stay as they are: as a source the remainder leaves out what it has in spongiosa.
/// Red marrow has a share by mass of its mixed voxels, and with it of what mineral absorbs of
/// photons by photoeffect. The excess over soft tissue is how far SAF(marrow ← rest) is above
/// SAF(rest outside spongiosa ← marrow); all of the marrow's fractions are divided by it.
class RegionFractions {
public:
    RegionFractions() = default;
    RegionFractions(OrganKernelTable const& table, Phantom const& phantom,
                    transport::ParticleKind kind);

    /// Absorbed in the target of particles from the source; 0 where the table has no such pair.
    [[nodiscard]] double at(std::string_view target, std::string_view source,
                            double energy_MeV) const;
    [[nodiscard]] double absorbed_MeV(std::string_view target, std::string_view source,
                                      std::vector<EnergyLine> const& lines) const;
    /// Electrons from the source: what rules divide.
    [[nodiscard]] double ruled_MeV(std::string_view source,
                                   std::vector<EnergyLine> const& lines) const;
    /// How far a share by mass is above what the target has of lines from the source: 1 but for red
    /// marrow and photons.
    [[nodiscard]] double excess(std::string_view target, std::string_view source,
                                std::vector<EnergyLine> const& lines) const;

private:
    using Curve = std::vector<double>;
    [[nodiscard]] double read(Curve const* curve, double energy_MeV) const;
    [[nodiscard]] double sum_MeV(Curve const* curve, std::vector<EnergyLine> const& lines) const;
    [[nodiscard]] Curve const* find(std::string_view target, std::string_view source) const;
    void find_excess(OrganKernelTable const& table, Phantom const& phantom);
    void add_curve(OrganKernelTable const& table, Anatomy const& anatomy, std::string const& target,
                   std::string const& source);
    [[nodiscard]] double over(std::string const& target, std::size_t energy) const;

    std::vector<double> ln_energy_;
    std::string marrow_;   ///< its name, where it has an excess
    Curve excess_;
    std::map<std::pair<std::string, std::string>, Curve> curve_;   ///< by target and source
    std::map<std::string, Curve, std::less<>> ruled_;              ///< by source
};

}   // namespace radici::dosimetry
