#pragma once
#include <filesystem>
#include <optional>

#include "radici/dosimetry/s_value.hpp"
#include "radici/transport/material.hpp"
#include "radici/transport/monte_carlo/simulation.hpp"

namespace radici::dosimetry::detail {

/// All leave nuclide, method and medium to the caller; sizes are checked.
[[nodiscard]] std::optional<SValueAnswer> answer_by_csda(SValueQuestion const& question,
                                                         nuclide::NuclideLibrary const& library,
                                                         std::filesystem::path const& data_folder);
[[nodiscard]] SValueAnswer answer_by_kernel(SValueQuestion const& question,
                                            nuclide::NuclideLibrary const& library,
                                            std::filesystem::path const& data_folder);
[[nodiscard]] std::optional<SValueAnswer>
answer_by_monte_carlo(SValueQuestion const& question, nuclide::NuclideLibrary const& library,
                      std::filesystem::path const& data_folder, Watch const& watch);

/// In a reference body on voxels.
[[nodiscard]] std::optional<SValueAnswer>
answer_in_phantom(PhantomRegion const& region, SValueQuestion const& question,
                  nuclide::NuclideLibrary const& library, std::filesystem::path const& data_folder,
                  Watch const& watch);

using Scores = transport::Scores<transport::emission_classes>;
using Effort = transport::Effort<transport::emission_classes>;

/// Goes on until the energy in bin `asked` is known well enough.
[[nodiscard]] Effort effort_for(Sampling const& sampling, Watch const& watch, std::size_t asked);

/// Histories done over those needed, were the spread of histories known; 0..1.
[[nodiscard]] double share_done(transport::Estimate const& found, double relative_sd);

/// Dose per decay to `mass_g`, in mGy/(MBq s), from energy per decay in MeV.
[[nodiscard]] ValueSd s_value(transport::Estimate const& absorbed_MeV, double mass_g);

/// All that follows from the scores of the target's bin; `out.target_mass_g` is given.
void fill(SValueAnswer& out, Scores const& scores, transport::DecaySource const& decay,
          std::size_t bin);

}   // namespace radici::dosimetry::detail
