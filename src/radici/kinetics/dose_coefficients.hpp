#pragma once
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "radici/dosimetry/organ_dose.hpp"
#include "radici/dosimetry/sphere_dose.hpp"
#include "radici/kinetics/radiopharmaceutical.hpp"

namespace radici::kinetics {

/// Absorbed dose per administered activity, to the last decay.
struct DoseCoefficient {
    std::string region;
    dosimetry::DoseByClass Gy_per_MBq;
};

/// Physical decay constant of the chain head, 1/d.
[[nodiscard]] double decay_per_d(nuclide::NuclideLibrary const& library,
                                 Radiopharmaceutical const& agent);

/// What a decay of the agent leaves in a lesion. A diffusing source gives what it lets out: radon
/// with its polonium, and the lead that blood does not carry off.
[[nodiscard]] dosimetry::SphereSelfDose sphere_of(nuclide::NuclideLibrary const& library,
                                                  Radiopharmaceutical const& agent,
                                                  dosimetry::SphereKernels const& kernels);

/// The emissions of a daughter and of all after it, per decay of the head.
/// StudyError where the nuclide is none of the head's chain.
[[nodiscard]] std::vector<dosimetry::Emission>
emissions_from(nuclide::NuclideLibrary const& library, std::string_view head,
               std::string_view daughter);

/// Every target region of a reference body without lesions:
///   D/A0 = Σ_r S(target ← r)·τ_r,  τ_r the residence time in region r
/// Source  MIRD Pamphlet 21, J Nucl Med 50:477 (2009)
[[nodiscard]] std::vector<DoseCoefficient> dose_coefficients(Radiopharmaceutical const& agent,
                                                             double decay_per_d,
                                                             dosimetry::OrganDose const& organs);

/// Mean self-dose of a lesion of fixed volume, unit density and constant viable share, alone in the
/// body, of a trace of ligand: no receptor is taken. Gy/MBq for the given (median) inflow.
[[nodiscard]] double lesion_Gy_per_MBq(Radiopharmaceutical const& agent, double decay_per_d,
                                       dosimetry::SphereSelfDose const& sphere, double volume_mL,
                                       double target_positive);

/// Share of what a source that diffuses with a length L, spread evenly over a sphere of radius R,
/// still has in it when it decays: 1 − 3·(x·coth x − 1)/x², x = R/L. `ratio` = x > 0.
template <class T>
[[nodiscard]] T kept_in_sphere(T const& ratio)
{
    using std::exp;
    T const decay = exp(-2.0 * ratio);
    T const coth = (1.0 + decay) / (1.0 - decay);
    return 1.0 - 3.0 * (ratio * coth - 1.0) / (ratio * ratio);
}

/// Mean over median of the lesion dose: exp((σ_patients² + σ_lesions²)/2).
[[nodiscard]] double mean_over_median(LesionUptake const& lesion);

}   // namespace radici::kinetics
