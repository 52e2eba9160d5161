#include "radici/transport/electron_path.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/constants.hpp"

namespace radici::transport {

namespace {

constexpr double classical_electron_radius_cm =
    constant::fine_structure * constant::electron_compton_fm * 1e-13;

/// ⟨r²⟩ along a piece with constant G₁: J = ∫₀ᵗ du exp(−∫G₁) obeys dJ/ds = 1 − G₁·J and d⟨r²⟩/ds =
/// 2J.
struct LewisMoment {
    double memory = 0;   ///< J
    double square = 0;   ///< ⟨r²⟩

    void advance(double length, double g1)
    {
        double const x = g1 * length;
        double const forgotten = -std::expm1(-x);
        if (x < 1e-4) {
            square += 2 * (memory * length + 0.5 * length * length);
            memory += length * (1 - g1 * memory);
            return;
        }
        square += 2 * (length / g1 - forgotten / (g1 * g1) + memory * forgotten / g1);
        memory = memory * (1 - forgotten) + forgotten / g1;
    }
};

}   // namespace

double first_transport_cm2_per_g(Material const& material, double energy_MeV)
{
    RADICI_EXPECT(energy_MeV > 0);
    double const m = constant::electron_mass_MeV, alpha = constant::fine_structure;
    double const total = energy_MeV + m;
    double const beta2 = energy_MeV * (energy_MeV + 2 * m) / (total * total);
    double const momentum2 = energy_MeV * (energy_MeV + 2 * m) / (m * m);
    double const r_e = classical_electron_radius_cm;
    double sum = 0;
    for (Element const& element : material.elements) {
        double const z = element.z;
        // χ²/4 with the Thomas–Fermi radius 0.885341·a₀·Z^(-1/3) and Molière's 1.13 + 3.76 (αZ/β)²
        double const screening = std::pow(z, 2.0 / 3) * alpha * alpha /
                                 (4 * 0.885341 * 0.885341 * momentum2) *
                                 (1.13 + 3.76 * alpha * alpha * z * z / beta2);
        double const atoms_per_g =
            constant::avogadro_per_mol * element.mass_fraction / element.atomic_weight;
        double const strength = 2 * constant::pi * r_e * r_e * z * (z + 1) / (momentum2 * beta2);
        sum += atoms_per_g * strength * (std::log1p(1 / screening) - 1 / (1 + screening));
    }
    return sum;
}

std::vector<PathStep> electron_path(ElectronRange const& range, Material const& material,
                                    double energy_MeV, int steps)
{
    RADICI_EXPECT(steps >= 1);
    double const whole = range.range_g_per_cm2(energy_MeV), length = whole / steps;
    std::vector<PathStep> path;
    path.reserve(static_cast<std::size_t>(steps));
    LewisMoment moment;
    double before_MeV = energy_MeV;
    for (int i = 0; i < steps; ++i) {
        double const after_MeV =
            i + 1 < steps ? range.energy_at_range_MeV(whole - (i + 1) * length) : 0;
        double const middle_MeV =
            std::max(range.energy_at_range_MeV(whole - (i + 0.5) * length), range.lowest_MeV());
        double const g1 = first_transport_cm2_per_g(material, middle_MeV);
        LewisMoment middle = moment;
        middle.advance(length / 2, g1);
        moment.advance(length, g1);
        double const lost_MeV = before_MeV - after_MeV;
        double const radiated = lost_MeV * range.radiative_MeV_cm2_per_g(middle_MeV) /
                                range.total_MeV_cm2_per_g(middle_MeV);
        path.push_back({std::sqrt(middle.square), middle_MeV, lost_MeV - radiated, radiated});
        before_MeV = after_MeV;
    }
    return path;
}

}   // namespace radici::transport
