#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "radici/base/document.hpp"
#include "radici/dosimetry/anatomy.hpp"
#include "radici/transport/monte_carlo/particle.hpp"

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

/// Absorbed fractions of photons (and of electrons, for bodies so small that they leave organs)
/// from region to region of a reference body, made by Monte Carlo: data/kernels/organs/BODY.toml.
struct OrganKernels {
    std::string body;
    std::string body_sha256;   ///< of the voxels that they were made with
    double cut_MeV = 0, spacing_cm = 0;
    std::uint64_t seed = 0;
    OrganKernelTable photon, electron;   ///< the latter may be empty

    /// Reads and audits: the text has its own SHA-256, and of every row the energy in targets,
    /// elsewhere and out of the body is all there was. StudyError with the place in the file.
    [[nodiscard]] static OrganKernels load(std::filesystem::path const& data_folder,
                                           std::string_view body);
    /// As the file is written.
    /// @param program  which made it, with its version
    [[nodiscard]] std::string to_text(std::string_view program) const;
};

/// Absorbed fractions at any energy, for one body.
///
/// Log-log between energies where both are > 0, else linear over ln E; held fast beyond the ends.
/// What a pair of regions has each way is averaged, weighted with the inverse of its variance;
/// reciprocity of specific absorbed fractions is trusted to 5 %, to 50 % for bone surfaces.
/// Red marrow has a share by mass of its mixed voxels, and with it of what mineral absorbs by
/// photoeffect. The excess over soft tissue is how far SAF(marrow ← rest) is above
/// SAF(rest ← marrow); all of the marrow's fractions of photons are divided by it.
class RegionFractions {
public:
    RegionFractions() = default;
    RegionFractions(OrganKernelTable const& table, Anatomy const& anatomy,
                    transport::ParticleKind kind);

    /// Absorbed in the target of particles from the source; 0 where the table has no such pair.
    [[nodiscard]] double at(std::string_view target, std::string_view source,
                            double energy_MeV) const;
    /// Electrons from the source: what rules divide.
    [[nodiscard]] double ruled(std::string_view source, double energy_MeV) const;
    /// The same, of lines with `energy_MeV` and `energy_per_decay_MeV`.
    template <class Lines>
    [[nodiscard]] double absorbed_MeV(std::string_view target, std::string_view source,
                                      Lines const& lines) const
    {
        return sum_MeV(find(target, source), lines);
    }
    template <class Lines>
    [[nodiscard]] double ruled_MeV(std::string_view source, Lines const& lines) const
    {
        return sum_MeV(find_ruled(source), lines);
    }
    /// How far a share by mass is above what the target has of lines from the source: 1 but for red
    /// marrow.
    template <class Lines>
    [[nodiscard]] double excess(std::string_view target, std::string_view source,
                                Lines const& lines) const
    {
        if (target != marrow_ || excess_.empty())
            return 1;
        double by_mass = 0;
        for (auto const& line : lines)
            by_mass += line.energy_per_decay_MeV * read(find(target, source), line.energy_MeV) *
                       read(&excess_, line.energy_MeV);
        double const right = absorbed_MeV(target, source, lines);
        return right > 0 ? by_mass / right : 1;
    }
    [[nodiscard]] bool empty() const { return ln_energy_.empty(); }

private:
    using Curve = std::vector<double>;
    [[nodiscard]] double read(Curve const* curve, double energy_MeV) const;
    [[nodiscard]] Curve const* find(std::string_view target, std::string_view source) const;
    [[nodiscard]] Curve const* find_ruled(std::string_view source) const;
    template <class Lines>
    [[nodiscard]] double sum_MeV(Curve const* curve, Lines const& lines) const
    {
        double sum = 0;
        for (auto const& line : lines)
            sum += line.energy_per_decay_MeV * read(curve, line.energy_MeV);
        return sum;
    }

    void find_excess(OrganKernelTable const& table, Anatomy const& anatomy);

    std::vector<double> ln_energy_;
    std::string marrow_;   ///< its name
    Curve excess_;
    std::map<std::pair<std::string, std::string>, Curve> curve_;   ///< by target and source
    std::map<std::string, Curve, std::less<>> ruled_;              ///< by source
};

}   // namespace radici::dosimetry
