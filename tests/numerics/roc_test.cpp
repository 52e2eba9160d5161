#include <cmath>

#include <gtest/gtest.h>

#include "radici/base/random.hpp"
#include "radici/numerics/roc.hpp"

namespace radici::numerics {
namespace {

TEST(RocArea, is_what_counting_pairs_gives)
{
    std::vector<double> const score{3, 4, 1, 2, 3};
    std::vector<std::uint8_t> const event{1, 1, 0, 0, 0};
    auto const area = roc_area(score, event);
    // by hand: 5 of 6 pairs and one tie; V10 = 5/6, 1; V01 = 1, 1, 3/4; variance 1/72
    EXPECT_NEAR(area.value, 5.5 / 6, 1e-15);
    EXPECT_NEAR(area.low, 5.5 / 6 - 1.959963984540054 * std::sqrt(1.0 / 72), 1e-12);
    EXPECT_EQ(area.high, 1) << "cut";
}

TEST(RocArea, turns_round_with_the_score)
{
    std::vector<double> score, minus;
    std::vector<std::uint8_t> event;
    RandomStream random(7, 0, "roc");
    for (int i = 0; i < 200; ++i) {
        event.push_back(random.uniform() < 0.3 ? 1 : 0);
        score.push_back(random.normal() + 0.7 * event.back());
        minus.push_back(-score.back());
    }
    auto const up = roc_area(score, event), down = roc_area(minus, event);
    EXPECT_NEAR(up.value + down.value, 1, 1e-12);
    EXPECT_NEAR(up.low + down.high, 1, 1e-12);
    EXPECT_GT(up.value, 0.5);
    auto const curve = roc_curve(score, event);
    double under = 0;   // trapezoids
    for (std::size_t k = 1; k < curve.size(); ++k)
        under += 0.5 * (curve[k].true_positive + curve[k - 1].true_positive) *
                 (curve[k].false_positive - curve[k - 1].false_positive);
    EXPECT_NEAR(under, up.value, 1e-12);
    EXPECT_EQ(curve.front().true_positive, 0);
    EXPECT_EQ(curve.back().false_positive, 1);
}

TEST(RocArea, interval_holds_the_truth_as_often_as_it_says)
{
    constexpr int trials = 2000;
    double const truth = normal_cumulative(1 / std::sqrt(2.0));   // normals one deviation apart
    int inside = 0;
    RandomStream random(11, 0, "coverage");
    for (int t = 0; t < trials; ++t) {
        std::vector<double> score;
        std::vector<std::uint8_t> event;
        for (int i = 0; i < 120; ++i) {
            event.push_back(i < 50 ? 1 : 0);
            score.push_back(random.normal() + event.back());
        }
        auto const area = roc_area(score, event);
        inside += area.low <= truth && truth <= area.high ? 1 : 0;
    }
    // 95 %, standard error 0.5 %; DeLong's interval is a little short at this size
    EXPECT_NEAR(inside / static_cast<double>(trials), 0.95, 0.025);
}

TEST(RocArea, needs_both_kinds)
{
    std::vector<double> const score{1, 2};
    std::vector<std::uint8_t> const all{1, 1}, one{0, 1};
    EXPECT_TRUE(std::isnan(roc_area(score, all).value));
    EXPECT_TRUE(roc_curve(score, all).empty());
    EXPECT_EQ(roc_area(score, one).value, 1);
    EXPECT_TRUE(std::isnan(roc_area(score, one).low));
}

}   // namespace
}   // namespace radici::numerics
