#pragma once
#include "radici/base/document.hpp"
#include "radici/nuclide/nuclide.hpp"

namespace radici::nuclide {

/// Where the energy of a decay goes, MeV per decay, with the evaluated mean beta energies.
struct EnergyAudit {
    double q = 0;   ///< mean over the modes
    double alpha = 0;
    double recoil = 0;
    double beta = 0;
    double conversion_auger = 0;
    double photon = 0;
    double neutrino = 0;
    double unreleased = 0;   ///< left in vacancies of outer shells

    [[nodiscard]] double accounted() const
    {
        return alpha + recoil + beta + conversion_auger + photon + neutrino + unreleased;
    }
    /// (accounted - q) / q
    [[nodiscard]] double imbalance() const { return (accounted() - q) / q; }
};

[[nodiscard]] EnergyAudit audit_energy(Nuclide const& nuclide);

/// Demands of a nuclide what its decay has to obey, and what `[check]` of its file says of it:
/// totals of every table, Q, the half-life, the energy balance. Fills q_MeV, neutrino_MeV and
/// unreleased_MeV. Throws StudyError at the first law that is broken; docs/methods/nuclide.md lists
/// them with their tolerances.
/// @param root  the document that the nuclide was read from
void require_sound(Nuclide& nuclide, Node const& root);

}   // namespace radici::nuclide
