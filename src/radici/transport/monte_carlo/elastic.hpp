#pragma once
#include "radici/nuclide/nuclide.hpp"
#include "radici/transport/material.hpp"

namespace radici::transport {

/// First two transport coefficients of elastic scattering, G_l = n·2π∫(1 − P_l(cos θ))(dσ/dΩ)
/// d(cos θ), cm²/g. Over a path on which they do not change, ⟨P_l(cos θ)⟩ = exp(−G_l·s) exactly.
struct TransportCoefficients {
    double first = 0, second = 0;
};

/// Nuclei: Rutherford scattering with Molière's screening, times the Mott factor of McKinley and
/// Feshbach (first order in αZ; good for the light elements of tissue, Z ≤ 30).
/// Atomic electrons: the same with Z for Z², Fano's screening of inelastic scattering and no Mott
/// factor, for angles up to that of a collision with the energy loss `hard_loss_MeV`; wider ones
/// are collisions followed one by one.
/// @param charge         electron or positron: the Mott factor differs
/// @param energy_MeV     kinetic, > 0
/// @param hard_loss_MeV  ≥ 0; 0 leaves the atomic electrons out
/// Source  Molière, Z Naturforsch 3a:78 (1948); McKinley and Feshbach, Phys Rev 74:1759 (1948);
///         Fano, Phys Rev 93:117 (1954);
///         Fernández-Varea et al., Nucl Instr Meth B 73:447 (1993) on mixed schemes
[[nodiscard]] TransportCoefficients transport_coefficients(Material const& material,
                                                           nuclide::Charge charge,
                                                           double energy_MeV, double hard_loss_MeV);

}   // namespace radici::transport
