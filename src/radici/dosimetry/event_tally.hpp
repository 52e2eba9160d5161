#pragma once
#include <vector>

#include "radici/dosimetry/cell_geometry.hpp"
#include "radici/dosimetry/straight_track.hpp"

namespace radici::dosimetry {

/// Collects what single straight particles leave in a sphere: one entry for each that crosses or
/// enters it, or starts in it. The places and directions are those of a fixed quadrature (96 Gauss
/// points each), so that the result is no sample and has no seed.
class EventTally {
public:
    /// @param highest_MeV  no particle has more energy
    explicit EventTally(double highest_MeV);

    /// Particles of one energy from the source, `per_decay` of them. The source lies inside the
    /// target or outside, not across its surface.
    void add(SlowingDown const& law, double energy_MeV, double per_decay, SourceShell const& source,
             double target_um);

    [[nodiscard]] double hits_per_decay() const { return hits_; }
    /// ∫ε f(ε)dε and ∫ε² f(ε)dε / ∫ε f(ε)dε, ε being the energy of one event; 0 without hits.
    [[nodiscard]] double frequency_mean_MeV() const;
    [[nodiscard]] double dose_mean_MeV() const;

    /// At most 100 bins of equal width from 0 to the largest event; the density integrates to 1.
    struct Spectrum {
        double width_MeV = 0;
        std::vector<double> per_MeV;
    };
    [[nodiscard]] Spectrum spectrum() const;

private:
    void from_inside(SlowingDown const& law, double range_um, double q_um, double weight,
                     double target_um);
    void from_outside(SlowingDown const& law, double range_um, double q_um, double weight,
                      double target_um);
    void add_event(double energy_MeV, double weight);

    double fine_width_MeV_;
    std::vector<double> fine_;
    double hits_ = 0, first_MeV_ = 0, second_MeV2_ = 0;
};

/// Chance that a particle from distance q of the centre of a sphere reaches it; 1 from inside.
/// On the surface half the directions lead in.
[[nodiscard]] double hit_chance(double q_um, double range_um, double target_um);

}   // namespace radici::dosimetry
