#include "radici/transport/log_table.hpp"

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

numerics::MonotoneCurve const& held(std::optional<numerics::MonotoneCurve> const& curve)
{
    if (!curve)
        expectation_failed("the table holds values", __FILE__, __LINE__);
    return *curve;
}

}   // namespace

LogTable::LogTable(std::vector<double> const& x, std::vector<double> const& y, std::string what,
                   Location where)
    : what_(std::move(what)), where_(std::move(where))
{
    check(x, y, what_, where_);
    std::vector<double> ln_x, ln_y;
    for (std::size_t i = 0; i < x.size(); ++i) {
        ln_x.push_back(std::log(x[i]));
        ln_y.push_back(std::log(y[i]));
    }
    curve_.emplace(std::move(ln_x), std::move(ln_y), numerics::Outside::hold);
}

double LogTable::first_x() const
{
    return std::exp(held(curve_).smallest_x());
}

double LogTable::last_x() const
{
    return std::exp(held(curve_).largest_x());
}

double LogTable::at(double x) const
{
    double const ln_x = x > 0 ? std::log(x) : -1e300;
    double const slack = 1e-12;
    if (!(ln_x >= held(curve_).smallest_x() - slack && ln_x <= held(curve_).largest_x() + slack))
        throw StudyError(where_, {what_ + " " + value_text(x, ""),
                                  "the table reaches from " + value_text(first_x(), "") + " to " +
                                      value_text(last_x(), ""),
                                  ""});
    return std::exp(held(curve_)(ln_x));
}

}   // namespace radici::transport
