#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "radici/dosimetry/cell_alpha_events.hpp"
#include "radici/dosimetry/s_value_question.hpp"
#include "radici/nuclide/library.hpp"

namespace radici::dosimetry {

/// A mean and its standard error, 0 where nothing was sampled.
struct ValueSd {
    double value = 0, sd = 0;
};

/// Parts of an S value, mGy/(MBq s).
struct ByClassSd {
    ValueSd alpha, beta, conversion_auger, photon;
};

/// Where the energy of a decay went, MeV. `emitted` is summed apart from the rest.
struct EnergyLedger {
    double emitted = 0;
    double in_target = 0;
    double elsewhere = 0;   ///< in matter that is not the target
    double escaped = 0;     ///< out of all matter
    double left_out = 0;    ///< of radiation that the method does not follow
    /// What came to an end over what was emitted, less 1: 0 but for rounding.
    [[nodiscard]] double balance() const;
};

/// Mean dose of the voxels that differ from i ≥ j ≥ k ≥ 0 only by symmetry.
struct VoxelValue {
    int i = 0, j = 0, k = 0;   ///< steps from the source voxel
    ValueSd s_mGy_per_MBq_s;
};

/// The S value of one region of a body.
struct RegionValue {
    std::string target;
    double mass_g = 0;
    ValueSd s_mGy_per_MBq_s;
    ByClassSd by_class;
};

/// One S value with all that is worth knowing beside it.
struct SValueAnswer {
    std::string nuclide;   ///< "Lu-177"
    SValueMethod method = SValueMethod::monte_carlo;
    std::string medium;
    std::string source, target;
    double target_mass_g = 0;
    ValueSd s_mGy_per_MBq_s;
    ByClassSd by_class;
    /// Share of what is emitted in charged particles, or in photons, that the target absorbs; 0
    /// where that is nothing. By csda of what it follows.
    double charged_absorbed_fraction = 0, photon_absorbed_fraction = 0;
    double emitted_MeV = 0;         ///< by everything but neutrinos
    std::uint64_t histories = 0;    ///< decays sampled; only mc samples
    double asked_relative_sd = 0;   ///< 0: none was asked for
    EnergyLedger ledger;
    std::vector<VoxelValue> voxels;            ///< of a lattice, where asked for
    std::vector<RegionValue> targets;          ///< of a body, where none was named
    std::vector<std::string> notes;            ///< what the method leaves out or simplifies
    std::optional<AlphaEvents> alpha_events;   ///< of alpha emitters in cells by csda
};

/// How an answer stands to the uncertainty that was asked for. Over 5 % and over what was asked
/// for it is no result.
enum class Trust { as_asked, less_than_asked, no_result };
[[nodiscard]] Trust trust(SValueAnswer const& answer);

/// What the caller wants to hear and say while an answer is sampled. Either may be empty.
struct Watch {
    std::function<void(double)> progress;   ///< share that is done
    std::function<bool()> stop;             ///< true ends
};

/// The S value by straight tracks (cell_s_value.hpp), from kernels (sphere_dose.hpp,
/// voxel_kernel.hpp) or by Monte Carlo (transport/monte_carlo/simulation.hpp).
/// @return nothing where `watch.stop` ended it
/// Throws StudyError: unknown nuclide or medium, sizes or cut-off out of range, a method that the
/// geometry or the medium does not have; its key is the option's name. NumericsError where energy
/// is lost.
[[nodiscard]] std::optional<SValueAnswer> answer(SValueQuestion const& question,
                                                 nuclide::NuclideLibrary const& library,
                                                 std::filesystem::path const& data_folder,
                                                 Watch const& watch = {});

}   // namespace radici::dosimetry
