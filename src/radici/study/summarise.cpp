#include "radici/study/summarise.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>

#include "radici/base/constants.hpp"
#include "radici/base/error.hpp"
#include "radici/numerics/cox.hpp"
#include "radici/numerics/statistics.hpp"
#include "radici/numerics/survival.hpp"
#include "radici/study/contrast.hpp"
#include "radici/study/endpoints.hpp"
#include "radici/study/ensemble_intervals.hpp"
#include "radici/study/first_event.hpp"
#include "radici/study/table.hpp"

namespace radici::study {
namespace {

/// The patients that completed one arm.
struct ArmPatients {
    Cohort const& cohort;
    int arm;
    [[nodiscard]] std::vector<double> operator()(std::string_view column) const
    {
        return cohort.completed(column, arm);
    }
};

// ---- rates

Rate rate_of(RateRule const& rule, ArmPatients const& patients)
{
    Rate rate{.name = rule.name, .share = {}, .events = 0, .evaluable = 0};
    auto const values = patients(rule.column);
    rate.outcome.assign(values.size(), -1);
    auto const judged = rule.judged.empty() ? std::vector<double>{} : patients(rule.judged);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isnan(values[i]) || (!judged.empty() && judged[i] == 0))
            continue;
        ++rate.evaluable;
        rate.outcome[i] = values[i] >= rule.low && values[i] <= rule.high ? 1 : 0;
        rate.events += rate.outcome[i];
    }
    if (rate.evaluable > 0) {
        auto const interval = numerics::clopper_pearson(rate.events, rate.evaluable);
        rate.share = {static_cast<double>(rate.events) / rate.evaluable, interval.low,
                      interval.high};
    }
    return rate;
}

Level level_of(char const* name, char const* text, char const* column, char const* unit,
               ArmPatients const& patients)
{
    auto const median = numerics::median_estimate(patients(column));
    return {name, text, unit, {median.value, median.low, median.high}};
}

// ---- survival

std::vector<numerics::FollowUp> follow_up(SurvivalRule const& rule, ArmPatients const& patients)
{
    auto const day = patients(rule.columns + "_DAY"), censored = patients(rule.columns + "_CNSR");
    std::vector<numerics::FollowUp> list;
    for (std::size_t i = 0; i < day.size(); ++i)
        list.push_back({day[i], censored[i] == 0});
    return list;
}

Survival survival_of(SurvivalRule const& rule, ArmPatients const& patients, double horizon_d)
{
    auto const subjects = follow_up(rule, patients);
    numerics::KaplanMeier const curve(subjects);
    auto const median = curve.median();
    Survival survival{.name = rule.name,
                      .scale = rule.scale,
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

std::vector<numerics::FirstEvent> first_events(ArmPatients const& patients)
{
    auto const day = patients(kept::first_event_day), cause = patients(kept::first_event_cause);
    std::vector<numerics::FirstEvent> list;
    for (std::size_t i = 0; i < day.size(); ++i)
        list.push_back({day[i], static_cast<int>(cause[i])});
    return list;
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
                                  ArmPatients const& patients)
{
    std::vector<DoseSummary> doses;
    if (arm.drugs.agents.empty())
        return doses;
    doses.push_back(
        {"tumour_Gy", "tumour", "Gy", spread_of(patients.cohort.lesion_doses(patients.arm))});
    auto const given_GBq = patients("ACTIVITY_GBQ");
    for (auto const& region : setting.regions) {
        auto const Gy = patients(dose_column(region));
        std::vector<double> per_GBq;
        for (std::size_t i = 0; i < Gy.size(); ++i)
            if (given_GBq[i] > 0)
                per_GBq.push_back(Gy[i] / given_GBq[i]);
        doses.push_back({region + "_Gy", region, "Gy", spread_of(Gy)});
        if (arm.drugs.agents.size() == 1 && !per_GBq.empty())
            doses.push_back(
                {region + "_Gy_per_GBq", region, "Gy/GBq", spread_of(std::move(per_GBq))});
    }
    return doses;
}

/// One day at a time: memory holds one column.
Band volume_band(ArmPatients const& patients, std::size_t days)
{
    Band band;
    for (std::size_t k = 0; k < days; ++k) {
        auto values = patients(kept::volume(k));
        std::erase_if(values, [](double volume) { return std::isnan(volume); });
        auto const spread = spread_of(std::move(values));
        band.p05.push_back(spread.p05);
        band.p50.push_back(spread.p50);
        band.p95.push_back(spread.p95);
    }
    return band;
}

std::string amount_text(Regimen const& regimen)
{
    if (regimen.treatment) {
        auto const* beam = std::get_if<patient::Fraction>(&*regimen.treatment);
        return beam == nullptr ? "" : fmt::format("{:.6g} Gy", beam->dose_Gy);
    }
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
    if (amount.basis == Basis::auc)
        unit = "AUC";
    if (amount.basis == Basis::per_kg)
        unit += "/kg";
    if (amount.basis == Basis::per_m2)
        unit += "/m²";
    return fmt::format("{:.6g} {}{}", value, unit,
                       regimen.until_progression ? ", until progression" : "");
}

std::vector<Timeline> timelines(Setting const& setting, ArmSetting const& arm,
                                ArmPatients const& patients)
{
    std::vector<Timeline> list;
    for (std::size_t g = 0; g < arm.protocol.arm->gives.size(); ++g) {
        auto const& regimen = arm.protocol.arm->gives[g];
        bool const radioactive = regimen.kind == AgentKind::radiopharmaceutical;
        int const drug = arm.drug_of_regimen[g];
        auto const doses = patients(kept::doses_given(g));
        Timeline line{
            .kind = regimen.treatment || regimen.kind == AgentKind::partner ? Timeline::Kind::other
                    : radioactive ? Timeline::Kind::radiopharmaceutical
                                  : Timeline::Kind::antibody,
            .agent = regimen.agent,
            .text =
                regimen.treatment ? regimen.agent
                : regimen.kind == AgentKind::partner
                    ? arm.drugs.partners[static_cast<std::size_t>(drug)].drug.name
                : radioactive
                    ? setting.model->agent(arm.drugs.agents[static_cast<std::size_t>(drug)]).name
                    : setting.model->antibody(arm.drugs.antibodies[static_cast<std::size_t>(drug)])
                          .name,
            .amount = amount_text(regimen),
            .days = {},
            .share_given = {}};
        for (int n = 0; n < regimen.times && regimen.day(n) <= setting.study.horizon_d; ++n) {
            line.days.push_back(regimen.day(n));
            // Doses stop for good or are left out; the n-th counts where at least n + 1 were given.
            auto const given =
                std::count_if(doses.begin(), doses.end(), [&](double d) { return d > n; });
            line.share_given.push_back(doses.empty() ? no_value
                                                     : static_cast<double>(given) /
                                                           static_cast<double>(doses.size()));
        }
        list.push_back(std::move(line));
    }
    return list;
}

ArmResult arm_result(Setting const& setting, ArmSetting const& arm_setting,
                     ArmPatients const& patients, std::size_t days)
{
    auto const has = Endpoints::of(setting);
    ArmResult arm;
    arm.name = arm_setting.protocol.arm->name;
    arm.patients = setting.study.patients;
    arm.failures = patients.cohort.failures(patients.arm);
    for (auto const& [cause, count] : arm.failures)
        arm.failed += count;
    arm.schedule = timelines(setting, arm_setting, patients);
    for (auto const& rule : rate_rules(has))
        arm.rates.push_back(rate_of(rule, patients));
    for (auto const& rule : survival_rules(has))
        arm.survival.push_back(survival_of(rule, patients, setting.study.horizon_d));
    for (auto const& rule : toxicity_rules(has, !arm_setting.drugs.agents.empty()))
        arm.toxicity.push_back(rate_of(rule, patients));
    arm.abscopal = rate_of({"abscopal", "ABSCOPAL", 1, 1}, patients);
    arm.immune = {level_of("lowest_lymphocytes", "lowest lymphocyte count",
                           "LOWEST_LYMPHOCYTES_1E9_L", "1e9/L", patients),
                  level_of("peak_effectors", "highest density of effector T cells",
                           "PEAK_EFFECTORS_MM3", "cells/mm3", patients)};
    if (!has.animals)
        arm.first_event = competing_risks(first_events(patients), setting.study.horizon_d);
    arm.dose = doses_of(setting, arm_setting, patients);
    arm.tumour_volume_mm3 = volume_band(patients, days);
    return arm;
}

// ---- comparisons

void compare(Setting const& setting, std::vector<ArmPatients> const& arms, RunResult& result)
{
    auto const& plan = setting.study.compare;
    if (plan.reference.empty())
        return;
    auto const has = Endpoints::of(setting);
    auto const reference = setting.study.arm_index(plan.reference);
    for (std::size_t other = 0; other < arms.size(); ++other) {
        if (other == reference)
            continue;
        for (auto const& endpoint : plan.endpoints) {
            Comparison comparison{.reference = static_cast<int>(reference),
                                  .other = static_cast<int>(other),
                                  .endpoint = endpoint,
                                  .effect = {}};
            for (auto const& rule : survival_rules(has))
                if (rule.name == endpoint) {
                    auto const a = follow_up(rule, arms[reference]),
                               b = follow_up(rule, arms[other]);
                    if (auto const ratio = numerics::hazard_ratio(a, b))
                        comparison.effect = {ratio->value, ratio->low, ratio->high};
                    comparison.p = numerics::log_rank(a, b).p;
                    result.comparisons.push_back(comparison);
                }
            for (auto const& rule : rate_rules(has))
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

/// Warnings name the file as it was given; results hold no paths.
std::string without_folder(std::string const& warning, std::string const& file)
{
    bool const named = warning.starts_with(file);
    return named ? std::filesystem::path(file).filename().string() + warning.substr(file.size())
                 : warning;
}

void note_draws(Setting const& setting, Cohort const& cohort, RunResult& result)
{
    auto const draws = cohort.of_all(kept::redraws, 0);
    auto const redrawn =
        std::count_if(draws.begin(), draws.end(), [](double again) { return again > 0; });
    auto const patients = std::ssize(draws);
    if (patients > 0 && redrawn > 0) {
        double const share = static_cast<double>(redrawn) / static_cast<double>(patients);
        auto text =
            fmt::format("{:.0f} % of the patients ({} of {}) were drawn again because their "
                        "immunity alone would have held the tumours before treatment.",
                        100 * share, redrawn, patients);
        if (share > 0.2)
            text += " Above 20 % the spreads of this preset are too wide to be trusted.";
        result.notes.push_back(text);
    }
    if (setting.study.select.any()) {
        auto const turned_away = cohort.completed(kept::screened_out, 0);
        auto const enrolled = static_cast<double>(turned_away.size());
        double screened = enrolled;
        for (double const count : turned_away)
            screened += count;
        result.notes.push_back(
            fmt::format("{:.0f} % of the patients screened ({:.0f} of {:.0f}) met [select]: only "
                        "they are counted below.",
                        100 * enrolled / std::max(screened, 1.0), enrolled, screened));
    }
    for (auto const& warning : setting.study.warnings)
        result.notes.push_back(without_folder(warning, setting.study.file));
}

}   // namespace

RunResult summarise(Setting const& setting, std::shared_ptr<Cohort const> cohort,
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
    result.columns = cohort->table().columns();
    result.courses = cohort->courses();

    std::vector<ArmPatients> arms;
    for (std::size_t k = 0; k < setting.arms.size(); ++k) {
        arms.push_back({*cohort, static_cast<int>(k)});
        result.arms.push_back(
            arm_result(setting, setting.arms[k], arms.back(), result.grid_days.size()));
    }
    restrict_means(result);
    compare(setting, arms, result);
    weigh_comparisons(result);
    hold_parameters(result, setting, *cohort);
    note_draws(setting, *cohort, result);
    result.patients = std::move(cohort);
    return result;
}

}   // namespace radici::study
