#pragma once
#include "radici/kinetics/lesion_uptake.hpp"

namespace radici::kinetics {

/// Ligand that carries 1 MBq when every vector is labelled: 1/(λ·N_A). Lu-177: 727 MBq/nmol.
[[nodiscard]] constexpr double nmol_per_MBq(double decay_per_d)
{
    constexpr double per_nmol = constant::avogadro_per_mol * 1e-9;
    return 1e6 * 86400 / (decay_per_d * per_nmol);
}

/// A ligand in a lesion: free, bound to the membrane, taken in, each per mm³ of the tissue that
/// bears the target; and in debris, MBq. Activity in MBq/mm³; all ligand, labelled or not any more,
/// in nmol/mm³ and only where it takes sites.
template <class T>
struct LigandState {
    T free_MBq_per_mm3, bound_MBq_per_mm3, inside_MBq_per_mm3, debris_MBq;
    T free_nmol_per_mm3, bound_nmol_per_mm3;
};

/// What a lesion's ligand meets.
template <class T>
struct LigandTissue {
    T volume_mm3;      ///< V of target-bearing tissue, ≥ 0
    T change_per_d;    ///< μ = V'/V
    T death_per_d;     ///< δ of target cells: what they hold goes to debris
    T open = T(1.0);   ///< share of the sites that no other drug holds
    T plasma_MBq, plasma_nmol;
};

/// Constants of one agent in one lesion.
struct LigandRates {
    double inflow_per_mm3_d = 0;   ///< PS over plasma volume
    double exchange_per_d = 0;     ///< PS/ε: free ligand back to the plasma
    double capture_mm3_per_nmol_d = 0;
    double sites_nmol_per_mm3 = 0;
    double dissociation_per_d = 0, internalisation_per_d = 0;
    double release_per_d = 0, debris_clearance_per_d = 0;
    double decay_per_d = 0;

    /// @param plasma_mm3  of the species
    /// @param sites       factor on the number of sites
    [[nodiscard]] static LigandRates of(LesionUptake const& lesion, double inflow_per_d,
                                        double plasma_mm3, double decay_per_d, double sites = 1)
    {
        auto const& bound = lesion.binding;
        return {.inflow_per_mm3_d = inflow_per_d / plasma_mm3,
                .exchange_per_d = inflow_per_d / bound.void_fraction,
                .capture_mm3_per_nmol_d = bound.capture_mm3_per_nmol_d(),
                .sites_nmol_per_mm3 = sites * bound.sites_nmol_per_mm3(),
                .dissociation_per_d = bound.dissociation_per_d,
                .internalisation_per_d = bound.internalisation_per_d,
                .release_per_d = lesion.release_per_d,
                .debris_clearance_per_d = lesion.debris_clearance_per_d,
                .decay_per_d = decay_per_d};
    }
};

template <class T>
struct LigandFlows {
    LigandState<T> rate;
    T from_plasma_MBq_per_d, from_plasma_nmol_per_d;   ///< net
};

/// Ligand and receptor in tissue of volume V: f = F/V free, b = B/V bound, i = I/V taken in, J in
/// debris, C_p in plasma
///   df/dt = PS·(C_p − f/ε) − k_on·(f/ε)·(s − b_all) + k_off·b − (μ + λ)·f
///   db/dt = k_on·(f/ε)·(s − b_all) − (k_off + k_int + δ + μ + λ)·b
///   di/dt = k_int·b − (k_exc + δ + μ + λ)·i,   dJ/dt = δ·V·(b + i) − (k_clr + λ)·J
/// Sites taken in are replaced at once; new cells come with empty ones (δ + μ is the rate of
/// birth). The activity decays (λ); all ligand together does not, for what has decayed stays a
/// ligand. Cold is all less what is labelled, and obeys the same equations. Binding never exceeds
/// the sites: b_all ≤ s is kept by the equations. Per volume, so that they stay finite when a clone
/// dies out.
template <class T>
[[nodiscard]] LigandFlows<T> ligand_rates(LigandRates const& k, LigandTissue<T> const& tissue,
                                          LigandState<T> const& y)
{
    T const capture =
        k.capture_mm3_per_nmol_d * (k.sites_nmol_per_mm3 - y.bound_nmol_per_mm3) * tissue.open;
    T const birth = tissue.death_per_d + tissue.change_per_d;
    T const leaving = k.dissociation_per_d + k.internalisation_per_d + birth;
    T const in_MBq = k.inflow_per_mm3_d * tissue.plasma_MBq - k.exchange_per_d * y.free_MBq_per_mm3;
    T const in_nmol =
        k.inflow_per_mm3_d * tissue.plasma_nmol - k.exchange_per_d * y.free_nmol_per_mm3;
    T const caught_MBq = capture * y.free_MBq_per_mm3;
    T const caught_nmol = capture * y.free_nmol_per_mm3;
    LigandFlows<T> out;
    out.rate = {
        .free_MBq_per_mm3 = in_MBq - caught_MBq + k.dissociation_per_d * y.bound_MBq_per_mm3 -
                            (tissue.change_per_d + k.decay_per_d) * y.free_MBq_per_mm3,
        .bound_MBq_per_mm3 = caught_MBq - (leaving + k.decay_per_d) * y.bound_MBq_per_mm3,
        .inside_MBq_per_mm3 = k.internalisation_per_d * y.bound_MBq_per_mm3 -
                              (k.release_per_d + birth + k.decay_per_d) * y.inside_MBq_per_mm3,
        .debris_MBq =
            tissue.death_per_d * tissue.volume_mm3 * (y.bound_MBq_per_mm3 + y.inside_MBq_per_mm3) -
            (k.debris_clearance_per_d + k.decay_per_d) * y.debris_MBq,
        .free_nmol_per_mm3 = in_nmol - caught_nmol + k.dissociation_per_d * y.bound_nmol_per_mm3 -
                             tissue.change_per_d * y.free_nmol_per_mm3,
        .bound_nmol_per_mm3 = caught_nmol - leaving * y.bound_nmol_per_mm3};
    out.from_plasma_MBq_per_d = tissue.volume_mm3 * in_MBq;
    out.from_plasma_nmol_per_d = tissue.volume_mm3 * in_nmol;
    return out;
}

}   // namespace radici::kinetics
