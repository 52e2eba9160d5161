#pragma once
#include <cstddef>
#include <vector>

namespace radici::kinetics::detail {

/// Small square matrix, row-major. The body has about ten compartments, an antibody three.
struct Dense {
    int n = 0;
    std::vector<double> value;

    explicit Dense(int size) : n(size), value(place(size, 0), 0.0) {}
    double& operator()(int row, int column) { return value[place(row, column)]; }
    double operator()(int row, int column) const { return value[place(row, column)]; }

private:
    [[nodiscard]] std::size_t place(int row, int column) const
    {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(n) +
               static_cast<std::size_t>(column);
    }
};

[[nodiscard]] Dense identity(int n);
[[nodiscard]] Dense multiply(Dense const& a, Dense const& b);
[[nodiscard]] std::vector<double> multiply(Dense const& a, std::vector<double> const& x);

/// x of a·x = b by Gaussian elimination with partial pivoting. NumericsError where `a` is singular.
[[nodiscard]] std::vector<double> solve(Dense a, std::vector<double> b);

/// exp(a): scaling and squaring of the Taylor series (norm at most 1/2, 18 terms: remainder below
/// 1e-21).
[[nodiscard]] Dense exponential(Dense const& a);

}   // namespace radici::kinetics::detail
