#include "radici/study/fit/detail/survival.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/error.hpp"
#include "radici/numerics/statistics.hpp"
#include "radici/numerics/survival.hpp"
#include "radici/study/endpoints.hpp"

namespace radici::study::fit::detail {
namespace {

std::string columns_of(std::string const& endpoint)
{
    for (bool const animals : {false, true})
        for (auto const& rule : survival_rules({.animals = animals, .has_psa = true}))
            if (rule.name == endpoint)
                return rule.columns;
    RADICI_EXPECT(false);
    return {};
}

/// Survival of a simulated arm, with the weight of one subject spread evenly over twice the
/// horizon, so that nothing is impossible.
class SimulatedSurvival {
public:
    SimulatedSurvival(std::string const& endpoint, SimulatedArm const& arm)
        : horizon_d_(arm.horizon_d), patients_(static_cast<double>(arm.patients.size()))
    {
        auto const name = columns_of(endpoint);
        std::vector<numerics::FollowUp> subjects;
        for (auto const* patient : arm.patients) {
            auto const row = arm.table.row(*patient);
            subjects.push_back(
                {column(arm, row, name + "_DAY"), column(arm, row, name + "_CNSR") == 0});
            events_ += subjects.back().event ? 1 : 0;
        }
        numerics::KaplanMeier const curve(subjects);
        for (int k = 0; k <= steps; ++k) {
            double const day = horizon_d_ * k / steps;
            auto const share = curve.at(day);
            raw_.push_back(share ? share->value : raw_.empty() ? 1 : raw_.back());
            smooth_.push_back((patients_ * raw_.back() + 1 - 0.5 * day / horizon_d_) /
                              (patients_ + 1));
        }
        if (auto const median = curve.median().value)
            median_d_ = *median;
        else   // not reached: on at the mean rate so far
            median_d_ = horizon_d_ * constant::ln2 /
                        -std::log(std::min(smooth_.back(), 1 - 0.5 / (patients_ + 1)));
    }
    [[nodiscard]] double at(double day) const
    {
        double const place = std::clamp(day / horizon_d_, 0.0, 1.0) * steps;
        auto const k = std::min(static_cast<std::size_t>(place), std::size_t{steps - 1});
        double const part = place - static_cast<double>(k);
        return smooth_[k] + part * (smooth_[k + 1] - smooth_[k]);
    }
    [[nodiscard]] double density_per_d(double day) const
    {
        auto const k = std::min(static_cast<std::size_t>(std::max(0.0, day) / horizon_d_ * steps),
                                std::size_t{steps - 1});
        return (smooth_[k] - smooth_[k + 1]) * steps / horizon_d_;
    }
    [[nodiscard]] double median_d() const { return median_d_; }
    [[nodiscard]] double events() const { return events_; }
    [[nodiscard]] Count count_at(double day) const
    {
        auto const k =
            static_cast<std::size_t>(std::lround(std::clamp(day / horizon_d_, 0.0, 1.0) * steps));
        return {patients_ * raw_[k], patients_};
    }

private:
    static constexpr int steps = 30;
    double horizon_d_, patients_, median_d_ = 0, events_ = 0;
    std::vector<double> raw_, smooth_;
};

}   // namespace

Judgement judge_times(DataGroup const& group, SimulatedArm const& arm)
{
    SimulatedSurvival const survival(group.quantity.endpoint, arm);
    Judgement result{0, 0, 0, 0.5};
    for (auto const& row : group.rows) {
        result.log_likelihood += row.censored == 1 ? std::log(survival.at(row.value))
                                                   : std::log(survival.density_per_d(row.value));
        result.observed += row.censored == 1 ? 0 : 1;
        result.predicted -= std::log(survival.at(row.value));   // cumulative hazard
    }
    double const z =
        (result.observed - result.predicted) / std::sqrt(std::max(result.predicted, floor_value));
    result.p_above = numerics::normal_cumulative(-z);
    return result;
}

Judgement judge_median(DataGroup const& group, SimulatedArm const& arm, double error)
{
    auto const& row = group.rows.front();
    SimulatedSurvival const survival(group.quantity.endpoint, arm);
    double const sd = std::hypot(std::max(sd_of(row, error), 0.01),
                                 1 / std::sqrt(std::max(survival.events(), 1.0)));
    // A median that was not reached lies above what was seen of it.
    auto result = compare(std::log(row.value), std::log(survival.median_d()), sd, -row.censored);
    result.observed = row.value;
    result.predicted = survival.median_d();
    return result;
}

Judgement judge_median_ratio(DataGroup const& group, SimulatedArm const& arm,
                             SimulatedArm const& reference, double error)
{
    auto const& row = group.rows.front();
    SimulatedSurvival const survival(group.quantity.endpoint, arm);
    SimulatedSurvival const beside(group.quantity.endpoint, reference);
    double const events =
        std::sqrt(1 / std::max(survival.events(), 1.0) + 1 / std::max(beside.events(), 1.0));
    double const ratio = survival.median_d() / beside.median_d();
    double const sd = std::hypot(std::max(sd_of(row, error), 0.01), events);
    auto result = compare(std::log(row.value), std::log(ratio), sd, row.censored);
    result.observed = row.value;
    result.predicted = ratio;
    return result;
}

Judgement judge_share_at(DataGroup const& group, SimulatedArm const& arm)
{
    auto const& row = group.rows.front();
    return judge_share(row, SimulatedSurvival(group.quantity.endpoint, arm).count_at(row.time_d));
}

}   // namespace radici::study::fit::detail
