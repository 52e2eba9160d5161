#pragma once
#include <string_view>
#include <vector>

#include "radici/nuclide/library.hpp"
#include "radici/transport/emission_class.hpp"

namespace radici::dosimetry {

using transport::Daughters;
using transport::EmissionClass;

/// Energy or dose by class.
struct ByClass {
    double alpha = 0, beta = 0, conversion_auger = 0, photon = 0;
    [[nodiscard]] double total() const { return alpha + beta + conversion_auger + photon; }
    [[nodiscard]] double low_let() const { return beta + conversion_auger + photon; }
    [[nodiscard]] double& of(EmissionClass kind) { return this->*member(kind); }
    [[nodiscard]] double of(EmissionClass kind) const { return this->*member(kind); }

private:
    static double ByClass::*member(EmissionClass kind)
    {
        return kind == EmissionClass::alpha              ? &ByClass::alpha
               : kind == EmissionClass::beta             ? &ByClass::beta
               : kind == EmissionClass::conversion_auger ? &ByClass::conversion_auger
                                                         : &ByClass::photon;
    }
};

enum class Particle { alpha, recoil, electron, photon };

/// Quanta of one energy; a beta spectrum is cut into pieces, each with its mean energy.
struct Emission {
    EmissionClass kind = EmissionClass::photon;
    Particle particle = Particle::photon;
    double energy_MeV = 0;
    double per_decay = 0;   ///< of the head
    double group_mean_MeV =
        0;   ///< mean energy of the spectrum that it is a piece of; a line's own energy
};

/// Everything that leaves a decay of `nuclide`, with its daughters' where asked, per decay of the
/// head. Positrons count as electrons; the two particles of an internal pair share its energy
/// evenly.
/// @param spectrum_pieces  of each nuclide's beta spectrum, about; ≥ 1
[[nodiscard]] std::vector<Emission> emissions(nuclide::NuclideLibrary const& library,
                                              std::string_view nuclide, Daughters daughters,
                                              int spectrum_pieces = 160);

/// Energy of a list of emissions, by class.
[[nodiscard]] ByClass emitted_MeV(std::vector<Emission> const& list);

}   // namespace radici::dosimetry
