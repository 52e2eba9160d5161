#include "radici/dosimetry/emission.hpp"

#include "radici/nuclide/beta_spectrum.hpp"
#include "radici/nuclide/chain.hpp"

namespace radici::dosimetry {

namespace {

class List {
public:
    explicit List(std::vector<Emission>& out, double yield) : out_(out), yield_(yield) {}

    void add(EmissionClass kind, Particle particle, double energy_MeV, double per_decay,
             double group_mean_MeV = 0)
    {
        if (energy_MeV > 0 && per_decay > 0)
            out_.push_back({kind, particle, energy_MeV, per_decay * yield_,
                            group_mean_MeV > 0 ? group_mean_MeV : energy_MeV});
    }
    void add(EmissionClass kind, Particle particle, std::vector<nuclide::Line> const& lines)
    {
        for (auto const& line : lines)
            add(kind, particle, line.energy_MeV, line.intensity);
    }
    /// Number and mean energy of each piece are those of the straight line between the table's
    /// points.
    void add(nuclide::BetaSpectrum const& spectrum, double mean_MeV)
    {
        auto const& e = spectrum.energy_MeV;
        auto const& n = spectrum.per_MeV;
        for (std::size_t i = 0; i + 1 < e.size(); ++i) {
            double const width = e[i + 1] - e[i], number = 0.5 * width * (n[i] + n[i + 1]);
            double const energy =
                width / 6 * (n[i] * (2 * e[i] + e[i + 1]) + n[i + 1] * (e[i] + 2 * e[i + 1]));
            if (number > 0)
                add(EmissionClass::beta, Particle::electron, energy / number, number, mean_MeV);
        }
    }

private:
    std::vector<Emission>& out_;
    double yield_;
};

void add_nuclide(std::vector<Emission>& out, nuclide::Nuclide const& n, double yield,
                 int spectrum_pieces)
{
    List list(out, yield);
    list.add(EmissionClass::alpha, Particle::alpha, n.alphas);
    for (auto const& line : n.alphas)
        list.add(EmissionClass::alpha, Particle::recoil,
                 nuclide::alpha_recoil_MeV(line.energy_MeV, n.a), line.intensity);
    if (!n.betas.empty())
        list.add(nuclide::beta_spectrum(n, std::nullopt, spectrum_pieces),
                 nuclide::mean_beta_MeV(n));
    for (auto const& pair : n.pairs)
        list.add(EmissionClass::beta, Particle::electron, pair.energy_MeV / 2, 2 * pair.intensity);
    list.add(EmissionClass::conversion_auger, Particle::electron, n.conversion);
    list.add(EmissionClass::conversion_auger, Particle::electron, n.auger);
    list.add(EmissionClass::photon, Particle::photon, n.gammas);
    list.add(EmissionClass::photon, Particle::photon, n.xrays);
    list.add(EmissionClass::photon, Particle::photon, n.annihilation);
}

}   // namespace

std::vector<Emission> emissions(nuclide::NuclideLibrary const& library, std::string_view nuclide,
                                Daughters daughters, int spectrum_pieces)
{
    std::vector<Emission> out;
    if (daughters == Daughters::left_out)
        add_nuclide(out, library.at(nuclide), 1, spectrum_pieces);
    else
        for (auto const& member : nuclide::decay_chain(library, nuclide))
            add_nuclide(out, library.at(member.name), member.yield, spectrum_pieces);
    return out;
}

ByClass emitted_MeV(std::vector<Emission> const& list)
{
    ByClass sum;
    for (Emission const& e : list)
        sum.of(e.kind) += e.energy_MeV * e.per_decay;
    return sum;
}

}   // namespace radici::dosimetry
