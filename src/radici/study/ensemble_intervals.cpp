#include "radici/study/ensemble_intervals.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

#include <fmt/format.h>

#include "radici/base/constants.hpp"
#include "radici/numerics/cox.hpp"
#include "radici/numerics/restricted_mean.hpp"
#include "radici/numerics/statistics.hpp"
#include "radici/numerics/survival.hpp"

namespace radici::study {
namespace {

constexpr int replicates = 200;
constexpr double two_sided = 1.959963984540054;

enum class Scale { logit, log, plain };

double to_scale(double x, Scale scale, double n)
{
    if (scale == Scale::log)
        return std::log(x);
    if (scale == Scale::plain)
        return x;
    double const share = (x * n + 0.5) / (n + 1);   // 0 and 1 stay finite
    return std::log(share / (1 - share));
}

double from_scale(double y, Scale scale, double n)
{
    if (scale == Scale::log)
        return std::exp(y);
    if (scale == Scale::plain)
        return y;
    double const share = 1 / (1 + std::exp(-y));
    return std::clamp((share * (n + 1) - 0.5) / n, 0.0, 1.0);
}

/// Patients of one arm by member, as positions among those that completed it.
using ByMember = std::vector<std::vector<std::size_t>>;

/// A statistic of drawn members: NaN where it is not reached.
using Statistic = std::function<double(std::vector<std::size_t> const& members)>;

class Bootstrap {
public:
    explicit Bootstrap(std::size_t members, std::uint64_t seed) : members_(members)
    {
        RandomStream random(seed, 0, "members drawn again");
        for (auto& draw : draws_)
            for (std::size_t i = 0; i < members; ++i)
                draw.push_back(std::min(
                    static_cast<std::size_t>(random.uniform() * static_cast<double>(members)),
                    members - 1));
    }

    /// @param n  subjects behind the statistic
    void widen(Interval& interval, Scale scale, double n, Statistic const& statistic) const
    {
        if (std::isnan(interval.value))
            return;
        std::vector<double> found;
        for (auto const& draw : draws_)
            if (double const x = to_scale(statistic(draw), scale, n); std::isfinite(x))
                found.push_back(x);
        if (std::ssize(found) < replicates * 39 / 40)
            interval.high = no_value;   // more than 2.5 % are not reached
        if (found.size() < 2)
            return;
        double const middle = to_scale(interval.value, scale, n);
        double const below = middle - to_scale(interval.low, scale, n);
        double const above = to_scale(interval.high, scale, n) - middle;
        double const sampling = (std::isfinite(above) ? 0.5 * (below + above) : below) / two_sided;
        double const sd = numerics::standard_deviation(found);
        auto const m = static_cast<double>(members_);
        double const between = m * std::max(0.0, sd * sd * m / (m - 1) - sampling * sampling);
        double const added = two_sided * two_sided * between;
        if (std::isfinite(below))
            interval.low = from_scale(middle - std::sqrt(below * below + added), scale, n);
        if (std::isfinite(above))
            interval.high = from_scale(middle + std::sqrt(above * above + added), scale, n);
    }

private:
    std::size_t members_;
    std::vector<std::vector<std::size_t>> draws_{replicates};
};

double share_of(Rate const& rate, ByMember const& patients, std::vector<std::size_t> const& members)
{
    double events = 0, judged = 0;
    for (auto const member : members)
        for (auto const k : patients[member])
            if (rate.outcome[k] >= 0) {
                judged += 1;
                events += rate.outcome[k];
            }
    return judged > 0 ? events / judged : no_value;
}

std::vector<numerics::FollowUp> drawn(Survival const& survival, ByMember const& patients,
                                      std::vector<std::size_t> const& members)
{
    std::vector<numerics::FollowUp> list;
    for (auto const member : members)
        for (auto const k : patients[member])
            list.push_back({survival.day[k], survival.censored[k] == 0});
    return list;
}

double mean_until(std::vector<numerics::FollowUp> const& subjects, double until_d)
{
    if (subjects.empty() || !(until_d > 0))
        return no_value;
    auto const mean = numerics::restricted_mean(numerics::KaplanMeier(subjects), until_d);
    return mean ? mean->value : no_value;
}

void widen_rate(Rate& rate, ByMember const& patients, Bootstrap const& bootstrap)
{
    bootstrap.widen(rate.share, Scale::logit, rate.evaluable,
                    [&](auto const& members) { return share_of(rate, patients, members); });
}

void widen_survival(Survival& survival, ByMember const& patients, Bootstrap const& bootstrap)
{
    auto const n = static_cast<double>(survival.day.size());
    bootstrap.widen(survival.median_d, Scale::log, n, [&](auto const& members) {
        auto const subjects = drawn(survival, patients, members);
        return subjects.empty() ? no_value
                                : numerics::KaplanMeier(subjects).median().value.value_or(no_value);
    });
    for (auto& landmark : survival.landmarks)
        bootstrap.widen(landmark.share, Scale::logit, n, [&](auto const& members) {
            auto const subjects = drawn(survival, patients, members);
            if (subjects.empty())
                return no_value;
            auto const share =
                numerics::KaplanMeier(subjects).at(landmark.months * constant::days_per_month);
            return share ? share->value : no_value;
        });
    bootstrap.widen(survival.restricted_mean_d, Scale::plain, n, [&](auto const& members) {
        return mean_until(drawn(survival, patients, members), survival.restricted_until_d);
    });
}

template <class Endpoint>
Endpoint const* named(std::vector<Endpoint> const& list, std::string const& name)
{
    auto const found =
        std::find_if(list.begin(), list.end(), [&](auto const& one) { return one.name == name; });
    return found == list.end() ? nullptr : &*found;
}

/// Two arms under the same draw of members: what they share cancels, as it does in a trial.
struct Pair {
    ArmResult const &a, &b;
    ByMember const &in_a, &in_b;
};

void widen_survival(Comparison& comparison, Pair const& arms, Bootstrap const& bootstrap)
{
    auto const* a = named(arms.a.survival, comparison.endpoint);
    auto const* b = named(arms.b.survival, comparison.endpoint);
    if (!a || !b)
        return;
    auto const n = static_cast<double>(a->day.size() + b->day.size());
    bootstrap.widen(comparison.effect, Scale::log, n, [&](auto const& members) {
        auto const x = drawn(*a, arms.in_a, members), y = drawn(*b, arms.in_b, members);
        auto const ratio = numerics::hazard_ratio(x, y);
        return ratio ? ratio->value : no_value;
    });
    bootstrap.widen(comparison.mean_gain_d, Scale::plain, n, [&](auto const& members) {
        return mean_until(drawn(*b, arms.in_b, members), b->restricted_until_d) -
               mean_until(drawn(*a, arms.in_a, members), a->restricted_until_d);
    });
}

void widen_rate(Comparison& comparison, Pair const& arms, Bootstrap const& bootstrap)
{
    auto const* a = named(arms.a.rates, comparison.endpoint);
    auto const* b = named(arms.b.rates, comparison.endpoint);
    if (!a || !b)
        return;
    bootstrap.widen(comparison.effect, Scale::plain, a->evaluable + b->evaluable,
                    [&](auto const& members) {
                        return share_of(*b, arms.in_b, members) - share_of(*a, arms.in_a, members);
                    });
    comparison.effect.low = std::max(comparison.effect.low, -1.0);
    comparison.effect.high = std::min(comparison.effect.high, 1.0);
}

/// Completed patients of an arm by member; members without a patient in any arm are left out.
std::vector<ByMember> patients_by_member(Setting const& setting, Cohort const& cohort)
{
    std::vector<ByMember> arms(setting.arms.size(), ByMember(setting.model->members()));
    for (std::size_t arm = 0; arm < arms.size(); ++arm) {
        auto const failed = cohort.of_all(kept::failed, static_cast<int>(arm));
        std::size_t position = 0;
        for (std::size_t i = 0; i < failed.size(); ++i) {
            if (failed[i] > 0)
                continue;
            patient::Person person;
            person.seed = setting.study.seed;
            person.index = i;
            arms[arm][setting.model->member_of(person)].push_back(position++);
        }
    }
    for (std::size_t member = setting.model->members(); member-- > 0;)
        if (std::all_of(arms.begin(), arms.end(), [&](auto const& a) { return a[member].empty(); }))
            for (auto& arm : arms)
                arm.erase(arm.begin() + static_cast<std::ptrdiff_t>(member));
    return arms;
}

}   // namespace

void hold_parameters(RunResult& result, Setting const& setting, Cohort const& cohort)
{
    if (setting.model->members() < 2)
        return;
    auto const patients = patients_by_member(setting, cohort);
    if (patients.front().size() < 2)
        return;
    Bootstrap const bootstrap(patients.front().size(), setting.study.seed);
    for (std::size_t k = 0; k < result.arms.size(); ++k) {
        for (auto& rate : result.arms[k].rates)
            widen_rate(rate, patients[k], bootstrap);
        for (auto& rate : result.arms[k].toxicity)
            widen_rate(rate, patients[k], bootstrap);
        for (auto& survival : result.arms[k].survival)
            widen_survival(survival, patients[k], bootstrap);
    }
    for (auto& comparison : result.comparisons) {
        auto const a = static_cast<std::size_t>(comparison.reference);
        auto const b = static_cast<std::size_t>(comparison.other);
        Pair const arms{result.arms[a], result.arms[b], patients[a], patients[b]};
        if (comparison.kind == Comparison::Kind::survival)
            widen_survival(comparison, arms, bootstrap);
        else
            widen_rate(comparison, arms, bootstrap);
    }
    result.study.interval = Identity::IntervalKind::sampling_and_parameters;
    result.notes.push_back(fmt::format(
        "Each patient has the parameters of one of {} members of an ensemble ({}, {}); {} of them "
        "have patients here. Intervals hold what is not known of the parameters.",
        setting.ensemble.members, setting.ensemble.name, setting.ensemble.hash.substr(0, 12),
        patients.front().size()));
}

}   // namespace radici::study
