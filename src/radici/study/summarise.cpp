#include "radici/study/summarise.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>

#include <fmt/format.h>

#include "radici/base/constants.hpp"
#include "radici/base/error.hpp"
#include "radici/numerics/cox.hpp"
#include "radici/numerics/statistics.hpp"
#include "radici/numerics/survival.hpp"
#include "radici/study/contrast.hpp"
#include "radici/study/first_event.hpp"
#include "radici/study/table.hpp"

namespace radici::study {
namespace {

using Records = std::vector<SubjectRecord const*>;
using Test = std::function<bool(SubjectRecord const&)>;

Records completed_of_arm(std::vector<SubjectRecord> const& records, int arm)
{
    Records list;
    for (auto const& record : records)
        if (record.arm == arm && record.failure.empty())
            list.push_back(&record);
    return list;
}

// ---- rates

struct RateRule {
    std::string name;
    Test evaluable, event;
};

bool everyone(SubjectRecord const&)
{
    return true;
}

std::vector<RateRule> rate_rules(bool has_psa)
{
    auto measurable = [](SubjectRecord const& r) { return r.outcome.measurable; };
    auto best = [](std::initializer_list<Response> accepted) {
        return [list = std::vector(accepted)](SubjectRecord const& r) {
            return std::find(list.begin(), list.end(), r.outcome.best) != list.end();
        };
    };
    std::vector<RateRule> rules{
        {"orr", measurable, best({Response::complete, Response::partial})},
        {"cr", measurable, best({Response::complete})},
        {"dcr", measurable, best({Response::complete, Response::partial, Response::stable})},
    };
    if (has_psa)
        rules.push_back({"psa50", everyone, [](auto& r) { return r.outcome.psa50; }});
    rules.push_back({"ctdna50_6w", [](auto& r) { return !std::isnan(r.outcome.ctdna_week6_ratio); },
                     [](auto& r) { return r.outcome.ctdna_week6_ratio <= 0.5; }});
    rules.push_back({"dlt", everyone, [](auto& r) { return r.outcome.dose_limiting; }});
    return rules;
}

std::vector<RateRule> toxicity_rules(bool radioactive)
{
    auto at_least = [](int WorstGrades::*which, int grade) {
        return [which, grade](SubjectRecord const& r) { return r.outcome.worst.*which >= grade; };
    };
    std::vector<RateRule> rules{
        {"any_g3", everyone, [](auto& r) { return r.outcome.worst.worst() >= 3; }},
        {"lymphopenia_g3", everyone, at_least(&WorstGrades::lymphopenia, 3)},
        {"thrombocytopenia_g3", everyone, at_least(&WorstGrades::thrombocytopenia, 3)},
        {"irae_g3", everyone, at_least(&WorstGrades::irae, 3)},
    };
    if (radioactive) {
        rules.push_back({"kidney_g2", everyone, at_least(&WorstGrades::kidney, 2)});
        rules.push_back({"xerostomia_g2", everyone, at_least(&WorstGrades::xerostomia, 2)});
    }
    return rules;
}

Rate rate_of(RateRule const& rule, Records const& records)
{
    Rate rate{.name = rule.name, .share = {}, .events = 0, .evaluable = 0};
    for (auto const* record : records)
        if (rule.evaluable(*record)) {
            ++rate.evaluable;
            rate.events += rule.event(*record) ? 1 : 0;
        }
    if (rate.evaluable > 0) {
        auto const interval = numerics::clopper_pearson(rate.events, rate.evaluable);
        rate.share = {static_cast<double>(rate.events) / rate.evaluable, interval.low,
                      interval.high};
    }
    return rate;
}

// ---- survival

struct SurvivalRule {
    std::string name;
    TimeToEvent Outcome::*time;
};

std::vector<SurvivalRule> survival_rules(bool has_psa)
{
    std::vector<SurvivalRule> rules{{"pfs", &Outcome::pfs}};
    if (has_psa)
        rules.push_back({"rpfs", &Outcome::rpfs});
    rules.push_back({"os", &Outcome::os});
    return rules;
}

std::vector<numerics::FollowUp> follow_up(SurvivalRule const& rule, Records const& records)
{
    std::vector<numerics::FollowUp> list;
    for (auto const* record : records) {
        auto const& time = record->outcome.*rule.time;
        list.push_back({time.day, !time.censored});
    }
    return list;
}

Survival survival_of(SurvivalRule const& rule, Records const& records, double horizon_d)
{
    auto const subjects = follow_up(rule, records);
    numerics::KaplanMeier const curve(subjects);
    auto const median = curve.median();
    Survival survival{.name = rule.name,
                      .scale = Survival::Scale::months,
                      .median_d = {median.value.value_or(no_value), median.low.value_or(no_value),
                                   median.high.value_or(no_value)},
                      .landmarks = {},
                      .day = {},
                      .censored = {}};
    for (int months : {6, 12})
        if (double const day = months * constant::days_per_month; day <= horizon_d) {
            auto const share = curve.at(day);
            survival.landmarks.push_back(
                {months, share ? Interval{share->value, share->low, share->high} : Interval{}});
        }
    for (auto const& subject : subjects) {
        survival.day.push_back(subject.time);
        survival.censored.push_back(subject.event ? 0 : 1);
    }
    return survival;
}

// ---- doses, volumes, schedule

Spread spread_of(std::vector<double> values)
{
    if (values.empty())
        return {};
    std::sort(values.begin(), values.end());
    auto at = [&](double p) { return numerics::quantile_of_sorted(values, p); };
    return {.mean = numerics::mean(values),
            .sd = numerics::standard_deviation(values),
            .p05 = at(0.05),
            .p25 = at(0.25),
            .p50 = at(0.5),
            .p75 = at(0.75),
            .p95 = at(0.95)};
}

std::vector<DoseSummary> doses_of(Setting const& setting, ArmSetting const& arm,
                                  Records const& records)
{
    std::vector<DoseSummary> doses;
    if (arm.drugs.agents.empty())
        return doses;
    std::vector<double> lesions;
    for (auto const* record : records)
        lesions.insert(lesions.end(), record->lesion_dose_Gy.begin(), record->lesion_dose_Gy.end());
    doses.push_back({"tumour_Gy", "tumour", "Gy", spread_of(std::move(lesions))});
    for (std::size_t k = 0; k < setting.regions.size(); ++k) {
        std::vector<double> Gy, per_GBq;
        for (auto const* record : records) {
            Gy.push_back(record->region_dose_Gy[k]);
            if (record->outcome.activity_given_MBq > 0)
                per_GBq.push_back(Gy.back() / (1e-3 * record->outcome.activity_given_MBq));
        }
        auto const& region = setting.regions[k];
        doses.push_back({region + "_Gy", region, "Gy", spread_of(std::move(Gy))});
        if (arm.drugs.agents.size() == 1 && !per_GBq.empty())
            doses.push_back(
                {region + "_Gy_per_GBq", region, "Gy/GBq", spread_of(std::move(per_GBq))});
    }
    return doses;
}

Band volume_band(Records const& records, std::size_t days)
{
    Band band;
    for (std::size_t k = 0; k < days; ++k) {
        std::vector<double> values;
        for (auto const* record : records)
            if (k < record->total_volume_mm3.size())
                values.push_back(record->total_volume_mm3[k]);
        auto const spread = spread_of(std::move(values));
        band.p05.push_back(spread.p05);
        band.p50.push_back(spread.p50);
        band.p95.push_back(spread.p95);
    }
    return band;
}

std::string amount_text(Regimen const& regimen)
{
    if (!regimen.amount)
        expectation_failed("activities for doses are found by now", __FILE__, __LINE__);
    auto const& amount = *regimen.amount;
    bool const radioactive = regimen.kind == AgentKind::radiopharmaceutical;
    double value = amount.value;
    std::string unit = radioactive ? "MBq" : "mg";
    if (radioactive && value >= 1000) {
        value *= 1e-3;
        unit = "GBq";
    } else if (radioactive && value < 1) {
        value *= 1e3;
        unit = "kBq";
    }
    if (amount.basis == Basis::per_kg)
        unit += "/kg";
    if (amount.basis == Basis::per_m2)
        unit += "/m²";
    return fmt::format("{:.6g} {}{}", value, unit,
                       regimen.until_progression ? ", until progression" : "");
}

std::vector<Timeline> timelines(Setting const& setting, ArmSetting const& arm,
                                Records const& records)
{
    std::vector<Timeline> list;
    for (std::size_t g = 0; g < arm.protocol.arm->gives.size(); ++g) {
        auto const& regimen = arm.protocol.arm->gives[g];
        bool const radioactive = regimen.kind == AgentKind::radiopharmaceutical;
        int const drug = arm.drug_of_regimen[g];
        Timeline line{
            .kind = radioactive ? Timeline::Kind::radiopharmaceutical : Timeline::Kind::antibody,
            .agent = regimen.agent,
            .text =
                radioactive
                    ? setting.model->agent(arm.drugs.agents[static_cast<std::size_t>(drug)]).name
                    : setting.model->antibody(arm.drugs.antibodies[static_cast<std::size_t>(drug)])
                          .name,
            .amount = amount_text(regimen),
            .days = {},
            .share_given = {}};
        for (int n = 0; n < regimen.times && regimen.day(n) <= setting.study.horizon_d; ++n) {
            line.days.push_back(regimen.day(n));
            // Doses stop for good or are left out; the n-th counts where at least n + 1 were given.
            auto const given = std::count_if(records.begin(), records.end(), [&](auto const* r) {
                return r->outcome.doses_given[g] > n;
            });
            line.share_given.push_back(records.empty() ? no_value
                                                       : static_cast<double>(given) /
                                                             static_cast<double>(records.size()));
        }
        list.push_back(std::move(line));
    }
    return list;
}

// ---- comparisons

void compare(Setting const& setting, std::vector<Records> const& arms, RunResult& result)
{
    auto const& plan = setting.study.compare;
    if (plan.reference.empty())
        return;
    bool const has_psa = setting.model->biology().has_psa();
    auto const reference = setting.study.arm_index(plan.reference);
    for (std::size_t other = 0; other < arms.size(); ++other) {
        if (other == reference)
            continue;
        for (auto const& endpoint : plan.endpoints) {
            Comparison comparison{.reference = static_cast<int>(reference),
                                  .other = static_cast<int>(other),
                                  .endpoint = endpoint,
                                  .effect = {}};
            for (auto const& rule : survival_rules(has_psa))
                if (rule.name == endpoint) {
                    auto const a = follow_up(rule, arms[reference]),
                               b = follow_up(rule, arms[other]);
                    if (auto const ratio = numerics::hazard_ratio(a, b))
                        comparison.effect = {ratio->value, ratio->low, ratio->high};
                    comparison.p = numerics::log_rank(a, b).p;
                    result.comparisons.push_back(comparison);
                }
            for (auto const& rule : rate_rules(has_psa))
                if (rule.name == endpoint) {
                    auto const a = rate_of(rule, arms[reference]), b = rate_of(rule, arms[other]);
                    if (a.evaluable == 0 || b.evaluable == 0)
                        continue;
                    comparison.kind = Comparison::Kind::rate;
                    auto const difference =
                        numerics::rate_difference(a.events, a.evaluable, b.events, b.evaluable);
                    comparison.effect = {difference.value, difference.low, difference.high};
                    comparison.p =
                        numerics::fisher_exact_p(a.events, a.evaluable, b.events, b.evaluable);
                    result.comparisons.push_back(comparison);
                }
        }
    }
}

void note_draws(Setting const& setting, std::vector<SubjectRecord> const& records,
                RunResult& result)
{
    int redrawn = 0, patients = 0;
    for (auto const& record : records)
        if (record.arm == 0) {
            ++patients;
            redrawn += record.redraws > 0 ? 1 : 0;
        }
    if (patients > 0 && redrawn > 0) {
        double const share = static_cast<double>(redrawn) / patients;
        auto text =
            fmt::format("{:.0f} % of the patients ({} of {}) were drawn again because their "
                        "immunity alone would have held the tumours before treatment.",
                        100 * share, redrawn, patients);
        if (share > 0.2)
            text += " Above 20 % the spreads of this preset are too wide to be trusted.";
        result.notes.push_back(text);
    }
    for (auto const& warning : setting.study.warnings)
        result.notes.push_back(warning);
}

}   // namespace

RunResult summarise(Setting const& setting, std::vector<SubjectRecord> const& records,
                    std::vector<InputFile> inputs)
{
    auto const& study = setting.study;
    RunResult result;
    result.study = {.name = study.name,
                    .registry = study.registry,
                    .species = to_text(study.species),
                    .disease = study.patient.disease_name,
                    .patients = study.patients,
                    .seed = study.seed,
                    .horizon_d = study.horizon_d,
                    .interval = Identity::IntervalKind::sampling,
                    .stem = std::filesystem::path(study.file).stem().string()};
    result.grid_days = setting.arms.front().protocol.grid_days();
    result.parameters = setting.parameters;
    result.inputs = std::move(inputs);

    PatientTable const table(setting);
    result.columns = table.columns();
    for (auto const& record : records) {
        result.subjects.push_back(table.row(record));
        if (record.course)
            result.courses.push_back(*record.course);
    }

    bool const has_psa = setting.model->biology().has_psa();
    std::vector<Records> by_arm;
    for (std::size_t k = 0; k < setting.arms.size(); ++k) {
        auto const& setting_of_arm = setting.arms[k];
        by_arm.push_back(completed_of_arm(records, static_cast<int>(k)));
        auto const& subjects = by_arm.back();
        ArmResult arm;
        arm.name = setting_of_arm.protocol.arm->name;
        arm.patients = study.patients;
        arm.failed = study.patients - static_cast<int>(subjects.size());
        arm.schedule = timelines(setting, setting_of_arm, subjects);
        for (auto const& rule : rate_rules(has_psa))
            arm.rates.push_back(rate_of(rule, subjects));
        for (auto const& rule : survival_rules(has_psa))
            arm.survival.push_back(survival_of(rule, subjects, study.horizon_d));
        for (auto const& rule : toxicity_rules(!setting_of_arm.drugs.agents.empty()))
            arm.toxicity.push_back(rate_of(rule, subjects));
        arm.first_event = competing_risks(subjects, study.horizon_d);
        arm.dose = doses_of(setting, setting_of_arm, subjects);
        arm.tumour_volume_mm3 = volume_band(subjects, result.grid_days.size());
        result.arms.push_back(std::move(arm));
    }
    restrict_means(result);
    compare(setting, by_arm, result);
    weigh_comparisons(result);
    note_draws(setting, records, result);
    return result;
}

}   // namespace radici::study
