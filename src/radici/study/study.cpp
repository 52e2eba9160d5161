#include "radici/study/study.hpp"

#include <algorithm>
#include <cmath>

namespace radici::study {

double body_surface_m2(double weight_kg, double height_cm)
{
    return std::sqrt(height_cm * weight_kg / 3600);
}

double Amount::of_patient(double weight_kg, double height_cm) const
{
    switch (basis) {
    case Basis::flat:
    case Basis::auc:
        return value;
    case Basis::per_kg:
        return value * weight_kg;
    case Basis::per_m2:
        return value * body_surface_m2(weight_kg, height_cm);
    }
    return value;
}

double Regimen::factor(int n) const
{
    RADICI_EXPECT(n >= 0);
    if (factors.empty())
        return 1;
    return factors[std::min(static_cast<std::size_t>(n), factors.size() - 1)];
}

Distribution const& PatientSection::at(std::string_view key) const
{
    auto const found = quantities.find(key);
    RADICI_EXPECT(found != quantities.end());
    return found->second.distribution;
}

std::size_t Study::arm_index(std::string_view arm_name) const
{
    auto const found = std::find_if(arms.begin(), arms.end(),
                                    [&](auto const& arm) { return arm.name == arm_name; });
    RADICI_EXPECT(found != arms.end());
    return static_cast<std::size_t>(found - arms.begin());
}

std::string to_text(Species species)
{
    switch (species) {
    case Species::human:
        return "human";
    case Species::mouse:
        return "mouse";
    }
    return {};
}

std::string to_text(Origin origin)
{
    return origin == Origin::study ? "study file" : "preset";
}

}   // namespace radici::study
