#pragma once
#include "radici/transport/monte_carlo/detail/exponential.hpp"
#include "radici/transport/monte_carlo/tracker.hpp"

/// The part of Tracker that follows photons.
namespace radici::transport {

template <class Geometry, class Score>
void Tracker<Geometry, Score>::photon(Particle& p, TrackRandom& random)
{
    auto const& grid = media_[0].photon.grid();
    FlightBox const* box = &flights_.box(p.cell);
    while (p.energy_MeV > cut_) {
        auto const place = grid.place(p.energy_MeV);
        for (;;) {
            double const most = flights_.bound_per_cm(*box, place);
            Vector const at = moved(p.at, p.direction, sample_exponential(random) / most);
            if (!box->holds(at)) {
                if (!leave(p, *box))
                    return;
                box = &flights_.box(p.cell);
                continue;
            }
            p.at = at;
            p.cell = geometry_.locate(p.at, box->matter);
            if (p.cell.index < 0) {
                escaped_ += p.energy_MeV;
                return;
            }
            double const pick = random.uniform() * most;
            double const density = geometry_.density(p.cell);
            if (pick < density * medium(p.cell).photon.total(place)) {
                if (!interact(p, place, density, pick, random))
                    return;
                break;
            }
        }
    }
    deposit(p, p.energy_MeV);
}

/// Takes a photon straight through the face of its box. False where it is outside.
template <class Geometry, class Score>
bool Tracker<Geometry, Score>::leave(Particle& p, FlightBox const& box)
{
    p.at = box.beyond(p.at, p.direction);
    p.cell = geometry_.locate(p.at);
    if (p.cell.index < 0)
        escaped_ += p.energy_MeV;
    return p.cell.index >= 0;
}

/// False where the photon is gone.
template <class Geometry, class Score>
bool Tracker<Geometry, Score>::interact(Particle& p, PhotonGrid::Place const& place, double density,
                                        double pick, TrackRandom& random)
{
    using Knot = PhotonTable::Knot;
    score_.expect(p.cell.index);
    PhotonTable const& table = medium(p.cell).photon;
    if (pick < density * table.read(place, &Knot::incoherent)) {
        scatter_incoherently(p, random);
        return true;
    }
    if (pick < density * table.read(place, &Knot::photoelectric)) {
        absorb_photon(p, place, random);
        return false;
    }
    if (pick < density * table.read(place, &Knot::coherent) ||
        p.energy_MeV <= 2 * constant::electron_mass_MeV) {
        double const cosine = table.sample_coherent_cosine(p.energy_MeV, random);
        p.direction = turned(p.direction, cosine, sample_azimuth(random));
        return true;
    }
    make_pair(p, random);
    return false;
}

template <class Geometry, class Score>
void Tracker<Geometry, Score>::scatter_incoherently(Particle& p, TrackRandom& random)
{
    PhotonTable const& table = medium(p.cell).photon;
    auto const after =
        sample_compton(p.energy_MeV, random, [&](double x) { return table.scattering_share(x); });
    Azimuth const phi = sample_azimuth(random);
    double const given = p.energy_MeV - after.energy_MeV;
    if (!ends_here(p, ParticleKind::electron, given, random)) {
        Particle free = p;
        free.kind = ParticleKind::electron;
        free.energy_MeV = given;
        double const cosine = compton_electron_cosine(p.energy_MeV, after);
        free.direction = turned(p.direction, cosine, {-phi.cosine, -phi.sine});
        waiting_.push(free);
    }
    p.direction = turned(p.direction, after.cosine, phi);
    p.energy_MeV = after.energy_MeV;
}

template <class Geometry, class Score>
void Tracker<Geometry, Score>::absorb_photon(Particle& p, PhotonGrid::Place const& place,
                                             TrackRandom& random)
{
    PhotonTable const& table = medium(p.cell).photon;
    int const vacancy = table.sample_vacancy(place, random);
    double const kept =
        vacancy < 0 ? 0 : least_of(table.vacancy(vacancy).binding_MeV, p.energy_MeV);
    double const given = p.energy_MeV - kept;
    if (!ends_here(p, ParticleKind::electron, given, random)) {
        Particle free = p;
        free.kind = ParticleKind::electron;
        free.energy_MeV = given;
        free.direction =
            turned(p.direction, sample_photoelectron_cosine(given, random), sample_azimuth(random));
        waiting_.push(free);
    }
    if (vacancy >= 0)
        fill(p, table, vacancy, random);
}

/// What a vacancy gives off, and the vacancies it leaves; the rest of the binding energy stays.
template <class Geometry, class Score>
void Tracker<Geometry, Score>::fill(Particle const& p, PhotonTable const& table, int vacancy,
                                    TrackRandom& random)
{
    auto const& from = table.vacancy(vacancy);
    auto const& filling = table.sample_filling(from, random);
    double stays = from.binding_MeV - filling.energy_MeV;
    for (int const left : filling.left)
        if (left >= 0) {
            stays -= table.vacancy(left).binding_MeV;
            fill(p, table, left, random);
        }
    Particle free = p;
    free.energy_MeV = filling.energy_MeV;
    free.direction = isotropic(random);
    if (filling.photon && filling.energy_MeV > cut_) {
        free.kind = ParticleKind::photon;
        waiting_.push(free);
    } else if (filling.energy_MeV > 0) {
        free.kind = ParticleKind::electron;
        if (!ends_here(free, free.kind, free.energy_MeV, random))
            waiting_.push(free);
    }
    deposit(p, stays);
}

/// Energy shared evenly at random, which is near to Bethe and Heitler below 4 MeV; both along
/// mc²/E.
template <class Geometry, class Score>
void Tracker<Geometry, Score>::make_pair(Particle const& p, TrackRandom& random)
{
    double const shared = p.energy_MeV - 2 * constant::electron_mass_MeV;
    double const first = random.uniform() * shared;
    Azimuth const phi = sample_azimuth(random);
    double const cosine = std::cos(constant::electron_mass_MeV / p.energy_MeV);
    Particle free = p;
    free.kind = ParticleKind::electron;
    free.energy_MeV = first;
    free.direction = turned(p.direction, cosine, phi);
    if (!ends_here(free, free.kind, free.energy_MeV, random))
        waiting_.push(free);
    free.kind = ParticleKind::positron;
    free.annihilation = p.emission;
    free.energy_MeV = shared - first;
    free.direction = turned(p.direction, cosine, {-phi.cosine, -phi.sine});
    if (!ends_here(free, free.kind, free.energy_MeV, random))
        waiting_.push(free);
}

}   // namespace radici::transport
