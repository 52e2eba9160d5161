#include "radici/numerics/lanes/jacobian.hpp"

#include <algorithm>
#include <set>

namespace radici::numerics::lanes {
namespace {

using Op = Expressions::Op;

/// Vertices are expressions; those of outputs are numbered from the size of the graph on.
class PartialGraph {
public:
    PartialGraph(Expressions& graph, std::span<int const> output, std::span<int const> variable)
        : graph_(graph), first_output_(graph.size())
    {
        for (int v : variable)
            variables_.insert(v);
        for (std::size_t i = 0; i < output.size(); ++i)
            if (reaches(output[i]))
                add_edge(output[i], first_output_ + static_cast<int>(i), graph_.one());
    }

    void eliminate_intermediates()
    {
        std::set<int> left;
        for (auto const& [vertex, arguments] : arguments_)
            if (vertex < first_output_)
                left.insert(vertex);
        while (!left.empty()) {
            auto const cost = [&](int v) { return arguments_[v].size() * uses_[v].size(); };
            int const cheapest = *std::min_element(left.begin(), left.end(),
                                                   [&](int a, int b) { return cost(a) < cost(b); });
            eliminate(cheapest);
            left.erase(cheapest);
        }
    }

    [[nodiscard]] std::map<int, int> const& arguments_of_output(int i)
    {
        return arguments_[first_output_ + i];
    }

private:
    /// Whether an expression depends on a variable; adds its edges on the way.
    bool reaches(int id)
    {
        if (variables_.contains(id))
            return true;
        if (auto const known = reached_.find(id); known != reached_.end())
            return known->second;
        bool any = false;
        auto const node = graph_.node(id);
        int const count = Expressions::operands(node.op);
        for (int k = 0; k < count; ++k)
            if (int const operand = k == 0 ? node.a : node.b; reaches(operand))
                if (int const slope = partial(id, k); slope != graph_.zero()) {
                    any = true;
                    add_edge(operand, id, slope);
                }
        return reached_[id] = any;
    }

    int partial(int id, int operand)
    {
        auto const [op, a, b] = graph_.node(id);
        switch (op) {
        case Op::add:
            return graph_.one();
        case Op::subtract:
            return operand == 0 ? graph_.one() : graph_.negate(graph_.one());
        case Op::multiply:
            return operand == 0 ? b : a;
        case Op::negate:
            return graph_.negate(graph_.one());
        case Op::reciprocal:
            return graph_.negate(graph_.multiply(id, id));
        case Op::exp:
            return id;
        case Op::log:
            return graph_.reciprocal(a);
        case Op::max: {
            int const first = graph_.greater(a, b);
            return operand == 0 ? first : graph_.subtract(graph_.one(), first);
        }
        case Op::curve_value:
            return graph_.curve_slope(a, b);
        default:
            return graph_.zero();   // a step: greater, curve_slope within an interval
        }
    }

    void add_edge(int from, int to, int slope)
    {
        auto const [place, is_new] = arguments_[to].try_emplace(from, slope);
        if (!is_new)
            place->second = graph_.add(place->second, slope);
        uses_[from].insert(to);
    }

    void eliminate(int v)
    {
        for (int use : uses_[v]) {
            int const above = arguments_[use].extract(v).mapped();
            for (auto const& [argument, below] : arguments_[v])
                add_edge(argument, use, graph_.multiply(above, below));
        }
        for (auto const& [argument, below] : arguments_[v])
            uses_[argument].erase(v);
        arguments_.erase(v);
        uses_.erase(v);
    }

    Expressions& graph_;
    int first_output_;
    std::set<int> variables_;
    std::map<int, bool> reached_;
    std::map<int, std::map<int, int>> arguments_;   ///< of a vertex: argument, partial derivative
    std::map<int, std::set<int>> uses_;
};

}   // namespace

SparseMatrix jacobian(Expressions& graph, std::span<int const> output,
                      std::span<int const> variable)
{
    PartialGraph partials(graph, output, variable);
    partials.eliminate_intermediates();
    std::map<int, int> column;
    for (std::size_t j = 0; j < variable.size(); ++j)
        column[variable[j]] = static_cast<int>(j);
    SparseMatrix entries;
    for (std::size_t i = 0; i < output.size(); ++i)
        for (auto const& [argument, slope] : partials.arguments_of_output(static_cast<int>(i)))
            if (slope != graph.zero())
                entries[{static_cast<int>(i), column.at(argument)}] = slope;
    return entries;
}

}   // namespace radici::numerics::lanes
