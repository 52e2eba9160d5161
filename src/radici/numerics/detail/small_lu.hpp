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
    int* pivot;        ///< out: row exchanged with row k
    double* inverse;   ///< out: 1/pivot
    double* scratch;   ///< `stride` doubles, 64-byte aligned
};

/// In place P·A = L·U on the first `pivots` columns, the rest of the matrix updated along (its
/// lower right part becomes the Schur complement). False: a pivot is zero or not finite.
[[nodiscard]] bool eliminate(double* a, Elimination const& e);

/// x ← L⁻¹·P·x over `stride` entries; entries below `pivots` rows become the Schur update of x.
void substitute_forward(double const* a, Elimination const& e, double* x);

/// x ← U⁻¹·(x − C·known) over the first `pivots` entries; C are the columns beyond `pivots` and
/// `known` their solution.
void substitute_back(double const* a, Elimination const& e, double* x, double const* known);

}   // namespace radici::numerics::detail
