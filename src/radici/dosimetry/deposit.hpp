#pragma once
#include <vector>

#include "radici/dosimetry/emission.hpp"
#include "radici/transport/medium.hpp"

namespace radici::dosimetry {

/// Energy by distance from the point of decay, in bins of 2 % width.
class DistanceHistogram {
public:
    DistanceHistogram();
    void add(double distance_cm, double energy_MeV);
    [[nodiscard]] double total_MeV() const;
    /// What is absorbed in a sphere in which the decays are spread evenly.
    [[nodiscard]] double in_sphere_MeV(double radius_cm) const;
    /// What is absorbed within that distance of a point source (whole bins, the last one by its
    /// share).
    [[nodiscard]] double within_MeV(double distance_cm) const;

private:
    double here_MeV_ = 0;   ///< at less than the shortest distance
    std::vector<double> energy_MeV_, moment_MeV_cm_;
};

struct PhotonLine {
    double energy_MeV = 0;
    double energy_per_decay_MeV = 0;   ///< energy times number
};

/// Charged particles of one class: where they leave their energy, and the bremsstrahlung that they
/// send out.
struct ChargedDeposit {
    DistanceHistogram absorbed;
    std::vector<PhotonLine> bremsstrahlung;
    double range_times_energy_g_MeV_per_cm2 = 0;   ///< Σ energy × CSDA range
};

/// A decay's energy, by class: charged particles by distance, photons as lines (merged within 5 %
/// of energy).
struct DecayDeposit {
    ChargedDeposit alpha, beta, conversion_auger;
    std::vector<PhotonLine> photon;
    double photon_here_MeV = 0;   ///< of photons too soft to travel
    ByClass emitted;
};

/// Charged particles by range. Alphas run straight, losing energy by the residual-range table;
/// recoils stay. Electrons lose energy likewise, at the root mean square distance of Lewis
/// (transport/electron_path.hpp); below 1 keV they stay. Bremsstrahlung has Kramers' thin-target
/// spectrum: even in energy up to the electron's. Photons and bremsstrahlung below 1 keV stay too.
[[nodiscard]] DecayDeposit deposit(std::vector<Emission> const& list,
                                   transport::Medium const& medium);

}   // namespace radici::dosimetry
