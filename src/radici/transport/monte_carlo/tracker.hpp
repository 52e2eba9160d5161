#pragma once
#include <algorithm>
#include <cmath>
#include <utility>

#include "radici/transport/monte_carlo/annihilation.hpp"
#include "radici/transport/monte_carlo/compton.hpp"
#include "radici/transport/monte_carlo/deflection.hpp"
#include "radici/transport/monte_carlo/flight_map.hpp"
#include "radici/transport/monte_carlo/hard_collision.hpp"
#include "radici/transport/monte_carlo/media.hpp"
#include "radici/transport/monte_carlo/particle.hpp"
#include "radici/transport/monte_carlo/photoelectron.hpp"
#include "radici/transport/monte_carlo/soft_loss.hpp"

namespace radici::transport {

/// Follows one history's particles to their ends through a geometry and scores what they leave.
///
/// Photons: delta tracking (flight_map.hpp). Electrons: condensed steps between collisions above
/// the cut (class II), the deflection of a step at a random hinge (deflection.hpp), soft losses
/// with their variance; a step stops where the medium changes. An electron or positron whose CSDA
/// range is shorter than the distance to the nearest face of its cell leaves its energy there, but
/// for the photons above the cut that it would have sent out while slowing down: these leave its
/// place in a random direction. Alphas: straight, with straggling. What falls below the cut stays.
/// Source  Berger, Methods Comput Phys 1:135 (1963);
///         Fernández-Varea et al., Nucl Instr Meth B 73:447 (1993)
template <class Geometry, class Score>
class Tracker {
public:
    Tracker(Geometry const& geometry, TrackMedia const& media, FlightMap const& flights,
            Score& score)
        : geometry_(geometry),
          media_(media.medium.data()),
          flights_(flights),
          score_(score),
          cut_(media.cut_MeV)
    {
    }

    /// A quantum in a random direction, with all that it sets free.
    void start(Particle& p, TrackRandom& random)
    {
        bool const charged = p.kind == ParticleKind::electron || p.kind == ParticleKind::positron;
        if (charged && ends_here(p, p.kind, p.energy_MeV, random)) {
            if (waiting_.pop(p))
                follow(p, random);
        } else {
            p.direction = isotropic(random);
            follow(p, random);
        }
    }
    /// A photon whose next collision is where it stands, with all that follows: for sources that
    /// set the first free path themselves.
    void collide_photon(Particle p, TrackRandom& random)
    {
        auto const place = media_[0].photon.grid().place(p.energy_MeV);
        double const density = geometry_.density(p.cell);
        double const pick = random.uniform() * density * medium(p.cell).photon.total(place);
        if (interact(p, place, density, pick, random))
            waiting_.push(p);
        if (waiting_.pop(p))
            follow(p, random);
    }
    void follow(Particle p, TrackRandom& random)
    {
        do {
            switch (p.kind) {
            case ParticleKind::photon:
                photon(p, random);
                break;
            case ParticleKind::electron:
            case ParticleKind::positron:
                electron(p, random);
                break;
            case ParticleKind::alpha:
                alpha(p, random);
                break;
            }
        } while (waiting_.pop(p));
    }
    /// Energy carried out of the geometry so far.
    [[nodiscard]] double escaped_MeV() const { return escaped_; }

private:
    TrackMedium const& medium(Cell const& c) const { return media_[geometry_.material(c)]; }
    void deposit(Particle const& p, double energy_MeV)
    {
        score_.deposit(p.cell.index, p.emission, energy_MeV);
    }

    void photon(Particle& p, TrackRandom& random);
    bool leave(Particle& p, FlightBox const& box);
    bool interact(Particle& p, PhotonGrid::Place const& place, double density, double pick,
                  TrackRandom& random);
    void scatter_incoherently(Particle& p, TrackRandom& random);
    void absorb_photon(Particle& p, PhotonGrid::Place const& place, TrackRandom& random);
    void fill(Particle const& p, PhotonTable const& table, int vacancy, TrackRandom& random);
    void make_pair(Particle const& p, TrackRandom& random);

    void electron(Particle& p, TrackRandom& random);
    bool walk(Particle& p, double length_cm, double loss_MeV);
    bool collide(Particle& p, ElectronTable const& table, ElectronTable::Place const& place,
                 double pick, TrackRandom& random);
    void knock_on(Particle& p, TrackRandom& random);
    void radiate(Particle& p, ElectronTable const& table, TrackRandom& random);
    void slow_down_here(Particle const& p, ParticleKind kind, double energy_MeV,
                        ElectronTable const& table, ElectronTable::Place const& place,
                        TrackRandom& random);
    double radiate_here(Particle const& p, double energy_MeV, double mean, double u,
                        ElectronTable const& table, TrackRandom& random);
    void rest(Particle const& p, ParticleKind kind, double energy_MeV, TrackRandom& random);
    /// An electron or positron set free where p is: true where it cannot leave the cell, whatever
    /// its direction, and has been ended.
    bool ends_here(Particle const& p, ParticleKind kind, double energy_MeV, TrackRandom& random);
    void alpha(Particle& p, TrackRandom& random);

    Geometry const& geometry_;
    TrackMedium const* media_;
    FlightMap const& flights_;
    Score& score_;
    double cut_;
    double escaped_ = 0;
    ParticleStack waiting_;
};

}   // namespace radici::transport

#include "radici/transport/monte_carlo/detail/track_alpha.hpp"
#include "radici/transport/monte_carlo/detail/track_electron.hpp"
#include "radici/transport/monte_carlo/detail/track_photon.hpp"
