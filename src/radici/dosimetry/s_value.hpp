#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "radici/dosimetry/cell_alpha_events.hpp"
#include "radici/dosimetry/cell_geometry.hpp"
#include "radici/dosimetry/emission.hpp"
#include "radici/nuclide/library.hpp"

namespace radici::dosimetry {

/// A mean and its standard error, 0 where nothing was sampled.
struct ValueSd {
    double value = 0, sd = 0;
};

/// What an S value is asked for in a cell.
struct CellQuestion {
    std::string nuclide;
    ConcentricCell cell;
    CellSource source = CellSource::nucleus;
    CellTarget target = CellTarget::nucleus;
    Daughters daughters = Daughters::in_place;
    std::string medium = "water_i75";   ///< its alphas are ASTAR's; `water` has ICRU 90's
};

/// Where the energy of a decay went, MeV. `emitted` is summed over the list of emissions, the rest
/// while they are transported.
struct EnergyBalance {
    double emitted = 0;
    double in_target = 0;
    double elsewhere = 0;   ///< transported, but not absorbed in the target
    double left_out = 0;    ///< of radiation that the method does not transport
    /// (in_target + elsewhere + left_out − emitted) / emitted
    [[nodiscard]] double relative_error() const;
};

/// One S value with all that is worth knowing beside it.
struct SValueAnswer {
    std::string nuclide;   ///< "Lu-177"
    std::string method;    ///< "csda"
    std::string medium;
    std::string source, target;
    double target_mass_g = 0;
    ValueSd s_mGy_per_MBq_s;
    ValueSd alpha, beta, conversion_auger, photon;   ///< its parts by class, mGy/(MBq s)
    /// Absorbed in the target of what is emitted and transported; 0 where that is nothing.
    double charged_absorbed_fraction = 0, photon_absorbed_fraction = 0;
    double emitted_MeV = 0;        ///< by everything but neutrinos
    std::uint64_t histories = 0;   ///< decays sampled; csda samples none
    EnergyBalance balance;
    std::vector<std::string> left_out;         ///< what the method leaves out, in words
    std::optional<AlphaEvents> alpha_events;   ///< of alpha emitters in cells
};

/// The S value of a cell by straight tracks (cell_s_value.hpp). StudyError: unknown nuclide, a cell
/// that is none, a medium that is not water of unit density; NumericsError where energy is lost.
[[nodiscard]] SValueAnswer answer(CellQuestion const& question,
                                  nuclide::NuclideLibrary const& library,
                                  std::filesystem::path const& data_folder);

}   // namespace radici::dosimetry
