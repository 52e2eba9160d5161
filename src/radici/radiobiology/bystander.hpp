#pragma once

/// Death of cells that no track crossed: hit cells release a signal Y that adds to the hazard of
/// all.
///   dY/dt = s·(hit share) − k_Y Y        h += κ_Y Y
/// so that a time of signal kills 1 − exp(−κ_Y ∫Y dt). Off unless κ_Y > 0. Tibial xenografts under
/// Ra-223 ask for a large term (Leung et al. 2020), its size is not known otherwise.
namespace radici::radiobiology {

struct Bystander {
    double release_per_d = 0;   ///< s, per share of cells hit
    double loss_per_d = 1;      ///< k_Y
    double kill_per_d = 0;      ///< κ_Y at Y = 1
};

/// dY/dt. @param hit_share  of the cells, 0-1
template <class T>
[[nodiscard]] T bystander_rate_per_d(Bystander const& parameters, T const& hit_share,
                                     T const& signal)
{
    return parameters.release_per_d * hit_share - parameters.loss_per_d * signal;
}

/// What the signal adds to the hazard.
template <class T>
[[nodiscard]] T bystander_hazard_per_d(Bystander const& parameters, T const& signal)
{
    return parameters.kill_per_d * signal;
}

}   // namespace radici::radiobiology
