#pragma once
#include <cmath>
#include <vector>

#include "radici/base/constants.hpp"
#include "radici/base/host_device.hpp"
#include "radici/transport/material.hpp"
#include "radici/transport/monte_carlo/energy_grid.hpp"
#include "radici/transport/monte_carlo/track_random.hpp"

namespace radici::transport {

/// Shape of the bremsstrahlung spectrum of one electron energy: k·dσ/dk, in arbitrary units, of
/// element Z. Born cross section integrated over angles, without screening, times Elwert's Coulomb
/// factor; its integral is set by the radiative stopping power elsewhere. Good to some 10 % in
/// shape from 10 keV to 4 MeV for light elements.
/// @param photon_MeV  in (0, energy_MeV)
/// Source  Koch and Motz, Rev Mod Phys 31:920 (1959), formula 3BN; Elwert, Ann Phys 426:178 (1939)
[[nodiscard]] double bremsstrahlung_shape(int z, double energy_MeV, double photon_MeV);

/// Photons above a cut that electrons send out in one material.
class BremsstrahlungTable {
public:
    BremsstrahlungTable() = default;
    /// @param radiative  stopping power, MeV·cm²/g, of an energy in MeV: it normalises the shape
    template <class Radiative>
    BremsstrahlungTable(Material const& material, double cut_MeV, double highest_MeV,
                        Radiative const& radiative)
        : cut_MeV_(cut_MeV), grid_(cut_MeV, highest_MeV)
    {
        for (int n = 0; n < grid_.knots(); ++n)
            add_knot(material, grid_.knot(n), radiative(grid_.knot(n)));
    }
    /// Photons above the cut, per g/cm².
    [[nodiscard]] double number(double energy_MeV) const { return between(number_, energy_MeV); }
    /// Radiative losses in photons below the cut, MeV·cm²/g.
    [[nodiscard]] double soft_loss(double energy_MeV) const { return between(soft_, energy_MeV); }

    /// Energy of one photon, at least the cut and at most energy_MeV; energy_MeV > cut.
    RADICI_HOST_DEVICE double sample_MeV(double energy_MeV, TrackRandom& random) const
    {
        auto const place = grid_.place(energy_MeV);
        int const knot = place.cell + (random.uniform() < place.share ? 1 : 0);
        double const at = random.uniform() * bins;
        auto const bin = static_cast<int>(at);
        // at each knot: ln k over ln T between the cut (0) and T (1)
        double const* table =
            quantile_.data() + static_cast<std::ptrdiff_t>(knot) * (bins + 1) + bin;
        double const reduced = table[0] + (at - bin) * (table[1] - table[0]);
        return cut_MeV_ * std::exp(reduced * std::log(energy_MeV / cut_MeV_));
    }

private:
    static constexpr int bins = 256;
    void add_knot(Material const& material, double energy_MeV, double radiative);
    [[nodiscard]] double between(std::vector<double> const& table, double energy_MeV) const;

    double cut_MeV_ = 0;
    OctaveGrid<3> grid_;
    std::vector<double> number_, soft_, quantile_;
};

/// Cosine of a photon's angle to its electron: dipole radiation seen from the moving electron.
RADICI_HOST_DEVICE inline double sample_bremsstrahlung_cosine(double energy_MeV,
                                                              TrackRandom& random)
{
    double const gamma = 1 + energy_MeV / constant::electron_mass_MeV;
    double const beta = std::sqrt(1 - 1 / (gamma * gamma));
    double c = 0;
    do
        c = 2 * random.uniform() - 1;
    while (2 * random.uniform() > 1 + c * c);
    return (c + beta) / (1 + c * beta);
}

}   // namespace radici::transport
