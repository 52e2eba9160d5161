#include "radici/study/fit/sensitivity.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/nearest.hpp"
#include "radici/numerics/restricted_mean.hpp"
#include "radici/numerics/survival.hpp"
#include "radici/study/endpoints.hpp"
#include "radici/study/simulate_patients.hpp"
#include "radici/study/table.hpp"

namespace radici::study::fit {
namespace {

/// An endpoint of one arm of one case, as a number.
struct Asked {
    std::size_t of_case, arm;
    std::optional<RateRule> rate;
    std::optional<SurvivalRule> survival;
};

template <class Rule>
std::optional<Rule> named(std::vector<Rule> const& rules, std::string const& name)
{
    for (auto const& rule : rules)
        if (rule.name == name)
            return rule;
    return std::nullopt;
}

std::vector<std::string> known_endpoints(Setting const& setting)
{
    auto const has = Endpoints::of(setting);
    std::vector<std::string> names;
    for (auto const& rule : rate_rules(has))
        names.push_back(rule.name);
    for (auto const& rule : toxicity_rules(has, true))
        names.push_back(rule.name);
    for (auto const& rule : survival_rules(has))
        names.push_back(rule.name);
    return names;
}

std::vector<Asked> asked_of(Plan const& plan, std::vector<std::string> const& endpoints)
{
    std::vector<Asked> list;
    for (auto const& endpoint : endpoints)
        for (std::size_t c = 0; c < plan.cases.size(); ++c) {
            auto const& setting = plan.cases[c].setting;
            auto const has = Endpoints::of(setting);
            auto rate = named(rate_rules(has), endpoint);
            for (std::size_t a = 0; a < setting.arms.size(); ++a) {
                bool const radioactive = !setting.arms[a].drugs.agents.empty();
                auto const toxicity = named(toxicity_rules(has, radioactive), endpoint);
                auto const survival = named(survival_rules(has), endpoint);
                if (rate || toxicity || survival)
                    list.push_back({c, a, rate ? rate : toxicity, survival});
            }
            auto const known = known_endpoints(setting);
            if (std::find(known.begin(), known.end(), endpoint) == known.end())
                throw StudyError({"", 0, "--endpoint"},
                                 {endpoint, plan.cases[c].name + " has no such endpoint",
                                  nearest_hint(endpoint, known)});
        }
    return list;
}

/// Until when everybody is watched: progression up to the last scan, death up to the horizon.
double watched_until_d(Asked const& asked, Setting const& setting)
{
    auto const& protocol = setting.arms[asked.arm].protocol;
    auto const scans = protocol.scan_days();
    bool const by_scan = asked.survival->columns == "PFS" || asked.survival->columns == "RPFS";
    return by_scan && !scans.empty() ? scans.back() : protocol.horizon_d;
}

double value_of(Asked const& asked, Setting const& setting, PatientTable const& table,
                std::vector<SubjectRecord> const& records)
{
    auto const& names = table.names();
    auto column = [&](std::string const& name) {
        return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) -
                                        names.begin());
    };
    double events = 0, judged = 0;
    std::vector<numerics::FollowUp> subjects;
    for (auto const& record : records) {
        if (static_cast<std::size_t>(record.arm) != asked.arm || !record.failure.empty())
            continue;
        auto const row = table.row(record);
        if (asked.survival) {
            auto const& name = asked.survival->columns;
            subjects.push_back({row[column(name + "_DAY")], row[column(name + "_CNSR")] == 0});
            continue;
        }
        double const x = row[column(asked.rate->column)];
        if (std::isnan(x) || (!asked.rate->judged.empty() && row[column(asked.rate->judged)] == 0))
            continue;
        judged += 1;
        events += x >= asked.rate->low && x <= asked.rate->high ? 1 : 0;
    }
    if (!asked.survival)
        return judged > 0 ? events / judged : no_value;
    if (subjects.empty())
        return no_value;
    auto const mean =
        numerics::restricted_mean(numerics::KaplanMeier(subjects), watched_until_d(asked, setting));
    return mean ? mean->value : no_value;
}

/// Values of all that is asked, by question, then place.
std::vector<std::vector<double>> simulate(Plan const& plan, std::vector<Asked> const& asked,
                                          std::vector<std::vector<double>> const& design,
                                          int threads)
{
    std::vector<std::vector<double>> values;
    for (auto const& place : design) {
        values.emplace_back();
        for (std::size_t i = 0; i < place.size(); ++i)
            values.back().push_back(plan.parameters[i].prior.quantile(place[i]));
    }
    std::vector<PatientTable> tables;
    for (auto const& one : plan.cases)
        tables.emplace_back(one.setting);
    std::vector<std::vector<double>> found(asked.size(), std::vector<double>(design.size()));
    at_places(plan, values, threads,
              [&](std::size_t place, std::size_t which, Setting const& setting) {
                  auto const records = simulate_patients(setting, 0, setting.study.patients);
                  for (std::size_t q = 0; q < asked.size(); ++q)
                      if (asked[q].of_case == which)
                          found[q][place] = value_of(asked[q], setting, tables[which], records);
              });
    return found;
}

}   // namespace

std::vector<EndpointSensitivity> sensitivity(Plan const& plan, SensitivityQuestion const& question)
{
    auto const asked = asked_of(plan, question.endpoints);
    auto const arguments = static_cast<int>(plan.parameters.size());
    bool const sobol = question.method == SensitivityMethod::sobol;
    auto const design = sobol ? numerics::variance_design(arguments, question.rows, question.seed)
                              : numerics::screening_design(arguments, question.rows, question.seed);
    auto places = design;
    if (!sobol)   // its outer levels are the ends of 95 % of the prior
        for (auto& place : places)
            for (auto& u : place)
                u = 0.025 + 0.95 * u;
    auto const values = simulate(plan, asked, places, question.threads);
    std::vector<EndpointSensitivity> list;
    for (std::size_t q = 0; q < asked.size(); ++q) {
        auto const& one = plan.cases[asked[q].of_case];
        EndpointSensitivity result{.of_case = one.name,
                                   .arm = one.setting.study.arms[asked[q].arm].name,
                                   .endpoint = asked[q].survival ? asked[q].survival->name
                                                                 : asked[q].rate->name,
                                   .unit = asked[q].survival ? "d" : "-"};
        if (sobol)
            result.shares = numerics::variance_shares(values[q], arguments, question.seed);
        else
            result.effects = numerics::screen(values[q], design, arguments, question.seed);
        auto seen = values[q];
        std::erase_if(seen, [](double x) { return std::isnan(x); });
        result.low = seen.empty() ? no_value : numerics::quantile(seen, 0.05);
        result.median = seen.empty() ? no_value : numerics::quantile(seen, 0.5);
        result.high = seen.empty() ? no_value : numerics::quantile(seen, 0.95);
        list.push_back(std::move(result));
    }
    return list;
}

}   // namespace radici::study::fit
