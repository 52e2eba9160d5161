#pragma once
#include "radici/transport/monte_carlo/tracker.hpp"

/// The part of Tracker that follows alpha particles.
namespace radici::transport {

template <class Geometry, class Score>
void Tracker<Geometry, Score>::alpha(Particle& p, TrackRandom& random)
{
    constexpr double share = 0.05;   // of the range, a step
    while (p.energy_MeV > AlphaTable::lowest) {
        double const density = geometry_.density(p.cell);
        if (density <= 0) {
            walk(p, 1e30, 0);
            if (p.cell.index < 0)
                return;
            continue;
        }
        AlphaTable const& table = medium(p.cell).alpha;
        double const range = table.range(p.energy_MeV);
        if (range < geometry_.nearest_face(p.at, p.cell) * density)
            break;
        double const step = share * range;
        double const mean = p.energy_MeV - table.energy_at_range(range - step);
        double const loss =
            least_of(sample_soft_loss(mean, table.straggling() * step, random), p.energy_MeV);
        if (!walk(p, step / density, loss) && p.cell.index < 0)
            return;
    }
    deposit(p, p.energy_MeV);
}

}   // namespace radici::transport
