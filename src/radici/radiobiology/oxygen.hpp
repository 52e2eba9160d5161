#pragma once
#include <cmath>

/// Oxygen: enhancement relative to anoxia, OER(p, LET) = (m p + K)/(p + K), with m its value in
/// full oxygen. α and β of a clone are aerobic, so that dose acts as Ḋ·OER/m ≤ 1·Ḋ in damage and
/// hazard, and nowhere else.
/// Source  Alper & Howard-Flanders, Nature 178:978 (1956) for the shape; m over LET after the
///         review of cell data by Furusawa et al., Radiat Res 154:485 (2000), constants from memory
namespace radici::radiobiology {

inline constexpr double half_oxygen_mmHg = 3;   ///< K

/// m = 1 + 2/[1 + (LET/63 keV/µm)^3.1]: 3 at low LET, 2 at 61 keV/µm, near 1 beyond 150.
[[nodiscard]] inline double largest_oxygen_enhancement(double let_keV_per_um)
{
    return 1 + 2 / (1 + std::pow(let_keV_per_um / 63, 3.1));
}

/// OER/m, the factor on dose. @param pressure_mmHg ≥ 0  @param largest m ≥ 1
template <class T>
[[nodiscard]] T oxygen_dose_factor(T const& pressure_mmHg, double largest)
{
    return (largest * pressure_mmHg + half_oxygen_mmHg) /
           (largest * (pressure_mmHg + half_oxygen_mmHg));
}

}   // namespace radici::radiobiology
