#pragma once
#include <string>
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

/// Every target region of a reference body without lesions:
///   D/A0 = Σ_r S(target ← r)·τ_r,  τ_r the residence time in region r
/// Source  MIRD Pamphlet 21, J Nucl Med 50:477 (2009)
[[nodiscard]] std::vector<DoseCoefficient> dose_coefficients(Radiopharmaceutical const& agent,
                                                             double decay_per_d,
                                                             dosimetry::OrganDose const& organs);

/// Mean self-dose of a lesion of fixed volume, unit density and constant viable share, alone in the
/// body: what plasma holds over time, times uptake, over loss. Gy/MBq for the given (median)
/// uptake.
[[nodiscard]] double lesion_Gy_per_MBq(Radiopharmaceutical const& agent, double decay_per_d,
                                       dosimetry::SphereSelfDose const& sphere, double volume_mL,
                                       double target_positive);

/// Mean over median of the lesion dose: exp((σ_patients² + σ_lesions²)/2).
[[nodiscard]] double mean_over_median(LesionUptake const& lesion);

}   // namespace radici::kinetics
