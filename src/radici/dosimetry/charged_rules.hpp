#pragma once
#include "radici/dosimetry/anatomy.hpp"
#include "radici/dosimetry/emission.hpp"

namespace radici::dosimetry {

/// Energies of a decay's charged particles, sorted as the skeletal rules need them: hard means a
/// mean energy of 0.2 MeV or more (of the beta spectrum, or of the conversion line).
struct ChargedEnergies {
    double alpha = 0, beta_hard = 0, beta_soft = 0, conversion_hard = 0, conversion_soft = 0;
    [[nodiscard]] ByClass total() const
    {
        return {alpha, beta_hard + beta_soft, conversion_hard + conversion_soft, 0};
    }
};

[[nodiscard]] ChargedEnergies charged_energies(std::vector<Emission> const& list);

/// Absorbed in a wall from activity in its content: half of the content's equilibrium dose, of
/// alphas 1 % of that half. Source  ICRP Publication 30 Part 1 (1979), section on the
/// gastrointestinal tract
[[nodiscard]] ByClass charged_in_wall_MeV(ChargedEnergies const& energy, double wall_mass_g,
                                          double content_mass_g);

/// Absorbed fractions for activity on bone surfaces.
///             bone surface ← trabecular, cortical    red marrow ← trabecular, cortical
///   alpha                    0.25      0.25                    0.5      0
///   beta, hard               0.025     0.015                   0.5      0
///   beta, soft               0.25      0.25                    0.5      0
/// Source  ICRP Publication 30 Part 1 (1979), table 7.4 (from memory)
[[nodiscard]] ByClass bone_surface_to_itself_MeV(ChargedEnergies const& energy,
                                                 double trabecular_share);
[[nodiscard]] ByClass bone_surface_to_marrow_MeV(ChargedEnergies const& energy,
                                                 double trabecular_share);

/// Absorbed fractions for activity buried in the mineral.
///             bone surface ← trabecular, cortical    red marrow ← trabecular, cortical
///   alpha                    0.025     0.01                    0.05     0
///   beta                     0.025     0.015                   0.35     0
/// Mineral is divided between trabecular and cortical bone as the surfaces are, since it is buried
/// from there. Source  ICRP Publication 30 Part 1 (1979), table 7.4 (from memory)
[[nodiscard]] ByClass bone_mineral_to_surface_MeV(ChargedEnergies const& energy,
                                                  double trabecular_share);
[[nodiscard]] ByClass bone_mineral_to_marrow_MeV(ChargedEnergies const& energy,
                                                 double trabecular_share);

/// Share of the marrow's charged energy that bone surfaces absorb: at the interface half of the
/// marrow's equilibrium dose.
[[nodiscard]] double marrow_to_bone_surface_fraction(double marrow_mass_g,
                                                     double bone_surface_mass_g);

/// Whether a wall's content is the source.
[[nodiscard]] bool lines(Organ const& wall, Organ const& source);
[[nodiscard]] double content_mass_g(Organ const& source);

/// Whether a region is in the skeleton: marrow, bone surface, bone mineral.
[[nodiscard]] bool in_skeleton(RegionKind kind);

/// Whether such a source's charged particles go by rule, and whether to that target.
[[nodiscard]] bool has_rule(Organ const& source);
[[nodiscard]] bool has_rule(Organ const& target, Organ const& source);

/// Share by class that the target takes, by the rules above, of the charged energy of a source in
/// the skeleton or in a content; 0 where no rule gives it any, and for photons.
[[nodiscard]] ByClass charged_share(Organ const& target, Organ const& source,
                                    Anatomy const& anatomy, ChargedEnergies const& energy);

}   // namespace radici::dosimetry
