#include "radici/numerics/block_arrow.hpp"

#include <algorithm>

#include "radici/base/error.hpp"

namespace radici::numerics {
namespace {

std::size_t size_of(int a, int b = 1, int c = 1)
{
    return static_cast<std::size_t>(a) * static_cast<std::size_t>(b) * static_cast<std::size_t>(c);
}

bool any_not_zero(double const* values, int n)
{
    double sum = 0;   // of magnitudes: no branch, so the loop stays short
    for (int i = 0; i < n; ++i)
        sum += values[i] != 0 ? 1.0 : 0.0;
    return sum > 0;
}

void add_multiple(double const* column, int n, double factor, double* to)
{
    for (int i = 0; i < n; ++i)
        to[i] += factor * column[i];
}

}   // namespace

BlockArrow::BlockArrow(ArrowShape shape)
    : shape_(shape), schur_stride_(detail::padded(shape.border))
{
    RADICI_EXPECT(shape.border >= 0 && shape.blocks >= 0 && shape.block >= 0);
    auto const [border, blocks, block] = shape;
    int const widest = detail::padded(block + border);
    front_size_ = size_of(widest, block + border);
    border_.resize(size_of(border, border));
    diagonal_.resize(size_of(blocks, block, block));
    right_.resize(size_of(blocks, border, block));
    bottom_.resize(size_of(blocks, border, block));
    right_used_.resize(size_of(blocks, border));
    bottom_used_.resize(size_of(blocks, border));
    front_.resize(size_of(blocks));
    active_column_.resize(size_of(blocks, border));
    active_row_.resize(size_of(blocks, border));
    block_pivot_.resize(size_of(blocks, block));
    schur_pivot_.resize(size_of(border));
    block_inverse_.resize(size_of(blocks, block));
    schur_inverse_.resize(size_of(border));
    front_value_ = detail::aligned_zeros(front_size_ * size_of(blocks));
    schur_ = detail::aligned_zeros(size_of(schur_stride_, border));
    block_lower_ = detail::aligned_zeros(size_of(blocks, block, widest));
    schur_lower_ = detail::aligned_zeros(size_of(schur_stride_, border));
    work_ = detail::aligned_zeros(size_of(widest));
    known_ = detail::aligned_zeros(size_of(border));
}

void BlockArrow::set_zero()
{
    std::fill(border_.begin(), border_.end(), 0.0);
    std::fill(diagonal_.begin(), diagonal_.end(), 0.0);
    for (int i = 0; i < shape_.blocks * shape_.border; ++i) {
        if (right_used_[size_of(i)])
            std::fill_n(right_.data() + size_of(i, shape_.block), shape_.block, 0.0);
        if (bottom_used_[size_of(i)])
            std::fill_n(bottom_.data() + size_of(i, shape_.block), shape_.block, 0.0);
    }
}

void BlockArrow::scale_add_identity(double c)
{
    for (auto* part : {&border_, &diagonal_, &right_, &bottom_})
        for (double& value : *part)
            value *= c;
    for (int i = 0; i < shape_.border; ++i)
        border(i, i) += 1;
    for (int b = 0; b < shape_.blocks; ++b)
        for (int i = 0; i < shape_.block; ++i)
            diagonal(b, i, i) += 1;
}

void BlockArrow::multiply(double const* x, double* y) const
{
    int const n = shape_.border;
    std::fill_n(y, shape_.size(), 0.0);
    for (int c = 0; c < n; ++c)
        add_multiple(border_.data() + at(c, n, 0), n, x[c], y);
    for (int b = 0; b < shape_.blocks; ++b) {
        double const* const own = x + shape_.offset(b);
        double* const out = y + shape_.offset(b);
        for (int c = 0; c < shape_.block; ++c)
            add_multiple(diagonal_.data() + diagonal_at(b, 0, c), shape_.block, own[c], out);
        for (int i = 0; i < n; ++i) {
            if (right_used_[at(b, n, i)])
                add_multiple(right_.data() + right_at(b, 0, i), shape_.block, x[i], out);
            if (bottom_used_[at(b, n, i)])
                for (int k = 0; k < shape_.block; ++k)
                    y[i] += bottom_[bottom_at(b, i, k)] * own[k];
        }
    }
}

void BlockArrow::find_active(int b)
{
    Front& front = front_[size_of(b)];
    front = {};
    for (int i = 0; i < shape_.border; ++i) {
        std::size_t const slot = at(b, shape_.border, 0);
        std::size_t const here = slot + size_of(i);
        if (right_used_[here] &&
            any_not_zero(right_.data() + size_of(shape_.block) * here, shape_.block))
            active_column_[slot + size_of(front.columns++)] = i;
        if (bottom_used_[here] &&
            any_not_zero(bottom_.data() + size_of(shape_.block) * here, shape_.block))
            active_row_[slot + size_of(front.rows++)] = i;
    }
    front.stride = detail::padded(shape_.block + front.rows);
}

void BlockArrow::fill_schur(double scale, double shift)
{
    int const n = shape_.border;
    for (int c = 0; c < n; ++c) {
        double* const column = &schur_[at(c, schur_stride_, 0)];
        for (int r = 0; r < n; ++r)
            column[r] = scale * border_[at(c, n, r)];
        std::fill(column + n, column + schur_stride_, 0.0);
        column[c] += shift;
    }
}

void BlockArrow::fill_front(int b, double scale, double shift)
{
    auto const [columns, rows, stride] = front_[size_of(b)];
    int const n = shape_.block;
    int const* const row = active_row_.data() + at(b, shape_.border, 0);
    int const* const col = active_column_.data() + at(b, shape_.border, 0);
    for (int c = 0; c < n + columns; ++c) {
        double* const out = front(b) + at(c, stride, 0);
        double const* const in = c < n ? diagonal_.data() + diagonal_at(b, 0, c)
                                       : right_.data() + right_at(b, 0, col[c - n]);
        for (int r = 0; r < n; ++r)
            out[r] = scale * in[r];
        std::fill(out + n, out + stride, 0.0);
        if (c < n) {
            out[c] += shift;
            for (int r = 0; r < rows; ++r)
                out[n + r] = scale * bottom_[bottom_at(b, row[r], c)];
        }
    }
}

void BlockArrow::add_to_schur(int b)
{
    auto const [columns, rows, stride] = front_[size_of(b)];
    int const* const row = active_row_.data() + at(b, shape_.border, 0);
    int const* const col = active_column_.data() + at(b, shape_.border, 0);
    for (int c = 0; c < columns; ++c) {
        double const* const in = front(b) + at(shape_.block + c, stride, shape_.block);
        double* const out = &schur_[at(col[c], schur_stride_, 0)];
        for (int r = 0; r < rows; ++r)
            out[row[r]] += in[r];
    }
}

detail::Elimination BlockArrow::block_elimination(int b)
{
    Front const& f = front_[size_of(b)];
    return {.stride = f.stride,
            .columns = shape_.block + f.columns,
            .pivots = shape_.block,
            .upper = front(b),
            .lower =
                &block_lower_[at(b, 1, 0) *
                              size_of(shape_.block, detail::padded(shape_.block + shape_.border))],
            .pivot = block_pivot_.data() + at(b, shape_.block, 0),
            .inverse = block_inverse_.data() + at(b, shape_.block, 0)};
}

detail::Elimination BlockArrow::schur_elimination()
{
    return {.stride = schur_stride_,
            .columns = shape_.border,
            .pivots = shape_.border,
            .upper = schur_.get(),
            .lower = schur_lower_.get(),
            .pivot = schur_pivot_.data(),
            .inverse = schur_inverse_.data()};
}

bool BlockArrow::factor_sum(double scale, double shift)
{
    fill_schur(scale, shift);
    if (shape_.block > 0)
        for (int b = 0; b < shape_.blocks; ++b) {
            find_active(b);
            fill_front(b, scale, shift);
            if (!detail::eliminate(block_elimination(b)))
                return false;
            add_to_schur(b);
        }
    return detail::eliminate(schur_elimination());
}

void BlockArrow::forward_block(int b, double* x)
{
    auto const [columns, rows, stride] = front_[size_of(b)];
    double* const own = x + shape_.offset(b);
    double* const work = work_.get();
    std::copy_n(own, shape_.block, work);
    std::fill(work + shape_.block, work + stride, 0.0);
    detail::substitute_forward(block_elimination(b), work);
    std::copy_n(work, shape_.block, own);
    for (int r = 0; r < rows; ++r)
        x[active_row_[at(b, shape_.border, r)]] += work[shape_.block + r];
}

void BlockArrow::back_block(int b, double* x)
{
    for (int c = 0; c < front_[size_of(b)].columns; ++c)
        known_[size_of(c)] = x[active_column_[at(b, shape_.border, c)]];
    double* const own = x + shape_.offset(b);
    std::copy_n(own, shape_.block, work_.get());
    detail::substitute_back(block_elimination(b), work_.get(), known_.get());
    std::copy_n(work_.get(), shape_.block, own);
}

void BlockArrow::solve(double* x)
{
    int const blocks = shape_.block > 0 ? shape_.blocks : 0;
    for (int b = 0; b < blocks; ++b)
        forward_block(b, x);
    double* const work = work_.get();
    std::copy_n(x, shape_.border, work);
    std::fill(work + shape_.border, work + schur_stride_, 0.0);
    detail::substitute_forward(schur_elimination(), work);
    detail::substitute_back(schur_elimination(), work, nullptr);
    std::copy_n(work, shape_.border, x);
    for (int b = 0; b < blocks; ++b)
        back_block(b, x);
}

}   // namespace radici::numerics
