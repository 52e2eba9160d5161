#include "radici/study/distribution.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "radici/base/error.hpp"

namespace radici::study {
namespace {

constexpr int most_redraws = 10000;

double sd_of_logarithm(double cv)
{
    return std::sqrt(std::log1p(cv * cv));
}

double normal_cumulative(double z)
{
    return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

/// P(count ≤ x) by the sum of the terms, each from the logarithm so that a large mean does not
/// underflow.
double poisson_cumulative(double x, double mean)
{
    constexpr double most_terms = 1e9;   // fits an int, and no mean of a study is near it
    auto const last = static_cast<int>(std::min(std::floor(x), most_terms));
    double sum = 0;
    for (int k = 0; k <= last; ++k) {
        double const term = std::exp(k * std::log(mean) - mean - std::lgamma(k + 1.0));
        sum += term;
        if (k > mean && term < 1e-17 * sum)
            break;
    }
    return std::min(sum, 1.0);
}

}   // namespace

Distribution Distribution::fixed(double value)
{
    return {Shape::fixed, value, 0};
}

Distribution Distribution::lognormal(double median, double cv)
{
    RADICI_EXPECT(median > 0 && cv >= 0);
    return {Shape::lognormal, median, cv};
}

Distribution Distribution::normal(double mean, double sd)
{
    RADICI_EXPECT(sd >= 0);
    return {Shape::normal, mean, sd};
}

Distribution Distribution::uniform(double low, double high)
{
    RADICI_EXPECT(low <= high);
    return {Shape::uniform, low, high};
}

Distribution Distribution::poisson(double mean)
{
    RADICI_EXPECT(mean > 0);
    return {Shape::poisson, mean, 0};
}

Distribution Distribution::within(double low, double high) const
{
    RADICI_EXPECT(low <= high);
    auto bounded = *this;
    bounded.low_ = low;
    bounded.high_ = high;
    return bounded;
}

double Distribution::draw(RandomStream& stream) const
{
    switch (shape_) {
    case Shape::fixed:
        return first_;
    case Shape::lognormal:
        return first_ * std::exp(sd_of_logarithm(second_) * stream.normal());
    case Shape::normal:
        return first_ + second_ * stream.normal();
    case Shape::uniform:
        return first_ + (second_ - first_) * stream.uniform();
    case Shape::poisson:
        return stream.poisson(first_);
    }
    return first_;
}

double Distribution::sample(RandomStream& stream) const
{
    for (int n = 0; n < most_redraws; ++n) {
        double const x = draw(stream);
        if (x >= low_ && x <= high_)
            return x;
    }
    throw NumericsError(
        fmt::format("no draw in [{}, {}] after {} tries", low_, high_, most_redraws));
}

/// P(draw ≤ x).
double Distribution::cumulative(double x) const
{
    if (is_one_point())
        return x >= first_ ? 1 : 0;
    switch (shape_) {
    case Shape::fixed:
        break;
    case Shape::lognormal:
        return x <= 0 ? 0 : normal_cumulative(std::log(x / first_) / sd_of_logarithm(second_));
    case Shape::normal:
        return normal_cumulative((x - first_) / second_);
    case Shape::uniform:
        return std::clamp((x - first_) / (second_ - first_), 0.0, 1.0);
    case Shape::poisson:
        return x < 0 ? 0 : poisson_cumulative(x, first_);
    }
    return 1;
}

/// P(draw < x).
double Distribution::below(double x) const
{
    if (is_one_point())
        return x > first_ ? 1 : 0;
    return cumulative(shape_ == Shape::poisson ? std::ceil(x) - 1 : x);
}

bool Distribution::is_one_point() const
{
    switch (shape_) {
    case Shape::fixed:
        return true;
    case Shape::lognormal:
    case Shape::normal:
        return second_ == 0;
    case Shape::uniform:
        return first_ == second_;
    case Shape::poisson:
        return false;
    }
    return false;
}

double Distribution::share_within() const
{
    return cumulative(high_) - below(low_);
}

double Distribution::centre() const
{
    return shape_ == Shape::uniform ? 0.5 * (first_ + second_) : first_;
}

std::string const& Choice::sample(RandomStream& stream) const
{
    RADICI_EXPECT(!names.empty() && names.size() == shares.size());
    double left = stream.uniform();
    for (std::size_t i = 0; i + 1 < names.size(); ++i) {
        left -= shares[i];
        if (left < 0)
            return names[i];
    }
    return names.back();
}

}   // namespace radici::study
