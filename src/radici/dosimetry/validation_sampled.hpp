#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "radici/base/document.hpp"
#include "radici/dosimetry/validation.hpp"
#include "radici/transport/monte_carlo/simulation.hpp"

namespace radici::dosimetry {

/// Validation rows by Monte Carlo, with cut-offs of 1 keV and seed 1. A source is a `nuclide`
/// (without daughters) or one `particle` of `energy`; `medium` is a name of data/materials at its
/// density.
class SampledRows {
public:
    SampledRows(nuclide::NuclideLibrary const& library, std::filesystem::path data_folder)
        : library_(library), data_folder_(std::move(data_folder))
    {
    }

    /// Absorbed fractions of spheres, source evenly in them, 50 cm of medium around: `mass_g`,
    /// `absorbed_fraction`, `sd`, lists of equal length; sampled to `uncertainty`.
    [[nodiscard]] std::vector<ValidationRow> spheres(Node const& node);
    /// Energy in the shells about a point source over what is emitted: `outer_cm`, `fraction`,
    /// `sd`; `histories` decays.
    [[nodiscard]] std::vector<ValidationRow> point_kernel(Node const& node);
    /// Voxels about a source voxel of `width`, those at most `near` steps away one by one in the
    /// order of SValueAnswer::voxels, then the mean of each cubic shell up to `extent` steps away:
    /// `s_mGy_per_MBq_s`, `sd`; `histories` decays. Where a voxel holds under 1 % of the energy,
    /// `small_tolerance` takes the place of `tolerance`.
    [[nodiscard]] std::vector<ValidationRow> voxels(Node const& node);

private:
    struct Source {
        std::string name;
        transport::DecaySource decay;
    };
    struct Medium {
        double density_g_per_cm3 = 0;
        transport::TrackMedia media;
    };
    [[nodiscard]] Source source(Node const& node) const;
    [[nodiscard]] Medium const& medium(Node const& node);

    nuclide::NuclideLibrary const& library_;
    std::filesystem::path data_folder_;
    std::map<std::string, Medium, std::less<>> media_;
};

}   // namespace radici::dosimetry
