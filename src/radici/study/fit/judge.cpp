#include "radici/study/fit/judge.hpp"

#include <algorithm>
#include <cmath>

#include "radici/study/endpoints.hpp"
#include "radici/study/fit/detail/measurements.hpp"
#include "radici/study/fit/detail/survival.hpp"

namespace radici::study::fit {
namespace {

using Kind = Quantity::Kind;
using detail::column;
using detail::Count;

Count count_rate(std::string const& endpoint, SimulatedArm const& arm)
{
    Count count;
    std::vector<RateRule> rules;
    for (bool const animals : {false, true})
        for (auto const& rule : rate_rules({.animals = animals, .has_psa = true}))
            rules.push_back(rule);
    for (auto const& rule : toxicity_rules({}, true))
        rules.push_back(rule);
    auto const& names = arm.table.names();
    auto const has = [&](RateRule const& rule) {
        return rule.name == endpoint &&
               std::find(names.begin(), names.end(), rule.column) != names.end();
    };
    auto const rule = std::find_if(rules.begin(), rules.end(), has);
    if (rule == rules.end())   // an arm without radionuclides has no dose to organs
        return count;
    for (auto const* patient : arm.patients) {
        auto const row = arm.table.row(*patient);
        double const value = column(arm, row, rule->column);
        if (std::isnan(value) || (!rule->judged.empty() && column(arm, row, rule->judged) == 0))
            continue;
        count.of += 1;
        count.with += value >= rule->low && value <= rule->high ? 1 : 0;
    }
    return count;
}

}   // namespace

Judgement judge(DataGroup const& group, std::vector<SimulatedArm> const& arms, double error)
{
    auto const& arm = arms[group.arm];
    auto const& row = group.rows.front();
    if (arm.patients.empty())
        return {detail::impossible, 0, Observation::none, 0.5};
    switch (group.quantity.kind) {
    case Kind::rate:
        return detail::judge_share(row, count_rate(group.quantity.endpoint, arm));
    case Kind::share_at:
        return detail::judge_share_at(group, arm);
    case Kind::time:
        return detail::judge_times(group, arm);
    case Kind::median:
        return detail::judge_median(group, arm, error);
    case Kind::median_ratio:
        return detail::judge_median_ratio(group, arm, arms.front(), error);
    case Kind::volume:
    case Kind::series:
    case Kind::peak:
    case Kind::peak_day:
    case Kind::per_injection:
        break;
    }
    return row.subject.empty() ? detail::judge_group_value(group, arm, error)
                               : detail::judge_subjects(group, arm, error);
}

}   // namespace radici::study::fit
