#pragma once
#include <span>
#include <utility>
#include <vector>

#include "radici/numerics/lanes/jacobian.hpp"

namespace radici::numerics::lanes {

/// The factors of a sparse bordered matrix
///     | M  F |      M: n × n, regular, pivots taken from its diagonal
///     | E  C |      F, E, C: any number of further columns and rows
/// as expressions: M = L·U, and the Schur complement C − E·M⁻¹·F.
/// Pivots are ordered by Markowitz' count on the structure alone; values have no say, so every lane
/// does the same. Valid for M = I − γhJ, which is diagonal as h falls: a pivot that vanishes shows
/// as a step that is not finite.
/// Source  Markowitz, Manag Sci 3:255 (1957); Duff, Erisman & Reid, Direct Methods for Sparse
///         Matrices, 2nd ed. (2017), ch. 7
struct Elimination {
    using Entry = std::pair<int, int>;   ///< a row or column, and its value
    struct Pivot {
        int at;                     ///< row and column
        int inverse;                ///< 1/u
        std::vector<Entry> upper;   ///< U right of it, further columns included
        std::vector<Entry> lower;   ///< L below it, further rows included
    };
    std::vector<Pivot> pivots;   ///< in the order of elimination
    SparseMatrix schur;          ///< rows and columns from n on
};

/// @param matrix  rows and columns from n on are the border
[[nodiscard]] Elimination eliminate(Expressions& graph, SparseMatrix const& matrix, int n);

/// x ← L⁻¹·x in place; x has the border's rows too, which become x_E − E·M⁻¹·x_M.
void substitute_forward(Expressions& graph, Elimination const& factors, std::vector<int>& x);
/// M·x = … given L⁻¹ of the right-hand side and the solution on the border's columns, which stand
/// in x from n on.
void substitute_back(Expressions& graph, Elimination const& factors, std::vector<int>& x);

}   // namespace radici::numerics::lanes
