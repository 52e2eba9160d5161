#include "radici/dosimetry/straight_track.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "radici/base/error.hpp"
#include "radici/numerics/quadrature.hpp"

namespace radici::dosimetry {

namespace {

/// Cole's relation in keV and µm.
namespace cole {

constexpr double a = 3.316, shift_um = 0.007, p = 0.435, b = 0.0055, q = 0.33;
double const at_shift = std::pow(shift_um, 1 - p);

double loss_keV_per_um(double x)
{
    return a * std::pow(x + shift_um, -p) + b * std::pow(x, q);
}

double energy_keV(double x)
{
    return a / (1 - p) * (std::pow(x + shift_um, 1 - p) - at_shift) +
           b / (1 + q) * std::pow(x, 1 + q);
}

/// Newton's method from the exact inverse of the first term, which is nearly all below 100 keV.
double range_um(double energy)
{
    double x = std::max(std::pow(energy * (1 - p) / a + at_shift, 1 / (1 - p)) - shift_um,
                        1e-6 * shift_um);
    for (int i = 0; i < 50; ++i) {
        double const next = std::max(x - (energy_keV(x) - energy) / loss_keV_per_um(x), 0.5 * x);
        if (std::abs(next - x) <= 1e-11 * (next + shift_um))   // the next step would be its square
            return next;
        x = next;
    }
    throw NumericsError("no range of an electron of " + std::to_string(energy) + " keV");
}

}   // namespace cole

}   // namespace

SlowingDown cole_electrons()
{
    return {[](double energy_MeV) { return energy_MeV > 0 ? cole::range_um(1e3 * energy_MeV) : 0; },
            [](double range_um) { return range_um > 0 ? 1e-3 * cole::energy_keV(range_um) : 0; }};
}

SlowingDown straight_alphas(transport::AlphaRange const& table)
{
    double const lowest_MeV = table.lowest_MeV();
    double const shortest_um = 1e4 * table.range_g_per_cm2(lowest_MeV);
    return {[=](double energy_MeV) {
                return energy_MeV > lowest_MeV ? 1e4 * table.range_g_per_cm2(energy_MeV)
                                               : shortest_um * energy_MeV / lowest_MeV;
            },
            [=](double range_um) {
                return range_um > shortest_um ? table.energy_at_range_MeV(1e-4 * range_um)
                                              : lowest_MeV * range_um / shortest_um;
            }};
}

PartedEnergy part_energy(SlowingDown const& law, double energy_MeV, SourceShell const& source,
                         double target_um)
{
    RADICI_EXPECT(energy_MeV > 0);
    static auto const rule = numerics::gauss_legendre(20, 0, 1);
    double const range = law.range_um(energy_MeV);
    PartedEnergy out;
    double high = energy_MeV;   // what the particle still has at the last kink passed
    auto const down_to = [&](double low) {
        for (std::size_t i = 0; i < rule.node.size(); ++i) {
            double const e = low + (high - low) * rule.node[i];
            double const share =
                ray_share(source, target_um, std::max(range - law.range_um(e), 0.0));
            out.in_target_MeV += (high - low) * rule.weight[i] * share;
            out.elsewhere_MeV += (high - low) * rule.weight[i] * (1 - share);
        }
        high = low;
    };
    for (double const kink : ray_share_kinks_um(source, target_um)) {
        if (kink >= range) {
            down_to(0);
            break;
        }
        down_to(std::clamp(law.energy_MeV(range - kink), 0.0, high));
    }
    out.elsewhere_MeV += high;   // beyond the last kink nothing reaches the target
    return out;
}

}   // namespace radici::dosimetry
