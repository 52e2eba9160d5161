#pragma once
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace radici::numerics::detail {

/// L·Lᵀ of a symmetric positive definite matrix of a few rows. Elimination by pivots would solve
/// the same system; this one also says when there is no answer: a matrix that is not positive
/// definite, or of which one row is nearly a sum of others.
class Cholesky {
public:
    /// @param matrix  n × n, of which the lower triangle is read
    /// Empty: a pivot is not finite or below 1e-11 of its diagonal entry.
    [[nodiscard]] static std::optional<Cholesky> of(std::vector<double> matrix, std::size_t n);

    [[nodiscard]] std::vector<double> solve(std::vector<double> right) const;
    [[nodiscard]] std::vector<double> inverse() const;   ///< n × n

private:
    Cholesky(std::vector<double> lower, std::size_t n) : lower_(std::move(lower)), n_(n) {}
    [[nodiscard]] double at(std::size_t i, std::size_t j) const { return lower_[i * n_ + j]; }

    std::vector<double> lower_;
    std::size_t n_;
};

/// aᵀ·b of equally long lists.
[[nodiscard]] double dot(std::vector<double> const& a, std::vector<double> const& b);

}   // namespace radici::numerics::detail
