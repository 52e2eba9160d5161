#pragma once
#include <functional>

#include "radici/dosimetry/cell_geometry.hpp"
#include "radici/transport/alpha_range.hpp"

namespace radici::dosimetry {

/// How a particle that runs straight slows down in water of unit density: two functions, each the
/// other's inverse, both from 0 up.
struct SlowingDown {
    std::function<double(double)> range_um;     ///< of a kinetic energy in MeV
    std::function<double(double)> energy_MeV;   ///< with that range left, µm
};

/// Electrons by Cole's relation of energy and residual range X,
///   dE/dX = 3.316 (X + 0.007)^−0.435 + 0.0055 X^0.33 keV/µm,
/// integrated from E(0) = 0, so that range and loss belong together and no energy is lost. The
/// range is within 1 % of Cole's R(E) = 0.0431 (E + 0.367)^1.77 − 0.007 from 1 to 20 keV, where
/// that holds, and within 0.4 nm below. Valid 20 eV to 20 MeV; below, the curve goes on to 0.
/// Source  Cole, Radiat Res 38:7 (1969), coefficients from memory
[[nodiscard]] SlowingDown cole_electrons();

/// Alphas by their table; below its lowest energy (1 keV) energy and range are proportional.
[[nodiscard]] SlowingDown straight_alphas(transport::AlphaRange const& table);

/// Energy of one particle, parted.
struct PartedEnergy {
    double in_target_MeV = 0;
    double elsewhere_MeV = 0;
};

/// Mean energy that a particle from the source leaves in the sphere of radius `target_um`, and
/// what it leaves elsewhere:
///   ∫₀ᴱ ψ(R(E) − R(e)) de   and   ∫₀ᴱ (1 − ψ) de,   ψ: ray_share()
/// by 20 Gauss points between the kinks of ψ; both add up to E.
[[nodiscard]] PartedEnergy part_energy(SlowingDown const& law, double energy_MeV,
                                       SourceShell const& source, double target_um);

}   // namespace radici::dosimetry
