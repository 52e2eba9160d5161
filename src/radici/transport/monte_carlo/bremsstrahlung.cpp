#include "radici/transport/monte_carlo/bremsstrahlung.hpp"

#include <algorithm>

namespace radici::transport {

namespace {

double elwert(int z, double beta_before, double beta_after)
{
    auto const term = [z](double beta) {
        return -std::expm1(-2 * constant::pi * constant::fine_structure * z / beta) / beta;
    };
    // β₀[1 − exp(−2παZ/β₀)] / (β[1 − exp(−2παZ/β)]), written with the brackets over β
    return beta_before * beta_before * term(beta_before) /
           (beta_after * beta_after * term(beta_after));
}

/// k·dσ/dk summed over the material's elements.
double shape(Material const& material, double energy_MeV, double photon_MeV)
{
    double sum = 0;
    for (Element const& e : material.elements)
        sum += e.mass_fraction / e.atomic_weight * (e.z + 1.0) / e.z *
               bremsstrahlung_shape(e.z, energy_MeV, photon_MeV);
    return sum;
}

}   // namespace

double bremsstrahlung_shape(int z, double energy_MeV, double photon_MeV)
{
    double const k = photon_MeV / constant::electron_mass_MeV;
    double const e0 = 1 + energy_MeV / constant::electron_mass_MeV;
    double const e = e0 - k;
    if (!(e > 1))
        return 0;
    double const p0 = std::sqrt(e0 * e0 - 1), p = std::sqrt(e * e - 1);
    double const eps0 = 2 * std::log(e0 + p0), eps = 2 * std::log(e + p);
    double const log_term = 2 * std::log((e0 * e + p0 * p - 1) / k);
    double const p03 = p0 * p0 * p0, p3 = p * p * p;
    double const inner = 8 * e0 * e / (3 * p0 * p) +
                         k * k * (e0 * e0 * e * e + p0 * p0 * p * p) / (p03 * p3) +
                         k / (2 * p0 * p) *
                             ((e0 * e + p0 * p0) / p03 * eps0 - (e0 * e + p * p) / p3 * eps +
                              2 * k * e0 * e / (p * p * p0 * p0));
    double const bracket = 4.0 / 3 - 2 * e0 * e * (p * p + p0 * p0) / (p0 * p0 * p * p) +
                           eps0 * e / p03 + eps * e0 / p3 - eps * eps0 / (p0 * p) +
                           log_term * inner;
    return std::max(0.0, z * z * p / p0 * bracket * elwert(z, p0 / e0, p / e));
}

void BremsstrahlungTable::add_knot(Material const& material, double energy_MeV, double radiative)
{
    // by the midpoint rule over ln k; from 1e-5 T, below which a vanishing share of the energy lies
    constexpr int soft_cells = 64, fine = 512;
    double const least = 1e-5 * energy_MeV;
    double const cut = std::clamp(cut_MeV_, least, energy_MeV);
    auto const over_ln_k = [&](double from, double to, int cells, auto const& add) {
        double const step = std::log(to / from) / cells;
        for (int i = 0; i < cells; ++i) {
            double const k = from * std::exp(step * (i + 0.5));
            add(k, step * shape(material, energy_MeV, k));
        }
    };
    double soft = 0, hard = 0;
    over_ln_k(least, cut, soft_cells, [&](double k, double number) { soft += k * number; });
    std::vector<double> cumulative{0};
    over_ln_k(cut, energy_MeV, fine, [&](double k, double number) {
        hard += k * number;
        cumulative.push_back(cumulative.back() + number);
    });
    double const unit = radiative / (soft + hard);
    soft_.push_back(unit * soft);
    number_.push_back(unit * cumulative.back());
    for (int b = 0, i = 0; b <= bins; ++b) {
        double const wanted = cumulative.back() * b / bins;
        while (i + 1 < fine && cumulative[static_cast<std::size_t>(i) + 1] < wanted)
            ++i;
        double const low = cumulative[static_cast<std::size_t>(i)];
        double const high = cumulative[static_cast<std::size_t>(i) + 1];
        double const in = high > low ? (wanted - low) / (high - low) : 1;
        quantile_.push_back(std::clamp((i + in) / fine, 0.0, 1.0));
    }
}

double BremsstrahlungTable::between(std::vector<double> const& table, double energy_MeV) const
{
    auto const place = grid_.place(std::max(energy_MeV, grid_.knot(0)));
    auto const n = static_cast<std::size_t>(place.cell);
    std::size_t const next = std::min(n + 1, table.size() - 1);
    return table[n] + place.share * (table[next] - table[n]);
}

}   // namespace radici::transport
