#include "radici/numerics/convergence.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "radici/base/error.hpp"
#include "radici/numerics/statistics.hpp"

namespace radici::numerics {
namespace {

constexpr double not_known = std::numeric_limits<double>::quiet_NaN();

Chains halves(Chains const& chains)
{
    RADICI_EXPECT(!chains.empty() && chains.front().size() >= 4);
    Chains split;
    for (auto const& chain : chains) {
        RADICI_EXPECT(chain.size() == chains.front().size());
        auto const half = static_cast<std::ptrdiff_t>(chain.size() / 2);
        split.emplace_back(chain.begin(), chain.begin() + half);
        split.emplace_back(chain.end() - half, chain.end());
    }
    return split;
}

std::vector<double> flat(Chains const& chains)
{
    std::vector<double> all;
    for (auto const& chain : chains)
        all.insert(all.end(), chain.begin(), chain.end());
    return all;
}

/// Ranks over all chains (means where equal) as normal scores.
Chains scores(Chains const& chains)
{
    auto const all = flat(chains);
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return all[a] < all[b]; });
    std::vector<double> score(all.size());
    for (std::size_t i = 0, j = 0; i < order.size(); i = j) {
        while (j < order.size() && all[order[j]] == all[order[i]])
            ++j;
        double const rank = 0.5 * static_cast<double>(i + 1 + j);
        double const z = normal_quantile((rank - 0.375) / (static_cast<double>(all.size()) + 0.25));
        for (std::size_t k = i; k < j; ++k)
            score[order[k]] = z;
    }
    Chains result;
    auto next = score.begin();
    for (auto const& chain : chains) {
        auto const end = next + static_cast<std::ptrdiff_t>(chain.size());
        result.emplace_back(next, end);
        next = end;
    }
    return result;
}

struct Variances {
    double within, whole;   ///< whole: (n − 1)/n·within + between/n
};

Variances variances(Chains const& chains)
{
    auto const n = static_cast<double>(chains.front().size());
    std::vector<double> means;
    double within = 0;
    for (auto const& chain : chains) {
        means.push_back(mean(chain));
        double const sd = standard_deviation(chain);
        within += sd * sd / static_cast<double>(chains.size());
    }
    double const sd = chains.size() > 1 ? standard_deviation(means) : 0;
    return {within, (n - 1) / n * within + sd * sd};
}

double r_hat(Chains const& chains)
{
    auto const [within, whole] = variances(chains);
    return within > 0 ? std::sqrt(whole / within) : not_known;
}

Chains folded(Chains const& chains)
{
    double const middle = quantile(flat(chains), 0.5);
    Chains result = chains;
    for (auto& chain : result)
        for (auto& draw : chain)
            draw = std::abs(draw - middle);
    return result;
}

/// Autocovariance at one lag, the mean over the chains.
double autocovariance(Chains const& chains, std::vector<double> const& means, std::size_t lag)
{
    double sum = 0;
    for (std::size_t c = 0; c < chains.size(); ++c) {
        auto const& chain = chains[c];
        double of_chain = 0;
        for (std::size_t i = 0; i + lag < chain.size(); ++i)
            of_chain += (chain[i] - means[c]) * (chain[i + lag] - means[c]);
        sum += of_chain / static_cast<double>(chain.size());
    }
    return sum / static_cast<double>(chains.size());
}

double effective_size(Chains const& chains)
{
    auto const n = chains.front().size();
    auto const [within, whole] = variances(chains);
    if (!(whole > 0))
        return not_known;
    std::vector<double> means;
    for (auto const& chain : chains)
        means.push_back(mean(chain));
    double const scale = static_cast<double>(n) / static_cast<double>(n - 1);
    auto correlation = [&](std::size_t lag) {
        return 1 - (within - scale * autocovariance(chains, means, lag)) / whole;
    };
    // Sums of neighbours are positive and fall; where an estimate does not, the series ends.
    double time = -1, least = std::numeric_limits<double>::infinity();
    for (std::size_t lag = 0; lag + 1 < n; lag += 2) {
        double const pair = (lag == 0 ? 1 : correlation(lag)) + correlation(lag + 1);
        if (!(pair > 0))
            break;
        least = std::min(least, pair);
        time += 2 * least;
    }
    double const draws = static_cast<double>(n) * static_cast<double>(chains.size());
    return draws / std::max(time, 1 / std::log10(draws));
}

double quantile_size(Chains const& chains, double p)
{
    double const limit = quantile(flat(chains), p);
    Chains below = chains;
    for (auto& chain : below)
        for (auto& draw : chain)
            draw = draw <= limit ? 1 : 0;
    return effective_size(halves(below));
}

}   // namespace

double split_r_hat(Chains const& chains)
{
    auto const split = halves(chains);
    return std::max(r_hat(scores(split)), r_hat(scores(folded(split))));
}

double bulk_effective_size(Chains const& chains)
{
    return effective_size(scores(halves(chains)));
}

double tail_effective_size(Chains const& chains)
{
    return std::min(quantile_size(chains, 0.05), quantile_size(chains, 0.95));
}

}   // namespace radici::numerics
