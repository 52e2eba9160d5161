#pragma once
#include <cstddef>
#include <functional>
#include <vector>

#include "radici/base/host_device.hpp"
#include "radici/nuclide/nuclide.hpp"
#include "radici/transport/material.hpp"
#include "radici/transport/monte_carlo/bremsstrahlung.hpp"
#include "radici/transport/monte_carlo/energy_grid.hpp"

namespace radici::transport {

/// Losses of the particle as functions of its kinetic energy in MeV.
struct Losses {
    std::function<double(double)> collision_MeV_cm2_per_g;
    std::function<double(double)> radiative_MeV_cm2_per_g;
    std::function<double(double)> range_g_per_cm2;   ///< continuous slowing down, all losses
};

/// How long a condensed step may be.
struct StepControl {
    double energy_share = 0.2;   ///< of the kinetic energy, lost in soft collisions
    double deflection = 0.2;     ///< G1·s: the step's mean of 1 − cos θ to first order
};

/// All that a condensed history of electrons or positrons in one material reads, for one cut-off:
/// collisions and photons above it are followed one by one, the rest is condensed into steps.
class ElectronTable {
    static constexpr int bits = 5;

public:
    ElectronTable() = default;
    /// @param cut_MeV      ≥ 1 keV: collisions, photons and tracks end below it
    /// @param highest_MeV  > cut_MeV
    ElectronTable(Material const& material, nuclide::Charge charge, Losses const& losses,
                  double cut_MeV, double highest_MeV, StepControl const& control);

    struct Knot {
        double range;          ///< CSDA, g/cm²
        double hard;           ///< collisions above the cut, per g/cm²
        double hard_bound;     ///< bound of `hard` + photons over the longest step from here
        double photons;        ///< bremsstrahlung above the cut, per g/cm²
        double first;          ///< ∫G1 ds over the soft range
        double second;         ///< ∫G2 ds
        double straggling;     ///< of soft losses, MeV²·cm²/g
        double longest_step;   ///< g/cm²
        double slow_photons;   ///< sent out above the cut while slowing down to it
        double annihilation;   ///< in flight, per g/cm²; positrons only
    };
    using Place = OctaveGrid<bits>::Place;
    [[nodiscard]] RADICI_HOST_DEVICE Place place(double energy_MeV) const
    {
        return grid_.place(energy_MeV);
    }
    [[nodiscard]] RADICI_HOST_DEVICE double read(Place const& p, double Knot::*member) const
    {
        Knot const* k = knot_.data() + p.cell;
        return k[0].*member + p.share * (k[1].*member - k[0].*member);
    }
    [[nodiscard]] RADICI_HOST_DEVICE double hard_bound(Place const& p) const
    {
        return knot_[static_cast<std::size_t>(p.cell)].hard_bound;
    }
    /// CSDA range, g/cm²; energy_MeV above the cut.
    [[nodiscard]] RADICI_HOST_DEVICE double reach(double energy_MeV) const
    {
        return read(place(energy_MeV), &Knot::range);
    }
    [[nodiscard]] RADICI_HOST_DEVICE double soft_range(Place const& p) const
    {
        double const* r = soft_range_.data() + p.cell;
        return r[0] + p.share * (r[1] - r[0]);
    }
    /// Where the soft range has fallen to `range`, looked for downwards from `p`.
    [[nodiscard]] RADICI_HOST_DEVICE Place lower(Place const& p, double range) const
    {
        int cell = p.cell;
        while (cell > 0 && soft_range_[static_cast<std::size_t>(cell)] > range)
            --cell;
        double const* r = soft_range_.data() + cell;
        return {cell, std::fmax(0.0, (range - r[0]) / (r[1] - r[0]))};
    }
    [[nodiscard]] RADICI_HOST_DEVICE double energy(Place const& p) const
    {
        double const* e = energy_.data() + p.cell;
        return e[0] + p.share * (e[1] - e[0]);
    }
    [[nodiscard]] RADICI_HOST_DEVICE double range_at_cut() const { return range_at_cut_; }
    [[nodiscard]] BremsstrahlungTable const& bremsstrahlung() const { return photons_; }
    /// Energy at which a particle that slows down from energy_MeV sends out a photon.
    [[nodiscard]] double sample_emission_energy_MeV(double energy_MeV, TrackRandom& random) const;
    [[nodiscard]] nuclide::Charge charge() const { return charge_; }

private:
    void integrate_steps(double cut_MeV);
    void limit_steps(StepControl const& control);

    nuclide::Charge charge_ = nuclide::Charge::electron;
    OctaveGrid<bits> grid_;
    std::vector<Knot> knot_;
    std::vector<double> energy_, soft_range_, soft_loss_, first_, second_;
    BremsstrahlungTable photons_;
    double range_at_cut_ = 0;
};

}   // namespace radici::transport
