#include "radici/transport/monte_carlo/electron_table.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "radici/transport/monte_carlo/annihilation.hpp"
#include "radici/transport/monte_carlo/elastic.hpp"
#include "radici/transport/monte_carlo/hard_collision.hpp"

namespace radici::transport {

ElectronTable::ElectronTable(Material const& material, nuclide::Charge charge, Losses const& losses,
                             BremsstrahlungTable photons, double cut_MeV, double highest_MeV,
                             StepControl const& control)
    : charge_(charge), grid_(cut_MeV / 1.5, highest_MeV), photons_(std::move(photons))
{
    for (int n = 0; n < grid_.knots(); ++n)
        add_knot(material, losses, cut_MeV, std::min(grid_.knot(n), highest_MeV));
    integrate_steps();
    limit_steps(control);
    knot_.push_back(knot_.back());   // for the place on the last knot
    knot_.back().soft_range *= 1.01;
    knot_.back().first *= 1.01;
    events_.push_back(events_.back());
    range_at_cut_ = read(place(cut_MeV), &Knot::soft_range);
    add_guide();
    local_ = {};
}

void ElectronTable::add_knot(Material const& material, Losses const& losses, double cut_MeV,
                             double energy_MeV)
{
    bool const positron = charge_ == nuclide::Charge::positron;
    auto const moments = positron ? bhabha_moments : moller_moments;
    auto const hard = moments(energy_MeV, cut_MeV, energy_MeV, material.z_over_a);
    auto const soft = moments(energy_MeV, 0, cut_MeV, material.z_over_a);
    auto const turn = transport_coefficients(material, charge_, energy_MeV, cut_MeV);
    double const collision = losses.collision_MeV_cm2_per_g(energy_MeV);
    local_.push_back({collision - hard.loss_MeV + photons_.soft_loss(energy_MeV),
                      collision + losses.radiative_MeV_cm2_per_g(energy_MeV), turn.first,
                      turn.second});
    Knot knot{};
    knot.energy = energy_MeV;
    knot.range = losses.range_g_per_cm2(energy_MeV);
    knot.straggling = soft.loss2_MeV2;
    knot_.push_back(knot);
    events_.push_back({hard.number, energy_MeV > cut_MeV ? photons_.number(energy_MeV) : 0,
                       positron ? annihilation_cm2_per_g(energy_MeV, material.z_over_a) : 0, 0});
}

/// Integrals over energy on cells of 3 %, by Simpson's rule with power laws between the knots; of
/// photons, which start from 0, by the trapezoid.
void ElectronTable::integrate_steps()
{
    knot_[0].soft_range = knot_[0].energy / local_[0].soft_loss;   // only differences count
    for (std::size_t n = 1; n < knot_.size(); ++n) {
        double const width = knot_[n].energy - knot_[n - 1].energy;
        auto const cell = [&](auto const& f) {
            double const a = f(n - 1), b = f(n);
            return width / 6 * (a + 4 * std::sqrt(a * b) + b);
        };
        knot_[n].soft_range =
            knot_[n - 1].soft_range + cell([&](auto i) { return 1 / local_[i].soft_loss; });
        knot_[n].first = knot_[n - 1].first +
                         cell([&](auto i) { return local_[i].first / local_[i].soft_loss; });
        knot_[n].second = knot_[n - 1].second +
                          cell([&](auto i) { return local_[i].second / local_[i].soft_loss; });
        events_[n].slow_photons =
            events_[n - 1].slow_photons +
            width / 2 *
                (events_[n].photons / local_[n].loss + events_[n - 1].photons / local_[n - 1].loss);
    }
}

void ElectronTable::limit_steps(StepControl const& control)
{
    for (std::size_t n = 0; n < knot_.size(); ++n) {
        Knot& knot = knot_[n];
        std::size_t low = n;   // the farthest knot that a step may reach
        while (low > 0 && knot_[low - 1].energy >= knot.energy * (1 - control.energy_share) &&
               knot.first - knot_[low - 1].first <= control.deflection)
            --low;
        double const by_deflection = control.deflection / local_[n].first;
        double const by_energy = control.energy_share * knot.energy / local_[n].soft_loss;
        knot.longest_step =
            low < n ? knot.soft_range - knot_[low].soft_range : std::min(by_deflection, by_energy);
        for (std::size_t i = low > 1 ? low - 2 : 0; i <= n; ++i)
            knot.hard_bound = std::max(knot.hard_bound, events_[i].collisions + events_[i].photons +
                                                            events_[i].annihilation);
    }
    // a cell's own end points bound what lies between them
    for (std::size_t n = 0; n + 1 < knot_.size(); ++n)
        knot_[n].hard_bound = std::max(knot_[n].hard_bound, knot_[n + 1].hard_bound);
}

void ElectronTable::add_guide()
{
    range_grid_ = OctaveGrid<bits>(knot_.front().soft_range, knot_.back().soft_range);
    int knot = 0;
    for (int cell = 0; cell + 1 < range_grid_.knots(); ++cell) {
        while (static_cast<std::size_t>(knot) + 2 < knot_.size() &&
               knot_[static_cast<std::size_t>(knot) + 1].soft_range <= range_grid_.knot(cell + 1))
            ++knot;
        guide_.push_back(knot);
    }
}

double ElectronTable::sample_emission_energy_MeV(double energy_MeV, TrackRandom& random) const
{
    double const wanted = random.uniform() * read(place(energy_MeV), &Events::slow_photons);
    auto const above = std::upper_bound(
        events_.begin(), events_.end(), wanted,
        [](double value, Events const& events) { return value < events.slow_photons; });
    auto const n = static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, above - events_.begin()));
    if (n >= events_.size())
        return energy_MeV;
    double const a = events_[n - 1].slow_photons, b = events_[n].slow_photons;
    double const share = b > a ? (wanted - a) / (b - a) : 1;
    return std::min(energy_MeV,
                    knot_[n - 1].energy + share * (knot_[n].energy - knot_[n - 1].energy));
}

}   // namespace radici::transport
