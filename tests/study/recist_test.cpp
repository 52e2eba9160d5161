#include <vector>

#include <gtest/gtest.h>

#include "radici/study/recist.hpp"
#include "support/agrees.hpp"

namespace radici::study {
namespace {

using Diameters = std::vector<double>;
constexpr auto CR = Response::complete, PR = Response::partial, SD = Response::stable,
               PD = Response::progressive;

// Expected responses: Eisenhauer et al., Eur J Cancer 45:228 (2009), 4.3.1 (thresholds), 4.3.4
// (appearance of new ones).

TEST(Recist, five_largest_measurable_lesions_are_targets)
{
    Recist const recist(Diameters{30, 9, 12, 25, 40, 11, 15});
    EXPECT_TRUE(recist.measurable());
    EXPECT_DOUBLE_EQ(recist.baseline_sum_mm(), 30 + 12 + 25 + 40 + 15);
}

TEST(Recist, small_lesions_alone_are_not_measurable)
{
    Recist recist(Diameters{9.9, 8});
    EXPECT_FALSE(recist.measurable());
    EXPECT_EQ(recist.assess(Diameters{9, 8}), SD);
    EXPECT_TRUE(std::isnan(recist.target_change_percent()));
}

TEST(Recist, partial_response_at_thirty_percent)
{
    Recist recist(Diameters{50, 50});
    EXPECT_EQ(recist.assess(Diameters{35.5, 35}), SD);
    EXPECT_EQ(recist.assess(Diameters{35, 35}), PR);
    EXPECT_DOUBLE_EQ(recist.target_change_percent(), -30);
}

TEST(Recist, complete_response_when_nothing_is_left_to_see)
{
    Recist recist(Diameters{20, 8});
    EXPECT_EQ(recist.assess(Diameters{2.9, 5}), PR);
    EXPECT_EQ(recist.assess(Diameters{2.9, 2.9}), CR);
}

TEST(Recist, progression_counts_from_the_smallest_sum_and_needs_five_millimetres)
{
    Recist recist(Diameters{20});
    EXPECT_EQ(recist.assess(Diameters{12}), PR);
    EXPECT_EQ(recist.assess(Diameters{15}), SD) << "25 % above the smallest, but 3 mm";
    EXPECT_EQ(recist.assess(Diameters{17}), PD) << "below baseline, yet 5 mm above the smallest";
}

TEST(Recist, a_lesion_from_below_sight_is_new)
{
    Recist recist(Diameters{30, 4});
    EXPECT_EQ(recist.assess(Diameters{25, 9}), SD);
    EXPECT_EQ(recist.assess(Diameters{10, 10}), PD) << "whatever the targets do";
}

TEST(Recist, non_targets_progress_by_their_volume)
{
    Recist recist(Diameters{30, 9, 9});
    EXPECT_EQ(recist.assess(Diameters{30, 10, 10}), SD);
    EXPECT_EQ(recist.assess(Diameters{30, 16, 16}), PD);
}

TEST(BestOverall, needs_the_next_scan_to_confirm)
{
    EXPECT_EQ(best_overall(std::vector{PR, SD, PD}), SD);
    EXPECT_EQ(best_overall(std::vector{SD, PR, PR, PD}), PR);
    EXPECT_EQ(best_overall(std::vector{PR, CR, PD}), PR) << "a CR confirms a PR";
    EXPECT_EQ(best_overall(std::vector{CR, CR}), CR);
    EXPECT_EQ(best_overall(std::vector{PD, CR, CR}), PD) << "nothing after progression counts";
    EXPECT_EQ(best_overall(std::vector<Response>{}), Response::not_evaluable);
}

TEST(Diameter, of_a_sphere)
{
    test::expect_agrees(diameter_mm(523.598775598),
                        {.value = 10, .rel_tol = 1e-9, .source = "by hand: π/6·10³ mm³"});
}

}   // namespace
}   // namespace radici::study
