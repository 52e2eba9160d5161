#include "radici/report/summary.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "radici/base/error.hpp"
#include "radici/report/detail/cohort_view.hpp"
#include "radici/report/detail/json_text.hpp"

namespace radici::report {
namespace {

using Json = nlohmann::ordered_json;   // NaN becomes null
constexpr double days_per_month = 30.4375;

void put(Json& object, std::string const& key, Json value)
{
    RADICI_EXPECT(!object.contains(key));
    object[key] = std::move(value);
}

Json quantity(study::Interval const& q, double unit = 1)
{
    return {{"value", q.value / unit}, {"low", q.low / unit}, {"high", q.high / unit}};
}

/// A mean time, and until when it counts.
Json until(study::Interval const& mean_d, double until_d, double unit_d, char const* key)
{
    Json json = quantity(mean_d, unit_d);
    json[key] = until_d / unit_d;
    return json;
}

Json rate(study::Rate const& r)
{
    Json json = quantity(r.share);
    json["events"] = r.events;
    json["evaluable"] = r.evaluable;
    return json;
}

Json in_months(study::Survival const& s)
{
    Json json{{"median_months", quantity(s.median_d, days_per_month)}};
    for (auto const& at : s.landmarks)
        put(json, fmt::format("at_{}_months", at.months), quantity(at.share));
    json["events"] = std::count(s.censored.begin(), s.censored.end(), std::uint8_t{0});
    if (!std::isnan(s.restricted_mean_d.value))
        json["restricted_mean_months"] =
            until(s.restricted_mean_d, s.restricted_until_d, days_per_month, "until_months");
    return json;
}

void put_in_days(Json& json, study::Survival const& s)
{
    put(json, fmt::format("median_{}_days", s.name), quantity(s.median_d));
    if (!std::isnan(s.restricted_mean_d.value))
        put(json, fmt::format("restricted_mean_{}_days", s.name),
            until(s.restricted_mean_d, s.restricted_until_d, 1, "until_days"));
}

Json cumulative_incidence(study::CompetingRisks const& risks)
{
    Json json = Json::object();
    for (auto const& cause : risks.causes) {
        Json shares{{"events", cause.events}};
        for (auto const& at : cause.landmarks)
            put(shares, fmt::format("at_{}_months", at.months), quantity(at.share));
        put(json, cause.name, shares);
    }
    return json;
}

Json endpoints(study::ArmResult const& arm)
{
    Json json = Json::object();
    for (auto const& r : arm.rates)
        put(json, r.name, rate(r));
    for (auto const& s : arm.survival) {
        if (s.scale == study::Survival::Scale::months)
            put(json, s.name, in_months(s));
        else
            put_in_days(json, s);
    }
    if (arm.abscopal.evaluable > 0)
        put(json, arm.abscopal.name, rate(arm.abscopal));
    return json;
}

Json immune(study::ArmResult const& arm)
{
    Json json = Json::object();
    for (auto const& level : arm.immune) {
        Json one = quantity(level.median);
        one["unit"] = level.unit;
        put(json, level.name, one);
    }
    return json;
}

Json toxicity(study::ArmResult const& arm)
{
    Json json = Json::object();
    for (auto const& r : arm.toxicity)
        put(json, r.name, rate(r));
    return json;
}

Json dose(study::ArmResult const& arm)
{
    Json json = Json::object();
    for (auto const& [name, region, unit, d] : arm.dose)
        put(json, name,
            {{"mean", d.mean},
             {"sd", d.sd},
             {"p05", d.p05},
             {"p25", d.p25},
             {"p50", d.p50},
             {"p75", d.p75},
             {"p95", d.p95}});
    return json;
}

Json arm_json(study::RunResult const& result, int index)
{
    auto const& arm = result.arms[index];
    Json json{{"name", arm.name}, {"patients", arm.patients}, {"failed", arm.failed}};
    if (arm.failed > 0)
        json["failures"] = arm.failures;
    json["endpoints"] = endpoints(arm);
    json["toxicity"] = toxicity(arm);
    if (!arm.immune.empty())
        json["immune"] = immune(arm);
    if (!arm.first_event.causes.empty())
        json["cumulative_incidence"] = cumulative_incidence(arm.first_event);
    json["dose"] = dose(arm);
    if (!arm.tumour_volume_mm3.p50.empty())
        json["course"] = {{"days", result.grid_days},
                          {"tumour_volume_median_mm3", arm.tumour_volume_mm3.p50},
                          {"p05", arm.tumour_volume_mm3.p05},
                          {"p95", arm.tumour_volume_mm3.p95}};
    return json;
}

void put_mean_gain(Json& json, study::RunResult const& result, study::Comparison const& c)
{
    auto const* survival =
        detail::find_named(result.arms.at(static_cast<std::size_t>(c.other)).survival, c.endpoint);
    RADICI_EXPECT(survival);
    bool const months = survival->scale == study::Survival::Scale::months;
    put(json, months ? "restricted_mean_difference_months" : "restricted_mean_difference_days",
        until(c.mean_gain_d, survival->restricted_until_d, months ? days_per_month : 1,
              months ? "until_months" : "until_days"));
}

Json comparison(study::RunResult const& result, study::Comparison const& c)
{
    Json json{{"arms", {result.arms.at(c.reference).name, result.arms.at(c.other).name}},
              {"endpoint", c.endpoint}};
    bool const survival = c.kind == study::Comparison::Kind::survival;
    json[survival ? "hazard_ratio" : "difference"] = quantity(c.effect);
    json[survival ? "log_rank_p" : "fisher_p"] = c.p;
    if (!std::isnan(c.holm_p))
        json["holm_p"] = c.holm_p;
    if (!std::isnan(c.proportional_p))
        json["proportional_hazards_p"] = c.proportional_p;
    if (!std::isnan(c.mean_gain_d.value))
        put_mean_gain(json, result, c);
    return json;
}

Json identity(study::Identity const& study)
{
    Json json{{"name", study.name}};
    if (!study.registry.empty())
        json["registry"] = study.registry;
    json["species"] = study.species;
    if (!study.disease.empty())
        json["disease"] = study.disease;
    json["patients"] = study.patients;
    json["seed"] = study.seed;
    json["horizon_days"] = study.horizon_d;
    bool const parameters =
        study.interval == study::Identity::IntervalKind::sampling_and_parameters;
    json["interval"] = parameters ? "sampling+parameters" : "sampling";
    return json;
}

}   // namespace

std::string summary_json(study::RunResult const& result)
{
    Json json{{"schema", 1}, {"study", identity(result.study)}, {"arms", Json::array()}};
    for (std::size_t i = 0; i < result.arms.size(); ++i)
        json["arms"].push_back(arm_json(result, static_cast<int>(i)));
    json["comparisons"] = Json::array();
    for (auto const& c : result.comparisons)
        json["comparisons"].push_back(comparison(result, c));
    if (!result.notes.empty())
        json["notes"] = result.notes;
    if (!result.not_kept.empty())
        json["not_kept"] = result.not_kept;
    return detail::json_text(json);
}

}   // namespace radici::report
