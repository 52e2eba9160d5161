#pragma once
#include <cstddef>
#include <memory>
#include <new>

/// Dense elimination for matrices of some tens of rows. Columns lie one after another, `stride`
/// doubles apart; the stride is a multiple of `lanes` and the padding rows hold zeros, so that
/// every inner loop runs over whole vectors.
namespace radici::numerics::detail {

inline constexpr int lanes = 8;   ///< doubles in a cache line, and in the widest vector register

[[nodiscard]] constexpr int padded(int n)
{
    return (n + lanes - 1) / lanes * lanes;
}

struct AlignedDelete {
    void operator()(double* p) const { ::operator delete[](p, std::align_val_t{64}); }
};
using AlignedDoubles = std::unique_ptr<double[], AlignedDelete>;

/// n zeros that begin on a cache line.
[[nodiscard]] AlignedDoubles aligned_zeros(std::size_t n);

struct Elimination {
    int stride;        ///< of the columns, a multiple of lanes
    int columns;       ///< ≥ pivots
    int pivots;        ///< columns to eliminate; pivots are sought in rows [k, pivots)
    double* upper;     ///< the matrix; keeps U above its diagonal, the columns beyond `pivots` and
                       ///< their Schur complement
    double* lower;     ///< out: L below its diagonal, pivots · stride doubles
    int* pivot;        ///< out: row exchanged with row k
    double* inverse;   ///< out: reciprocals of the diagonal of U
};

/// P·A = L·U on the first `pivots` columns, the rest of the matrix updated along (its lower right
/// part becomes the Schur complement). False: a pivot is zero or not finite. Arrays begin on cache
/// lines.
[[nodiscard]] bool eliminate(Elimination const& e);

/// x ← L⁻¹·P·x over `stride` entries; entries below `pivots` rows become the Schur update of x.
void substitute_forward(Elimination const& e, double* x);

/// x ← U⁻¹·(x − C·known) over the first `pivots` of padded(pivots) entries, the rest is spoilt; C
/// are the columns beyond `pivots` and `known` their solution.
void substitute_back(Elimination const& e, double* x, double const* known);

}   // namespace radici::numerics::detail
