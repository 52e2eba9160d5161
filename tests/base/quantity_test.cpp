// The promises of quantity.hpp that the compiler keeps; tests/fail holds what must not compile.
#include "radici/base/quantity.hpp"

#include <type_traits>

#include <gtest/gtest.h>

namespace radici {
namespace {

using namespace unit;

template <class A, class B>
concept Addable = requires(A a, B b)
{
    a + b;
};
template <class A, class B>
concept Comparable = requires(A a, B b)
{
    a < b;
};

static_assert(Addable<AbsorbedDose, AbsorbedDose>);
static_assert(!Addable<AbsorbedDose, Bed>);
static_assert(!Addable<AbsorbedDose, RbeWeightedDose>);
static_assert(!Addable<Activity, Rate>);
static_assert(!Comparable<AbsorbedDose, Eqd2>);
static_assert(!Addable<Length, Duration>);
static_assert(!Addable<Length, double>);

// No kind comes by itself, and none is exchanged for another.
static_assert(!std::is_convertible_v<Rate, Activity>);
static_assert(!std::is_convertible_v<AbsorbedDose, Bed>);
static_assert(!std::is_constructible_v<Bed, AbsorbedDose>);
static_assert(std::is_constructible_v<Activity, Rate>);
static_assert(!std::is_constructible_v<Length, double>);

static_assert(sizeof(Quantity<Dim{2, 0, -2}>) == sizeof(double));
static_assert(std::is_trivially_copyable_v<AbsorbedDose>);

// Products and quotients: dimension added up, kind gone, a pure number where no dimension is left.
static_assert(std::is_same_v<decltype(Gy / h), Quantity<Dim{2, 0, -3}>>);
static_assert(std::is_same_v<decltype(J / kg), Quantity<Dim{2, 0, -2}>>);
static_assert(std::is_same_v<decltype(Gy / Gy), double>);
static_assert(std::is_same_v<decltype(MBq * s), double>);
static_assert(std::is_same_v<decltype(1.0 / s), Rate>);

TEST(Quantity, gives_back_what_went_in)
{
    EXPECT_DOUBLE_EQ((7.4 * GBq).in(MBq), 7400);
    EXPECT_DOUBLE_EQ((2.0 * h).in(min), 120);
    EXPECT_DOUBLE_EQ((1.0 * L).in(mL), 1000);
    EXPECT_DOUBLE_EQ((3.0 * mm).in(um), 3000);
}

TEST(Quantity, a_joule_per_kilogram_is_a_gray_when_we_say_so)
{
    AbsorbedDose const dose{2.0 * J / kg};
    EXPECT_DOUBLE_EQ(dose.in(Gy), 2);
    EXPECT_DOUBLE_EQ((3.0 * Gy_ab).in(Gy_ab), 3);
}

TEST(Quantity, orders_and_adds_like_a_number)
{
    EXPECT_LT(1.0 * Gy, 2.0 * Gy);
    EXPECT_EQ(1.0 * h + 30.0 * min, 90.0 * min);
    EXPECT_EQ(-(1.0 * d) + 1.0 * d, 0.0 * d);
    EXPECT_DOUBLE_EQ((1.0 * h - 15.0 * min).in(min), 45);
}

}   // namespace
}   // namespace radici
