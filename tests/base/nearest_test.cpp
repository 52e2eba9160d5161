#include "radici/base/nearest.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace radici {
namespace {

std::vector<std::string> const names{"ipilimumab", "nivolumab", "pembrolizumab", "lu177_psma617",
                                     "ra223"};

TEST(Nearest, finds_slips_of_the_pen)
{
    EXPECT_EQ(nearest_name("ipilimumb", names), "ipilimumab");
    EXPECT_EQ(nearest_name("nivolumba", names), "nivolumab");   // two letters swapped: one edit
    EXPECT_EQ(nearest_name("Lu177_PSMA617", names), "lu177_psma617");
    EXPECT_EQ(nearest_name("ra-223", names), "ra223");
    EXPECT_EQ(nearest_name("ra223", names), "ra223");
}

TEST(Nearest, is_silent_when_nothing_is_near)
{
    EXPECT_EQ(nearest_name("doxorubicin", names), "");
    EXPECT_EQ(nearest_name("x", {}), "");
    EXPECT_EQ(nearest_hint("doxorubicin", names), "");
    EXPECT_EQ(nearest_hint("nivolmab", names), "did you mean \"nivolumab\"?");
}

}   // namespace
}   // namespace radici
