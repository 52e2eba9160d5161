#include "radici/transport/monte_carlo/electron_table.hpp"

#include <algorithm>
#include <cmath>

#include "radici/transport/monte_carlo/annihilation.hpp"
#include "radici/transport/monte_carlo/elastic.hpp"
#include "radici/transport/monte_carlo/hard_collision.hpp"

namespace radici::transport {

ElectronTable::ElectronTable(Material const& material, nuclide::Charge charge, Losses const& losses,
                             double cut_MeV, double highest_MeV, StepControl const& control)
    : charge_(charge),
      grid_(cut_MeV / 1.5, highest_MeV),
      photons_(material, cut_MeV, highest_MeV * 1.1, losses.radiative_MeV_cm2_per_g)
{
    bool const positron = charge == nuclide::Charge::positron;
    auto const moments = positron ? bhabha_moments : moller_moments;
    for (int n = 0; n < grid_.knots(); ++n) {
        double const e = std::min(grid_.knot(n), highest_MeV);
        auto const hard = moments(e, cut_MeV, e, material.z_over_a);
        auto const soft = moments(e, 0, cut_MeV, material.z_over_a);
        auto const turn = transport_coefficients(material, charge, e, cut_MeV);
        double const collision = losses.collision_MeV_cm2_per_g(e);
        soft_loss_.push_back(collision - hard.loss_MeV + photons_.soft_loss(e));
        first_.push_back(turn.first);
        second_.push_back(turn.second);
        energy_.push_back(grid_.knot(n));
        Knot knot{};
        knot.range = losses.range_g_per_cm2(e);
        knot.hard = hard.number;
        knot.photons = e > cut_MeV ? photons_.number(e) : 0;
        knot.annihilation = positron ? annihilation_cm2_per_g(e, material.z_over_a) : 0;
        knot.straggling = soft.loss2_MeV2;
        if (n > 0) {   // trapezoid of photons per loss, on cells of 3 % width
            Knot const& before = knot_.back();
            auto const last = static_cast<std::size_t>(n - 1);
            double const lost = collision + losses.radiative_MeV_cm2_per_g(e);
            double const lost_before = losses.collision_MeV_cm2_per_g(energy_[last]) +
                                       losses.radiative_MeV_cm2_per_g(energy_[last]);
            knot.slow_photons =
                before.slow_photons + (energy_.back() - energy_[last]) / 2 *
                                          (knot.photons / lost + before.photons / lost_before);
        }
        knot_.push_back(knot);
    }
    integrate_steps(cut_MeV);
    limit_steps(control);
    knot_.push_back(knot_.back());
}

/// Soft range and ∫G ds from the lowest knot, by Simpson's rule on cells of 3 %; the integrands in
/// between as power laws.
void ElectronTable::integrate_steps(double cut_MeV)
{
    soft_range_.push_back(energy_[0] / soft_loss_[0]);   // any start: only differences count
    for (std::size_t n = 1; n < knot_.size(); ++n) {
        auto const cell = [&](auto const& f) {
            double const a = f(n - 1), b = f(n);
            return (energy_[n] - energy_[n - 1]) / 6 * (a + 4 * std::sqrt(a * b) + b);
        };
        soft_range_.push_back(soft_range_.back() + cell([&](auto i) { return 1 / soft_loss_[i]; }));
        knot_[n].first =
            knot_[n - 1].first + cell([&](auto i) { return first_[i] / soft_loss_[i]; });
        knot_[n].second =
            knot_[n - 1].second + cell([&](auto i) { return second_[i] / soft_loss_[i]; });
    }
    soft_range_.push_back(soft_range_.back() * 1.01);
    energy_.push_back(energy_.back() * 1.01);
    range_at_cut_ = soft_range(grid_.place(cut_MeV));
}

void ElectronTable::limit_steps(StepControl const& control)
{
    for (std::size_t n = 0; n < knot_.size(); ++n) {
        Knot& knot = knot_[n];
        double const least = energy_[n] * (1 - control.energy_share);
        std::size_t low = n;   // the farthest knot that a step may reach
        while (low > 0 && energy_[low - 1] >= least &&
               knot.first - knot_[low - 1].first <= control.deflection)
            --low;
        double const by_deflection = control.deflection / first_[n];
        double const by_energy = control.energy_share * energy_[n] / soft_loss_[n];
        knot.longest_step =
            low < n ? soft_range_[n] - soft_range_[low] : std::min(by_deflection, by_energy);
        double bound = 0;
        for (std::size_t i = low > 1 ? low - 2 : 0; i <= n; ++i)
            bound = std::max(bound, knot_[i].hard + knot_[i].photons + knot_[i].annihilation);
        knot.hard_bound = bound;
    }
    // a cell's own end points bound what lies between them
    for (std::size_t n = 0; n + 1 < knot_.size(); ++n)
        knot_[n].hard_bound = std::max(knot_[n].hard_bound, knot_[n + 1].hard_bound);
}

double ElectronTable::sample_emission_energy_MeV(double energy_MeV, TrackRandom& random) const
{
    double const wanted = random.uniform() * read(place(energy_MeV), &Knot::slow_photons);
    auto const above =
        std::upper_bound(knot_.begin(), knot_.end(), wanted,
                         [](double value, Knot const& knot) { return value < knot.slow_photons; });
    auto const n = static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, above - knot_.begin()));
    if (n >= knot_.size())
        return energy_MeV;
    double const a = knot_[n - 1].slow_photons, b = knot_[n].slow_photons;
    double const share = b > a ? (wanted - a) / (b - a) : 1;
    return std::min(energy_MeV, energy_[n - 1] + share * (energy_[n] - energy_[n - 1]));
}

}   // namespace radici::transport
