#include "radici/base/unit_text.hpp"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/agrees.hpp"

namespace radici {
namespace {

using test::expect_agrees;

double convert(std::string_view text, std::string_view unit)
{
    auto const value = read_value(text);
    if (!value || !value->unit.same_dimension(unit_of(unit)))
        return std::numeric_limits<double>::quiet_NaN();
    return value->in(unit_of(unit));
}

TEST(UnitText, reads_the_units_of_study_files)
{
    char const* si = "SI brochure, 9th ed., prefixes and units accepted for use with the SI";
    expect_agrees(convert("7.4 GBq", "MBq"), {.value = 7400, .rel_tol = 1e-15, .source = si});
    expect_agrees(convert("55 kBq/kg", "MBq/kg"), {.value = 0.055, .rel_tol = 1e-15, .source = si});
    expect_agrees(convert("3 mg/kg", "g/kg"), {.value = 0.003, .rel_tol = 1e-15, .source = si});
    expect_agrees(convert("8 wk", "d"), {.value = 56, .source = "7 days a week"});
    expect_agrees(convert("1804 MBq/m2", "GBq/m2"),
                  {.value = 1.804, .rel_tol = 1e-15, .source = si});
    expect_agrees(convert("5 AUC", "AUC"),
                  {.value = 5, .source = "Calvert's formula counts in AUC"});
    expect_agrees(
        convert("1 month", "d"),
        {.value = 30.4375, .source = "a quarter of 1461 days is a year, a twelfth a month"});
    expect_agrees(convert("24 months", "d"), {.value = 730.5, .source = "24 · 30.4375"});
    expect_agrees(convert("1 y", "d"), {.value = 365.25, .source = "Julian year, IAU"});
    expect_agrees(convert("1 mCi", "MBq"),
                  {.value = 37, .rel_tol = 1e-15, .source = "NIST SP 811: 1 Ci = 3.7e10 Bq"});
    expect_agrees(convert("760 mmHg", "kPa"),
                  {.value = 101.325, .rel_tol = 2e-7, .source = "standard atmosphere (760 torr)"});
    expect_agrees(convert("1 MeV", "J"),
                  {.value = 1.602176634e-13, .rel_tol = 1e-14, .source = "CODATA 2018"});
}

TEST(UnitText, reads_the_units_of_data_files)
{
    char const* by_hand = "by hand";
    expect_agrees(convert("0.007 1/d", "1/h"),
                  {.value = 0.007 / 24, .rel_tol = 1e-14, .source = by_hand});
    expect_agrees(convert("2 1/Gy2", "1/cGy2"),
                  {.value = 2e-4, .rel_tol = 1e-13, .source = by_hand});
    expect_agrees(convert("1 L/nmol/d", "L/umol/d"),
                  {.value = 1000, .rel_tol = 1e-13, .source = by_hand});
    expect_agrees(convert("2 1e6 cells/mm3/d", "cells/mm3/d"),
                  {.value = 2e6, .rel_tol = 1e-13, .source = by_hand});
    expect_agrees(convert("0.06 1e6 cell equivalents/mm3", "1e6 cells/mm3"),
                  {.value = 0.06, .rel_tol = 1e-13, .source = by_hand});
    expect_agrees(convert("1e5 sites", "cell"), {.value = 1e5, .source = by_hand});
    expect_agrees(convert("3.2e-5 mGy/(MBq s)", "Gy/(MBq h)"),
                  {.value = 3.2e-8 * 3600, .rel_tol = 1e-13, .source = by_hand});
    expect_agrees(convert("4 nM", "nmol/L"), {.value = 4, .rel_tol = 1e-13, .source = by_hand});
    expect_agrees(convert("1.06 g/cm3", "kg/L"),
                  {.value = 1.06, .rel_tol = 1e-13, .source = by_hand});
    expect_agrees(convert("40 %", "-"), {.value = 0.4, .rel_tol = 1e-15, .source = by_hand});
    expect_agrees(convert("30 keV/\xc2\xb5m", "MeV/cm"),
                  {.value = 300, .rel_tol = 1e-13, .source = by_hand});
    expect_agrees(convert("5 m\xc2\xb2", "m2"), {.value = 5, .source = by_hand});
    expect_agrees(convert("3 d-1", "1/d"), {.value = 3, .rel_tol = 1e-15, .source = by_hand});
    expect_agrees(convert("3 d^-1", "1/d"), {.value = 3, .rel_tol = 1e-15, .source = by_hand});
}

TEST(UnitText, needs_no_space_and_keeps_signs)
{
    EXPECT_EQ(convert("55kBq/kg", "kBq/kg"), 55);
    EXPECT_EQ(convert("  -3   d ", "d"), -3);
    EXPECT_EQ(convert("+3 d", "d"), 3);
    EXPECT_EQ(convert("0.5", "-"), 0.5);
    EXPECT_EQ(convert(".5 d", "d"), 0.5);
    EXPECT_EQ(convert("5e-1 d", "d"), 0.5);
}

TEST(UnitText, keeps_kinds_apart_that_share_a_dimension)
{
    auto same = [](char const* a, char const* b) { return unit_of(a).same_dimension(unit_of(b)); };
    EXPECT_FALSE(same("Bq", "1/s"));
    EXPECT_FALSE(same("Gy", "J/kg"));
    EXPECT_FALSE(same("Gy", "m2/s2"));
    EXPECT_FALSE(same("mg/kg", "-"));
    EXPECT_FALSE(same("mg/kg", "%"));
    EXPECT_FALSE(same("mg", "mg/kg"));
    EXPECT_FALSE(same("cells", "-"));
    EXPECT_FALSE(same("AUC", "-"));
    EXPECT_FALSE(same("mol/L", "g/L"));
    EXPECT_TRUE(same("mg/kg", "g/g"));
    EXPECT_TRUE(same("MBq s", "1e6 MBq h"));
    EXPECT_TRUE(same("L", "cm3"));
}

TEST(UnitText, refuses_what_it_does_not_know_for_sure)
{
    for (char const* text : {"",
                             " ",
                             "GBq",
                             "7.4 gbq",
                             "7.4 Gbq",
                             "7.4 GBQ",
                             "7,4 GBq",
                             "7 4 GBq",
                             "7.4 GBq/",
                             "7.4 /d",
                             "7.4 (GBq",
                             "7.4 GBq)",
                             "7.4 mg/kg d",
                             "nan GBq",
                             "inf d",
                             "-inf d",
                             "0x10 d",
                             "1e999 d",
                             "7.4 m0",
                             "7.4 m99",
                             "7.4 m2147483648",
                             "7.4 ((((((m))))))",
                             "7.4 kmin",
                             "7.4 mmHgs",
                             "7.4 1",
                             "7.4 3/d",
                             "7.4 GBq,",
                             "7.4 GBq # x",
                             "--3 d",
                             "+-3 d",
                             "1e d",
                             "7.4 kd",
                             "day 1",
                             "3 M2g",

                             "7.4 1e400 d",
                             "7.4 1e31 d",
                             "7.4 1e6d",
                             "5 GBqMBq",
                             "1 \xff",
                             "1 \xc2"})
        EXPECT_FALSE(read_value(text)) << text;
}

TEST(UnitText, source_code_must_name_real_units)
{
    EXPECT_THROW(static_cast<void>(unit_of("GBequerel")), std::logic_error);
}

TEST(UnitText, writes_the_shortest_text_that_reads_back)
{
    EXPECT_EQ(value_text(7.4, "GBq"), "7.4 GBq");
    EXPECT_EQ(value_text(0.1, ""), "0.1");
    EXPECT_EQ(value_text(3, "-"), "3");
}

std::vector<std::string> const some_units{
    "GBq",   "kBq/kg", "mg/kg",    "wk",   "MBq/m2", "AUC",         "1/d",      "Gy",
    "1/Gy2", "-",      "L/nmol/d", "mmHg", "%",      "mGy/(MBq s)", "cells/uL", "keV/um"};

RC_GTEST_PROP(UnitTextProperty, a_written_value_reads_back_exactly, ())
{
    auto const unit = *rc::gen::elementOf(some_units);
    auto const bits = *rc::gen::arbitrary<std::uint64_t>();
    double number = 0;
    static_assert(sizeof bits == sizeof number);
    std::memcpy(&number, &bits, sizeof number);   // any double there is
    RC_PRE(std::isfinite(number));
    auto const read = read_value(value_text(number, unit));
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->number == number);
    RC_ASSERT(read->in(unit_of(unit)) == number);
}

RC_GTEST_PROP(UnitTextProperty, there_and_back_is_the_same_value, ())
{
    static std::vector<std::pair<std::string, std::string>> const pairs{
        {"GBq", "Ci"}, {"wk", "min"}, {"mg/kg", "g/g"}, {"MeV", "J"}, {"1/d", "1/h"}, {"L", "mm3"}};
    auto const [a, b] = *rc::gen::elementOf(pairs);
    double const number = *rc::gen::inRange(-1000000, 1000000) * 1e-3;
    auto const there = read_value(value_text(number, a))->in(unit_of(b));
    auto const back = read_value(value_text(there, b))->in(unit_of(a));
    RC_ASSERT(std::abs(back - number) <= 1e-14 * std::abs(number));
}

RC_GTEST_PROP(UnitTextProperty, any_bytes_give_an_answer, (std::string const& bytes))
{
    auto const value = read_value(bytes);
    if (value)
        RC_ASSERT(std::isfinite(value->number) && value->unit.factor > 0 &&
                  std::isfinite(value->unit.factor));
    static_cast<void>(read_unit(bytes));
}

}   // namespace
}   // namespace radici
