#include "radici/transport/monte_carlo/alpha_table.hpp"

#include <algorithm>

#include "radici/base/constants.hpp"

namespace radici::transport {

AlphaTable::AlphaTable(AlphaRange const& range, Material const& material)
{
    range_ = OctaveTable<6>(OctaveGrid<6>(lowest, highest),
                            [&](double e) { return range.range_g_per_cm2(std::min(e, highest)); });
    first_range_ = range.range_g_per_cm2(lowest);
    double const last = range.range_g_per_cm2(highest);
    energy_ = OctaveTable<6>(OctaveGrid<6>(first_range_, last), [&](double r) {
        return range.energy_at_range_MeV(std::clamp(r, first_range_, last));
    });
    double const radius_cm = constant::electron_radius_cm;
    straggling_ = 4 * constant::pi * radius_cm * radius_cm * constant::electron_mass_MeV *
                  constant::electron_mass_MeV * 4 * constant::avogadro_per_mol * material.z_over_a;
}

}   // namespace radici::transport
