#include "reference/detail/wide_vector.hpp"

#include <cmath>

#include "radici/numerics/detail/wide.hpp"

namespace radici::reference::detail {
namespace {

double* data(N_Vector v)
{
    return NV_DATA_S(v);
}
sunindextype length(N_Vector v)
{
    return NV_LENGTH_S(v);
}

// Output and input may be one vector: element i depends on elements i alone, which is what ivdep
// says.

RADICI_WIDE void linear_sum(realtype a, N_Vector x, realtype b, N_Vector y, N_Vector z)
{
    double const *in_x = data(x), *in_y = data(y);
    double* out = data(z);
    sunindextype const n = length(z);
    RADICI_ELEMENTWISE
    for (sunindextype i = 0; i < n; ++i)
        out[i] = a * in_x[i] + b * in_y[i];
}

RADICI_WIDE void scale(realtype c, N_Vector x, N_Vector z)
{
    double const* in = data(x);
    double* out = data(z);
    sunindextype const n = length(z);
    RADICI_ELEMENTWISE
    for (sunindextype i = 0; i < n; ++i)
        out[i] = c * in[i];
}

RADICI_WIDE void set_constant(realtype c, N_Vector z)
{
    double* out = data(z);
    sunindextype const n = length(z);
    for (sunindextype i = 0; i < n; ++i)
        out[i] = c;
}

RADICI_WIDE void product(N_Vector x, N_Vector y, N_Vector z)
{
    double const *in_x = data(x), *in_y = data(y);
    double* out = data(z);
    sunindextype const n = length(z);
    RADICI_ELEMENTWISE
    for (sunindextype i = 0; i < n; ++i)
        out[i] = in_x[i] * in_y[i];
}

RADICI_WIDE void magnitude(N_Vector x, N_Vector z)
{
    double const* in = data(x);
    double* out = data(z);
    sunindextype const n = length(z);
    RADICI_ELEMENTWISE
    for (sunindextype i = 0; i < n; ++i)
        out[i] = std::abs(in[i]);
}

RADICI_WIDE void inverse(N_Vector x, N_Vector z)
{
    double const* in = data(x);
    double* out = data(z);
    sunindextype const n = length(z);
    RADICI_ELEMENTWISE
    for (sunindextype i = 0; i < n; ++i)
        out[i] = 1 / in[i];
}

/// Σ (x·w)², in eight sums of every eighth element, so that the order does not depend on the
/// registers.
RADICI_WIDE realtype weighted_square_sum(N_Vector x, N_Vector w)
{
    constexpr int sums = 8;
    double const *in = data(x), *weight = data(w);
    sunindextype const n = length(x);
    double sum[sums] = {};
    sunindextype i = 0;
    for (; i + sums <= n; i += sums)
        for (int k = 0; k < sums; ++k) {
            double const term = in[i + k] * weight[i + k];
            sum[k] += term * term;
        }
    for (int k = 0; i < n; ++i, ++k) {
        double const term = in[i] * weight[i];
        sum[k] += term * term;
    }
    return ((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7]));
}

realtype weighted_rms_norm(N_Vector x, N_Vector w)
{
    return std::sqrt(weighted_square_sum(x, w) / static_cast<double>(length(x)));
}

}   // namespace

void widen(N_Vector vector)
{
    auto& ops = *vector->ops;
    ops.nvlinearsum = linear_sum;
    ops.nvscale = scale;
    ops.nvconst = set_constant;
    ops.nvprod = product;
    ops.nvabs = magnitude;
    ops.nvinv = inverse;
    ops.nvwrmsnorm = weighted_rms_norm;
    ops.nvwsqrsumlocal = weighted_square_sum;
}

}   // namespace radici::reference::detail
