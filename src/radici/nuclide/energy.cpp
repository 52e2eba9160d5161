#include "radici/nuclide/energy.hpp"

namespace radici::nuclide {

namespace {

double energy_of(std::vector<Line> const& lines)
{
    double sum = 0;
    for (auto const& line : lines)
        sum += line.intensity * line.energy_MeV;
    return sum;
}

}   // namespace

EnergyByClass operator+(EnergyByClass const& a, EnergyByClass const& b)
{
    return {a.alpha + b.alpha, a.recoil + b.recoil, a.beta + b.beta,
            a.conversion_auger + b.conversion_auger, a.photon + b.photon};
}

EnergyByClass operator*(double factor, EnergyByClass const& energy)
{
    return {factor * energy.alpha, factor * energy.recoil, factor * energy.beta,
            factor * energy.conversion_auger, factor * energy.photon};
}

EnergyByClass energy_per_decay(Nuclide const& nuclide)
{
    EnergyByClass energy;
    energy.alpha = energy_of(nuclide.alphas);
    energy.recoil = nuclide.alphas.empty() ? 0 : alpha_recoil_MeV(energy.alpha, nuclide.a);
    energy.beta = energy_of(nuclide.pairs);
    for (auto const& branch : nuclide.betas)
        energy.beta += branch.intensity * branch.mean_MeV;
    energy.conversion_auger = energy_of(nuclide.conversion) + energy_of(nuclide.auger);
    energy.photon =
        energy_of(nuclide.gammas) + energy_of(nuclide.xrays) + energy_of(nuclide.annihilation);
    return energy;
}

double mean_beta_MeV(Nuclide const& nuclide)
{
    double energy = 0;
    double intensity = 0;
    for (auto const& branch : nuclide.betas) {
        energy += branch.intensity * branch.mean_MeV;
        intensity += branch.intensity;
    }
    return intensity > 0 ? energy / intensity : 0;
}

}   // namespace radici::nuclide
