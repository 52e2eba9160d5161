#pragma once
#include <filesystem>
#include <string_view>

#include "radici/transport/log_table.hpp"

namespace radici::transport {

/// Photon coefficients of one material, 1 keV to 4 MeV. Between the knots of materials with
/// elements heavier than oxygen the curve bridges absorption edges smoothly: within a knot of an
/// edge it may be off by the height of the edge. Outside the table: StudyError. Source  tables of
/// `data/cross_sections/photon`, named there.
class PhotonAttenuation {
public:
    [[nodiscard]] static PhotonAttenuation load(std::filesystem::path const& data_folder,
                                                std::string_view material);

    [[nodiscard]] double attenuation_cm2_per_g(double energy_MeV) const
    {
        return attenuation_.at(energy_MeV);
    }
    /// Attenuation without coherent scattering: what buildup factors go with.
    [[nodiscard]] double removal_cm2_per_g(double energy_MeV) const;
    [[nodiscard]] double energy_absorption_cm2_per_g(double energy_MeV) const
    {
        return absorption_.at(energy_MeV);
    }
    [[nodiscard]] double lowest_MeV() const { return attenuation_.first_x(); }
    [[nodiscard]] double highest_MeV() const { return attenuation_.last_x(); }

private:
    LogTable attenuation_, coherent_, absorption_;
};

}   // namespace radici::transport
