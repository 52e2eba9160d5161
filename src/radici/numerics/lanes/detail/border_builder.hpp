#pragma once
#include <utility>
#include <vector>

#include "radici/base/error.hpp"
#include "radici/numerics/lanes/detail/half_builder.hpp"

namespace radici::numerics::lanes::detail {

/// Programs of the border.
class BorderBuilder : public HalfBuilder {
public:
    BorderBuilder(ArrowHalf const& half, int seen, int given, HalfCells& cells,
                  std::vector<std::pair<int, int>> responses)
        : HalfBuilder(half, seen, given, cells), responses_(std::move(responses))
    {
    }

    /// f, then what the blocks see.
    Values evaluate(Values const& y, int time)
    {
        Values inputs(y.begin(), y.begin() + half_.states);
        for (int value : cells(cells_.given, given_))
            inputs.push_back(value);
        inputs.push_back(time);
        for (int value : cells(cells_.parameters, half_.parameters))
            inputs.push_back(value);
        return outputs(std::move(inputs));
    }
    Values seen_of(Values const& values) const
    {
        return {values.begin() + half_.unknowns(), values.end()};
    }

    Program begin()
    {
        std::vector<Store> stores;
        store(stores, seen_of(evaluate(unknowns(), time())), cells_.seen, seen_);
        return compile(stores);
    }

    /// Unknowns: the border's, v (how what is seen moves), w (how what is given moves).
    ///   (I − hγC) x − hγB w = r      v − N x = 0      w − K v = s
    struct Factors {
        Elimination matrix;
        Values by_time;   ///< ∂f/∂t
    };
    Factors factor(Values const& value, std::vector<Store>& stores)
    {
        int const n = half_.unknowns(), first_v = n, first_w = n + seen_;
        Values variables = cells(cells_.y, half_.states);
        for (int given : cells(cells_.given, given_))
            variables.push_back(given);
        variables.push_back(time());
        SparseMatrix matrix;
        for (int i = 0; i < n + seen_ + given_; ++i)
            matrix[{i, i}] = graph.one();
        auto subtract = [&](int row, int column, int change) {
            auto const [entry, is_new] = matrix.try_emplace({row, column}, graph.zero());
            entry->second = graph.subtract(entry->second, change);
        };
        Values by_time(at(n), graph.zero());
        for (auto const& [place, slope] : jacobian(graph, value, variables)) {
            auto const [row, j] = place;
            if (row >= n) {
                RADICI_EXPECT(j < half_.states);   // what is seen depends on states alone
                subtract(first_v + row - n, j, slope);
            } else if (j == half_.states + given_)
                by_time[at(row)] = slope;
            else
                subtract(row, j < half_.states ? j : first_w + j - half_.states,
                         graph.multiply(step_gamma(), slope));
        }
        for (std::size_t k = 0; k < responses_.size(); ++k)
            subtract(first_w + responses_[k].first, first_v + responses_[k].second,
                     graph.cell(cells_.response + static_cast<int>(k)));
        Factors factors{eliminate(graph, matrix, n + seen_ + given_), by_time};
        kept_ = {keep(graph, factors.matrix, cells_.count, stores), by_time};
        for (int& slope : kept_.by_time)
            if (graph.node(slope).op != Expressions::Op::literal) {
                stores.push_back({slope, cells_.count});
                slope = graph.cell(cells_.count++);
            }
        return factors;
    }

    Program stage(int s, double relative_tolerance)
    {
        std::vector<Store> stores;
        std::vector<Values> u;
        for (int j = 0; j < s; ++j)
            u.push_back(cells(cells_.u[at(j)], half_.unknowns()));
        Values const here = stage_values(s, u);
        int const then =
            graph.add(time(), graph.multiply(graph.literal(rodas::alpha[at(s)]), step()));
        auto const value = evaluate(here, then);
        auto const factors = s == 0 ? factor(value, stores) : kept_;
        u.push_back(solve(s, factors, right_side(s, value, u), stores));
        if (s + 1 < rodas::stages) {
            auto const next = evaluate(stage_values(s + 1, u), time());
            store(stores, seen_of(next), cells_.seen, seen_);
        } else {
            Values next = here;
            add_multiple(next, graph.one(), u.back());
            store(stores, next, cells_.next, half_.unknowns());
            stores.push_back({squared_error(next, u.back(), relative_tolerance), cells_.error});
        }
        return compile(stores);
    }

private:
    int time() { return graph.cell(cells_.time); }

    Values solve(int s, Factors const& factors, Values r, std::vector<Store>& stores)
    {
        int const n = half_.unknowns();
        if (double const d = rodas::d[at(s)]; d != 0) {
            int const factor =
                graph.multiply(graph.multiply(step(), step()), graph.literal(rodas::gamma * d));
            for (int i = 0; i < n; ++i)
                r[at(i)] = graph.add(r[at(i)], graph.multiply(factor, factors.by_time[at(i)]));
        }
        r.resize(at(n + seen_), graph.zero());
        for (int value : cells(cells_.given_step, given_))
            r.push_back(value);
        substitute_forward(graph, factors.matrix, r);
        substitute_back(graph, factors.matrix, r);
        for (int i = 0; i < seen_; ++i)
            stores.push_back({r[at(n + i)], cells_.seen_step + i});
        r.resize(at(n));
        store(stores, r, cells_.u[at(s)], n);
        return r;
    }

    std::vector<std::pair<int, int>> responses_;
    Factors kept_;
};

}   // namespace radici::numerics::lanes::detail
