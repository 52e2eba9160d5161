#pragma once
#include <filesystem>
#include <string_view>

#include "radici/transport/log_table.hpp"

namespace radici::transport {

/// Stopping power and continuous-slowing-down range of alpha particles in one material, 1 keV to 12
/// MeV (above 10 MeV a Bethe-shape extrapolation); below about 10 keV nuclear stopping is a model
/// value. Outside the table: StudyError. Source  tables of `data/cross_sections/alpha`, named
/// there.
class AlphaRange {
public:
    [[nodiscard]] static AlphaRange load(std::filesystem::path const& data_folder,
                                         std::string_view material);
    /// Some materials have no table.
    [[nodiscard]] static bool known(std::filesystem::path const& data_folder,
                                    std::string_view material);

    [[nodiscard]] double total_MeV_cm2_per_g(double energy_MeV) const;   ///< electronic and nuclear
    [[nodiscard]] double range_g_per_cm2(double energy_MeV) const { return range_.at(energy_MeV); }
    /// Energy of an alpha with that range left; 0 for a range shorter than the table's shortest.
    [[nodiscard]] double energy_at_range_MeV(double range_g_per_cm2) const;
    [[nodiscard]] double lowest_MeV() const { return range_.first_x(); }
    [[nodiscard]] double highest_MeV() const { return range_.last_x(); }

private:
    LogTable electronic_, nuclear_, range_, energy_;
};

}   // namespace radici::transport
