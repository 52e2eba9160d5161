#include "radici/transport/monte_carlo/elastic.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/numerics/quadrature.hpp"

namespace radici::transport {

namespace {

using constant::electron_mass_MeV;
using constant::fine_structure;

/// Of an electron: squares of momentum (in mc) and of velocity (in c).
struct Motion {
    double p2, beta2;
    explicit Motion(double energy_MeV)
    {
        double const gamma = 1 + energy_MeV / electron_mass_MeV;
        p2 = gamma * gamma - 1;
        beta2 = p2 / (gamma * gamma);
    }
};

/// A of 1/(μ + A)², μ = (1 − cos θ)/2.
double screening(int z, Motion const& m)
{
    double const z3 = std::cbrt(static_cast<double>(z));
    double const chi2 = std::pow(fine_structure * z3 / 0.885341, 2) / m.p2;
    double const az = fine_structure * z;
    return chi2 / 4 * (1.13 + 3.76 * az * az / m.beta2);
}

/// A of the atomic electrons: what an atom takes up in exciting it screens less than its cloud does
/// its nucleus. Fano's −u_in: 3.6 for hydrogen, 4.6 for lithium, 5.0 for oxygen, 5.8 for heavier
/// atoms (memory), straight lines between.
double inelastic_screening(int z, Motion const& m)
{
    double const u = z >= 18  ? 5.8
                     : z >= 8 ? 5.0 + 0.8 * (z - 8) / 10
                     : z >= 3 ? 4.6 + 0.4 * (z - 3) / 5
                              : 3.6 + 1.0 * (z - 1) / 2;
    double const az = fine_structure * z;
    double const z3 = std::cbrt(static_cast<double>(z));
    return screening(z, m) * std::exp(-u) / (0.160 / (z3 * z3) * (1 + 3.33 * az * az / m.beta2));
}

/// μ at which a collision with a free electron takes `loss` from `energy`.
double deflection(double energy_MeV, double loss_MeV)
{
    double const m = electron_mass_MeV;
    double const left = energy_MeV - loss_MeV;
    double const cos2 = left * (energy_MeV + 2 * m) / (energy_MeV * (left + 2 * m));
    return (1 - std::sqrt(std::max(0.0, cos2))) / 2;
}

/// ∫₀^top μ^l(1 − μ)^(l−1) R(√μ)/(μ + A)² dμ for l = 1, 2; substituting μ + A = exp(t), after which
/// 48 points are right to 1e-8.
template <class Mott>
TransportCoefficients integrals(double a, double top, Mott const& mott)
{
    static auto const rule = numerics::gauss_legendre(48, 0, 1);
    TransportCoefficients sum;
    double const t0 = std::log(a), width = std::log(top + a) - t0;
    for (std::size_t i = 0; i < rule.node.size(); ++i) {
        double const shifted = std::exp(t0 + width * rule.node[i]);
        double const mu = std::max(0.0, shifted - a);
        double const weight = width * rule.weight[i] * mott(std::sqrt(mu)) * mu / shifted;
        sum.first += weight;
        sum.second += weight * (1 - mu);
    }
    return sum;
}

}   // namespace

TransportCoefficients transport_coefficients(Material const& material, nuclide::Charge charge,
                                             double energy_MeV, double hard_loss_MeV)
{
    Motion const m(energy_MeV);
    // 2π r₀² N_A, cm²/mol, with r₀ = α ƛ
    double const radius_cm = constant::electron_radius_cm;
    double const unit =
        2 * constant::pi * radius_cm * radius_cm * constant::avogadro_per_mol / (m.beta2 * m.p2);
    double const sign = charge == nuclide::Charge::electron ? 1 : -1;
    double const soft_top =
        hard_loss_MeV > 0 ? deflection(energy_MeV, std::min(hard_loss_MeV, energy_MeV / 2)) : 0;
    TransportCoefficients out;
    for (Element const& e : material.elements) {
        double const a = screening(e.z, m);
        double const beta = std::sqrt(m.beta2);
        auto const nucleus = integrals(a, 1, [&](double s) {
            return 1 - m.beta2 * s * s +
                   sign * constant::pi * fine_structure * e.z * beta * s * (1 - s);
        });
        double const atoms = unit * e.mass_fraction / e.atomic_weight;
        out.first += atoms * e.z * e.z * nucleus.first;
        out.second += atoms * 3 * e.z * e.z * nucleus.second;
        if (soft_top > 0) {
            auto const shell =
                integrals(inelastic_screening(e.z, m), soft_top, [](double) { return 1.0; });
            out.first += atoms * e.z * shell.first;
            out.second += atoms * 3 * e.z * shell.second;
        }
    }
    return out;
}

}   // namespace radici::transport
