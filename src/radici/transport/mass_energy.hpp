#pragma once
#include "radici/transport/electron_range.hpp"
#include "radici/transport/photon_mixture.hpp"

namespace radici::transport {

/// Share of its kinetic energy that an electron turns into bremsstrahlung while it slows down,
///   Y(T) = 1/T · ∫₀ᵀ S_rad/S_tot dT′,   100 eV to 4 MeV (below 100 eV the integrand is constant).
class RadiationYield {
public:
    explicit RadiationYield(ElectronRange const& electron);
    [[nodiscard]] double at(double energy_MeV) const { return yield_.at(energy_MeV); }

private:
    LogTable yield_;
};

/// Energy that photons turn into kinetic energy of charged particles, μ_tr/ρ:
///   photoelectric   all but the fluorescence of the atom and what follows it
///   incoherent      Klein–Nishina × S(x), mean energy of the electron; vacancies of bound
///   electrons
///                   are filled where they are
///   pairs           E − 2m
/// cm2/g, 1 keV to 4 MeV. Source  Seltzer, Radiat Res 136:147 (1993), whose method this is
[[nodiscard]] double mass_energy_transfer_cm2_per_g(PhotonMixture const& photon, double energy_MeV);

/// Energy that stays near: μ_en/ρ = μ_tr/ρ less the bremsstrahlung of the electrons on their way,
/// each with its own energy; both of a pair share it equally. Left out: annihilation in flight
/// (estimated 0.1 % at 4 MeV in water).
[[nodiscard]] double mass_energy_absorption_cm2_per_g(PhotonMixture const& photon,
                                                      ElectronRange const& electron,
                                                      double energy_MeV);

}   // namespace radici::transport
