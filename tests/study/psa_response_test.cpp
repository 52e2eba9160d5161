#include <vector>

#include <gtest/gtest.h>

#include "radici/study/psa_response.hpp"

namespace radici::study {
namespace {

using Series = std::vector<double>;

// Expected: PCWG3, Scher et al., J Clin Oncol 34:1402 (2016).

TEST(Psa50, counts_when_confirmed_three_weeks_later)
{
    Series const day{0, 21, 42, 63};
    EXPECT_TRUE(psa50(day, Series{100, 50, 50, 90}));
    EXPECT_FALSE(psa50(day, Series{100, 50, 51, 90}));
    EXPECT_FALSE(psa50(day, Series{100, 90, 80, 40})) << "the last value has none to confirm it";
    EXPECT_FALSE(psa50(Series{0, 21, 28}, Series{100, 40, 40})) << "a week is too soon";
}

TEST(PsaProgression, is_a_confirmed_rise_above_the_smallest_value_after_week_12)
{
    Series const day{0, 42, 84, 105, 126};
    EXPECT_EQ(psa_progression_day(day, Series{100, 20, 26, 30, 40}), 84);
    EXPECT_FALSE(psa_progression_day(day, Series{100, 20, 24, 24, 24})) << "20 % is not 25 %";
    EXPECT_FALSE(psa_progression_day(day, Series{4, 2, 3, 3.5, 3.9})) << "under 2 ng/mL";
    EXPECT_FALSE(psa_progression_day(day, Series{100, 20, 26, 20, 26})) << "not confirmed";
}

TEST(PsaProgression, an_early_flare_does_not_count)
{
    EXPECT_EQ(
        psa_progression_day(Series{0, 21, 42, 84, 112, 140}, Series{100, 140, 160, 90, 130, 140}),
        112);
}

}   // namespace
}   // namespace radici::study
