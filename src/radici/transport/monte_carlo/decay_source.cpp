#include "radici/transport/monte_carlo/decay_source.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "radici/base/constants.hpp"
#include "radici/base/error.hpp"
#include "radici/nuclide/beta_spectrum.hpp"
#include "radici/nuclide/chain.hpp"
#include "radici/transport/monte_carlo/media.hpp"

namespace radici::transport {

namespace {

/// Energies at 0, 1/n, … 1 of the cumulative probability of a piecewise linear spectrum.
std::vector<double> energy_quantiles(nuclide::BetaSpectrum const& spectrum, int n)
{
    auto const& e = spectrum.energy_MeV;
    auto const& y = spectrum.per_MeV;
    std::vector<double> cumulative{0};
    for (std::size_t i = 1; i < e.size(); ++i)
        cumulative.push_back(cumulative.back() + (e[i] - e[i - 1]) * (y[i] + y[i - 1]) / 2);
    std::vector<double> out{e.front()};
    std::size_t i = 1;
    for (int q = 1; q < n; ++q) {
        double const wanted = cumulative.back() * q / n;
        while (cumulative[i] < wanted)
            ++i;
        double const width = e[i] - e[i - 1], slope = (y[i] - y[i - 1]) / width;
        double const area = wanted - cumulative[i - 1];
        double const root = std::sqrt(std::max(0.0, y[i - 1] * y[i - 1] + 2 * slope * area));
        out.push_back(e[i - 1] + std::min(width, 2 * area / (y[i - 1] + root)));
    }
    out.push_back(e.back());
    return out;
}

double mean_of_quantiles(std::vector<double> const& q)
{
    return (std::accumulate(q.begin(), q.end(), 0.0) - (q.front() + q.back()) / 2) /
           static_cast<double>(q.size() - 1);
}

}   // namespace

DecaySource DecaySource::of_nuclide(nuclide::NuclideLibrary const& library,
                                    std::string_view nuclide, Daughters daughters, double cut_MeV)
{
    DecaySource source;
    if (daughters == Daughters::left_out)
        source.add_member(library.at(nuclide), 1, cut_MeV);
    else
        for (auto const& member : nuclide::decay_chain(library, nuclide))
            source.add_member(library.at(member.name), member.yield, cut_MeV);
    source.finish();
    return source;
}

DecaySource DecaySource::of_particle(ParticleKind kind, double energy_MeV)
{
    EmissionClass const emission = kind == ParticleKind::photon  ? EmissionClass::photon
                                   : kind == ParticleKind::alpha ? EmissionClass::alpha
                                                                 : EmissionClass::beta;
    DecaySource source;
    source.add({.kind = kind, .emission = emission, .energy_MeV = energy_MeV}, 1, 0);
    if (kind == ParticleKind::positron)
        source.emitted_[static_cast<int>(EmissionClass::photon)] += 2 * constant::electron_mass_MeV;
    source.finish();
    return source;
}

double DecaySource::emitted_MeV() const
{
    return std::accumulate(std::begin(emitted_), std::end(emitted_), 0.0);
}

void DecaySource::add(Line line, double intensity, double cut_MeV)
{
    if (!(intensity > 0) || !(line.energy_MeV > 0))
        return;
    bool const alpha = line.kind == ParticleKind::alpha;
    double const highest = alpha ? AlphaTable::highest : highest_energy_MeV;
    double const top = line.spectrum < 0 ? line.energy_MeV : quantile_MeV_.back();
    if (top > highest)
        throw StudyError(
            {"", 0, "energy"},
            {fmt::format("{:g} MeV", top), fmt::format("the tables end at {:g} MeV", highest), ""});
    double const energy = intensity * (line.energy_MeV + line.recoil_MeV);
    emitted_[static_cast<int>(line.emission)] += energy;
    bool const local =
        line.spectrum < 0 && line.energy_MeV <= cut_MeV && line.kind != ParticleKind::positron;
    if (local) {
        local_[static_cast<int>(line.emission)] += energy;
        local_total_ += energy;
        return;
    }
    width_ += intensity;
    line.end = width_;
    row_.push_back(line);
}

void DecaySource::add_betas(nuclide::Nuclide const& n, nuclide::Charge charge, double yield,
                            double cut_MeV)
{
    double intensity = 0;
    for (auto const& branch : n.betas)
        if (branch.charge == charge)
            intensity += branch.intensity;
    if (!(intensity > 0))
        return;
    auto const q = energy_quantiles(nuclide::beta_spectrum(n, charge, 2048), quantiles);
    int const number = static_cast<int>(quantile_MeV_.size()) / (quantiles + 1);
    quantile_MeV_.insert(quantile_MeV_.end(), q.begin(), q.end());
    bool const positron = charge == nuclide::Charge::positron;
    add({.kind = positron ? ParticleKind::positron : ParticleKind::electron,
         .emission = EmissionClass::beta,
         .energy_MeV = mean_of_quantiles(q),
         .spectrum = number},
        yield * intensity, cut_MeV);
    if (positron)
        emitted_[static_cast<int>(EmissionClass::photon)] +=
            2 * constant::electron_mass_MeV * yield * intensity;
}

void DecaySource::add_member(nuclide::Nuclide const& n, double yield, double cut_MeV)
{
    auto const lines = [&](std::vector<nuclide::Line> const& list, ParticleKind kind,
                           EmissionClass emission) {
        for (auto const& line : list)
            add({.kind = kind, .emission = emission, .energy_MeV = line.energy_MeV},
                yield * line.intensity, cut_MeV);
    };
    for (auto const& line : n.alphas)
        add({.kind = ParticleKind::alpha,
             .emission = EmissionClass::alpha,
             .energy_MeV = line.energy_MeV,
             .recoil_MeV = nuclide::alpha_recoil_MeV(line.energy_MeV, n.a)},
            yield * line.intensity, 0);
    add_betas(n, nuclide::Charge::electron, yield, cut_MeV);
    add_betas(n, nuclide::Charge::positron, yield, cut_MeV);
    for (auto const& pair : n.pairs)
        add({.kind = ParticleKind::electron,
             .emission = EmissionClass::beta,
             .energy_MeV = pair.energy_MeV / 2},
            2 * yield * pair.intensity, cut_MeV);
    lines(n.conversion, ParticleKind::electron, EmissionClass::conversion_auger);
    lines(n.auger, ParticleKind::electron, EmissionClass::conversion_auger);
    lines(n.gammas, ParticleKind::photon, EmissionClass::photon);
    lines(n.xrays, ParticleKind::photon, EmissionClass::photon);
    double unpaired = 0;   // annihilation that no beta plus branch brings: of internal pairs
    for (auto const& line : n.annihilation)
        unpaired += line.intensity;
    for (auto const& branch : n.betas)
        if (branch.charge == nuclide::Charge::positron)
            unpaired -= 2 * branch.intensity;
    if (unpaired > 1e-9)
        add({.energy_MeV = constant::electron_mass_MeV}, yield * unpaired, cut_MeV);
}

void DecaySource::finish()
{
    guide_per_width_ = width_ > 0 ? guides / width_ : 0;
    std::size_t i = 0;
    for (int g = 0; g <= guides; ++g) {
        while (i + 1 < row_.size() && row_[i].end * guide_per_width_ <= g)
            ++i;
        guide_.push_back(i);
    }
}

}   // namespace radici::transport
