#pragma once
#include <filesystem>
#include <span>
#include <vector>

#include "radici/transport/element_data.hpp"
#include "radici/transport/material.hpp"

namespace radici::transport {

/// Photon coefficients of a material from its elements (Bragg): μ/ρ = Σ w N_A/A σ. Mass fractions
/// are scaled to add to 1. 1 keV to 4 MeV.
class PhotonMixture {
public:
    /// StudyError (with the nearest) where the material holds an element that we have no data of.
    [[nodiscard]] static PhotonMixture load(std::filesystem::path const& data_folder,
                                            Material const& material);

    /// cm2/g by process; their sum is μ/ρ with coherent scattering. StudyError outside the range.
    [[nodiscard]] PhotonCrossSections photon_cm2_per_g(double energy_MeV) const;

    [[nodiscard]] std::span<ElementData const> elements() const { return elements_; }
    /// cm2/g per barn/atom of element i.
    [[nodiscard]] double cm2_per_g_per_b(std::size_t i) const { return weight_[i]; }
    /// Which element is hit: cumulative shares in the order of elements(), the last is 1. All 0
    /// where the process does not happen at this energy.
    [[nodiscard]] std::vector<double> cumulative_shares(PhotonProcess process,
                                                        double energy_MeV) const;
    /// Share of the photoelectric effect that opens a K shell (of whichever element).
    [[nodiscard]] double k_share(double energy_MeV) const;
    /// All energies of all elements, rising, both sides of each edge: straight lines in ln–ln
    /// between them are exact but for the sum of power laws and the threshold of pairs.
    [[nodiscard]] std::vector<double> const& grid_MeV() const { return grid_MeV_; }

private:
    std::vector<ElementData> elements_;
    std::vector<double> weight_, grid_MeV_;
};

}   // namespace radici::transport
