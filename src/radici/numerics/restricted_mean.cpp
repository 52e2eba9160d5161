#include "radici/numerics/restricted_mean.hpp"

#include <cmath>

#include "radici/base/error.hpp"

namespace radici::numerics {

Estimate MeanWithError::interval(double confidence) const
{
    RADICI_EXPECT(confidence > 0 && confidence < 1);
    double const half = normal_quantile(0.5 * (1 + confidence)) * standard_error;
    return {value, value - half, value + half};
}

double MeanWithError::p() const
{
    if (value == 0)
        return 1;
    return 2 * normal_cumulative(-std::abs(value) / standard_error);
}

std::optional<MeanWithError> restricted_mean(KaplanMeier const& curve, double until)
{
    RADICI_EXPECT(until > 0 && std::isfinite(until));
    if (!curve.at(until))
        return std::nullopt;
    auto const& steps = curve.steps();
    double area = 0, variance = 0, right = until;   // from the last step to the first
    for (std::size_t i = steps.size(); i-- > 0;) {
        auto const& [time, at_risk, events, survival] = steps[i];
        if (time > until)
            continue;
        area += survival.value * (right - time);
        right = time;
        if (at_risk > events) {
            auto const n = static_cast<double>(at_risk), d = static_cast<double>(events);
            variance += area * area * d / (n * (n - d));
        }
    }
    return MeanWithError{area + right, std::sqrt(variance)};
}

MeanWithError difference(MeanWithError const& a, MeanWithError const& b)
{
    return {b.value - a.value, std::hypot(a.standard_error, b.standard_error)};
}

}   // namespace radici::numerics
