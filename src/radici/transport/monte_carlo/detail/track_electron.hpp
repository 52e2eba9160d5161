#pragma once
#include "radici/transport/monte_carlo/detail/exponential.hpp"
#include "radici/transport/monte_carlo/tracker.hpp"

/// The part of Tracker that follows electrons and positrons.
namespace radici::transport {

template <class Geometry, class Score>
void Tracker<Geometry, Score>::electron(Particle& p, TrackRandom& random)
{
    using Knot = ElectronTable::Knot;
    while (p.energy_MeV > cut_) {
        double const density = geometry_.density(p.cell);
        if (density <= 0) {   // vacuum inside the geometry
            walk(p, 1e30, 0);
            if (p.cell.index < 0)
                return;
            continue;
        }
        auto const& here = medium(p.cell);
        auto const& table = p.kind == ParticleKind::positron ? here.positron : here.electron;
        auto const place = table.place(p.energy_MeV);
        double const near = geometry_.nearest_face(p.at, p.cell) * density;
        if (table.read(place, &Knot::range) < near)
            return slow_down_here(p, p.kind, p.energy_MeV, table, place, random);

        double const bound = table.hard_bound(place);
        double const range = table.read(place, &Knot::soft_range) - table.range_at_cut();
        if (range < 1e-12)   // at the cut, but for rounding
            break;
        double step = sample_exponential(random) / bound;
        double const longest = least_of(table.read(place, &Knot::longest_step), range);
        bool const hard = step < longest;
        if (!hard)
            step = longest;
        double const start = table.read(place, &Knot::soft_range);
        auto const after = table.at_soft_range(place, start - step);
        double const mean = p.energy_MeV - table.read(after, &Knot::energy);
        double const variance = table.read(place, &Knot::straggling) * step;
        double const loss = least_of(sample_soft_loss(mean, variance, random), p.energy_MeV);

        double const first = table.read(place, &Knot::first) - table.read(after, &Knot::first);
        double const second = table.read(place, &Knot::second) - table.read(after, &Knot::second);
        double const before = random.uniform();   // the hinge, as a share of the step
        double const cosine = sample_deflection_cosine(first, second, random);
        Azimuth const phi = sample_azimuth(random);
        double const length = step / density;
        if (step < near) {   // it cannot leave the cell
            p.at = moved(p.at, p.direction, before * length);
            p.direction = turned(p.direction, cosine, phi);
            p.at = moved(p.at, p.direction, (1 - before) * length);
            p.energy_MeV -= loss;
            deposit(p, loss);
        } else {
            bool ends = walk(p, before * length, before * loss);
            if (ends) {
                p.direction = turned(p.direction, cosine, phi);
                ends = walk(p, (1 - before) * length, (1 - before) * loss);
            }
            if (p.cell.index < 0)
                return;
            if (!ends)
                continue;   // at the face of another medium
        }
        if (hard && p.energy_MeV > cut_ &&
            !collide(p, table, table.place(p.energy_MeV), random.uniform() * bound, random))
            return;
    }
    rest(p, p.kind, p.energy_MeV, random);
}

/// Goes straight on, leaving that energy evenly; stops where the medium changes. False where it did
/// not come to the end: it is outside (and its energy counted), or at the face of another medium.
template <class Geometry, class Score>
bool Tracker<Geometry, Score>::walk(Particle& p, double length_cm, double loss_MeV)
{
    for (;;) {
        auto const crossing = geometry_.crossing(p.at, p.direction, p.cell);
        bool const ends = crossing.distance >= length_cm;
        double const length = ends ? length_cm : crossing.distance;
        p.at = moved(p.at, p.direction, length);
        if (loss_MeV > 0) {
            double const loss = ends ? least_of(loss_MeV, p.energy_MeV)
                                     : least_of(loss_MeV * (length / length_cm), p.energy_MeV);
            deposit(p, loss);
            p.energy_MeV -= loss;
            loss_MeV -= loss;
        }
        if (ends)
            return true;
        length_cm -= length;
        if (crossing.next.index < 0)
            escaped_ += p.energy_MeV +
                        (p.kind == ParticleKind::positron ? 2 * constant::electron_mass_MeV : 0);
        bool const same = crossing.next.index >= 0 && geometry_.same_matter(crossing.next, p.cell);
        p.cell = crossing.next;
        if (!same)
            return false;
    }
}

/// A collision above the cut, or none where the bound was too high. False where the particle is
/// gone.
template <class Geometry, class Score>
bool Tracker<Geometry, Score>::collide(Particle& p, ElectronTable const& table,
                                       ElectronTable::Place const& place, double pick,
                                       TrackRandom& random)
{
    using Events = ElectronTable::Events;
    pick -= table.read(place, &Events::collisions);
    if (pick < 0) {
        knock_on(p, random);
        return true;
    }
    pick -= table.read(place, &Events::photons);
    if (pick < 0) {
        radiate(p, table, random);
        return true;
    }
    pick -= table.read(place, &Events::annihilation);
    if (pick >= 0)
        return true;
    auto const pair = sample_annihilation(p.energy_MeV, random);
    Azimuth const phi = sample_azimuth(random);
    Particle photon = p;
    photon.kind = ParticleKind::photon;
    photon.emission = p.annihilation;
    photon.energy_MeV = pair.first_MeV;
    photon.direction = turned(p.direction, pair.first_cosine, phi);
    waiting_.push(photon);
    photon.energy_MeV = pair.second_MeV;
    photon.direction = turned(p.direction, pair.second_cosine, {-phi.cosine, -phi.sine});
    waiting_.push(photon);
    return false;
}

template <class Geometry, class Score>
void Tracker<Geometry, Score>::knock_on(Particle& p, TrackRandom& random)
{
    bool const positron = p.kind == ParticleKind::positron;
    if (p.energy_MeV <= (positron ? 1 : 2) * cut_)
        return;
    double const given = positron ? sample_bhabha_MeV(p.energy_MeV, cut_, random)
                                  : sample_moller_MeV(p.energy_MeV, cut_, random);
    auto const angles = collision_angles(p.energy_MeV, given);
    Azimuth const phi = sample_azimuth(random);
    Vector const before = p.direction;
    p.energy_MeV -= given;
    p.direction = turned(before, angles.primary, phi);
    if (ends_here(p, ParticleKind::electron, given, random))
        return;
    Particle free = p;
    free.kind = ParticleKind::electron;
    free.energy_MeV = given;
    free.direction = turned(before, angles.secondary, {-phi.cosine, -phi.sine});
    if (free.energy_MeV < p.energy_MeV)   // the lesser one first
        std::swap(p, free);
    waiting_.push(free);
}

template <class Geometry, class Score>
void Tracker<Geometry, Score>::radiate(Particle& p, ElectronTable const& table, TrackRandom& random)
{
    Particle photon = p;
    photon.kind = ParticleKind::photon;
    photon.energy_MeV =
        least_of(table.bremsstrahlung().sample_MeV(p.energy_MeV, random), p.energy_MeV);
    photon.direction = turned(p.direction, sample_bremsstrahlung_cosine(p.energy_MeV, random),
                              sample_azimuth(random));
    p.energy_MeV -= photon.energy_MeV;
    waiting_.push(photon);
}

template <class Geometry, class Score>
void Tracker<Geometry, Score>::slow_down_here(Particle const& p, ParticleKind kind,
                                              double energy_MeV, ElectronTable const& table,
                                              ElectronTable::Place const& place,
                                              TrackRandom& random)
{
    double const mean = table.read(place, &ElectronTable::Events::slow_photons);
    double const u = random.uniform();
    if (u < mean)   // P(n ≥ 1) = 1 − exp(−mean) < mean: most particles end here without an exp
        energy_MeV -= radiate_here(p, energy_MeV, mean, u, table, random);
    rest(p, kind, energy_MeV, random);
}

/// Photons of a particle that slows down where it is; what they carry off. 1 − u draws their number
/// from Poisson's distribution.
template <class Geometry, class Score>
double Tracker<Geometry, Score>::radiate_here(Particle const& p, double energy_MeV, double mean,
                                              double u, ElectronTable const& table,
                                              TrackRandom& random)
{
    double left = energy_MeV, chance = std::exp(-mean), below = chance;
    for (int n = 1; 1 - u > below && n < 20 && left > cut_; ++n) {
        chance *= mean / n;
        below += chance;
        double const at = table.sample_emission_energy_MeV(energy_MeV, random);
        Particle photon = p;
        photon.kind = ParticleKind::photon;
        photon.energy_MeV = least_of(
            table.bremsstrahlung().sample_MeV(most_of(at, cut_ * (1 + 1e-9)), random), left);
        photon.direction = isotropic(random);
        left -= photon.energy_MeV;
        waiting_.push(photon);
    }
    return energy_MeV - left;
}

/// The end of a track: what is left stays here, and a positron annihilates.
template <class Geometry, class Score>
void Tracker<Geometry, Score>::rest(Particle const& p, ParticleKind kind, double energy_MeV,
                                    TrackRandom& random)
{
    deposit(p, energy_MeV);
    if (kind != ParticleKind::positron)
        return;
    Particle photon = p;
    photon.kind = ParticleKind::photon;
    photon.emission = p.annihilation;
    photon.energy_MeV = constant::electron_mass_MeV;
    photon.direction = isotropic(random);
    waiting_.push(photon);
    photon.direction = {-photon.direction.x, -photon.direction.y, -photon.direction.z};
    waiting_.push(photon);
}

template <class Geometry, class Score>
bool Tracker<Geometry, Score>::ends_here(Particle const& p, ParticleKind kind, double energy_MeV,
                                         TrackRandom& random)
{
    if (energy_MeV <= cut_) {
        rest(p, kind, energy_MeV, random);
        return true;
    }
    auto const& here = medium(p.cell);
    auto const& table = kind == ParticleKind::positron ? here.positron : here.electron;
    auto const place = table.place(energy_MeV);
    if (table.read(place, &ElectronTable::Knot::range) >=
        geometry_.nearest_face(p.at, p.cell) * geometry_.density(p.cell))
        return false;
    slow_down_here(p, kind, energy_MeV, table, place, random);
    return true;
}

}   // namespace radici::transport
