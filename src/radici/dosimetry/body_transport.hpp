#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "radici/dosimetry/charged_rules.hpp"
#include "radici/dosimetry/voxel_body.hpp"
#include "radici/transport/monte_carlo/simulation.hpp"

namespace radici::dosimetry {

/// Absorbed in one region per decay in the source.
struct RegionEnergy {
    std::string region;
    double mass_g = 0;
    /// Standard errors are upper bounds for regions in several tissues; a total's takes the classes
    /// as independent where a rule divides the charged ones.
    ByClass mean_MeV, sd_MeV;
    double total_sd_MeV = 0;
};

/// Where the energy of decays in a region went, per decay.
struct BodyEnergy {
    std::vector<RegionEnergy> targets;   ///< in the order of the anatomy
    double emitted_MeV = 0, escaped_MeV = 0;
    double elsewhere_MeV = 0;    ///< in the body, but in no target: contents, bone mineral
    double ruled_MeV = 0;        ///< of charged particles, where rules divide it
    double energy_balance = 0;   ///< (deposited + escaped)/emitted − 1: 0 but for rounding
    std::uint64_t histories = 0;

    /// StudyError where the region is no target (a content, bone mineral, a lesion).
    [[nodiscard]] RegionEnergy const& at(std::string_view canonical_region) const;
};

/// Where a source `blood` is: all over the body by blood share, or in the heart and large vessels.
enum class Circulation { whole, large_vessels };

/// How long to go on. One seed, one result, with any number of threads.
struct BodyEffort {
    std::uint64_t seed = 1;
    int threads = 0;                     ///< 0: all
    std::uint64_t histories = 100'000;   ///< just so many, or at most where `relative_sd` is given
    double relative_sd = 0;              ///< > 0: ends where `judged` is known so well
    std::string judged;                  ///< canonical name of a target
    std::function<bool()> stop;          ///< true where the user wants an end
    /// Told from time to time: histories so far and what `judged` has.
    std::function<void(std::uint64_t, RegionEnergy const&)> progress;
};

/// Monte Carlo in a reference body on voxels: from a source region to all targets.
///
/// The source is spread evenly by mass: of a walled region through its content, of the remainder
/// outside spongiosa (`VoxelBody::source`). A target takes the
/// energy of its tissues by its share of their mass. Voxels resolve neither trabeculae nor thin
/// walls: of decays in the skeleton, or in a content that a listed region lines, the charged energy
/// that stays in the skeleton, or in content and wall, is divided by the rules of
/// charged_rules.hpp; photons are not.
class BodyTransport {
public:
    /// @param spacing_cm  of the voxels; 0: the body's own
    /// @param cut_MeV     1 keV to 1 MeV, else StudyError
    BodyTransport(std::filesystem::path const& data_folder, Phantom phantom, double cut_MeV,
                  double spacing_cm = 0);
    ~BodyTransport() = default;
    BodyTransport(BodyTransport const&) = delete;
    BodyTransport(BodyTransport&&) = delete;
    BodyTransport& operator=(BodyTransport const&) = delete;
    BodyTransport& operator=(BodyTransport&&) = delete;

    /// @param source  canonical; StudyError where the body has no voxel of it
    /// @param list    the emissions of `decay`: what the rules for charged particles divide
    [[nodiscard]] BodyEnergy follow(std::string_view source, transport::DecaySource const& decay,
                                    std::vector<Emission> const& list, BodyEffort const& effort,
                                    Circulation blood = Circulation::whole) const;

    [[nodiscard]] Phantom const& phantom() const { return phantom_; }
    [[nodiscard]] VoxelBody const& body() const { return body_; }
    [[nodiscard]] double cut_MeV() const { return media_.cut_MeV; }
    [[nodiscard]] std::vector<std::string> targets() const;

private:
    struct Target {
        Organ const* organ = nullptr;
        double mass_g = 0;
        std::vector<double> share;   ///< of the energy in each bin
    };
    struct Part {   ///< of a source that one rule holds for
        Organ const* organ = nullptr;
        double share = 0;
        std::vector<double> weight;   ///< of each voxel
    };
    using Problem = transport::Problem<transport::VoxelGeometry, transport::VoxelPlaces>;
    using Scores = transport::Scores<transport::emission_classes>;

    void make_bins();
    void make_targets();
    [[nodiscard]] std::vector<Part> parts_of(std::string_view source, Circulation blood) const;
    [[nodiscard]] std::vector<bool> ruled_bins(Organ const& source) const;
    [[nodiscard]] RegionEnergy absorbed(Target const& target, Part const& part,
                                        std::vector<bool> const& ruled,
                                        ChargedEnergies const& charged, Scores const& scores) const;
    /// Whether the energy in the judged target is known well enough.
    using Enough = std::function<bool(RegionEnergy const&)>;
    [[nodiscard]] BodyEnergy follow_part(Part const& part, transport::DecaySource const& decay,
                                         ChargedEnergies const& charged, BodyEffort const& effort,
                                         Enough const& enough) const;
    [[nodiscard]] Target const& target(std::string_view region) const;

    Phantom phantom_;
    VoxelBody body_;
    transport::VoxelGeometry geometry_;
    transport::TrackMedia media_;
    std::vector<std::uint16_t> bin_of_tissue_, bin_of_cell_;
    int bins_ = 0;
    std::vector<Target> targets_;
};

}   // namespace radici::dosimetry
