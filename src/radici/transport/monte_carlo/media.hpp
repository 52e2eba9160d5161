#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "radici/transport/monte_carlo/alpha_table.hpp"
#include "radici/transport/monte_carlo/electron_table.hpp"
#include "radici/transport/monte_carlo/photon_table.hpp"

namespace radici::transport {

/// Highest energy of electrons and photons, as the tables have it.
inline constexpr double highest_energy_MeV = 4;
inline constexpr double lowest_cut_MeV = 1e-3;

struct TrackMedium {
    PhotonTable photon;
    ElectronTable electron, positron;
    AlphaTable alpha;
};

/// The tables of all materials of a problem, for one cut-off (kinetic energy of electrons, energy
/// of photons).
struct TrackMedia {
    std::vector<TrackMedium> medium;   ///< in the order of the names
    double cut_MeV = lowest_cut_MeV;

    /// @param materials  names of data/materials; StudyError with the nearest where one is unknown
    /// or has no electron table. An alpha table is taken from water where a material has none,
    /// which is right to 5 % per g/cm² in soft tissue.
    /// @param cut_MeV    1 keV to 1 MeV, else StudyError
    [[nodiscard]] static TrackMedia load(std::filesystem::path const& data_folder,
                                         std::vector<std::string> const& materials, double cut_MeV,
                                         StepControl const& control = {});
};

}   // namespace radici::transport
