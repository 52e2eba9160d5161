#include "radici/numerics/detail/small_lu.hpp"

#include <algorithm>
#include <cmath>

#include "radici/numerics/detail/wide.hpp"

namespace radici::numerics::detail {

AlignedDoubles aligned_zeros(std::size_t n)
{
    void* const memory =
        ::operator new[](std::max<std::size_t>(n, 1) * sizeof(double), std::align_val_t{64});
    auto* const values = static_cast<double*>(memory);
    std::fill_n(values, n, 0.0);
    return AlignedDoubles(values);
}

namespace {

int largest_row(double const* column, int first, int last)
{
    int best = first;
    for (int i = first + 1; i < last; ++i)
        if (std::abs(column[i]) > std::abs(column[best]))
            best = i;
    return best;
}

void exchange_rows(Elimination const& e, int k, int p)
{
    for (int j = k; j < e.columns; ++j)
        std::swap(e.upper[j * e.stride + k], e.upper[j * e.stride + p]);
    for (int j = 0; j < k; ++j)
        std::swap(e.lower[j * e.stride + k], e.lower[j * e.stride + p]);
}

double* aligned(double* p)
{
    return static_cast<double*>(__builtin_assume_aligned(p, 64));
}

double* column_of(double* matrix, int stride, int k)
{
    return aligned(matrix + static_cast<std::ptrdiff_t>(stride) * k);
}

}   // namespace

// Whole vectors begin at the row group of k + 1, where L has zeros down to its diagonal, and end
// with the group of row k − 1, where U has zeros from its diagonal on.

RADICI_WIDE bool eliminate(Elimination const& e)
{
    int const stride = e.stride;
    for (int k = 0; k < e.pivots; ++k) {
        double* __restrict const column = column_of(e.upper, stride, k);
        double* __restrict const multiplier = column_of(e.lower, stride, k);
        int const p = largest_row(column, k, e.pivots);
        double const inverse = 1 / column[p];
        if (column[p] == 0 || !std::isfinite(inverse))
            return false;
        e.pivot[k] = p;
        e.inverse[k] = inverse;
        if (p != k)
            exchange_rows(e, k, p);
        int const start = (k + 1) / lanes * lanes;
        for (int i = start; i < stride; i += lanes)
            for (int lane = 0; lane < lanes; ++lane)
                multiplier[i + lane] = column[i + lane] * inverse;
        for (int i = start; i <= k; ++i)
            multiplier[i] = 0;
        for (int i = k; i < padded(k); ++i)
            column[i] = 0;
        for (int j = k + 1; j < e.columns; ++j) {
            double* __restrict const target = column_of(e.upper, stride, j);
            double const factor = target[k];
            if (factor == 0)
                continue;
            for (int i = start; i < stride; i += lanes)
                for (int lane = 0; lane < lanes; ++lane)
                    target[i + lane] -= factor * multiplier[i + lane];
        }
    }
    return true;
}

RADICI_WIDE void substitute_forward(Elimination const& e, double* x)
{
    double* __restrict const target = aligned(x);
    for (int k = 0; k < e.pivots; ++k)
        std::swap(target[k], target[e.pivot[k]]);
    for (int k = 0; k < e.pivots; ++k) {
        double const* __restrict const column = column_of(e.lower, e.stride, k);
        double const value = target[k];
        for (int i = (k + 1) / lanes * lanes; i < e.stride; i += lanes)
            for (int lane = 0; lane < lanes; ++lane)
                target[i + lane] -= value * column[i + lane];
    }
}

RADICI_WIDE void substitute_back(Elimination const& e, double* x, double const* known)
{
    double* __restrict const target = aligned(x);
    for (int j = e.pivots; j < e.columns; ++j) {
        double const* __restrict const column = column_of(e.upper, e.stride, j);
        double const value = known[j - e.pivots];
        for (int i = 0; i < e.pivots; i += lanes)
            for (int lane = 0; lane < lanes; ++lane)
                target[i + lane] -= value * column[i + lane];
    }
    for (int k = e.pivots - 1; k >= 0; --k) {
        double const* __restrict const column = column_of(e.upper, e.stride, k);
        double const value = target[k] * e.inverse[k];
        for (int i = 0; i < k; i += lanes)
            for (int lane = 0; lane < lanes; ++lane)
                target[i + lane] -= value * column[i + lane];
        target[k] = value;
    }
}

}   // namespace radici::numerics::detail
