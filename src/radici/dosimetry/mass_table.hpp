#pragma once
#include <algorithm>
#include <cmath>
#include <vector>

#include "radici/base/error.hpp"
#include "radici/numerics/interpolation.hpp"

namespace radici::dosimetry {

/// A function ≥ 0 of x = ln m on even knots, numerics::UniformCurve between them (monotone,
/// continuous slope), flat above the last knot and below the first the power of m that passes
/// through the first two; continuous with its slope there too.
class MassTable {
public:
    MassTable() = default;
    /// @param y  at least 2 values, all ≥ 0
    MassTable(double first_x, double step, std::vector<double> const& y) : first_x_(first_x)
    {
        RADICI_EXPECT(y.size() >= 2 && step > 0);
        std::vector<double> x(y.size());
        for (std::size_t i = 0; i < x.size(); ++i)
            x[i] = first_x + step * static_cast<double>(i);
        auto slope = numerics::monotone_slopes(x, y);
        power_ = y[0] > 0 && y[1] > 0 ? std::log(y[1] / y[0]) / step : 0;
        slope.front() = power_ * y[0];
        slope.back() = 0;
        is_zero_ = std::all_of(y.begin(), y.end(), [](double value) { return value == 0; });
        curve_ = {first_x, step, y, slope, numerics::Outside::hold, numerics::Outside::hold};
    }

    /// x is any number type.
    template <class T>
    [[nodiscard]] T at(T const& x) const
    {
        using std::exp;
        using std::min;
        if (is_zero_)
            return T(0.0);
        return curve_(x) * exp(power_ * min(x - first_x_, T(0.0)));
    }

private:
    double first_x_ = 0, power_ = 0;
    bool is_zero_ = true;
    numerics::UniformCurve curve_;
};

}   // namespace radici::dosimetry
