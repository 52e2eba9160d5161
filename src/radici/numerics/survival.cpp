#include "radici/numerics/survival.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/error.hpp"

namespace radici::numerics {
namespace {

constexpr double same = 1e-12;   // survival estimates closer than this are one

std::vector<FollowUp> by_time(std::span<FollowUp const> subjects)
{
    std::vector<FollowUp> sorted(subjects.begin(), subjects.end());
    for (FollowUp const& s : sorted)
        RADICI_EXPECT(s.time >= 0 && std::isfinite(s.time));
    std::sort(sorted.begin(), sorted.end(),
              [](auto const& l, auto const& r) { return l.time < r.time; });
    return sorted;
}

/// S raised to exp(±z·σ), σ the standard error of ln(−ln S).
Estimate with_band(double survival, double greenwood, double z, double last_high)
{
    if (survival <= 0)
        return {0, 0, last_high};
    double const log_survival = std::log(survival);
    double const width = z * std::sqrt(greenwood) / std::abs(log_survival);
    return {survival, std::exp(log_survival * std::exp(width)),
            std::exp(log_survival * std::exp(-width))};
}

/// One event time of two groups.
struct Table {
    double risk_a, risk_b, events_a, events_b;
};

std::vector<Table> tables(std::span<FollowUp const> a, std::span<FollowUp const> b)
{
    auto const in_a = by_time(a), in_b = by_time(b);
    std::vector<Table> out;
    std::size_t i = 0, j = 0;
    auto const pass = [](std::vector<FollowUp> const& group, std::size_t& at, double time) {
        double events = 0;
        for (; at < group.size() && group[at].time == time; ++at)
            events += group[at].event ? 1 : 0;
        return events;
    };
    while (i < in_a.size() || j < in_b.size()) {
        bool const from_a = j == in_b.size() || (i < in_a.size() && in_a[i].time <= in_b[j].time);
        double const time = from_a ? in_a[i].time : in_b[j].time;
        Table t{static_cast<double>(in_a.size() - i), static_cast<double>(in_b.size() - j), 0, 0};
        t.events_a = pass(in_a, i, time);
        t.events_b = pass(in_b, j, time);
        if (t.events_a + t.events_b > 0)
            out.push_back(t);
    }
    return out;
}

}   // namespace

KaplanMeier::KaplanMeier(std::span<FollowUp const> subjects, double confidence)
{
    RADICI_EXPECT(confidence > 0 && confidence < 1);
    auto const sorted = by_time(subjects);
    double const z = normal_quantile(0.5 * (1 + confidence));
    double survival = 1, greenwood = 0, last_high = 1;
    ascending_.reserve(sorted.size());
    for (std::size_t i = 0; i < sorted.size();) {
        double const time = sorted[i].time;
        auto const at_risk = static_cast<long>(sorted.size() - i);
        long events = 0;
        for (; i < sorted.size() && sorted[i].time == time; ++i) {
            events += sorted[i].event ? 1 : 0;
            ascending_.push_back(time);
        }
        if (events == 0)
            continue;
        auto const n = static_cast<double>(at_risk), d = static_cast<double>(events);
        survival *= (n - d) / n;
        greenwood += d / (n * (n - d));
        steps_.push_back({time, at_risk, events, with_band(survival, greenwood, z, last_high)});
        last_high = steps_.back().survival.high;
    }
}

std::optional<Estimate> KaplanMeier::at(double t) const
{
    RADICI_EXPECT(t >= 0);
    auto const after =
        std::upper_bound(steps_.begin(), steps_.end(), t,
                         [](double time, Step const& step) { return time < step.time; });
    Estimate const here = after == steps_.begin() ? Estimate{1, 1, 1} : std::prev(after)->survival;
    bool const followed = !ascending_.empty() && t <= ascending_.back();
    if (!followed && here.value > 0)
        return std::nullopt;
    return here;
}

long KaplanMeier::at_risk(double t) const
{
    return static_cast<long>(ascending_.end() -
                             std::lower_bound(ascending_.begin(), ascending_.end(), t));
}

SurvivalQuantile KaplanMeier::quantile(double p) const
{
    RADICI_EXPECT(p > 0 && p < 1);
    double const level = 1 - p;
    auto const first = [&](auto const& bound) -> std::optional<double> {
        for (std::size_t i = 0; i < steps_.size(); ++i) {
            double const value = bound(steps_[i].survival);
            if (value > level + same)
                continue;
            if (value < level - same)
                return steps_[i].time;
            double const until = i + 1 < steps_.size() ? steps_[i + 1].time : ascending_.back();
            return 0.5 * (steps_[i].time + until);
        }
        return std::nullopt;
    };
    return {.value = first([](Estimate const& s) { return s.value; }),
            .low = first([](Estimate const& s) { return s.low; }),
            .high = first([](Estimate const& s) { return s.high; })};
}

LogRank log_rank(std::span<TwoGroups const> strata)
{
    LogRank test{};
    double variance = 0;
    for (auto const& [a, b] : strata)
        for (auto const& [risk_a, risk_b, events_a, events_b] : tables(a, b)) {
            double const n = risk_a + risk_b, d = events_a + events_b;
            test.observed_a += events_a;
            test.observed_b += events_b;
            test.expected_a += d * risk_a / n;
            test.expected_b += d * risk_b / n;
            if (n > 1)
                variance += d * (risk_a / n) * (risk_b / n) * (n - d) / (n - 1);
        }
    double const excess = test.observed_b - test.expected_b;
    test.chi_squared = variance > 0 ? excess * excess / variance : 0;
    test.p = chi_squared_upper(test.chi_squared, 1);
    return test;
}

LogRank log_rank(std::span<FollowUp const> a, std::span<FollowUp const> b)
{
    TwoGroups const all{a, b};
    return log_rank({&all, 1});
}

}   // namespace radici::numerics
