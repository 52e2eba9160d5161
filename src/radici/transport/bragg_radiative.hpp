#pragma once
#include <filesystem>
#include <vector>

#include "radici/transport/element_data.hpp"
#include "radici/transport/material.hpp"

namespace radici::transport {

/// Radiative stopping power of electrons in any mixture of our elements: Σ w S_rad/ρ (Bragg), mass
/// fractions scaled to add to 1. 100 eV to 4 MeV, StudyError outside. Positrons radiate less at
/// low energy (Kim et al., Phys Rev A 33:3002, 1986): this is not in it.
class BraggRadiative {
public:
    /// StudyError where the material holds an element that we have no data of.
    [[nodiscard]] static BraggRadiative load(std::filesystem::path const& data_folder,
                                             Material const& material);
    [[nodiscard]] double radiative_MeV_cm2_per_g(double energy_MeV) const;

private:
    std::vector<ElementData> elements_;
    std::vector<double> mass_fraction_;
};

}   // namespace radici::transport
