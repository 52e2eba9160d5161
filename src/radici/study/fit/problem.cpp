#include "radici/study/fit/problem.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include "radici/base/interrupt.hpp"
#include "radici/numerics/statistics.hpp"
#include "radici/study/simulate_patients.hpp"

namespace radici::study::fit {
namespace {

constexpr double most_failed = 0.2;

bool needs_courses(std::vector<DataGroup> const& groups, std::size_t which)
{
    for (auto const& group : groups)
        if (group.of_case == which && (group.quantity.kind == Quantity::Kind::series ||
                                       group.quantity.kind == Quantity::Kind::peak ||
                                       group.quantity.kind == Quantity::Kind::per_injection ||
                                       group.quantity.kind == Quantity::Kind::peak_day))
            return true;
    return false;
}

/// Whether an arm is asked for, by data of its own or as the first of a study for a ratio.
bool needs_arm(std::vector<DataGroup> const& groups, std::size_t which, std::size_t arm)
{
    return std::any_of(groups.begin(), groups.end(), [&](auto const& group) {
        return group.of_case == which &&
               (group.arm == arm ||
                (arm == 0 && group.quantity.kind == Quantity::Kind::median_ratio));
    });
}

}   // namespace

Setting with_biology(Setting const& setting, patient::Biology biology)
{
    Setting other = setting;   // arms go on pointing into the study of the first
    other.model =
        std::make_shared<patient::Model const>(setting.model->with(std::move(biology), {}));
    return other;
}

Problem::Problem(Plan const& plan, std::vector<DataGroup> groups, int threads)
    : plan_(plan), groups_(std::move(groups)), threads_(threads)
{
    for (auto const& one : plan_.cases)
        tables_.emplace_back(one.setting);
}

std::vector<double> Problem::values_at(std::vector<double> const& place) const
{
    std::vector<double> values;
    for (std::size_t i = 0; i < place.size(); ++i)
        values.push_back(plan_.parameters[i].prior.quantile(numerics::normal_cumulative(place[i])));
    return values;
}

double Problem::log_prior(std::span<double const> place)
{
    constexpr double furthest = 8;   // beyond it Φ is 0 or 1
    double sum = 0;
    for (double const z : place) {
        if (!(std::abs(z) < furthest))
            return -std::numeric_limits<double>::infinity();
        sum -= 0.5 * z * z;
    }
    return sum;
}

std::vector<Judgement> Problem::judge_case(std::size_t which, Setting setting) const
{
    setting.courses = needs_courses(groups_, which) ? setting.study.patients : 0;
    auto const grid = setting.arms.front().protocol.grid_days();
    std::vector<SimulatedArm> arms;
    std::vector<std::size_t> asked;   // arms that are simulated
    std::vector<ArmSetting> simulated;
    for (std::size_t a = 0; a < setting.arms.size(); ++a) {
        arms.push_back({tables_[which],
                        setting.study.horizon_d,
                        grid,
                        injection_days(*setting.arms[a].protocol.arm, setting.study.horizon_d),
                        {}});
        if (needs_arm(groups_, which, a)) {
            asked.push_back(a);
            simulated.push_back(setting.arms[a]);
        }
    }
    if (asked.empty())
        return {};
    setting.arms = std::move(simulated);
    auto const records = simulate_patients(setting, 0, setting.study.patients);
    double failed = 0;
    for (auto const& record : records) {
        if (record.failure.empty())
            arms[asked[static_cast<std::size_t>(record.arm)]].patients.push_back(&record);
        else
            failed += 1;
    }
    std::vector<Judgement> found;
    for (auto const& group : groups_) {
        if (group.of_case != which)
            continue;
        found.push_back(judge(group, arms, plan_.effort.error));
        if (failed > most_failed * static_cast<double>(records.size()))
            found.back().log_likelihood = -std::numeric_limits<double>::infinity();
    }
    return found;
}

void at_places(Plan const& plan, std::vector<std::vector<double>> const& values, int threads,
               std::function<void(std::size_t, std::size_t, Setting const&)> const& task)
{
    auto const cases = plan.cases.size();
    std::vector<patient::Biology> biologies;   // one thread: nodes remember what is asked
    for (auto const& at_place : values)
        for (std::size_t c = 0; c < cases; ++c) {
            std::vector<ParameterValue> here;
            for (std::size_t i = 0; i < at_place.size(); ++i)
                if (plan.parameters[i].in_case[c])
                    here.push_back({plan.parameters[i].name, at_place[i], plan.parameters[i].unit});
            biologies.push_back(plan.cases[c].setting.biology.read(here, "fit"));
        }
    if (threads <= 0)
        threads = tbb::this_task_arena::max_concurrency();
    tbb::task_arena arena(threads);
    tbb::global_control const limit(tbb::global_control::max_allowed_parallelism,
                                    static_cast<std::size_t>(threads));
    arena.execute([&] {
        tbb::parallel_for(
            std::size_t{0}, biologies.size(),
            [&](std::size_t k) {
                if (!interrupted())
                    task(k / cases, k % cases,
                         with_biology(plan.cases[k % cases].setting, biologies[k]));
            },
            tbb::simple_partitioner{});
    });
    if (interrupted())
        throw Interrupted();
}

std::vector<std::vector<Judgement>>
Problem::judgements(std::vector<std::vector<double>> const& places) const
{
    auto const cases = plan_.cases.size();
    std::vector<std::vector<double>> values;
    for (auto const& place : places)
        values.push_back(values_at(place));
    std::vector<std::vector<Judgement>> found(places.size() * cases);
    at_places(plan_, values, threads_,
              [&](std::size_t place, std::size_t which, Setting const& setting) {
                  found[place * cases + which] = judge_case(which, setting);
              });
    evaluations_ += static_cast<long>(places.size());
    std::vector<std::vector<Judgement>> by_place(places.size());
    for (std::size_t p = 0; p < places.size(); ++p) {
        std::vector<std::size_t> next(cases, 0);
        for (auto const& group : groups_)
            by_place[p].push_back(found[p * cases + group.of_case][next[group.of_case]++]);
    }
    return by_place;
}

std::vector<double> Problem::log_likelihoods(std::vector<std::vector<double>> const& places) const
{
    std::vector<double> sums;
    for (auto const& of_place : judgements(places))
        sums.push_back(std::accumulate(
            of_place.begin(), of_place.end(), 0.0,
            [](double sum, auto const& judgement) { return sum + judgement.log_likelihood; }));
    return sums;
}

}   // namespace radici::study::fit
