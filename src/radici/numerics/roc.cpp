#include "radici/numerics/roc.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "radici/base/error.hpp"

namespace radici::numerics {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::vector<std::size_t> ascending(std::span<double const> values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return values[a] < values[b]; });
    return order;
}

/// Ranks from 1; equal values share the mean of theirs.
std::vector<double> mid_ranks(std::span<double const> values)
{
    auto const order = ascending(values);
    std::vector<double> rank(values.size());
    for (std::size_t i = 0, j = 0; i < order.size(); i = j) {
        while (j < order.size() && values[order[j]] == values[order[i]])
            ++j;
        for (std::size_t k = i; k < j; ++k)
            rank[order[k]] = 0.5 * static_cast<double>(i + 1 + j);
    }
    return rank;
}

/// For each of one group the share of the other group that lies below it, ties half.
std::vector<double> shares_below(std::span<double const> all_ranks, std::span<double const> own,
                                 std::size_t others)
{
    auto const within = mid_ranks(own);
    std::vector<double> share;
    for (std::size_t i = 0; i < own.size(); ++i)
        share.push_back((all_ranks[i] - within[i]) / static_cast<double>(others));
    return share;
}

double variance_of_mean(std::span<double const> values)
{
    double const s = standard_deviation(values);
    return s * s / static_cast<double>(values.size());
}

}   // namespace

std::vector<RocPoint> roc_curve(std::span<double const> score, std::span<std::uint8_t const> event)
{
    RADICI_EXPECT(score.size() == event.size());
    auto const with = static_cast<double>(std::count(event.begin(), event.end(), 1));
    double const without = static_cast<double>(event.size()) - with;
    if (with == 0 || without == 0)
        return {};
    auto order = ascending(score);
    std::reverse(order.begin(), order.end());
    std::vector<RocPoint> curve{{std::numeric_limits<double>::infinity(), 0, 0}};
    double found = 0, false_alarms = 0;
    for (std::size_t k = 0; k < order.size(); ++k) {
        (event[order[k]] == 1 ? found : false_alarms) += 1;
        if (k + 1 == order.size() || score[order[k + 1]] < score[order[k]])
            curve.push_back({score[order[k]], false_alarms / without, found / with});
    }
    return curve;
}

Estimate roc_area(std::span<double const> score, std::span<std::uint8_t const> event,
                  double confidence)
{
    RADICI_EXPECT(score.size() == event.size());
    auto const ranks = mid_ranks(score);
    std::vector<double> with, without, ranks_with, ranks_without;
    for (std::size_t i = 0; i < score.size(); ++i) {
        (event[i] == 1 ? with : without).push_back(score[i]);
        (event[i] == 1 ? ranks_with : ranks_without).push_back(ranks[i]);
    }
    if (with.empty() || without.empty())
        return {none, none, none};
    auto const above = shares_below(ranks_with, with, without.size());
    double const area = mean(above);
    if (with.size() < 2 || without.size() < 2)
        return {area, none, none};
    auto const below = shares_below(ranks_without, without, with.size());
    double const deviation = std::sqrt(variance_of_mean(above) + variance_of_mean(below));
    double const reach = normal_quantile(0.5 + 0.5 * confidence) * deviation;
    return {area, std::max(0.0, area - reach), std::min(1.0, area + reach)};
}

}   // namespace radici::numerics
