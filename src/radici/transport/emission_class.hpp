#pragma once

namespace radici::transport {

/// The classes in which dose is kept apart, because their LET differs. A particle that radiation
/// sets free belongs to the class of what left the nucleus: bremsstrahlung to its beta, a Compton
/// electron to its photon. Recoils go with alphas, positrons with betas, annihilation with photons.
enum class EmissionClass { alpha, beta, conversion_auger, photon };
inline constexpr int emission_classes = 4;

/// What becomes of the daughters: all decay where the head did (`in_place`), or none is counted.
enum class Daughters { in_place, left_out };

}   // namespace radici::transport
