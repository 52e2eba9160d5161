#pragma once
#include <cmath>
#include <string_view>

#include <gtest/gtest.h>

namespace radici::test {

/// A number with its pedigree: what is expected, how close, and where the value comes from.
struct Expected {
    double value;
    double rel_tol = 0;
    double abs_tol = 0;
    std::string_view source;
};

inline void expect_agrees(double actual, Expected const& expected)
{
    EXPECT_LE(std::abs(actual - expected.value),
              expected.abs_tol + expected.rel_tol * std::abs(expected.value))
        << "actual " << actual << ", expected " << expected.value << " from " << expected.source;
}

}   // namespace radici::test
