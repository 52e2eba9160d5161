#include "radici/kinetics/linear_model.hpp"

#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "radici/base/constants.hpp"
#include "support/agrees.hpp"

namespace radici::kinetics {
namespace {

using radici::test::expect_agrees;

/// Plasma exchanging with tissue, both losing; three compartments with a chain out.
LinearModel three_pools()
{
    return {.compartment = {"plasma", "tissue", "bladder"},
            .region = {"blood", "rest", "bladder"},
            .transfers = {{0, 1, 5.0}, {1, 0, 0.8}, {0, 2, 3.0}, {2, out_of_body, 12.0}}};
}

LinearModel one_pool(double loss_per_d)
{
    return {.compartment = {"plasma"},
            .region = {"blood"},
            .transfers = {{0, out_of_body, loss_per_d}}};
}

/// A model with up to six pools and random flows.
LinearModel any_model()
{
    int const n = *rc::gen::inRange(1, 7);
    LinearModel model;
    for (int i = 0; i < n; ++i) {
        model.compartment.push_back("pool" + std::to_string(i));
        model.region.push_back("rest");
    }
    int const flows = *rc::gen::inRange(0, 12);
    for (int k = 0; k < flows; ++k)
        model.transfers.push_back(
            {*rc::gen::inRange(0, n), *rc::gen::inRange(-1, n), *rc::gen::inRange(0, 5000) * 1e-2});
    std::erase_if(model.transfers, [](Transfer const& flow) { return flow.from == flow.to; });
    return model;
}

std::vector<double> any_start(int n)
{
    std::vector<double> start;
    for (int i = 0; i < n; ++i)
        start.push_back(*rc::gen::inRange(0, 1000) * 1.0);
    return start;
}

double sum(std::vector<double> const& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

TEST(LinearModel, activity_in_organs_excreted_and_decayed_is_what_was_given)
{
    ASSERT_TRUE(rc::check("conservation", [] {
        LinearModel const model = any_model();
        auto const start = any_start(model.size());
        double const decay_per_d = *rc::gen::inRange(1, 100) * 0.01;
        double const days = *rc::gen::inRange(0, 300) * 0.1;
        double const left = sum(activity_after(model, decay_per_d, start, days)) +
                            excreted_after(model, decay_per_d, start, days);
        double const expected = sum(start) * std::exp(-decay_per_d * days);
        RC_ASSERT(std::abs(left - expected) <= 1e-10 * sum(start) + 1e-12);
    }));
}

TEST(LinearModel, nothing_given_nothing_anywhere)
{
    std::vector<double> const none(3, 0.0);
    for (double const x : activity_after(three_pools(), 0.1, none, 2.0))
        EXPECT_EQ(x, 0);
    for (double const x : time_integrated_activity(three_pools(), 0.1, none))
        EXPECT_EQ(x, 0);
    std::vector<double> rate(3, 1.0);
    body_rates(three_pools(), 0.1, none.data(), rate.data());
    for (double const x : rate)
        EXPECT_EQ(x, 0);
}

TEST(LinearModel, is_linear_in_activity)
{
    ASSERT_TRUE(rc::check("linear", [] {
        LinearModel const model = any_model();
        auto const a = any_start(model.size());
        auto const b = any_start(model.size());
        std::vector<double> both;
        for (std::size_t i = 0; i < a.size(); ++i)
            both.push_back(2 * a[i] + 3 * b[i]);
        auto const of_a = activity_after(model, 0.1, a, 1.5);
        auto const of_b = activity_after(model, 0.1, b, 1.5);
        auto const of_both = activity_after(model, 0.1, both, 1.5);
        for (std::size_t i = 0; i < a.size(); ++i)
            RC_ASSERT(std::abs(of_both[i] - 2 * of_a[i] - 3 * of_b[i]) <= 1e-9 * sum(both) + 1e-12);
    }));
}

TEST(LinearModel, rates_are_the_slope_of_the_activity)
{
    LinearModel const model = three_pools();
    std::vector<double> const start{10, 4, 1};
    std::vector<double> rate(3);
    body_rates(model, 0.1, start.data(), rate.data());
    double const step_d = 1e-6;
    auto const later = activity_after(model, 0.1, start, step_d);
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_NEAR((later[i] - start[i]) / step_d, rate[i], 1e-3 * std::abs(rate[i]));
}

TEST(LinearModel, one_pool_decays_and_empties_at_once)
{
    LinearModel const model = one_pool(0.5);
    std::vector<double> const start{7};
    expect_agrees(activity_after(model, 0.1, start, 3.0).at(0),
                  {.value = 7 * std::exp(-0.6 * 3), .rel_tol = 1e-13, .source = "one exponential"});
    expect_agrees(excreted_after(model, 0.0, start, 3.0),
                  {.value = 7 * (1 - std::exp(-0.5 * 3)),
                   .rel_tol = 1e-13,
                   .source = "decay-corrected: what the pool lost"});
    expect_agrees(residence_times_d(model, 0.1).at(0),
                  {.value = 1 / 0.6, .rel_tol = 1e-14, .source = "1/(k + lambda)"});
}

TEST(LinearModel, equal_rates_make_no_singularity)
{
    // plasma empties into tissue at k, tissue empties at the same k: A2 = k t exp(-k t)
    LinearModel const model{.compartment = {"plasma", "tissue"},
                            .region = {"blood", "rest"},
                            .transfers = {{0, 1, 2.0}, {1, out_of_body, 2.0}}};
    std::vector<double> const start{1, 0};
    expect_agrees(activity_after(model, 0.0, start, 0.7).at(1),
                  {.value = 2.0 * 0.7 * std::exp(-2.0 * 0.7),
                   .rel_tol = 1e-13,
                   .source = "double root of the characteristic equation"});
}

TEST(LinearModel, two_pools_agree_with_the_closed_form)
{
    double const out = 3, to = 5, back = 0.8;
    LinearModel const model{.compartment = {"plasma", "tissue"},
                            .region = {"blood", "rest"},
                            .transfers = {{0, 1, to}, {1, 0, back}, {0, out_of_body, out}}};
    double const b = out + to + back;
    double const root = std::sqrt(b * b - 4 * out * back);
    double const fast = (b + root) / 2, slow = (b - root) / 2;
    std::vector<double> const start{1, 0};
    double const t = 0.9;
    auto const now = activity_after(model, 0.0, start, t);
    expect_agrees(now.at(0), {.value = ((fast - back) * std::exp(-fast * t) +
                                        (back - slow) * std::exp(-slow * t)) /
                                       (fast - slow),
                              .rel_tol = 1e-12,
                              .source = "two-compartment bolus, Gibaldi and Perrier 1982, ch. 2"});
    expect_agrees(now.at(1),
                  {.value = to * (std::exp(-slow * t) - std::exp(-fast * t)) / (fast - slow),
                   .rel_tol = 1e-12,
                   .source = "two-compartment bolus, Gibaldi and Perrier 1982, ch. 2"});
}

TEST(LinearModel, time_integral_is_the_area_under_the_activity)
{
    LinearModel const model = three_pools();
    std::vector<double> const start{1, 0, 0};
    double const decay_per_d = constant::ln2 / 6.647;
    auto const areas = residence_times_d(model, decay_per_d);
    // Simpson over 60 d: the slowest mode has a half-life of a day
    int const intervals = 20000;
    double const h = 60.0 / intervals;
    std::vector<double> simpson(3, 0.0);
    for (int k = 0; k <= intervals; ++k) {
        double const weight = k == 0 || k == intervals ? 1 : k % 2 == 1 ? 4 : 2;
        auto const now = activity_after(model, decay_per_d, start, k * h);
        for (std::size_t i = 0; i < 3; ++i)
            simpson[i] += weight * h / 3 * now[i];
    }
    for (std::size_t i = 0; i < 3; ++i)
        expect_agrees(areas[i], {.value = simpson[i], .rel_tol = 1e-7, .source = "Simpson's rule"});
}

TEST(LinearModel, faster_release_shortens_residence)
{
    double before = 1e9;
    for (double const loss : {0.0, 0.1, 1.0, 10.0}) {
        double const residence = residence_times_d(one_pool(loss), 0.1).at(0);
        EXPECT_LT(residence, before);
        before = residence;
    }
}

TEST(LinearModel, finds_compartments_by_name)
{
    EXPECT_EQ(three_pools().find("tissue"), 1);
    EXPECT_EQ(three_pools().find("kidney"), -1);
}

}   // namespace
}   // namespace radici::kinetics
