#include "radici/transport/log_table.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/unit_text.hpp"

namespace radici::transport {

namespace {

void check(std::vector<double> const& x, std::vector<double> const& y, std::string const& what,
           Location const& where)
{
    if (x.size() < 2 || x.size() != y.size())
        throw StudyError(
            where,
            {"columns of " + std::to_string(x.size()) + " and " + std::to_string(y.size()),
             "a table over " + what + " needs columns of equal length, two rows at least", ""});
    for (std::size_t i = 0; i < x.size(); ++i)
        if (!(x[i] > 0) || !(y[i] > 0) || (i > 0 && !(x[i] > x[i - 1])))
            throw StudyError(
                where, {"row " + std::to_string(i),
                        "a table over " + what + " must rise and hold positive numbers only", ""});
}

/// Weighted harmonic mean of the neighbouring secants, 0 at an extremum.
double inner_slope(double h0, double h1, double d0, double d1)
{
    if (d0 * d1 <= 0)
        return 0;
    double const w0 = 2 * h1 + h0, w1 = h1 + 2 * h0;
    return (w0 + w1) / (w0 / d0 + w1 / d1);
}

}   // namespace

LogTable::LogTable(std::vector<double> const& x, std::vector<double> const& y, std::string what,
                   Location where)
    : what_(std::move(what)), where_(std::move(where))
{
    check(x, y, what_, where_);
    std::size_t const n = x.size();
    for (std::size_t i = 0; i < n; ++i) {
        ln_x_.push_back(std::log(x[i]));
        ln_y_.push_back(std::log(y[i]));
    }
    auto const step = [&](std::size_t i) { return ln_x_[i + 1] - ln_x_[i]; };
    auto const secant = [&](std::size_t i) { return (ln_y_[i + 1] - ln_y_[i]) / step(i); };
    slope_.assign(n, secant(0));
    for (std::size_t i = 1; i + 1 < n; ++i)
        slope_[i] = inner_slope(step(i - 1), step(i), secant(i - 1), secant(i));
    slope_[n - 1] = secant(n - 2);
}

double LogTable::first_x() const
{
    return std::exp(ln_x_.front());
}

double LogTable::last_x() const
{
    return std::exp(ln_x_.back());
}

double LogTable::at(double x) const
{
    double const ln_x = x > 0 ? std::log(x) : -1e300;
    double const slack = 1e-12;
    if (!(ln_x >= ln_x_.front() - slack && ln_x <= ln_x_.back() + slack))
        throw StudyError(where_, {what_ + " " + value_text(x, ""),
                                  "the table reaches from " + value_text(first_x(), "") + " to " +
                                      value_text(last_x(), ""),
                                  ""});
    auto const above = std::upper_bound(ln_x_.begin() + 1, ln_x_.end() - 1, ln_x);
    std::size_t const i = static_cast<std::size_t>(above - ln_x_.begin()) - 1;
    double const h = ln_x_[i + 1] - ln_x_[i], t = (ln_x - ln_x_[i]) / h, s = 1 - t;
    double const ln_y = ln_y_[i] * s * s * (1 + 2 * t) + ln_y_[i + 1] * t * t * (1 + 2 * s) +
                        h * t * s * (slope_[i] * s - slope_[i + 1] * t);
    return std::exp(ln_y);
}

}   // namespace radici::transport
