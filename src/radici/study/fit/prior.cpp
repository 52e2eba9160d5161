#include "radici/study/fit/prior.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "radici/base/unit_text.hpp"
#include "radici/numerics/statistics.hpp"

namespace radici::study::fit {
namespace {

constexpr double half_range = 1.959963984540054;   // 95 % of a normal lie within so many sd
constexpr double infinity = std::numeric_limits<double>::infinity();

double score(Prior const& prior, double value)
{
    return value <= 0 ? -infinity : std::log(value / prior.median) / prior.sd_ln;
}

double cumulative_normal(double z)
{
    return z == -infinity ? 0 : z == infinity ? 1 : numerics::normal_cumulative(z);
}

}   // namespace

double Prior::quantile(double u) const
{
    switch (shape) {
    case Shape::lognormal: {
        double const from = cumulative_normal(score(*this, low));
        double const until = cumulative_normal(score(*this, high));
        double const p = std::clamp(from + u * (until - from), 1e-15, 1 - 1e-15);
        return std::clamp(median * std::exp(sd_ln * numerics::normal_quantile(p)), low, high);
    }
    case Shape::loguniform:
        return low * std::pow(high / low, u);
    case Shape::uniform:
        break;
    }
    return low + u * (high - low);
}

double Prior::cumulative(double value) const
{
    if (value <= low)
        return 0;
    if (value >= high)
        return 1;
    switch (shape) {
    case Shape::lognormal: {
        double const from = cumulative_normal(score(*this, low));
        double const until = cumulative_normal(score(*this, high));
        return (cumulative_normal(score(*this, value)) - from) / (until - from);
    }
    case Shape::loguniform:
        return std::log(value / low) / std::log(high / low);
    case Shape::uniform:
        break;
    }
    return (value - low) / (high - low);
}

std::string to_text(Prior::Shape shape)
{
    switch (shape) {
    case Prior::Shape::lognormal:
        return "lognormal";
    case Prior::Shape::loguniform:
        return "loguniform";
    case Prior::Shape::uniform:
        break;
    }
    return "uniform";
}

Prior prior_of(Parameter const& parameter, Node const& asked)
{
    auto const value = parameter.value;
    Prior prior{.shape = Prior::Shape::lognormal,
                .median = value,
                .sd_ln = 0,
                .low = std::max(parameter.low.value_or(0), 0.0),
                .high = parameter.high.value_or(infinity)};
    bool const at_end = value == 0 || (prior.low == 0 && parameter.high == value);
    if (at_end && parameter.high && *parameter.high > prior.low) {
        prior.shape = Prior::Shape::uniform;
        return prior;
    }
    if (value > 0 && parameter.high && prior.low > 0)
        prior.sd_ln = std::log(prior.high / prior.low) / (2 * half_range);
    else if (value > 0 && parameter.high)
        prior.sd_ln = std::log(prior.high / value) / half_range;
    else if (value > 0 && parameter.sd)
        prior.sd_ln = std::sqrt(std::log1p(std::pow(*parameter.sd / value, 2)));
    if (!(prior.sd_ln > 0))
        throw asked.error({asked.text(),
                           "data/ has no range for it (" + value_text(value, parameter.unit) + ")",
                           "give low and high in its [[fit.parameter]]"});
    return prior;
}

}   // namespace radici::study::fit
