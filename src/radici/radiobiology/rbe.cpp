#include "radici/radiobiology/rbe.hpp"

#include <cmath>

#include "radici/base/error.hpp"

namespace radici::radiobiology {

LqResponse alpha_class_from_constant(LqResponse const& low_let, double rbe_max, double beta_per_Gy2)
{
    return LqResponse::of(rbe_max * low_let.alpha_per_Gy, beta_per_Gy2);
}

LqResponse alpha_class_from_rmf(LqResponse const& low_let, double break_yield_ratio,
                                AbsorbedDose specific_energy)
{
    double const r = break_yield_ratio;
    double const beta_per_Gy2 = low_let.beta_per_Gy2();
    return LqResponse::of(r * low_let.alpha_per_Gy +
                              2 * beta_per_Gy2 * r * r * specific_energy.in(unit::Gy),
                          r * r * beta_per_Gy2);
}

LqResponse alpha_class_from_mkm(LqResponse const& low_let, AbsorbedDose domain_energy,
                                AbsorbedDose domain_energy_low_let)
{
    double const beta_per_Gy2 = low_let.beta_per_Gy2();
    double const more_Gy = (domain_energy - domain_energy_low_let).in(unit::Gy);
    return LqResponse::of(low_let.alpha_per_Gy + beta_per_Gy2 * more_Gy, beta_per_Gy2);
}

AbsorbedDose dose_at_survival(LqResponse const& response, double share, double protraction)
{
    RADICI_EXPECT(share > 0 && share <= 1);
    double const kill = -std::log(share);
    double const a = response.alpha_per_Gy;
    double const b = protraction * response.beta_per_Gy2();
    RADICI_EXPECT(a >= 0 && b >= 0 && a + b > 0);
    return 2 * kill / (a + std::sqrt(a * a + 4 * b * kill)) * unit::Gy;
}

double rbe_at_survival(LqResponse const& low_let, LqResponse const& alpha, double share,
                       double alpha_protraction)
{
    return dose_at_survival(low_let, share) / dose_at_survival(alpha, share, alpha_protraction);
}

RbeWeightedDose rbe_weighted_dose(AbsorbedDose low_let, AbsorbedDose alpha, double rbe)
{
    return RbeWeightedDose::from_si(low_let.si() + rbe * alpha.si());
}

}   // namespace radici::radiobiology
