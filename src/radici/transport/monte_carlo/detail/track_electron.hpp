#pragma once
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
            if (!walk(p, 1e30, 0))
                return;
            continue;
        }
        auto const& here = medium(p.cell);
        auto const& table = p.kind == ParticleKind::positron ? here.positron : here.electron;
        auto const place = table.place(p.energy_MeV);
        double const near = geometry_.nearest_face(p.at, p.cell) * density;
        if (table.read(place, &Knot::range) < near)
            return slow_down_here(p, table, place, random);

        double const bound = table.hard_bound(place);
        double const range = table.soft_range(place) - table.range_at_cut();
        if (range < 1e-12)   // at the cut, but for rounding
            break;
        double step = -std::log(random.uniform()) / bound;
        double const longest = std::fmin(table.read(place, &Knot::longest_step), range);
        bool const hard = step < longest;
        if (!hard)
            step = longest;
        auto const after = table.lower(place, range - step + table.range_at_cut());
        double const mean = p.energy_MeV - table.energy(after);
        double const variance = table.read(place, &Knot::straggling) * step;
        double const loss = std::fmin(sample_soft_loss(mean, variance, random), p.energy_MeV);
        double const first = table.read(place, &Knot::first) - table.read(after, &Knot::first);
        double const second = table.read(place, &Knot::second) - table.read(after, &Knot::second);

        double const before_hinge = random.uniform() * step;
        double const cosine = sample_deflection_cosine(first, second, random);
        Azimuth const phi = sample_azimuth(random);
        if (step < near) {   // it cannot leave the cell
            p.at = moved(p.at, p.direction, before_hinge / density);
            p.direction = turned(p.direction, cosine, phi);
            p.at = moved(p.at, p.direction, (step - before_hinge) / density);
            p.energy_MeV -= loss;
            deposit(p, loss);
        } else {
            double const per_cm = loss / step * density;
            if (!walk(p, before_hinge / density, per_cm)) {
                if (p.cell.index < 0)
                    return;
                continue;
            }
            p.direction = turned(p.direction, cosine, phi);
            if (!walk(p, (step - before_hinge) / density, per_cm)) {
                if (p.cell.index < 0)
                    return;
                continue;
            }
        }
        if (hard && p.energy_MeV > cut_ &&
            !collide(p, table, table.place(p.energy_MeV), random.uniform() * bound, random))
            return;
    }
    rest(p, random);
}

/// Goes straight on, leaving energy evenly; stops where the medium changes. False where it did not
/// come to the end: it is outside (and its energy counted), or at the face of another medium.
template <class Geometry, class Score>
bool Tracker<Geometry, Score>::walk(Particle& p, double length_cm, double loss_per_cm)
{
    for (;;) {
        auto const crossing = geometry_.crossing(p.at, p.direction, p.cell);
        bool const ends = crossing.distance >= length_cm;
        double const length = ends ? length_cm : crossing.distance;
        p.at = moved(p.at, p.direction, length);
        double const loss = std::fmin(length * loss_per_cm, p.energy_MeV);
        if (loss > 0)
            deposit(p, loss);
        p.energy_MeV -= loss;
        length_cm -= length;
        if (ends)
            return true;
        bool const outside = crossing.next.index < 0;
        if (outside)
            escaped_ += p.energy_MeV +
                        (p.kind == ParticleKind::positron ? 2 * constant::electron_mass_MeV : 0);
        bool const same = !outside &&
                          geometry_.material(crossing.next) == geometry_.material(p.cell) &&
                          geometry_.density(crossing.next) == geometry_.density(p.cell);
        p.cell = crossing.next;
        if (!same)
            return loss_per_cm == 0 && !outside;   // out of a vacuum is an end, too
    }
}

/// A collision above the cut, or none where the bound was too high. False where the particle is
/// gone.
template <class Geometry, class Score>
bool Tracker<Geometry, Score>::collide(Particle& p, ElectronTable const& table,
                                       ElectronTable::Place const& place, double pick,
                                       TrackRandom& random)
{
    using Knot = ElectronTable::Knot;
    pick -= table.read(place, &Knot::hard);
    if (pick < 0) {
        knock_on(p, random);
        return true;
    }
    pick -= table.read(place, &Knot::photons);
    if (pick < 0) {
        radiate(p, table, random);
        return true;
    }
    pick -= table.read(place, &Knot::annihilation);
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
    Particle free = p;
    free.kind = ParticleKind::electron;
    free.energy_MeV = given;
    free.direction = turned(p.direction, angles.secondary, {-phi.cosine, -phi.sine});
    p.energy_MeV -= given;
    p.direction = turned(p.direction, angles.primary, phi);
    if (medium(p.cell).electron.reach(given) <
        geometry_.nearest_face(p.at, p.cell) * geometry_.density(p.cell)) {
        release(free, random);
    } else if (free.energy_MeV < p.energy_MeV) {
        waiting_.push(p);
        p = free;
    } else {
        waiting_.push(free);
    }
}

template <class Geometry, class Score>
void Tracker<Geometry, Score>::radiate(Particle& p, ElectronTable const& table, TrackRandom& random)
{
    Particle photon = p;
    photon.kind = ParticleKind::photon;
    photon.energy_MeV =
        std::fmin(table.bremsstrahlung().sample_MeV(p.energy_MeV, random), p.energy_MeV);
    photon.direction = turned(p.direction, sample_bremsstrahlung_cosine(p.energy_MeV, random),
                              sample_azimuth(random));
    p.energy_MeV -= photon.energy_MeV;
    waiting_.push(photon);
}

template <class Geometry, class Score>
void Tracker<Geometry, Score>::slow_down_here(Particle& p, ElectronTable const& table,
                                              ElectronTable::Place const& place,
                                              TrackRandom& random)
{
    double const mean = table.read(place, &ElectronTable::Knot::slow_photons);
    double const u = random.uniform();
    if (u < mean) {   // P(n ≥ 1) = 1 − exp(−mean) < mean: most particles end here without an exp
        double const from = p.energy_MeV;
        double chance = std::exp(-mean), below = chance;
        for (int n = 1; 1 - u > below && n < 20 && p.energy_MeV > cut_; ++n) {
            chance *= mean / n;
            below += chance;
            double const at = table.sample_emission_energy_MeV(from, random);
            Particle photon = p;
            photon.kind = ParticleKind::photon;
            photon.energy_MeV = std::fmin(
                table.bremsstrahlung().sample_MeV(std::fmax(at, cut_ * (1 + 1e-9)), random),
                p.energy_MeV);
            photon.direction = isotropic(random);
            p.energy_MeV -= photon.energy_MeV;
            waiting_.push(photon);
        }
    }
    rest(p, random);
}

/// The end of a track: what is left stays here, and a positron annihilates.
template <class Geometry, class Score>
void Tracker<Geometry, Score>::rest(Particle const& p, TrackRandom& random)
{
    deposit(p, p.energy_MeV);
    if (p.kind != ParticleKind::positron)
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
void Tracker<Geometry, Score>::release(Particle const& p, TrackRandom& random)
{
    if (p.energy_MeV <= cut_)
        return rest(p, random);
    auto const& here = medium(p.cell);
    auto const& table = p.kind == ParticleKind::positron ? here.positron : here.electron;
    auto const place = table.place(p.energy_MeV);
    if (table.read(place, &ElectronTable::Knot::range) <
        geometry_.nearest_face(p.at, p.cell) * geometry_.density(p.cell)) {
        Particle ends = p;
        slow_down_here(ends, table, place, random);
    } else {
        waiting_.push(p);
    }
}

}   // namespace radici::transport
