#pragma once
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "radici/numerics/lanes/expressions.hpp"

namespace radici::numerics::lanes {

/// Entries that are not 0 by structure, by (row, column).
using SparseMatrix = std::map<std::pair<int, int>, int>;

/// ∂output/∂variable as expressions, added to the same graph. The intermediate values are
/// eliminated one by one from the graph of partial derivatives, the cheapest first (fewest products
/// of arguments and uses), which takes far fewer products than sweeping every variable through.
/// A maximum has the slope of the argument that is larger, of the second one at a tie.
/// @param variable  expressions that are taken as independent of one another, such as cells
/// Source  Griewank & Walther, Evaluating Derivatives, 2nd ed., SIAM 2008, ch. 9
[[nodiscard]] SparseMatrix jacobian(Expressions& graph, std::span<int const> output,
                                    std::span<int const> variable);

}   // namespace radici::numerics::lanes
