#pragma once
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
    MassTable(double first_x, double step, std::vector<double> const& y)
        : first_x_(first_x), first_y_(y.at(0))
    {
        RADICI_EXPECT(y.size() >= 2 && step > 0);
        std::vector<double> x(y.size());
        for (std::size_t i = 0; i < x.size(); ++i)
            x[i] = first_x + step * static_cast<double>(i);
        auto slope = numerics::monotone_slopes(x, y);
        power_ = y[0] > 0 && y[1] > 0 ? std::log(y[1] / y[0]) / step : 0;
        slope.front() = power_ * first_y_;
        slope.back() = 0;
        curve_ = {first_x, step, y, slope, numerics::Outside::hold, numerics::Outside::hold};
    }

    /// x is a double or a dual number.
    template <class T>
    [[nodiscard]] T at(T const& x) const
    {
        using numerics::value_of;
        using std::exp;
        if (value_of(x) < first_x_)
            return first_y_ * exp(power_ * (x - first_x_));
        return curve_(x);
    }

private:
    double first_x_ = 0, first_y_ = 0, power_ = 0;
    numerics::UniformCurve curve_;
};

}   // namespace radici::dosimetry
