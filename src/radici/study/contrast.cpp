#include "radici/study/contrast.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "radici/base/error.hpp"
#include "radici/numerics/proportional_hazards.hpp"
#include "radici/numerics/restricted_mean.hpp"

namespace radici::study {
namespace {

std::vector<numerics::FollowUp> follow_up(Survival const& survival)
{
    RADICI_EXPECT(survival.day.size() == survival.censored.size());
    std::vector<numerics::FollowUp> subjects;
    subjects.reserve(survival.day.size());
    for (std::size_t i = 0; i < survival.day.size(); ++i)
        subjects.push_back({survival.day[i], survival.censored[i] == 0});
    return subjects;
}

Survival* find(ArmResult& arm, std::string const& name)
{
    auto const found = std::find_if(arm.survival.begin(), arm.survival.end(),
                                    [&](Survival const& s) { return s.name == name; });
    return found == arm.survival.end() ? nullptr : &*found;
}

std::optional<numerics::MeanWithError> mean_until(Survival const& survival, double until_d)
{
    if (!(until_d > 0))   // NaN too
        return std::nullopt;
    return numerics::restricted_mean(numerics::KaplanMeier(follow_up(survival)), until_d);
}

/// Where all arms' curves of an endpoint are known.
double common_follow_up_d(RunResult& result, std::string const& endpoint)
{
    double until_d = result.study.horizon_d;
    for (auto& arm : result.arms)
        if (auto const* survival = find(arm, endpoint); survival && !survival->day.empty()) {
            double const last = *std::max_element(survival->day.begin(), survival->day.end());
            bool open = false;   // somebody is left whose event is not known
            for (std::size_t i = 0; i < survival->day.size(); ++i)
                open = open || (survival->day[i] == last && survival->censored[i] != 0);
            if (open)
                until_d = std::min(until_d, last);
        }
    return until_d;
}

void weigh_survival(RunResult& result, Comparison& comparison)
{
    auto const* a =
        find(result.arms.at(static_cast<std::size_t>(comparison.reference)), comparison.endpoint);
    auto const* b =
        find(result.arms.at(static_cast<std::size_t>(comparison.other)), comparison.endpoint);
    if (!a || !b)
        return;
    auto const table = numerics::two_groups(follow_up(*a), follow_up(*b));
    if (auto const fit = numerics::cox_regression(table))
        comparison.proportional_p = numerics::proportional_hazards(table, *fit).global.p;
    auto const mean_a = mean_until(*a, a->restricted_until_d);
    auto const mean_b = mean_until(*b, b->restricted_until_d);
    if (mean_a && mean_b) {
        auto const gain = numerics::difference(*mean_a, *mean_b).interval();
        comparison.mean_gain_d = {gain.value, gain.low, gain.high};
    }
}

}   // namespace

void restrict_means(RunResult& result)
{
    for (auto& arm : result.arms)
        for (auto& survival : arm.survival) {
            double const until_d = common_follow_up_d(result, survival.name);
            auto const mean = survival.day.empty() ? std::nullopt : mean_until(survival, until_d);
            if (!mean)
                continue;
            auto const interval = mean->interval();
            survival.restricted_mean_d = {mean->value, std::max(0.0, interval.low),
                                          std::min(until_d, interval.high)};
            survival.restricted_until_d = until_d;
        }
}

void weigh_comparisons(RunResult& result)
{
    std::vector<double> p;
    for (auto& comparison : result.comparisons) {
        if (comparison.kind == Comparison::Kind::survival)
            weigh_survival(result, comparison);
        p.push_back(comparison.p);
    }
    auto const made =
        std::count_if(p.begin(), p.end(), [](double value) { return !std::isnan(value); });
    if (made < 2)
        return;
    auto const adjusted = numerics::holm(p);
    for (std::size_t i = 0; i < p.size(); ++i)
        result.comparisons[i].holm_p = adjusted[i];
    result.notes.push_back(fmt::format(
        "{} comparisons were made. By chance alone one in twenty tests has p below 0.05, so each p "
        "counts by itself only if its endpoint was chosen beforehand; p by Holm's method "
        "holds for all of them together.",
        made));
}

}   // namespace radici::study
