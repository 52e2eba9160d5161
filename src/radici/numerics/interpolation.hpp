#pragma once
#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "radici/numerics/dual.hpp"

namespace radici::numerics {

/// What a curve says outside its table.
enum class Outside {
    refuse,   ///< NumericsError
    hold,     ///< the value at the end
    extend,   ///< the tangent at the end (in the coordinates of the curve: a power law for
              ///< LogLogCurve)
};

/// Straight lines between points.
/// Shape   x strictly ascending, at least 2 points, all finite
class LinearCurve {
public:
    LinearCurve(std::vector<double> x, std::vector<double> y, Outside outside = Outside::refuse);
    [[nodiscard]] double operator()(double x) const;
    [[nodiscard]] double derivative(double x) const;   ///< of the segment to the right at a point
    /// ∫ from a to b, any order; the part outside the table by its rule.
    [[nodiscard]] double integral(double a, double b) const;
    [[nodiscard]] std::span<double const> x() const { return x_; }
    [[nodiscard]] std::span<double const> y() const { return y_; }

private:
    [[nodiscard]] double integral_from_start(double x) const;

    std::vector<double> x_, y_, sum_;
    Outside outside_;
};

/// Straight lines in ln x, ln y: a power law between points, as cross sections and stopping powers
/// are tabulated. Shape   as LinearCurve, x and y > 0. A discontinuity (an absorption edge) needs
/// two curves
class LogLogCurve {
public:
    LogLogCurve(std::vector<double> const& x, std::vector<double> const& y,
                Outside outside = Outside::refuse);
    [[nodiscard]] double operator()(double x) const;   ///< x > 0
    [[nodiscard]] double smallest_x() const;
    [[nodiscard]] double largest_x() const;

private:
    LinearCurve log_log_;
    double first_x_, last_x_;   // kept apart: exp(ln x) may round to the outside
};

/// Slopes of the monotone piecewise cubic: none overshoots, flat where the data turn; weighted
/// harmonic means inside, a three-point formula with limits at the ends. Source  Fritsch & Butland,
/// SIAM J Sci Stat Comput 5:300 (1984); Fritsch & Carlson, SIAM J Numer Anal 17:238 (1980)
[[nodiscard]] std::vector<double> monotone_slopes(std::span<double const> x,
                                                  std::span<double const> y);

/// Monotone piecewise cubic Hermite curve (PCHIP), continuous with its first derivative.
/// Shape   as LinearCurve
class MonotoneCurve {
public:
    MonotoneCurve(std::vector<double> x, std::vector<double> y, Outside outside = Outside::refuse);
    [[nodiscard]] double operator()(double x) const;
    [[nodiscard]] double derivative(double x) const;
    [[nodiscard]] double smallest_x() const { return x_.front(); }
    [[nodiscard]] double largest_x() const { return x_.back(); }

private:
    std::vector<double> x_, y_, slope_;
    Outside outside_;
};

/// Piecewise cubic Hermite curve on equal steps, for right-hand sides: no search, no allocation,
/// any number type, continuous with its first derivative (also into a tangent continuation). Shape
/// values and slopes (dy/dx) at first, first + step, …; at least 2; step > 0
class UniformCurve {
public:
    UniformCurve() = default;
    /// Outside::refuse is not offered: a right-hand side is asked for states that no accepted step
    /// will have.
    UniformCurve(double first, double step, std::span<double const> values,
                 std::span<double const> slopes, Outside below = Outside::extend,
                 Outside above = Outside::extend);

    /// With slopes of monotone_slopes().
    [[nodiscard]] static UniformCurve monotone(double first, double step,
                                               std::span<double const> values,
                                               Outside below = Outside::extend,
                                               Outside above = Outside::extend);

    /// @tparam T  double, Dual<N>, or a number that keeps the curve as a whole (lanes::Traced)
    template <class T>
    [[nodiscard]] T operator()(T const& x) const
    {
        if constexpr (requires { T::curve(*this, x); })
            return T::curve(*this, x);
        else {
            ValueAndSlope const here = look_up(value_of(x));
            if constexpr (is_dual<T>)
                return T::chained(here.value, here.slope, x);
            else
                return here.value;
        }
    }
    [[nodiscard]] double derivative(double x) const { return look_up(x).slope; }
    [[nodiscard]] double smallest_x() const { return first_; }
    [[nodiscard]] double largest_x() const { return last_; }

    // For code that looks up many places at once.
    /// Value and rise (slope times step) of node 0, of node 1, …
    [[nodiscard]] double const* nodes() const { return &node_.data()->value; }
    [[nodiscard]] int intervals() const { return static_cast<int>(node_.size()) - 1; }
    [[nodiscard]] double per_step() const { return per_step_; }
    [[nodiscard]] bool holds_below() const { return hold_below_; }
    [[nodiscard]] bool holds_above() const { return hold_above_; }

private:
    struct Node {
        double value;
        double rise;   ///< slope · step
    };
    struct ValueAndSlope {
        double value, slope;
    };

    [[nodiscard]] ValueAndSlope look_up(double x) const
    {
        double const position = (x - first_) * per_step_;
        auto const intervals = static_cast<double>(node_.size() - 1);
        if (!(position >= 0))   // NaN too
            return beyond(node_.front(), position, hold_below_);
        if (position > intervals)
            return beyond(node_.back(), position - intervals, hold_above_);
        double const left = std::min(std::floor(position), intervals - 1);
        auto const [y0, d0] = node_[static_cast<std::size_t>(left)];
        auto const [y1, d1] = node_[static_cast<std::size_t>(left) + 1];
        double const t = position - left;
        double const square = 3 * (y1 - y0) - 2 * d0 - d1;
        double const cube = d0 + d1 - 2 * (y1 - y0);
        return {y0 + t * (d0 + t * (square + t * cube)),
                (d0 + t * (2 * square + t * 3 * cube)) * per_step_};
    }
    [[nodiscard]] ValueAndSlope beyond(Node const& end, double steps, bool hold) const
    {
        if (hold)
            return {std::isnan(steps) ? steps : end.value, 0};
        return {end.value + steps * end.rise, end.rise * per_step_};
    }

    double first_ = 0, last_ = 0, per_step_ = 0;
    bool hold_below_ = false, hold_above_ = false;
    std::vector<Node> node_;
};

}   // namespace radici::numerics
