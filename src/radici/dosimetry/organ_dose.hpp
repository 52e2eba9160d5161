#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "radici/dosimetry/emission.hpp"
#include "radici/dosimetry/reference_body.hpp"

namespace radici::dosimetry {

using DoseByClass = ByClass;

/// S values of a reference body: dose rate in a target per activity in a source, by class.
///
/// Photons and electrons by the absorbed fractions of Monte Carlo in the body's voxels
/// (data/kernels/organs); bremsstrahlung counts with its electrons' class. Alphas and recoils stay
/// in the organ where they are born. What voxels cannot show goes by rule: a content gives its wall
/// half of its own equilibrium dose (alphas 1 % of that half); activity on bone surfaces and in
/// mineral has the absorbed fractions of ICRP 30; red marrow gives an interface's half dose to bone
/// surfaces and keeps the rest. The rules divide what stays in skeleton, or in content and wall.
/// Blood doses the organs that hold it, and as a target is the blood in the heart and large
/// vessels. The remainder's activity is not in spongiosa. Self-doses scale with the mass: charged
/// as 1/m, photons about as m^(-2/3). Source  docs/methods/dosimetry.md
class OrganDose {
public:
    [[nodiscard]] static OrganDose make(nuclide::NuclideLibrary const& library,
                                        std::string_view nuclide, ReferenceBody const& body,
                                        Daughters daughters = Daughters::in_place);
    /// The same from a list of emissions.
    [[nodiscard]] static OrganDose make(std::vector<Emission> const& list,
                                        ReferenceBody const& body);

    /// Gy/d in the target per MBq of the chain's head in the source; names take synonyms.
    /// StudyError where the target is a content or a lesion, or the source a lesion.
    [[nodiscard]] DoseByClass gy_per_d_per_MBq(std::string_view target,
                                               std::string_view source) const;
    /// Absorbed in the target per decay of the head in the source, MeV.
    [[nodiscard]] ByClass absorbed_MeV(std::string_view target, std::string_view source) const;
    [[nodiscard]] ByClass const& emitted_MeV() const { return emitted_; }
    [[nodiscard]] double mass_g(std::string_view target) const;
    [[nodiscard]] std::vector<std::string> targets() const { return targets_; }
    [[nodiscard]] std::vector<std::string> sources() const { return sources_; }

private:
    [[nodiscard]] std::size_t cell(std::string_view target, std::string_view source) const;

    RegionList regions_;
    std::vector<std::string> targets_, sources_;
    std::vector<double> target_mass_g_;
    std::vector<ByClass> absorbed_MeV_;   ///< target-major
    ByClass emitted_;
};

}   // namespace radici::dosimetry
