#pragma once
#include <span>

#include "radici/immune/adaptive.hpp"

/// The pools that all lesions of a subject share, over any overlap of antigens.
namespace radici::immune {

/// ω: how far T cells primed by lesion j recognise lesion i.
struct AntigenOverlap {
    int lesions = 0;
    /// Row-major lesions × lesions, symmetric, 0-1, with ω_ii = 1; empty where every ω is 1: then
    /// one pool stands for all.
    std::span<double const> omega{};

    [[nodiscard]] int pools() const { return omega.empty() ? 1 : lesions; }
    [[nodiscard]] int pool_of(int lesion) const { return omega.empty() ? 0 : lesion; }
    [[nodiscard]] double between(int lesion, int pool) const
    {
        return omega.empty() ? 1.0 : omega[static_cast<std::size_t>(lesion) * lesions + pool];
    }
};

/// Σ_j ω_ij (Eb_j + ζ Me_j): the cells that lesion i meets. @param pool  overlap.pools() of them
template <class T>
[[nodiscard]] T met_cells_per_uL(AdaptiveParameters const& p, AntigenOverlap const& overlap,
                                 int lesion, Pool<T> const* pool)
{
    T met = T(0);
    for (int j = 0; j < overlap.pools(); ++j)
        met = met + overlap.between(lesion, j) * homing_cells_per_uL(p, pool[j]);
    return met;
}

/// What acts on every pool alike.
template <class T>
struct SharedDrive {
    T ctla4_occupancy{};
    T node_hazard_per_d{};
    T blood_hazard_per_d{};
    T given_per_uL_d{};   ///< adoptive cells, shared evenly by the pools
};

/// Rates of all pools.
/// @param priming  S_i/(1 + S_i) of each lesion
/// @param homing   f_i of each lesion
/// @param pool     overlap.pools() states
/// @param rate     overlap.pools() results
template <class T>
void shared_immune_rates(AdaptiveParameters const& p, AntigenOverlap const& overlap,
                         T const* priming, T const* homing, Pool<T> const* pool,
                         SharedDrive<T> const& shared, Pool<T>* rate)
{
    for (int j = 0; j < overlap.pools(); ++j) {
        PoolDrive<T> drive{.ctla4_occupancy = shared.ctla4_occupancy,
                           .node_hazard_per_d = shared.node_hazard_per_d,
                           .blood_hazard_per_d = shared.blood_hazard_per_d,
                           .given_per_uL_d = shared.given_per_uL_d / overlap.pools()};
        for (int i = 0; i < overlap.lesions; ++i) {
            drive.homing_per_d = drive.homing_per_d + overlap.between(i, j) * homing[i];
            if (overlap.pool_of(i) == j)
                drive.priming = drive.priming + priming[i];
        }
        for (int k = 0; k < overlap.pools(); ++k)
            drive.recalled_memory_per_uL =
                drive.recalled_memory_per_uL + overlap.between(j, k) * pool[k].memory_per_uL;
        rate[j] = pool_rates(p, pool[j], drive);
    }
}

}   // namespace radici::immune
