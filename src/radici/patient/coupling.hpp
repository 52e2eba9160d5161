#pragma once
#include <array>
#include <span>

#include "radici/radiobiology/repair.hpp"

namespace radici::patient {

/// Most doors and flows between lesions and plasma in one arm (see Layout); fixes the size of the
/// coupling.
inline constexpr int max_flows = 16;
/// Most partner drugs in one arm.
inline constexpr int max_partners = 6;

/// What one lesion sees of the body. A lesion depends on the shared states through these few
/// numbers only, and the Jacobian passes through them: that is what makes it a block arrow.
template <class T>
struct LesionInput {
    std::array<T, max_flows> plasma{};   ///< one a door: MBq, ligand nmol
    T occupancy_pd1{};
    T occupancy_pdl1{};
    T occupancy_ctla4{};
    T recruitable_per_uL{};                  ///< Σ_j ω_ij·(Eb_j + ζ·Me_j)
    std::array<T, max_partners> partner{};   ///< share of each partner drug's full effect

    static constexpr int shared = 4;   ///< members beside plasma and partner drugs
    /// Number `slot` of the inputs: the doors first, then the four, then partner drugs.
    T& slot(int index, int doors)
    {
        if (index < doors)
            return plasma[static_cast<std::size_t>(index)];
        if (index >= doors + shared)
            return partner[static_cast<std::size_t>(index - doors - shared)];
        std::array<T*, shared> const rest{&occupancy_pd1, &occupancy_pdl1, &occupancy_ctla4,
                                          &recruitable_per_uL};
        return *rest[static_cast<std::size_t>(index - doors)];
    }
};

/// What the body sees of one lesion.
template <class T>
struct LesionOutput {
    /// One a door: net loss of the plasma, MBq/d or nmol/d; then one for each agent that sheds
    /// daughters: decays that set one free, MBq.
    std::array<T, max_flows> flow{};
    T priming{};        ///< S/(1 + S), 0-1
    T homing_per_d{};   ///< f_i: blood volumes cleared of effectors a day
    T volume_mm3{};
    T viable{};   ///< 1e6 cells
    radiobiology::DoseRates<T>
        dose{};   ///< mean over the lesion; nothing in the body depends on it

    static constexpr int shared = 4;
    T& slot(int index, int flows)
    {
        if (index < flows)
            return flow[static_cast<std::size_t>(index)];
        std::array<T*, shared> const rest{&priming, &homing_per_d, &volume_mm3, &viable};
        return *rest[static_cast<std::size_t>(index - flows)];
    }
};

/// What the body sees of all lesions together.
template <class T>
struct BodyInput {
    std::array<T, max_flows> flow{};   ///< as in LesionOutput
    T volume_mm3{};
    T viable{};
    std::span<T> priming;        ///< one a pool: Σ S/(1 + S) of the lesions that prime it
    std::span<T> homing_per_d;   ///< one a pool: Σ_i ω_ij·f_i

    /// Slots: flows, volume, viable, priming of each pool, homing of each pool.
    static constexpr int shared = 2;
    T& slot(int index, int flows)
    {
        if (index < flows)
            return flow[static_cast<std::size_t>(index)];
        index -= flows;
        if (index == 0)
            return volume_mm3;
        if (index == 1)
            return viable;
        index -= shared;
        auto const pools = static_cast<int>(priming.size());
        return index < pools ? priming[static_cast<std::size_t>(index)]
                             : homing_per_d[static_cast<std::size_t>(index - pools)];
    }
};

}   // namespace radici::patient
