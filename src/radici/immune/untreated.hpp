#pragma once
#include <span>
#include <vector>

#include "radici/immune/lesion.hpp"
#include "radici/immune/shared.hpp"

/// Where a subject starts.
namespace radici::immune {

/// A lesion that was just transplanted: no antigen, no mature dendritic cells, no effectors;
/// regulatory cells at s_R/δ_R, MHC-I and myeloid cells at 1, PD-L1 at P0. The pools start empty.
[[nodiscard]] LesionImmuneState<double> transplant_start(ImmuneParameters const& parameters,
                                                         double volume_mm3);

/// What a tumour without treatment does: all cells viable, no dose.
template <class T>
[[nodiscard]] LesionDrive<T> untreated_drive(T const& volume_mm3)
{
    LesionDrive<T> drive;
    drive.volume_mm3 = volume_mm3;
    drive.viable_1e6 = volume_mm3;
    drive.living_1e6 = volume_mm3;
    drive.recognised_1e6 = volume_mm3;
    return drive;
}

struct UntreatedState {
    std::vector<LesionImmuneState<double>> lesion;
    std::vector<Pool<double>> pool;   ///< overlap.pools() of them
    std::vector<double> kill_per_d;   ///< κ of each lesion; a patient needs it below growth
    int steps = 0;                    ///< taken by the search
};

/// The fixed point of all immune states with the volumes frozen (N = V, no doomed cells, no debris,
/// no dose, no drug): the start of a patient, whose immune system had months to settle. Where there
/// are several, the one that a subject without immunity comes to.
/// @param volume_mm3  of each lesion, > 0; overlap.lesions of them
/// Method  implicit Euler in pseudo-time from the transplant start, with steps that grow as the
///         residual falls until they are Newton steps (Kelley & Keyes, SIAM J Numer Anal 35:508,
///         1998), on the block arrow of lesions and pools
/// Throws  NumericsError where 500 steps do not get there
[[nodiscard]] UntreatedState untreated_fixed_point(ImmuneParameters const& parameters,
                                                   AntigenOverlap const& overlap,
                                                   std::span<double const> volume_mm3);

}   // namespace radici::immune
