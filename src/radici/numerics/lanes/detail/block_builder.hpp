#pragma once
#include <utility>
#include <vector>

#include "radici/numerics/lanes/detail/half_builder.hpp"

namespace radici::numerics::lanes::detail {

/// Programs of the blocks.
class BlockBuilder : public HalfBuilder {
public:
    using HalfBuilder::HalfBuilder;

    /// f, then what is given.
    Values evaluate(Values const& y)
    {
        Values inputs(y.begin(), y.begin() + half_.states);
        for (int value : cells(cells_.seen, seen_))
            inputs.push_back(value);
        for (int value : cells(cells_.parameters, half_.parameters))
            inputs.push_back(value);
        return outputs(std::move(inputs));
    }

    /// | I − hγ ∂f/∂y    −hγ ∂f/∂seen  |
    /// |  −∂given/∂y      −∂given/∂seen |
    /// The factors as this stage computes them; later ones read them from cells.
    Elimination factor(Values const& value, std::vector<Store>& stores)
    {
        int const n = half_.unknowns();
        Values variables = cells(cells_.y, half_.states);
        for (int seen : cells(cells_.seen, seen_))
            variables.push_back(seen);
        SparseMatrix matrix;
        for (int i = 0; i < n; ++i)
            matrix[{i, i}] = graph.one();
        for (auto const& [place, slope] : jacobian(graph, value, variables)) {
            auto const [row, j] = place;
            int const column = j < half_.states ? j : n + j - half_.states;
            int const change = row < n ? graph.multiply(step_gamma(), slope) : slope;
            auto const [entry, is_new] = matrix.try_emplace({row, column}, graph.zero());
            entry->second = graph.subtract(entry->second, change);
        }
        auto factors = eliminate(graph, matrix, n);
        for (auto const& [place, minus_response] : factors.schur) {
            responses.emplace_back(place.first - n, place.second - n);
            stores.push_back({graph.negate(minus_response),
                              cells_.response + static_cast<int>(responses.size()) - 1});
        }
        factors_ = keep(graph, factors, cells_.count, stores);
        return factors;
    }

    Program stage(int s)
    {
        std::vector<Store> stores;
        auto u = earlier(s, stores);
        auto const value = evaluate(stage_values(s, u));
        auto const factors = s == 0 ? factor(value, stores) : factors_;
        Values r = right_side(s, value, u);
        r.resize(r.size() + at(given_), graph.zero());
        substitute_forward(graph, factors, r);
        int const n = half_.unknowns();
        store(stores, r, cells_.u[at(s)], n);
        for (int o = 0; o < given_; ++o) {
            stores.push_back({r[at(n + o)], cells_.given_step + o});
            stores.push_back({value[at(n + o)], cells_.given + o});
        }
        return compile(stores);
    }

    Program end(double relative_tolerance)
    {
        std::vector<Store> stores;
        auto const u = earlier(rodas::stages, stores);
        Values next = stage_values(rodas::stages - 1, u);
        add_multiple(next, graph.one(), u.back());
        store(stores, next, cells_.next, half_.unknowns());
        stores.push_back({squared_error(next, u.back(), relative_tolerance), cells_.error});
        return compile(stores);
    }

    /// Which given quantity responds to which seen one, in the order of the cells.
    std::vector<std::pair<int, int>> responses;

private:
    /// u_0 … u_{s−1}; the last was left half solved, until the border's part was known.
    std::vector<Values> earlier(int s, std::vector<Store>& stores)
    {
        std::vector<Values> u;
        for (int j = 0; j < s; ++j)
            u.push_back(cells(cells_.u[at(j)], half_.unknowns()));
        if (s > 0) {
            Values x = u.back();
            for (int v : cells(cells_.seen_step, seen_))
                x.push_back(v);
            substitute_back(graph, factors_, x);
            x.resize(at(half_.unknowns()));
            u.back() = x;
            store(stores, x, cells_.u[at(s - 1)], half_.unknowns());
        }
        return u;
    }

    Elimination factors_;
};

}   // namespace radici::numerics::lanes::detail
