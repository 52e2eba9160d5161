#pragma once
#include <algorithm>
#include <cmath>
#include <vector>

#include "radici/base/error.hpp"
#include "radici/numerics/dual.hpp"

namespace radici::dosimetry {

/// A positive function of x = ln m on even knots: cubic Hermite pieces with monotone slopes
/// (Fritsch & Butland 1984), so that value and slope are continuous. Below the first knot it goes
/// on as a power of m with the exponent it has there, above the last one it stays flat (its slope
/// at that knot is 0).
class HermiteTable {
public:
    HermiteTable() = default;
    /// @param y  at least 2 values, all ≥ 0
    HermiteTable(double first_x, double step, std::vector<double> y)
        : first_(first_x), step_(step), y_(std::move(y))
    {
        RADICI_EXPECT(y_.size() >= 2 && step_ > 0);
        std::size_t const n = y_.size();
        slope_.assign(n, 0);
        for (std::size_t i = 1; i + 1 < n; ++i) {
            double const a = y_[i] - y_[i - 1], b = y_[i + 1] - y_[i];
            if (a * b > 0)
                slope_[i] = 2 * a * b / (a + b) / step_;
        }
        // of the power law through the first two knots
        if (y_[0] > 0 && y_[1] > 0)
            slope_[0] = y_[0] * std::log(y_[1] / y_[0]) / step_;
    }

    /// x is a double or a dual number.
    template <class T>
    [[nodiscard]] T at(T const& x) const
    {
        using numerics::value_of;
        using std::exp;
        double const where = (value_of(x) - first_) / step_;
        std::size_t const last = y_.size() - 1;
        if (where < 0) {
            double const power = y_[0] > 0 ? slope_[0] / y_[0] : 0;
            return y_[0] * exp(power * (x - first_));
        }
        if (where >= static_cast<double>(last))
            return y_[last] + 0.0 * x;
        auto const i = static_cast<std::size_t>(where);
        T const t = (x - (first_ + step_ * static_cast<double>(i))) / step_;
        double const rise = y_[i + 1] - y_[i], d0 = slope_[i] * step_, d1 = slope_[i + 1] * step_;
        return y_[i] + t * (d0 + t * ((3 * rise - 2 * d0 - d1) + t * (d0 + d1 - 2 * rise)));
    }

private:
    double first_ = 0, step_ = 1;
    std::vector<double> y_, slope_;
};

}   // namespace radici::dosimetry
