#include "radici/numerics/lanes/elimination.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>

#include "radici/base/error.hpp"

namespace radici::numerics::lanes {
namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// What is left of the matrix while pivots are taken from it.
class Remainder {
public:
    Remainder(Expressions& graph, SparseMatrix const& matrix) : graph_(graph)
    {
        for (auto const& [place, value] : matrix)
            if (value != graph.zero()) {
                row_[place.first][place.second] = value;
                column_[place.second].insert(place.first);
            }
    }

    [[nodiscard]] std::size_t cost(int k) { return (row_[k].size() - 1) * (column_[k].size() - 1); }

    Elimination::Pivot take(int k)
    {
        RADICI_EXPECT(row_[k].contains(k));
        Elimination::Pivot pivot{k, graph_.reciprocal(row_[k][k]), {}, {}};
        for (auto const& [column, value] : row_[k])
            if (column != k)
                pivot.upper.emplace_back(column, value);
        for (int row : column_[k])
            if (row != k)
                pivot.lower.emplace_back(row, graph_.multiply(row_[row][k], pivot.inverse));
        for (auto const& [row, multiplier] : pivot.lower) {
            row_[row].erase(k);
            for (auto const& [column, value] : pivot.upper) {
                auto const [place, is_new] = row_[row].try_emplace(column, graph_.zero());
                place->second = graph_.subtract(place->second, graph_.multiply(multiplier, value));
                column_[column].insert(row);
            }
        }
        for (auto const& [column, value] : pivot.upper)
            column_[column].erase(k);
        row_.erase(k);
        column_.erase(k);
        return pivot;
    }

    [[nodiscard]] SparseMatrix rest() const
    {
        SparseMatrix matrix;
        for (auto const& [row, entries] : row_)
            for (auto const& [column, value] : entries)
                matrix[{row, column}] = value;
        return matrix;
    }

private:
    Expressions& graph_;
    std::map<int, std::map<int, int>> row_;
    std::map<int, std::set<int>> column_;
};

}   // namespace

Elimination eliminate(Expressions& graph, SparseMatrix const& matrix, int n)
{
    Remainder rest(graph, matrix);
    std::vector<int> left(at(n));
    for (int k = 0; k < n; ++k)
        left[at(k)] = k;
    Elimination factors;
    while (!left.empty()) {
        auto const cheapest = std::min_element(
            left.begin(), left.end(), [&](int a, int b) { return rest.cost(a) < rest.cost(b); });
        factors.pivots.push_back(rest.take(*cheapest));
        left.erase(cheapest);
    }
    factors.schur = rest.rest();
    return factors;
}

void substitute_forward(Expressions& graph, Elimination const& factors, std::vector<int>& x)
{
    for (auto const& pivot : factors.pivots)
        for (auto const& [row, multiplier] : pivot.lower)
            x[at(row)] = graph.subtract(x[at(row)], graph.multiply(multiplier, x[at(pivot.at)]));
}

void substitute_back(Expressions& graph, Elimination const& factors, std::vector<int>& x)
{
    for (auto const& pivot : std::ranges::reverse_view(factors.pivots)) {
        int sum = x[at(pivot.at)];
        for (auto const& [column, value] : pivot.upper)
            sum = graph.subtract(sum, graph.multiply(value, x[at(column)]));
        x[at(pivot.at)] = graph.multiply(sum, pivot.inverse);
    }
}

}   // namespace radici::numerics::lanes
