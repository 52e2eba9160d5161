#include "radici/dosimetry/sphere.hpp"

#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/error.hpp"

namespace radici::dosimetry {

double sphere_radius_cm(double mass_g)
{
    RADICI_EXPECT(mass_g > 0);
    return std::cbrt(3 * mass_g / (4 * constant::pi));
}

double sphere_mass_g(double radius_cm)
{
    return 4 * constant::pi / 3 * radius_cm * radius_cm * radius_cm;
}

double geometric_overlap(double distance_cm, double radius_cm)
{
    double const x = distance_cm / (2 * radius_cm);
    return x >= 1 ? 0 : 1 - 1.5 * x + 0.5 * x * x * x;
}

double mean_overlap(double inner_cm, double outer_cm, double radius_cm)
{
    RADICI_EXPECT(inner_cm >= 0 && outer_cm > inner_cm);
    auto const integral = [](double x) {   // of 1 − 3x/2 + x³/2 from 0
        return x >= 1 ? 0.375 : x * (1 - x * (0.75 - 0.125 * x * x));
    };
    double const inner = inner_cm / (2 * radius_cm), outer = outer_cm / (2 * radius_cm);
    if (outer < 1e-3)   // the difference of integrals would lose digits
        return geometric_overlap((inner_cm + outer_cm) / 2, radius_cm);
    return (integral(outer) - integral(inner)) / (outer - inner);
}

}   // namespace radici::dosimetry
