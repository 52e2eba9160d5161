#include "radici/numerics/interpolation.hpp"

#include <fmt/format.h>

#include "radici/base/error.hpp"

namespace radici::numerics {
namespace {

void expect_table(std::span<double const> x, std::span<double const> y)
{
    RADICI_EXPECT(x.size() >= 2 && x.size() == y.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        RADICI_EXPECT(std::isfinite(x[i]) && std::isfinite(y[i]));
        RADICI_EXPECT(i == 0 || x[i - 1] < x[i]);
    }
}

/// Index of the interval that holds x; the first or last one outside.
std::size_t interval(std::vector<double> const& x, double at)
{
    auto const next = std::upper_bound(x.begin() + 1, x.end() - 1, at);
    return static_cast<std::size_t>(next - x.begin()) - 1;
}

void refuse_outside(double at, double first, double last, Outside outside)
{
    if (outside == Outside::refuse && !(at >= first && at <= last))
        throw NumericsError(fmt::format("{} lies outside of the table, {} to {}", at, first, last));
}

std::vector<double> logarithms(std::vector<double> const& values)
{
    std::vector<double> out;
    out.reserve(values.size());
    for (double const value : values) {
        RADICI_EXPECT(value > 0);
        out.push_back(std::log(value));
    }
    return out;
}

/// Slope at the end of three points, kept from overshooting; h, d are steps and secants, nearest
/// first.
double end_slope(double h0, double h1, double d0, double d1)
{
    double const slope = ((2 * h0 + h1) * d0 - h0 * d1) / (h0 + h1);
    if (slope * d0 <= 0)
        return 0;
    if (d0 * d1 <= 0 && std::abs(slope) > 3 * std::abs(d0))
        return 3 * d0;
    return slope;
}

}   // namespace

LinearCurve::LinearCurve(std::vector<double> x, std::vector<double> y, Outside outside)
    : x_(std::move(x)), y_(std::move(y)), sum_(x_.size(), 0.0), outside_(outside)
{
    expect_table(x_, y_);
    for (std::size_t i = 1; i < x_.size(); ++i)
        sum_[i] = sum_[i - 1] + 0.5 * (y_[i] + y_[i - 1]) * (x_[i] - x_[i - 1]);
}

double LinearCurve::operator()(double x) const
{
    refuse_outside(x, x_.front(), x_.back(), outside_);
    if (outside_ == Outside::hold)
        x = std::clamp(x, x_.front(), x_.back());
    std::size_t const i = interval(x_, x);
    double const t = (x - x_[i]) / (x_[i + 1] - x_[i]);
    return t == 1 ? y_[i + 1] : y_[i] + t * (y_[i + 1] - y_[i]);
}

double LinearCurve::derivative(double x) const
{
    refuse_outside(x, x_.front(), x_.back(), outside_);
    if (outside_ == Outside::hold && (x < x_.front() || x > x_.back()))
        return 0;
    std::size_t const i = interval(x_, x);
    return (y_[i + 1] - y_[i]) / (x_[i + 1] - x_[i]);
}

double LinearCurve::integral_from_start(double x) const
{
    double const value = (*this)(x);
    if (x < x_.front())
        return 0.5 * (value + y_.front()) * (x - x_.front());
    if (x > x_.back())
        return sum_.back() + 0.5 * (value + y_.back()) * (x - x_.back());
    std::size_t const i = interval(x_, x);
    return sum_[i] + 0.5 * (value + y_[i]) * (x - x_[i]);
}

double LinearCurve::integral(double a, double b) const
{
    return integral_from_start(b) - integral_from_start(a);
}

LogLogCurve::LogLogCurve(std::vector<double> const& x, std::vector<double> const& y,
                         Outside outside)
    : log_log_(logarithms(x), logarithms(y), outside), first_x_(x.front()), last_x_(x.back())
{
}

double LogLogCurve::operator()(double x) const
{
    RADICI_EXPECT(x > 0);
    double at = std::log(x);
    if (x >= first_x_ && x <= last_x_)
        at = std::clamp(at, log_log_.x().front(), log_log_.x().back());
    return std::exp(log_log_(at));
}

double LogLogCurve::smallest_x() const
{
    return first_x_;
}

double LogLogCurve::largest_x() const
{
    return last_x_;
}

std::vector<double> monotone_slopes(std::span<double const> x, std::span<double const> y)
{
    expect_table(x, y);
    std::size_t const n = x.size();
    auto const step = [&](std::size_t i) { return x[i + 1] - x[i]; };
    auto const secant = [&](std::size_t i) { return (y[i + 1] - y[i]) / (x[i + 1] - x[i]); };
    if (n == 2)
        return {secant(0), secant(0)};
    std::vector<double> slope(n, 0.0);
    for (std::size_t i = 1; i + 1 < n; ++i) {
        double const before = secant(i - 1), after = secant(i);
        if (before * after <= 0)
            continue;
        double const w_before = 2 * step(i) + step(i - 1), w_after = step(i) + 2 * step(i - 1);
        slope[i] = (w_before + w_after) / (w_before / before + w_after / after);
    }
    slope[0] = end_slope(step(0), step(1), secant(0), secant(1));
    slope[n - 1] = end_slope(step(n - 2), step(n - 3), secant(n - 2), secant(n - 3));
    return slope;
}

MonotoneCurve::MonotoneCurve(std::vector<double> x, std::vector<double> y, Outside outside)
    : x_(std::move(x)), y_(std::move(y)), slope_(monotone_slopes(x_, y_)), outside_(outside)
{
}

double MonotoneCurve::operator()(double x) const
{
    refuse_outside(x, x_.front(), x_.back(), outside_);
    if (x < x_.front())
        return y_.front() + (outside_ == Outside::extend ? slope_.front() * (x - x_.front()) : 0);
    if (x > x_.back())
        return y_.back() + (outside_ == Outside::extend ? slope_.back() * (x - x_.back()) : 0);
    std::size_t const i = interval(x_, x);
    double const h = x_[i + 1] - x_[i];
    double const t = (x - x_[i]) / h;
    double const rise = y_[i + 1] - y_[i];
    double const d0 = slope_[i] * h, d1 = slope_[i + 1] * h;
    return t == 1 ? y_[i + 1]
                  : y_[i] + t * (d0 + t * (3 * rise - 2 * d0 - d1 + t * (d0 + d1 - 2 * rise)));
}

double MonotoneCurve::derivative(double x) const
{
    refuse_outside(x, x_.front(), x_.back(), outside_);
    if (x < x_.front())
        return outside_ == Outside::extend ? slope_.front() : 0;
    if (x > x_.back())
        return outside_ == Outside::extend ? slope_.back() : 0;
    std::size_t const i = interval(x_, x);
    double const h = x_[i + 1] - x_[i];
    double const t = (x - x_[i]) / h;
    double const secant = (y_[i + 1] - y_[i]) / h;
    double const d0 = slope_[i], d1 = slope_[i + 1];
    return d0 + t * (2 * (3 * secant - 2 * d0 - d1) + t * 3 * (d0 + d1 - 2 * secant));
}

UniformCurve::UniformCurve(double first, double step, std::span<double const> values,
                           std::span<double const> slopes, Outside below, Outside above)
    : first_(first),
      last_(first + step * static_cast<double>(values.size() - 1)),
      per_step_(1 / step),
      hold_below_(below == Outside::hold),
      hold_above_(above == Outside::hold)
{
    RADICI_EXPECT(values.size() >= 2 && values.size() == slopes.size());
    RADICI_EXPECT(std::isfinite(first) && step > 0 && std::isfinite(step));
    RADICI_EXPECT(below != Outside::refuse && above != Outside::refuse);
    for (std::size_t i = 0; i < values.size(); ++i) {
        RADICI_EXPECT(std::isfinite(values[i]) && std::isfinite(slopes[i]));
        node_.push_back({.value = values[i], .rise = slopes[i] * step});
    }
}

UniformCurve UniformCurve::monotone(double first, double step, std::span<double const> values,
                                    Outside below, Outside above)
{
    std::vector<double> x(values.size());
    for (std::size_t i = 0; i < x.size(); ++i)
        x[i] = first + step * static_cast<double>(i);
    return UniformCurve(first, step, values, monotone_slopes(x, values), below, above);
}

}   // namespace radici::numerics
