#include "radici/numerics/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <boost/random/sobol.hpp>

#include "radici/base/error.hpp"

namespace radici::numerics {
namespace {

constexpr int replicates = 1000;
constexpr double not_known = std::numeric_limits<double>::quiet_NaN();

/// Values of complete rows of `width`.
std::vector<std::vector<double>> complete_rows(std::span<double const> values, std::size_t width)
{
    RADICI_EXPECT(values.size() % width == 0);
    std::vector<std::vector<double>> rows;
    for (std::size_t i = 0; i < values.size(); i += width) {
        auto const row = values.subspan(i, width);
        if (std::none_of(row.begin(), row.end(), [](double x) { return std::isnan(x); }))
            rows.emplace_back(row.begin(), row.end());
    }
    return rows;
}

struct Shares {
    std::vector<double> first, total;
};

Shares shares_of(std::vector<std::vector<double>> const& rows, std::span<std::size_t const> which)
{
    auto const d = rows.front().size() - 2;
    auto const n = static_cast<double>(which.size());
    double mean = 0, square = 0;
    for (auto const k : which)
        mean += (rows[k][0] + rows[k][1]) / (2 * n);
    for (auto const k : which)
        for (double const x : {rows[k][0], rows[k][1]})
            square += (x - mean) * (x - mean);
    double const variance = square / (2 * n - 1);
    Shares shares{std::vector<double>(d, not_known), std::vector<double>(d, not_known)};
    if (!(variance > 0))
        return shares;
    for (std::size_t i = 0; i < d; ++i) {
        double from_a = 0, from_b = 0;
        for (auto const k : which) {
            double const mixed = rows[k][i + 2];
            from_a += (rows[k][0] - mixed) * (rows[k][0] - mixed);
            from_b += (rows[k][1] - mixed) * (rows[k][1] - mixed);
        }
        shares.first[i] = 1 - from_b / (2 * n * variance);
        shares.total[i] = from_a / (2 * n * variance);
    }
    return shares;
}

std::vector<std::size_t> drawn(std::size_t n, RandomStream& random)
{
    std::vector<std::size_t> which(n);
    for (auto& k : which)
        k = std::min(static_cast<std::size_t>(random.uniform() * static_cast<double>(n)), n - 1);
    return which;
}

Estimate with_interval(double value, std::vector<double> replicate)
{
    std::erase_if(replicate, [](double x) { return std::isnan(x); });
    if (replicate.empty())
        return {value, not_known, not_known};
    return {value, quantile(replicate, 0.025), quantile(replicate, 0.975)};
}

std::vector<std::size_t> everyone(std::size_t n)
{
    std::vector<std::size_t> all(n);
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

/// Effects of each argument, one list of paths each.
std::vector<std::vector<double>> effects_of(std::span<double const> values,
                                            std::vector<std::vector<double>> const& design,
                                            std::size_t d)
{
    std::vector<std::vector<double>> effects(d);
    for (std::size_t start = 0; start + d < values.size(); start += d + 1)
        for (std::size_t k = start; k < start + d; ++k)
            for (std::size_t i = 0; i < d; ++i)
                if (double const step = design[k + 1][i] - design[k][i]; step != 0) {
                    double const effect = (values[k + 1] - values[k]) / step;
                    if (std::isfinite(effect))
                        effects[i].push_back(effect);
                }
    return effects;
}

double mean_absolute(std::vector<double> const& effects, std::span<std::size_t const> which)
{
    double sum = 0;
    for (auto const k : which)
        sum += std::abs(effects[k]);
    return sum / static_cast<double>(which.size());
}

}   // namespace

std::vector<std::vector<double>> variance_design(int arguments, int rows, std::uint64_t seed)
{
    RADICI_EXPECT(arguments >= 1 && rows >= 2);
    auto const d = static_cast<std::size_t>(arguments);
    boost::random::sobol sequence(2 * d);
    RandomStream random(seed, 0, "shift of the Sobol sequence");
    std::vector<double> shift(2 * d);
    for (auto& x : shift)
        x = random.uniform();
    constexpr double unit = 0x1p-64;
    std::vector<std::vector<double>> design;
    for (int k = 0; k < rows; ++k) {
        std::vector<double> point(2 * d);
        for (std::size_t i = 0; i < 2 * d; ++i) {
            double const x = static_cast<double>(sequence()) * unit + shift[i];
            point[i] = std::clamp(x - std::floor(x), 1e-12, 1 - 1e-12);
        }
        auto const middle = point.begin() + static_cast<std::ptrdiff_t>(d);
        std::vector<double> const a(point.begin(), middle), b(middle, point.end());
        design.push_back(a);
        design.push_back(b);
        for (std::size_t i = 0; i < d; ++i) {
            design.push_back(a);
            design.back()[i] = b[i];
        }
    }
    return design;
}

std::vector<VarianceShare> variance_shares(std::span<double const> values, int arguments,
                                           std::uint64_t seed)
{
    auto const d = static_cast<std::size_t>(arguments);
    auto const rows = complete_rows(values, d + 2);
    if (rows.size() < 2)
        return std::vector<VarianceShare>(
            d, {{not_known, not_known, not_known}, {not_known, not_known, not_known}});
    auto const found = shares_of(rows, everyone(rows.size()));
    RandomStream random(seed, 0, "bootstrap of variance shares");
    std::vector<std::vector<double>> first(d), total(d);
    for (int r = 0; r < replicates; ++r) {
        auto const shares = shares_of(rows, drawn(rows.size(), random));
        for (std::size_t i = 0; i < d; ++i) {
            first[i].push_back(shares.first[i]);
            total[i].push_back(shares.total[i]);
        }
    }
    std::vector<VarianceShare> result;
    for (std::size_t i = 0; i < d; ++i)
        result.push_back({with_interval(found.first[i], std::move(first[i])),
                          with_interval(found.total[i], std::move(total[i]))});
    return result;
}

std::vector<std::vector<double>> screening_design(int arguments, int paths, std::uint64_t seed)
{
    RADICI_EXPECT(arguments >= 1 && paths >= 2);
    constexpr double third = 1.0 / 3, step = 2 * third;   // levels 0, 1/3, 2/3, 1
    auto const d = static_cast<std::size_t>(arguments);
    std::vector<std::vector<double>> design;
    for (int p = 0; p < paths; ++p) {
        RandomStream random(seed, static_cast<std::uint64_t>(p), "screening path");
        std::vector<double> place(d), change(d);
        for (std::size_t i = 0; i < d; ++i) {
            double const low = random.uniform() < 0.5 ? 0 : third;
            bool const up = random.uniform() < 0.5;
            place[i] = up ? low : low + step;
            change[i] = up ? step : -step;
        }
        auto order = everyone(d);
        for (std::size_t i = d; i > 1; --i)
            std::swap(
                order[i - 1],
                order[std::min(static_cast<std::size_t>(random.uniform() * static_cast<double>(i)),
                               i - 1)]);
        design.push_back(place);
        for (auto const i : order) {
            place[i] += change[i];
            design.push_back(place);
        }
    }
    return design;
}

std::vector<Screening> screen(std::span<double const> values,
                              std::vector<std::vector<double>> const& design, int arguments,
                              std::uint64_t seed)
{
    RADICI_EXPECT(values.size() == design.size());
    std::vector<Screening> result;
    RandomStream random(seed, 0, "bootstrap of screening");
    for (auto const& effects : effects_of(values, design, static_cast<std::size_t>(arguments))) {
        if (effects.empty()) {
            result.push_back({{not_known, not_known, not_known}, not_known, not_known});
            continue;
        }
        std::vector<double> replicate;
        for (int r = 0; r < replicates; ++r)
            replicate.push_back(mean_absolute(effects, drawn(effects.size(), random)));
        result.push_back(
            {with_interval(mean_absolute(effects, everyone(effects.size())), std::move(replicate)),
             mean(effects), standard_deviation(effects)});
    }
    return result;
}

}   // namespace radici::numerics
