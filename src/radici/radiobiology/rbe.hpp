#pragma once
#include "radici/base/quantity.hpp"
#include "radici/radiobiology/repair.hpp"

/// Relative biological effectiveness. Absorbed dose is never multiplied by it inside the model: the
/// alpha class has its own α and β, and RBE is an output. Weighted dose is another type, for
/// reporting beside the physical one.
namespace radici::radiobiology {

/// Alpha-class response from a constant RBE at low dose: α_H = RBE_max α_L, β_H as given.
[[nodiscard]] LqResponse alpha_class_from_constant(LqResponse const& low_let, double rbe_max,
                                                   double beta_per_Gy2);

/// Repair-misrepair-fixation: with the yield of double strand breaks relative to low LET, r, and
/// the frequency-mean specific energy of a nucleus z_F,
///   α_H = r α_L + 2 β_L r² z_F      β_H = r² β_L
/// Source  Carlson et al., Radiat Res 169:447 (2008)
[[nodiscard]] LqResponse alpha_class_from_rmf(LqResponse const& low_let, double break_yield_ratio,
                                              AbsorbedDose specific_energy);

/// Microdosimetric kinetic model: α grows with the saturation-corrected dose-mean specific energy
/// of a domain, α_H = α_L + β_L (z*_H − z*_L), β_H = β_L. Source  Hawkins, Radiat Res 140:366
/// (1994); Kase et al., Radiat Res 166:629 (2006)
[[nodiscard]] LqResponse alpha_class_from_mkm(LqResponse const& low_let, AbsorbedDose domain_energy,
                                              AbsorbedDose domain_energy_low_let);

/// Dose that leaves a share of the cells, from αD + GβD² = −ln(share). @param share in (0, 1]
[[nodiscard]] AbsorbedDose dose_at_survival(LqResponse const& response, double share,
                                            double protraction = 1);

/// RBE of the alpha class at a surviving share, 0.1 by custom: low-LET dose over alpha dose.
/// Low-LET reference is acute; the alpha class has the protraction given.
[[nodiscard]] double rbe_at_survival(LqResponse const& low_let, LqResponse const& alpha,
                                     double share = 0.1, double alpha_protraction = 1);

/// Reporting: low-LET dose plus RBE times alpha dose.
[[nodiscard]] RbeWeightedDose rbe_weighted_dose(AbsorbedDose low_let, AbsorbedDose alpha,
                                                double rbe);

}   // namespace radici::radiobiology
