#include "radici/transport/monte_carlo/photon_table.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "radici/transport/monte_carlo/compton.hpp"

namespace radici::transport {

PhotonTable::PhotonTable(PhotonMixture const& mixture, double cut_MeV, double highest_MeV)
    : grid_(cut_MeV, highest_MeV)
{
    add_sections(mixture, highest_MeV);
    add_scattering(mixture);
    add_vacancies(mixture, cut_MeV, highest_MeV);
}

void PhotonTable::add_sections(PhotonMixture const& mixture, double highest_MeV)
{
    for (int n = 0; n <= grid_.knots(); ++n) {
        double const e = std::clamp(grid_.knot(std::min(n, grid_.knots() - 1)), 1e-3, highest_MeV);
        auto const s = mixture.photon_cm2_per_g(e);
        Knot k{};
        k.incoherent = s[PhotonProcess::incoherent];
        k.photoelectric = k.incoherent + s[PhotonProcess::photoelectric];
        k.coherent = k.photoelectric + s[PhotonProcess::coherent];
        knot_.push_back(k);
    }
    total_ = OctaveTable<photon_bits>(grid_, [&](double e) {
        return mixture.photon_cm2_per_g(std::clamp(e, 1e-3, highest_MeV)).total();
    });
}

void PhotonTable::add_scattering(PhotonMixture const& mixture)
{
    auto const sum = [&](auto const& f) {
        double out = 0;
        for (std::size_t i = 0; i < mixture.elements().size(); ++i)
            out += mixture.cm2_per_g_per_b(i) * f(mixture.elements()[i]);
        return out;
    };
    double const electrons = sum([](ElementData const& e) { return e.z(); });
    scattering_ = OctaveTable<4>(OctaveGrid<4>(first_x, last_x), [&](double x) {
        return sum([x](ElementData const& e) { return e.incoherent_function(x); }) / electrons;
    });
    double const highest_x = x_per_angstrom(grid_.knot(grid_.knots() - 1), 2);
    coherent_x2_ = {0};
    coherent_cumulative_ = {0};
    double const ratio = std::pow(10.0, 1.0 / 60);   // x² by 3.9 % a step
    for (double x2 = 1e-6, before = 0; before < highest_x * highest_x; x2 *= ratio) {
        double const middle = std::sqrt((x2 + before) / 2);
        double const squared = sum([middle](ElementData const& e) {
            double const f = e.form_factor(middle);
            return f * f;
        });
        coherent_cumulative_.push_back(coherent_cumulative_.back() + squared * (x2 - before));
        coherent_x2_.push_back(x2);
        before = x2;
    }
}

double PhotonTable::sample_coherent_cosine(double energy_MeV, TrackRandom& random) const
{
    double const top = x_per_angstrom(energy_MeV, 2);
    double const top2 = top * top;
    auto const value_at = [](std::vector<double> const& x, std::vector<double> const& y,
                             double at) {
        auto const n = static_cast<std::size_t>(
            std::clamp<std::ptrdiff_t>(std::upper_bound(x.begin(), x.end(), at) - x.begin(), 1,
                                       static_cast<std::ptrdiff_t>(x.size()) - 1));
        return y[n - 1] + (at - x[n - 1]) / (x[n] - x[n - 1]) * (y[n] - y[n - 1]);
    };
    double const all = value_at(coherent_x2_, coherent_cumulative_, top2);
    for (;;) {
        double const x2 = value_at(coherent_cumulative_, coherent_x2_, random.uniform() * all);
        double const cosine = std::max(-1.0, 1 - 2 * x2 / top2);
        if (2 * random.uniform() < 1 + cosine * cosine)
            return cosine;
    }
}

void PhotonTable::add_vacancies(PhotonMixture const& mixture, double cut_MeV, double highest_MeV)
{
    struct Site {
        std::size_t element;
        Shell shell;
    };
    std::vector<Site> sites;
    std::map<std::pair<std::size_t, Shell>, int> number;
    for (std::size_t i = 0; i < mixture.elements().size(); ++i)
        for (InnerShell const& shell : mixture.elements()[i].relaxation().shells())
            if (shell.binding_keV * 1e-3 > cut_MeV) {
                number[{i, shell.shell}] = static_cast<int>(sites.size());
                sites.push_back({i, shell.shell});
            }
    for (Site const& site : sites) {
        InnerShell const& shell = *mixture.elements()[site.element].relaxation().find(site.shell);
        Vacancy v{shell.binding_keV * 1e-3, static_cast<int>(filling_.size()), 0};
        double cumulative = 0;
        for (RelaxationStep const& step : shell.steps) {
            Filling f{cumulative += step.probability,
                      step.energy_keV * 1e-3,
                      step.kind == RelaxationStep::Kind::photon,
                      {-1, -1}};
            for (std::size_t l = 0; l < step.leaves.size(); ++l)
                if (auto const found = number.find({site.element, step.leaves[l]});
                    found != number.end())
                    f.left[l] = found->second;
            filling_.push_back(f);
        }
        v.last = static_cast<int>(filling_.size());
        vacancy_.push_back(v);
    }
    for (int n = 0; n <= grid_.knots() && !sites.empty(); ++n) {
        double const e = std::clamp(grid_.knot(std::min(n, grid_.knots() - 1)), 1e-3, highest_MeV);
        auto const share = mixture.cumulative_shares(PhotonProcess::photoelectric, e);
        double cumulative = 0;
        for (Site const& site : sites) {
            double const own =
                share[site.element] - (site.element > 0 ? share[site.element - 1] : 0);
            cumulative += own * mixture.elements()[site.element].photoelectric_share(site.shell, e);
            vacancy_share_.push_back(cumulative);
        }
    }
}

}   // namespace radici::transport
