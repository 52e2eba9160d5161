#include "radici/transport/bragg_radiative.hpp"

namespace radici::transport {

BraggRadiative BraggRadiative::load(std::filesystem::path const& data_folder,
                                    Material const& material)
{
    BraggRadiative out;
    double sum = 0;
    for (auto const& element : material.elements)
        sum += element.mass_fraction;
    for (auto const& element : material.elements) {
        out.elements_.push_back(ElementData::load(data_folder, element.symbol));
        out.mass_fraction_.push_back(element.mass_fraction / sum);
    }
    return out;
}

double BraggRadiative::radiative_MeV_cm2_per_g(double energy_MeV) const
{
    double sum = 0;
    for (std::size_t i = 0; i < elements_.size(); ++i)
        sum += mass_fraction_[i] * elements_[i].radiative_MeV_cm2_per_g(energy_MeV);
    return sum;
}

}   // namespace radici::transport
