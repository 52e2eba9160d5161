#include "radici/numerics/detail/cholesky.hpp"

#include <cmath>
#include <numeric>

#include "radici/base/error.hpp"

namespace radici::numerics::detail {

std::optional<Cholesky> Cholesky::of(std::vector<double> matrix, std::size_t n)
{
    RADICI_EXPECT(matrix.size() == n * n);
    constexpr double least_pivot = 1e-11;
    for (std::size_t j = 0; j < n; ++j) {
        double* const row_j = &matrix[j * n];
        double const pivot =
            row_j[j] - std::inner_product(row_j, row_j + j, row_j, 0.0);   // L is left of it
        if (!std::isfinite(pivot) || !(pivot > least_pivot * row_j[j]))
            return std::nullopt;
        row_j[j] = std::sqrt(pivot);
        for (std::size_t i = j + 1; i < n; ++i) {
            double* const row_i = &matrix[i * n];
            row_i[j] = (row_i[j] - std::inner_product(row_i, row_i + j, row_j, 0.0)) / row_j[j];
        }
    }
    return Cholesky(std::move(matrix), n);
}

std::vector<double> Cholesky::solve(std::vector<double> right) const
{
    RADICI_EXPECT(right.size() == n_);
    for (std::size_t i = 0; i < n_; ++i) {
        for (std::size_t j = 0; j < i; ++j)
            right[i] -= at(i, j) * right[j];
        right[i] /= at(i, i);
    }
    for (std::size_t i = n_; i-- > 0;) {
        for (std::size_t j = i + 1; j < n_; ++j)
            right[i] -= at(j, i) * right[j];
        right[i] /= at(i, i);
    }
    return right;
}

std::vector<double> Cholesky::inverse() const
{
    std::vector<double> columns;
    columns.reserve(n_ * n_);
    for (std::size_t j = 0; j < n_; ++j) {
        std::vector<double> unit(n_);
        unit[j] = 1;
        auto const column = solve(std::move(unit));
        columns.insert(columns.end(), column.begin(), column.end());
    }
    return columns;   // symmetric
}

double dot(std::vector<double> const& a, std::vector<double> const& b)
{
    RADICI_EXPECT(a.size() == b.size());
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

}   // namespace radici::numerics::detail
