#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "radici/numerics/statistics.hpp"

/// Which arguments of a function matter: designs of places in the unit cube, and indices from the
/// function's values there. Values come in the order of the design; NaN: no value, its row or path
/// is left out.
namespace radici::numerics {

/// Shares of the variance, each with its 95 % interval.
struct VarianceShare {
    Estimate first;   ///< of one argument alone
    Estimate total;   ///< with everything that it takes part in
};

/// N rows of d + 2 places: two independent ones A and B, then A with one argument of B each.
/// Points of a Sobol sequence in 2d dimensions, shifted at random (modulo 1).
/// @param rows  N, a power of two serves best
/// Source  Saltelli et al., Comput Phys Commun 181:259 (2010)
[[nodiscard]] std::vector<std::vector<double>> variance_design(int arguments, int rows,
                                                               std::uint64_t seed);

/// S_i = 1 − Σ(f_B − f_ABi)²/2NV, T_i = Σ(f_A − f_ABi)²/2NV, intervals by bootstrap over rows.
/// Source  Jansen, Comput Phys Commun 117:35 (1999)
[[nodiscard]] std::vector<VarianceShare> variance_shares(std::span<double const> values,
                                                         int arguments, std::uint64_t seed);

/// Changes of the function over one large step (2/3 of the range) in one argument.
struct Screening {
    Estimate mean_absolute;   ///< µ*, with a bootstrap interval over paths
    double mean = 0;          ///< µ
    double deviation = 0;     ///< σ: large where it depends on the others, or is not linear
};

/// Paths of d + 1 places on a grid of four levels, one argument changed at a time in random order.
/// Source  Morris, Technometrics 33:161 (1991); µ*: Campolongo et al., Environ Model Softw 22:1509
/// (2007)
[[nodiscard]] std::vector<std::vector<double>> screening_design(int arguments, int paths,
                                                                std::uint64_t seed);
[[nodiscard]] std::vector<Screening> screen(std::span<double const> values,
                                            std::vector<std::vector<double>> const& design,
                                            int arguments, std::uint64_t seed);

}   // namespace radici::numerics
