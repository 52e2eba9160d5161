#pragma once
#include <vector>

#include "radici/numerics/detail/small_lu.hpp"

namespace radici::numerics {

/// Shape of a system whose unknowns are [border | block 0 | block 1 | …]: blocks touch the border
/// and themselves, never one another.
struct ArrowShape {
    int border = 0;   ///< shared unknowns, ≥ 0
    int blocks = 0;   ///< number of blocks, ≥ 0
    int block = 0;    ///< unknowns of one block, ≥ 0

    [[nodiscard]] constexpr int size() const { return border + blocks * block; }
    /// Index of the first unknown of block b.
    [[nodiscard]] constexpr int offset(int b) const { return border + b * block; }
};

/// A square matrix of arrow shape and its factorisation:
///     | C   B₀  B₁ … |      C   border(r, c)
///     | R₀  D₀       |      Dᵦ  diagonal(b, r, c)
///     | R₁      D₁   |      Rᵦ  right(b, r, c): block row r, border column c
///     | …         …  |      Bᵦ  bottom(b, r, c): border row r, block column c
/// `factor` eliminates each block (LU, partial pivoting inside the block) and then the border
/// through its Schur complement C − Σ Bᵦ Dᵦ⁻¹ Rᵦ, so that cost grows linearly with the number of
/// blocks. Columns of R and rows of B that hold only zeros are found and left out. Entries survive
/// factoring. Nothing is allocated after construction. Valid   every Dᵦ regular (true of I − γJ for
/// small γ): pivots are not taken from the border Source  Golub & Van Loan, Matrix Computations,
/// 4th ed., §3.4 (pivoting), §3.2.11 (Schur complement)
class BlockArrow {
public:
    explicit BlockArrow(ArrowShape shape);

    [[nodiscard]] ArrowShape const& shape() const { return shape_; }

    [[nodiscard]] double& border(int r, int c) { return border_[at(c, shape_.border, r)]; }
    [[nodiscard]] double& diagonal(int b, int r, int c) { return diagonal_[diagonal_at(b, r, c)]; }
    [[nodiscard]] double& right(int b, int r, int c)
    {
        right_used_[at(b, shape_.border, c)] = 1;
        return right_[right_at(b, r, c)];
    }
    [[nodiscard]] double& bottom(int b, int r, int c)
    {
        bottom_used_[at(b, shape_.border, r)] = 1;
        return bottom_[bottom_at(b, r, c)];
    }
    [[nodiscard]] double border(int r, int c) const { return border_[at(c, shape_.border, r)]; }
    [[nodiscard]] double diagonal(int b, int r, int c) const
    {
        return diagonal_[diagonal_at(b, r, c)];
    }
    [[nodiscard]] double right(int b, int r, int c) const { return right_[right_at(b, r, c)]; }
    [[nodiscard]] double bottom(int b, int r, int c) const { return bottom_[bottom_at(b, r, c)]; }

    void set_zero();

    /// A ← c·A + I
    void scale_add_identity(double c);

    /// y = A·x; both of shape().size() entries, not overlapping.
    void multiply(double const* x, double* y) const;

    /// Factors A. False where a block or the Schur complement is singular or not finite; solve() is
    /// then forbidden.
    [[nodiscard]] bool factor() { return factor_sum(1, 0); }

    /// Factors I − γA without changing A: the matrix of a Newton iteration on y' = f, A = ∂f/∂y.
    [[nodiscard]] bool factor_newton(double gamma) { return factor_sum(-gamma, 1); }

    /// x ← (factored matrix)⁻¹·x
    void solve(double* x);

private:
    /// The dense working matrix of one block: [D R; B 0] with only the active columns of R and rows
    /// of B.
    struct Front {
        int columns = 0;   ///< active border columns
        int rows = 0;      ///< active border rows
        int stride = 0;    ///< doubles between columns
    };

    [[nodiscard]] static std::size_t at(int i, int n, int j)
    {
        return static_cast<std::size_t>(i) * static_cast<std::size_t>(n) +
               static_cast<std::size_t>(j);
    }
    [[nodiscard]] std::size_t diagonal_at(int b, int r, int c) const
    {
        return at(b * shape_.block + c, shape_.block, r);
    }
    [[nodiscard]] std::size_t right_at(int b, int r, int c) const
    {
        return at(b * shape_.border + c, shape_.block, r);
    }
    [[nodiscard]] std::size_t bottom_at(int b, int r, int c) const
    {
        return at(b * shape_.border + r, shape_.block, c);
    }

    [[nodiscard]] bool factor_sum(double scale, double shift);
    void find_active(int b);
    void fill_schur(double scale, double shift);
    void fill_front(int b, double scale, double shift);
    void add_to_schur(int b);
    void forward_block(int b, double* x);
    void back_block(int b, double* x);
    [[nodiscard]] double* front(int b) { return &front_value_[at(b, 1, 0) * front_size_]; }
    [[nodiscard]] detail::Elimination block_elimination(int b);
    [[nodiscard]] detail::Elimination schur_elimination();

    ArrowShape shape_;
    int schur_stride_ = 0;
    std::size_t front_size_ = 0;
    std::vector<double> border_, diagonal_, right_, bottom_;
    std::vector<char> right_used_, bottom_used_;   ///< written since construction: may be non-zero
    std::vector<Front> front_;
    std::vector<int> active_column_, active_row_;   ///< border indices, `border` slots a block
    std::vector<int> block_pivot_, schur_pivot_;
    std::vector<double> block_inverse_, schur_inverse_;   ///< reciprocals of the pivots
    detail::AlignedDoubles front_value_, block_lower_, schur_, schur_lower_, work_, known_;
};

}   // namespace radici::numerics
