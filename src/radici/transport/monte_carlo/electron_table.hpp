#pragma once
#include <cstddef>
#include <functional>
#include <vector>

#include "radici/base/host_device.hpp"
#include "radici/nuclide/nuclide.hpp"
#include "radici/transport/material.hpp"
#include "radici/transport/monte_carlo/bremsstrahlung.hpp"
#include "radici/transport/monte_carlo/energy_grid.hpp"
#include "radici/transport/monte_carlo/extremes.hpp"

namespace radici::transport {

/// Losses of the particle as functions of its kinetic energy in MeV.
struct Losses {
    std::function<double(double)> collision_MeV_cm2_per_g;
    std::function<double(double)> radiative_MeV_cm2_per_g;
    std::function<double(double)> range_g_per_cm2;   ///< continuous slowing down, all losses
};

/// How long a condensed step may be. Against steps of a quarter of the length the Y-90 point kernel
/// is right within 1 % up to the 90 % radius with the defaults at a cut of 1 keV, where collisions
/// shorten most steps anyway.
struct StepControl {
    double energy_share = 0.2;   ///< of the kinetic energy, lost in soft collisions
    double deflection = 0.2;     ///< G1·s: the step's mean of 1 − cos θ to first order
};
/// For voxels that are wide beside a step (4.8 mm for Y-90): voxel doses within 1 % at a cut of 10
/// keV; the far tail of a point kernel would be 4 % high.
inline constexpr StepControl long_steps{0.3, 0.3};

/// All that a condensed history of electrons or positrons in one material reads, for one cut-off:
/// collisions and photons above it are followed one by one, the rest is condensed into steps.
class ElectronTable {
    static constexpr int bits = 5;

public:
    ElectronTable() = default;
    /// @param cut_MeV      ≥ 1 keV: collisions, photons and tracks end below it
    /// @param highest_MeV  > cut_MeV
    /// @param photons      for the same cut, and for 1.1 times the highest energy
    ElectronTable(Material const& material, nuclide::Charge charge, Losses const& losses,
                  BremsstrahlungTable photons, double cut_MeV, double highest_MeV,
                  StepControl const& control);

    /// What every step reads: one cache line.
    struct alignas(64) Knot {
        double energy;         ///< MeV
        double range;          ///< CSDA, g/cm²
        double soft_range;     ///< of soft losses alone, from any start, g/cm²
        double longest_step;   ///< g/cm²
        double hard_bound;     ///< bound of all that stops the longest step from here, per g/cm²
        double straggling;     ///< of soft losses, MeV²·cm²/g
        double first;          ///< ∫G1 ds over the soft range
        double second;         ///< ∫G2 ds
    };
    /// What few steps read.
    struct Events {
        double collisions;     ///< above the cut, per g/cm²
        double photons;        ///< bremsstrahlung above the cut, per g/cm²
        double annihilation;   ///< in flight, per g/cm²; positrons only
        double slow_photons;   ///< sent out above the cut while slowing down from here
    };
    using Place = OctaveGrid<bits>::Place;
    [[nodiscard]] RADICI_HOT Place place(double energy_MeV) const
    {
        return grid_.place(energy_MeV);
    }
    [[nodiscard]] RADICI_HOT double read(Place const& p, double Knot::*member) const
    {
        return between(knot_.data() + p.cell, p.share, member);
    }
    [[nodiscard]] RADICI_HOT double read(Place const& p, double Events::*member) const
    {
        return between(events_.data() + p.cell, p.share, member);
    }
    [[nodiscard]] RADICI_HOT double hard_bound(Place const& p) const
    {
        return knot_[static_cast<std::size_t>(p.cell)].hard_bound;
    }
    /// Where the soft range has fallen to a value, at most `p`'s and at least the cut's.
    [[nodiscard]] RADICI_HOT Place at_soft_range(Place const& p, double value) const
    {
        int const start = guide_[static_cast<std::size_t>(range_grid_.place(value).cell)];
        Knot const* k = knot_.data() + (start < p.cell ? start : p.cell);
        while (k != knot_.data() && k->soft_range > value)
            --k;
        double const share = (value - k[0].soft_range) / (k[1].soft_range - k[0].soft_range);
        return {static_cast<int>(k - knot_.data()), most_of(0.0, share)};
    }
    [[nodiscard]] RADICI_HOST_DEVICE double range_at_cut() const { return range_at_cut_; }
    [[nodiscard]] BremsstrahlungTable const& bremsstrahlung() const { return photons_; }
    /// Energy at which a particle that slows down from energy_MeV sends out a photon.
    [[nodiscard]] double sample_emission_energy_MeV(double energy_MeV, TrackRandom& random) const;
    [[nodiscard]] nuclide::Charge charge() const { return charge_; }

private:
    template <class Row>
    [[nodiscard]] RADICI_HOT static double between(Row const* k, double share, double Row::*member)
    {
        return k[0].*member + share * (k[1].*member - k[0].*member);
    }
    void add_knot(Material const& material, Losses const& losses, double cut_MeV,
                  double energy_MeV);
    void integrate_steps();
    void limit_steps(StepControl const& control);
    void add_guide();

    nuclide::Charge charge_ = nuclide::Charge::electron;
    OctaveGrid<bits> grid_;
    std::vector<Knot> knot_;
    std::vector<Events> events_;
    BremsstrahlungTable photons_;
    double range_at_cut_ = 0;
    OctaveGrid<bits> range_grid_;   ///< of soft ranges
    std::vector<int> guide_;        ///< by its cells: the last knot that begins in or below it

    struct Local {   ///< at a knot, for the integrals
        double soft_loss, loss, first, second;
    };
    std::vector<Local> local_;
};

}   // namespace radici::transport
