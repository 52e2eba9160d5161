#include "radici/dosimetry/sphere.hpp"

#include <algorithm>
#include <array>
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

double photon_absorbed_fraction(transport::PhotonPointKernel const& kernel, double radius_cm)
{
    // Beyond 40 mean free paths nothing is left. r = end·t² puts the nodes where the kernel is
    // steep.
    double const end = std::min(2 * radius_cm, 40 / kernel.attenuation_per_cm());
    int const pieces = 8;
    std::array<double, 4> const node{0.0694318442029737, 0.3300094782075719, 0.6699905217924281,
                                     0.9305681557970263};
    std::array<double, 4> const weight{0.1739274225687269, 0.3260725774312731, 0.3260725774312731,
                                       0.1739274225687269};
    double sum = 0;
    for (int i = 0; i < pieces; ++i)
        for (std::size_t j = 0; j < node.size(); ++j) {
            double const t = (i + node[j]) / pieces, r = end * t * t;
            sum += weight[j] / pieces * 2 * t * end * kernel.per_cm(r) *
                   geometric_overlap(r, radius_cm);
        }
    return std::min(sum, 1.0);
}

}   // namespace radici::dosimetry
