#pragma once
#include <array>
#include <optional>
#include <vector>

#include "radici/base/error.hpp"
#include "radici/dosimetry/emission.hpp"
#include "radici/numerics/interpolation.hpp"

namespace radici::dosimetry {

/// The energies of a kernel file, and how to read between them: charged particles in two
/// neighbours, linearly in ln E, at the same place over range; photons in four neighbours, by a
/// cubic in ln E.
class KernelEnergies {
public:
    KernelEnergies() = default;
    /// @param where       the file, for messages
    /// @param energy_MeV  rising, at least four
    /// @param range_cm    CSDA, rising with energy; empty for photons
    KernelEnergies(Particle particle, Location where, std::vector<double> energy_MeV,
                   std::vector<double> const& range_cm);

    [[nodiscard]] double lowest_MeV() const { return energy_MeV_.front(); }
    [[nodiscard]] double highest_MeV() const { return energy_MeV_.back(); }

    /// Two neighbours: an entry, and the weight of the next one.
    struct Pair {
        std::size_t first;
        double weight_of_next;
    };
    /// Four neighbours with their weights.
    struct Four {
        std::size_t first;
        std::array<double, 4> weight;
    };
    /// StudyError where the energy lies outside.
    [[nodiscard]] Pair pair(double energy_MeV) const;
    [[nodiscard]] Four four(double energy_MeV) const;

    /// Of an entry, and between entries: ln R monotone over ln E. Charged particles alone.
    [[nodiscard]] double ln_range_of(std::size_t entry) const { return ln_range_[entry]; }
    [[nodiscard]] double ln_range(double energy_MeV) const;

private:
    [[nodiscard]] std::size_t below(double energy_MeV) const;

    Particle particle_ = Particle::electron;
    Location where_;
    std::vector<double> energy_MeV_, ln_range_;
    std::optional<numerics::MonotoneCurve> ln_range_over_ln_energy_;
};

}   // namespace radici::dosimetry
