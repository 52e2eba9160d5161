#pragma once
#include <vector>

namespace radici::numerics {

/// Draws of one quantity by several chains: chains of equal length, at least 4 draws each.
using Chains = std::vector<std::vector<double>>;

/// How far chains are from telling the same: √(variance of all/variance within), of ranks turned
/// into normal scores, chains cut in halves; the larger of that of the draws and of their distance
/// from the median. 1: nothing is seen; 1.01 is what its authors ask for, NaN where all draws are
/// equal.
/// Source  Vehtari, Gelman, Simpson, Carpenter & Bürkner, Bayesian Anal 16:667 (2021), §4
[[nodiscard]] double split_r_hat(Chains const& chains);

/// Independent draws that would tell the mean as well as these do; ranks as above, sums of
/// autocorrelations cut by Geyer's initial monotone sequence. NaN where all draws are equal.
/// Source  as above, eqs. 10-13; Geyer, Stat Sci 7:473 (1992)
[[nodiscard]] double bulk_effective_size(Chains const& chains);

/// The smaller one of the quantiles 5 % and 95 %.
[[nodiscard]] double tail_effective_size(Chains const& chains);

}   // namespace radici::numerics
