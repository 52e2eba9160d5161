#pragma once
#include <filesystem>
#include <optional>
#include <string_view>

#include "radici/numerics/interpolation.hpp"
#include "radici/transport/log_table.hpp"

namespace radici::transport {

/// Stopping power and continuous-slowing-down range of electrons in one material, and collision
/// stopping of positrons. Valid 100 eV to 4 MeV; below 1 keV the numbers are free-atom losses and
/// may be 30 % off in condensed matter, which is why dosimetry deposits such electrons where they
/// start. Outside the table: StudyError. Source  tables of `data/cross_sections/electron`, named
/// there.
class ElectronRange {
public:
    /// Throws StudyError where the material has no table.
    [[nodiscard]] static ElectronRange load(std::filesystem::path const& data_folder,
                                            std::string_view material);

    [[nodiscard]] double collision_MeV_cm2_per_g(double energy_MeV) const
    {
        return collision_.at(energy_MeV);
    }
    [[nodiscard]] double radiative_MeV_cm2_per_g(double energy_MeV) const
    {
        return radiative_.at(energy_MeV);
    }
    [[nodiscard]] double total_MeV_cm2_per_g(double energy_MeV) const;
    /// Collision stopping power of positrons: the electrons' times the ratio of Bethe's formulas
    /// (ICRU 37), below 1 keV times the ratio at 1 keV.
    [[nodiscard]] double positron_collision_MeV_cm2_per_g(double energy_MeV) const;
    /// Sternheimer's δ, ≥ 0.
    [[nodiscard]] double density_effect(double energy_MeV) const;
    [[nodiscard]] double mean_excitation_eV() const { return mean_excitation_eV_; }
    [[nodiscard]] double range_g_per_cm2(double energy_MeV) const { return range_.at(energy_MeV); }
    [[nodiscard]] double lowest_MeV() const { return range_.first_x(); }
    [[nodiscard]] double highest_MeV() const { return range_.last_x(); }

private:
    LogTable collision_, radiative_, range_;
    std::optional<numerics::MonotoneCurve> density_effect_;   ///< over ln E
    double mean_excitation_eV_ = 0;
};

}   // namespace radici::transport
