#include "radici/transport/mass_energy.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "radici/base/constants.hpp"
#include "radici/numerics/quadrature.hpp"

namespace radici::transport {

namespace {

using constant::electron_mass_MeV;
using Keeps = std::function<double(double)>;   ///< share of an electron's energy that stays

LogTable tabulated_yield(ElectronRange const& electron)
{
    int const steps_per_e = 40;
    double const low = electron.lowest_MeV();
    auto const steps =
        static_cast<int>(std::ceil(std::log(electron.highest_MeV() / low) * steps_per_e));
    double const ln_step = std::log(electron.highest_MeV() / low) / steps;
    auto const radiated_share = [&](double energy_MeV) {
        return electron.radiative_MeV_cm2_per_g(energy_MeV) /
               electron.total_MeV_cm2_per_g(energy_MeV);
    };
    std::vector<double> energy{low}, yield{radiated_share(low)};
    double radiated_MeV = yield.front() * low;
    for (int i = 1; i <= steps; ++i) {
        double const next = i == steps ? electron.highest_MeV() : low * std::exp(i * ln_step);
        double const middle = std::sqrt(energy.back() * next);   // Simpson in ln T
        radiated_MeV += ln_step / 6 *
                        (energy.back() * radiated_share(energy.back()) +
                         4 * middle * radiated_share(middle) + next * radiated_share(next));
        energy.push_back(next);
        yield.push_back(radiated_MeV / next);
    }
    return {energy, yield, "electron energy (MeV)", {}};
}

double mean_fluorescence_MeV(ElementData const& element, double energy_MeV)
{
    double sum = 0;
    for (auto const& shell : element.relaxation().shells())
        sum += element.photoelectric_share(shell.shell, energy_MeV) *
               element.relaxation().mean_fluorescence_keV(shell.shell) * 1e-3;
    return sum;
}

/// Mean of T·keeps(T)/E over Compton electrons of one atom, by Gauss's rule in sin(θ/2), which
/// spreads out the forward peak.
double compton_share(ElementData const& element, double energy_MeV, Keeps const& keeps)
{
    static numerics::GaussRule const rule = numerics::gauss_legendre(200, 0, 1);
    double const k = energy_MeV / electron_mass_MeV;
    double const x_at_180 = energy_MeV * 1e3 / constant::hc_keV_angstrom;
    double hits = 0, kept = 0;
    for (std::size_t i = 0; i < rule.node.size(); ++i) {
        double const s = rule.node[i];   // sin(θ/2), cos θ = 1 − 2s²
        double const ratio = 1 / (1 + 2 * k * s * s), cosine = 1 - 2 * s * s;
        double const weight = rule.weight[i] * s * ratio * ratio *
                              (ratio + 1 / ratio - 1 + cosine * cosine) *
                              element.incoherent_function(x_at_180 * s);
        double const electron_MeV = energy_MeV * (1 - ratio);
        hits += weight;
        kept += weight * (1 - ratio) * keeps(electron_MeV);
    }
    return kept / hits;
}

double transferred(PhotonMixture const& photon, double energy_MeV, Keeps const& keeps)
{
    double const pair_MeV = energy_MeV - 2 * electron_mass_MeV;
    double sum = 0;
    for (std::size_t i = 0; i < photon.elements().size(); ++i) {
        ElementData const& element = photon.elements()[i];
        auto const section = element.photon_b(energy_MeV);
        double const fluorescence = mean_fluorescence_MeV(element, energy_MeV) / energy_MeV;
        double one = section[PhotonProcess::photoelectric] * (1 - fluorescence) * keeps(energy_MeV);
        one += section[PhotonProcess::incoherent] * compton_share(element, energy_MeV, keeps);
        if (pair_MeV > 0)
            one += (section[PhotonProcess::pair_nuclear] + section[PhotonProcess::pair_electron]) *
                   pair_MeV / energy_MeV * keeps(pair_MeV / 2);
        sum += photon.cm2_per_g_per_b(i) * one;
    }
    return sum;
}

}   // namespace

RadiationYield::RadiationYield(ElectronRange const& electron) : yield_(tabulated_yield(electron)) {}

double mass_energy_transfer_cm2_per_g(PhotonMixture const& photon, double energy_MeV)
{
    return transferred(photon, energy_MeV, [](double) { return 1.0; });
}

double mass_energy_absorption_cm2_per_g(PhotonMixture const& photon, ElectronRange const& electron,
                                        double energy_MeV)
{
    RadiationYield const yield(electron);
    double const lowest_MeV = electron.lowest_MeV();
    return transferred(photon, energy_MeV, [&](double electron_MeV) {
        return 1 - yield.at(std::max(electron_MeV, lowest_MeV));
    });
}

}   // namespace radici::transport
