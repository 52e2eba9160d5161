#pragma once
#include <cstddef>
#include <utility>
#include <vector>

#include "radici/numerics/lanes/arrow_step.hpp"
#include "radici/numerics/lanes/elimination.hpp"

namespace radici::numerics::lanes::detail {

inline std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

using Values = std::vector<int>;   ///< expressions

/// Cells of the factors of a matrix, handed on from the first stage to the later ones.
inline Elimination keep(Expressions& graph, Elimination factors, int& next_cell,
                        std::vector<Store>& stores)
{
    auto hold = [&](int& value) {
        if (graph.node(value).op == Expressions::Op::literal)
            return;
        stores.push_back({value, next_cell});
        value = graph.cell(next_cell++);
    };
    for (auto& pivot : factors.pivots) {
        hold(pivot.inverse);
        for (auto& [column, value] : pivot.upper)
            hold(value);
        for (auto& [row, value] : pivot.lower)
            hold(value);
    }
    return factors;
}

/// What block and border have in common: cells, stage values, right-hand sides, the error.
class HalfBuilder {
public:
    HalfBuilder(ArrowHalf const& half, int seen, int given, HalfCells& cells)
        : half_(half), seen_(seen), given_(given), cells_(cells)
    {
        auto take = [&](int count) { return std::exchange(cells_.count, cells_.count + count); };
        int const n = half.unknowns();
        cells_.y = take(n);
        cells_.next = take(n);
        for (int& u : cells_.u)
            u = take(n);
        cells_.seen = take(seen);
        cells_.seen_step = take(seen);
        cells_.given = take(given);
        cells_.given_step = take(given);
        cells_.response = take(seen * given);
        cells_.parameters = take(half.parameters);
        cells_.constants = take(static_cast<int>(half.constants.size()));
        cells_.step = take(1);
        cells_.time = take(1);
        cells_.error = take(1);
    }

    Expressions graph;

    Values cells(int first, int count)
    {
        Values list;
        for (int i = 0; i < count; ++i)
            list.push_back(graph.cell(first + i));
        return list;
    }
    Values unknowns() { return cells(cells_.y, half_.unknowns()); }
    int step() { return graph.cell(cells_.step); }
    int step_gamma() { return graph.multiply(step(), graph.literal(rodas::gamma)); }

    /// Y_s
    Values stage_values(int stage, std::vector<Values> const& u)
    {
        Values y = unknowns();
        for (int j = 0; j < stage; ++j)
            if (double const factor = rodas::a[at(stage)][at(j)]; factor != 0)
                add_multiple(y, graph.literal(factor), u[at(j)]);
        return y;
    }
    void add_multiple(Values& to, int factor, Values const& from)
    {
        for (std::size_t i = 0; i < to.size(); ++i)
            to[i] = graph.add(to[i], graph.multiply(factor, from[i]));
    }

    /// hγ f + γ Σ c_sj u_j
    Values right_side(int stage, Values const& rates, std::vector<Values> const& u)
    {
        Values r;
        for (int i = 0; i < half_.unknowns(); ++i) {
            int sum = graph.multiply(step_gamma(), rates[at(i)]);
            for (int j = 0; j < stage; ++j)
                if (double const c = rodas::c[at(stage)][at(j)]; c != 0)
                    sum = graph.add(
                        sum, graph.multiply(graph.literal(rodas::gamma * c), u[at(j)][at(i)]));
            r.push_back(sum);
        }
        return r;
    }

    Values outputs(Values inputs)
    {
        Values constant;
        for (std::size_t k = 0; k < half_.constants.size(); ++k)
            constant.push_back(graph.constant(static_cast<int>(k)));
        return graph.outputs_of(*half_.trace, inputs, constant, 0);
    }

    /// Σ (u₆/(atol + rtol max(|y|, |y_next|)))² over the states.
    int squared_error(Values const& next, Values const& last, double relative_tolerance)
    {
        int sum = graph.zero();
        auto magnitude = [&](int x) { return graph.max(x, graph.negate(x)); };
        for (int i = 0; i < half_.states; ++i) {
            int const largest =
                graph.max(magnitude(graph.cell(cells_.y + i)), magnitude(next[at(i)]));
            int const scale = graph.add(graph.literal(half_.absolute_tolerance[at(i)]),
                                        graph.multiply(graph.literal(relative_tolerance), largest));
            int const ratio = graph.multiply(last[at(i)], graph.reciprocal(scale));
            sum = graph.add(sum, graph.multiply(ratio, ratio));
        }
        return sum;
    }

    [[nodiscard]] Program compile(std::vector<Store> const& stores) const
    {
        std::vector<int> cell;
        for (std::size_t k = 0; k < half_.constants.size(); ++k)
            cell.push_back(half_.constants[k].varies ? cells_.constants + static_cast<int>(k) : -1);
        return Program::compile(graph, stores, cell);
    }

    void store(std::vector<Store>& stores, Values const& values, int first, int count) const
    {
        for (int i = 0; i < count; ++i)
            stores.push_back({values[at(i)], first + i});
    }

    [[nodiscard]] Tables tables() const
    {
        std::vector<double> constants;
        for (auto const& constant : half_.constants)
            constants.push_back(constant.shared);
        return {graph, constants, half_.trace->curves};
    }

protected:
    ArrowHalf const& half_;
    int seen_, given_;
    HalfCells& cells_;
};

}   // namespace radici::numerics::lanes::detail
