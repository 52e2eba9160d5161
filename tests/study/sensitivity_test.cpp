#include "radici/study/fit/sensitivity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "study/toy_fit.hpp"
#include "support/message_of.hpp"

namespace radici::study::fit {
namespace {

using test::message_of;
using testing::HasSubstr;

class SensitivityOfToy : public test::ToyFit {
protected:
    [[nodiscard]] Plan of_growth_and_platelets() const
    {
        return plan("[fit]\npatients = 8\nparameter = [{ name = \"tumour_cells.growth_rate\" }, { "
                    "name = \"blood.platelets.transit_time\" }]\n");
    }
};

TEST_F(SensitivityOfToy, sobol_gives_growth_all_of_progression)
{
    auto const found = sensitivity(of_growth_and_platelets(), {.endpoints = {"pfs"}, .rows = 32});
    ASSERT_EQ(found.size(), 1U);
    ASSERT_EQ(found[0].shares.size(), 2U);
    // One of two parameters matters: V = V_1, so S_1 = T_1 = 1 and S_2 = T_2 = 0. T is exact for
    // the second (no value differs), S and T of the first carry the error of 32 rows.
    EXPECT_EQ(found[0].shares[1].total.value, 0);
    EXPECT_NEAR(found[0].shares[0].total.value, 1, 0.35);
    EXPECT_NEAR(found[0].shares[0].first.value, 1, 1e-9);   // f_B = f_AB: Jansen's sum is 0
    EXPECT_LT(found[0].low, found[0].high);
    EXPECT_EQ(found[0].unit, "d");
}

TEST_F(SensitivityOfToy, does_not_depend_on_threads_and_does_on_the_seed)
{
    auto const p = of_growth_and_platelets();
    auto of = [&](int threads, std::uint64_t seed) {
        return sensitivity(p, {.endpoints = {"pfs"},
                               .method = SensitivityMethod::morris,
                               .rows = 4,
                               .seed = seed,
                               .threads = threads})
            .front()
            .effects.front()
            .mean_absolute.value;
    };
    EXPECT_EQ(of(1, 1), of(2, 1));
    EXPECT_NE(of(1, 1), of(1, 2));
}

TEST_F(SensitivityOfToy, unknown_endpoints_are_told)
{
    EXPECT_THAT(
        message_of([&] { (void)sensitivity(of_growth_and_platelets(), {.endpoints = {"pfx"}}); }),
        HasSubstr("did you mean \"pfs\""));
}

}   // namespace
}   // namespace radici::study::fit
