#pragma once
#include "radici/base/host_device.hpp"
#include "radici/transport/alpha_range.hpp"
#include "radici/transport/material.hpp"
#include "radici/transport/monte_carlo/energy_grid.hpp"

namespace radici::transport {

/// Alpha particles in one material: straight, slowing down by the range table, with the spread of
/// many small losses (Bohr).
class AlphaTable {
public:
    AlphaTable() = default;
    AlphaTable(AlphaRange const& range, Material const& material);

    [[nodiscard]] RADICI_HOST_DEVICE double range(double energy_MeV) const
    {
        return energy_MeV > lowest ? range_(energy_MeV) : 0;
    }
    [[nodiscard]] RADICI_HOST_DEVICE double energy_at_range(double range_g_per_cm2) const
    {
        return range_g_per_cm2 > first_range_ ? energy_(range_g_per_cm2) : 0;
    }
    /// Variance of the energy loss, MeV²·cm²/g: 4π r₀² (mc²)² z² N_A Z/A.
    /// Source  Bohr, Phil Mag 30:581 (1915)
    [[nodiscard]] RADICI_HOST_DEVICE double straggling() const { return straggling_; }

    static constexpr double lowest = 0x1p-9;   ///< MeV; below it an alpha stays where it is
    static constexpr double highest = 12;      ///< MeV

private:
    OctaveTable<6> range_, energy_;
    double first_range_ = 0, straggling_ = 0;
};

}   // namespace radici::transport
