#pragma once
#include "radici/immune/parameters.hpp"

/// Kill of tumour cells by effectors: the rate at which a recognised tumour cell dies,
///   κ = k_E e MHC (1 + s FAS) Q K_I/(K_I + Π)/My
/// A clone dies at a_c κ + κ_NK, a_c = 0 after loss of the antigen.
namespace radici::immune {

template <class T>
struct KillDrive {
    T effectors_1e6_per_mm3{};   ///< e
    T mhc{};
    T fas{};
    T unsuppressed_share{};     ///< Q
    T remaining_checkpoint{};   ///< Π
    T myeloid_suppression{};    ///< My ≥ 1
    T cytokine_factor = T(1);   ///< on k_E
};

/// κ in 1/d, for a clone that T cells recognise.
template <class T>
[[nodiscard]] T kill_per_d(KillParameters const& p, KillDrive<T> const& drive)
{
    return p.per_effector_per_d * drive.cytokine_factor * drive.effectors_1e6_per_mm3 * drive.mhc *
           (1 + p.fas_weight * drive.fas) * drive.unsuppressed_share * p.checkpoint_half /
           (p.checkpoint_half + drive.remaining_checkpoint) / drive.myeloid_suppression;
}

}   // namespace radici::immune
