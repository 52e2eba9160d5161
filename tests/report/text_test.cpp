#include "radici/report/text.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "radici/report/vocabulary.hpp"

namespace radici::report {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(Exact, reads_back_as_the_same_double)
{
    for (double const x : {0.1 + 0.2, 1e-300, 6.02214076e23, -7.4, 0.0, 1.0 / 3})
        EXPECT_EQ(std::stod(exact(x)), x);
    EXPECT_EQ(exact(0.1), "0.1");
    EXPECT_EQ(exact(nan), "");
}

TEST(Rounded, keeps_the_digits_asked_for_and_no_more)
{
    EXPECT_EQ(rounded(1.0 / 3, 9), "0.333333333");
    EXPECT_EQ(rounded(1500.125, 9), "1500.125");
    EXPECT_EQ(rounded(2, 9), "2");
    EXPECT_EQ(rounded(nan, 9), "");
}

TEST(Readable, shows_three_digits_and_a_dash_for_nothing)
{
    EXPECT_EQ(readable(0), "0");
    EXPECT_EQ(readable(24), "24");
    EXPECT_EQ(readable(0.71), "0.71");
    EXPECT_EQ(readable(1500), "1500");
    EXPECT_EQ(readable(12.345), "12.3");
    EXPECT_EQ(readable(0.01234), "0.0123");
    EXPECT_EQ(readable(54321.4), "54321");
    EXPECT_EQ(readable(1234567), "1.2e+06");
    EXPECT_EQ(readable(-3.14159), "-3.14");
    EXPECT_EQ(readable(nan), "–");
}

TEST(Percent, turns_fractions_into_per_cent)
{
    EXPECT_EQ(percent(0), "0\u00a0%");
    EXPECT_EQ(percent(0.0456), "4.6\u00a0%");
    EXPECT_EQ(percent(0.4567), "46\u00a0%");
    EXPECT_EQ(percent(1), "100\u00a0%");
    EXPECT_EQ(percent(nan), "–");
}

TEST(PValue, never_claims_zero)
{
    EXPECT_EQ(p_value(0), "< 0.001");
    EXPECT_EQ(p_value(0.0321), "0.032");
    EXPECT_EQ(p_value(0.27), "0.27");
    EXPECT_EQ(p_value(nan), "–");
}

TEST(Escaped, leaves_no_markup_and_no_forbidden_character)
{
    EXPECT_EQ(escaped("<script>alert('x' & \"y\")</script>"),
              "&lt;script&gt;alert(&#39;x&#39; &amp; &quot;y&quot;)&lt;/script&gt;");
    EXPECT_EQ(escaped(std::string_view{"a\0b\x1b", 4}), "a\uFFFDb\uFFFD");
    EXPECT_EQ(escaped("µ ≥ é"), "µ ≥ é");
}

TEST(CsvField, quotes_where_rfc_4180_asks)
{
    EXPECT_EQ(csv_field("RLT"), "RLT");
    EXPECT_EQ(csv_field("a, b"), "\"a, b\"");
    EXPECT_EQ(csv_field("say \"hi\""), "\"say \"\"hi\"\"\"");
    EXPECT_EQ(csv_field("two\nlines"), "\"two\nlines\"");
}

TEST(SubjectId, counts_patients_from_one)
{
    study::Identity study;
    study.stem = "my-study";
    EXPECT_EQ(subject_id(study, 0), "my-study-000001");
    study.registry = "NCT05150236";
    EXPECT_EQ(subject_id(study, 11), "NCT05150236-000012");
}

TEST(Words, stand_for_names_and_spell_out_unknown_ones)
{
    EXPECT_EQ(words_for_endpoint("rpfs"), "radiographic progression-free survival");
    EXPECT_EQ(short_endpoint("orr"), "ORR");
    EXPECT_EQ(words_for_endpoint("my_endpoint"), "my endpoint");
    EXPECT_EQ(words_for_region("red_marrow"), "red marrow");
    EXPECT_EQ(sentence_case("overall survival"), "Overall survival");
    EXPECT_EQ(sentence_case("rPFS"), "rPFS");
    EXPECT_EQ(sentence_case("ctDNA fall"), "ctDNA fall");
    EXPECT_EQ(printed_unit("1/uL"), "per µL");
    EXPECT_EQ(printed_unit("1e6 cells/mm3"), "10⁶ cells/mm³");
    EXPECT_EQ(printed_unit("ug/L"), "µg/L");
    EXPECT_EQ(printed_unit("ng/mL"), "ng/mL");
    EXPECT_EQ(printed_unit("cells/uL"), "cells/µL");
}

}   // namespace
}   // namespace radici::report
