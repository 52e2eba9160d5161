#pragma once
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <random>
#include <utility>
#include <vector>

#include "radici/numerics/lanes/machine.hpp"

/// Random expressions, evaluated operation by operation in long double as they are written down,
/// with a bound of what doubles may make of them.
namespace radici::test {

inline std::size_t at(int i)
{
    return static_cast<std::size_t>(i);
}

class RandomGraph {
    using Expressions = numerics::lanes::Expressions;

public:
    static constexpr int inputs = 6, constants = 5, results = 12;
    static constexpr int constant_cell(int k) { return inputs + k; }
    static constexpr int cells = inputs + constants + results;

    struct Number {
        long double value = 0;
        long double size = 0;   ///< of the terms of a sum, in whatever order they are added
        double error = 0;
    };
    struct Known {
        int id;
        std::array<Number, numerics::lanes::strip> lane;
    };

    explicit RandomGraph(int seed) : random_(at(seed))
    {
        for (int c = 0; c < inputs; ++c)
            known_.push_back(leaf(expressions.cell(c), [&](int lane) {
                return input_[at(c)][at(lane)] = (c % 2 == 0 ? 1 : -1) * uniform(0.2, 2);
            }));
        for (int k = 0; k < constants; ++k) {
            constant.push_back(uniform(-2, 2));
            known_.push_back(leaf(expressions.constant(k), [&](int) { return constant.back(); }));
        }
        for (double const number : {0.0, 1.0, -0.75})
            known_.push_back(leaf(expressions.literal(number), [&](int) { return number; }));
        for (int k = 0; k < 60; ++k)
            grow();
        for (auto const& known : known_)
            by_id_.emplace(known.id, known);
        choose_stores();
    }

    [[nodiscard]] double input(int cell, int lane) const { return input_[at(cell)][at(lane)]; }
    [[nodiscard]] Known const& of(int id) const { return by_id_.at(id); }

    Expressions expressions;
    std::vector<double> constant;
    std::vector<numerics::lanes::Store> stores;   ///< some to cells that are read

private:
    static constexpr double unit = 0x1p-53;

    double uniform(double low, double high)
    {
        return std::uniform_real_distribution<double>(low, high)(random_);
    }
    int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

    template <class F>
    static Known leaf(int id, F&& value)
    {
        Known known{.id = id, .lane = {}};
        for (int lane = 0; lane < numerics::lanes::strip; ++lane) {
            double const x = value(lane);
            known.lane[at(lane)] = {.value = x, .size = std::abs(x), .error = 0};
        }
        return known;
    }

    template <class F>
    void join(int id, Known const& a, Known const& b, F&& f)
    {
        Known made{.id = id, .lane = {}};
        for (std::size_t lane = 0; lane < made.lane.size(); ++lane) {
            made.lane[lane] = f(a.lane[lane], b.lane[lane]);
            if (!(std::abs(made.lane[lane].value) < 1e4L))
                return;   // not to grow beyond what can be compared
        }
        known_.push_back(made);
    }

    /// A sum of up to 60 terms may be added in any order: each addition errs by its terms.
    static Number added(Number const& a, Number const& b, int sign)
    {
        Number sum{.value = a.value + sign * b.value, .size = a.size + b.size, .error = 0};
        sum.error = a.error + b.error + static_cast<double>(64 * unit * sum.size);
        return sum;
    }
    static Number multiplied(Number const& a, Number const& b)
    {
        Number product{.value = a.value * b.value, .size = std::abs(a.value * b.value), .error = 0};
        product.error = static_cast<double>(std::abs(a.value) * b.error +
                                            std::abs(b.value) * a.error + 2 * unit * product.size) +
                        a.error * b.error;
        return product;
    }
    /// f with |f′| ≤ slope near x, to two units.
    static Number applied(long double value, Number const& x, long double slope)
    {
        auto const size = std::abs(value);
        return {.value = value,
                .size = size,
                .error = static_cast<double>(2 * slope * x.error + 4 * unit * size + 4 * unit)};
    }

    /// Sums and products most often, as in rates.
    void grow()
    {
        Known const a = known_[at(below(static_cast<int>(known_.size())))];
        Known const b = known_[at(below(static_cast<int>(known_.size())))];
        auto& e = expressions;
        switch (below(12)) {
        case 0:
        case 1:
        case 2:
            return join(e.add(a.id, b.id), a, b,
                        [](auto const& x, auto const& y) { return added(x, y, 1); });
        case 3:
        case 4:
            return join(e.subtract(a.id, b.id), a, b,
                        [](auto const& x, auto const& y) { return added(x, y, -1); });
        case 5:
        case 6:
        case 7:
            return join(e.multiply(a.id, b.id), a, b, multiplied);
        case 8:
            return join(e.negate(a.id), a, a, [](Number x, auto const&) {
                x.value = -x.value;
                return x;
            });
        default:
            grow_seldom(a, b);
        }
    }

    void grow_seldom(Known const& a, Known const& b)
    {
        auto& e = expressions;
        auto const larger = [](auto const& x, auto const& y) {
            return Number{.value = std::max(x.value, y.value),
                          .size = std::max(x.size, y.size),
                          .error = std::max(x.error, y.error)};
        };
        switch (below(4)) {
        case 0:
            return join(e.max(a.id, b.id), a, b, larger);
        case 1:   // of numbers that are known exactly, so that no rounding decides
            return join(e.greater(known_[0].id, known_[2].id), known_[0], known_[2],
                        [](auto const& x, auto const& y) {
                            long double const yes = x.value > y.value ? 1 : 0;
                            return Number{.value = yes, .size = yes, .error = 0};
                        });
        case 2:
            return join(e.exp(a.id), a, a, [](auto const& x, auto const&) {
                return applied(std::exp(x.value), x, std::exp(x.value));
            });
        default:
            return away_from_nought(a);
        }
    }

    /// 1/x and ln x of x = 1/4 + max(a, −a) ≥ 1/4
    void away_from_nought(Known const& a)
    {
        auto& e = expressions;
        int const id = e.add(e.literal(0.25), e.max(a.id, e.negate(a.id)));
        Known x = a;
        for (auto& n : x.lane) {
            n.value = 0.25L + std::abs(n.value);
            n.size = n.value;
            n.error += static_cast<double>(4 * unit * n.value);
        }
        if (below(2) == 0)
            join(e.reciprocal(id), x, x, [](auto const& n, auto const&) {
                return applied(1 / n.value, n, 1 / (n.value * n.value));
            });
        else
            join(e.log(id), x, x, [](auto const& n, auto const&) {
                return applied(std::log(n.value), n, 1 / n.value);
            });
    }

    /// The last results, some of them into cells that are read.
    void choose_stores()
    {
        for (int k = 0; k < results; ++k) {
            int const id = known_[known_.size() - 1 - at(2 * k)].id;
            stores.push_back({id, k % 4 == 0 ? k / 4 : inputs + constants + k});
        }
        stores.push_back({known_[0].id, 3});   // cell 0, which is written too
    }

    std::mt19937_64 random_;
    std::array<std::array<double, numerics::lanes::strip>, inputs> input_{};
    std::vector<Known> known_;
    std::map<int, Known> by_id_;
};

}   // namespace radici::test
