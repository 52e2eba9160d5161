#include "radici/nuclide/name.hpp"

#include <cctype>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace radici::nuclide {
namespace {

struct Spelling {
    char const* text;
    char const* name;
};

class Spellings : public testing::TestWithParam<Spelling> {};

TEST_P(Spellings, are_read)
{
    auto const name = parse_nuclide_name(GetParam().text);
    ASSERT_TRUE(name) << GetParam().text;
    EXPECT_EQ(to_text(*name), GetParam().name);
}

INSTANTIATE_TEST_SUITE_P(NuclideName, Spellings,
                         testing::Values(Spelling{"Lu-177", "Lu-177"}, Spelling{"177Lu", "Lu-177"},
                                         Spelling{"lu177", "Lu-177"}, Spelling{"LU 177", "Lu-177"},
                                         Spelling{"177-Lu", "Lu-177"}, Spelling{"Tc-99m", "Tc-99m"},
                                         Spelling{"99mTc", "Tc-99m"}, Spelling{"tc99m", "Tc-99m"},
                                         Spelling{"99m-Tc", "Tc-99m"},
                                         Spelling{"xe131m", "Xe-131m"},
                                         Spelling{"131mXe", "Xe-131m"}, Spelling{"I-131", "I-131"},
                                         Spelling{"123mI", "I-123m"}, Spelling{"24Mg", "Mg-24"},
                                         Spelling{"99Mo", "Mo-99"}, Spelling{"99mMo", "Mo-99m"},
                                         Spelling{"111In", "In-111"}, Spelling{"p_32", "P-32"},
                                         Spelling{"223Ra", "Ra-223"}));

class NoSpellings : public testing::TestWithParam<char const*> {};

TEST_P(NoSpellings, are_refused)
{
    EXPECT_FALSE(parse_nuclide_name(GetParam())) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(NuclideName, NoSpellings,
                         testing::Values("", "Lu", "177", "Lu-177x", "Lu-177mm", "Xx-100", "Lu-0",
                                         "Lu-70", "Lu-214", "Lu-1770", "Lu--", "Lu-177 ", "-Lu177",
                                         "Lu-0177", "177Lu177", "Lu\n177", "Lü-177", "99m"));

TEST(NuclideName, is_read_back_in_any_case)
{
    EXPECT_TRUE(rc::check([] {
        NuclideName name;
        name.z = *rc::gen::inRange(2, 119);
        name.a = *rc::gen::inRange(name.z, 3 * name.z + 1);
        name.isomer = *rc::gen::arbitrary<bool>();
        auto text = to_text(name);
        for (auto& c : text)
            c = static_cast<char>(*rc::gen::arbitrary<bool>() ? std::toupper(c) : std::tolower(c));
        RC_ASSERT(parse_nuclide_name(text) == name);
    }));
}

TEST(NuclideName, never_fails_on_any_text)
{
    EXPECT_TRUE(rc::check([](std::string const& text) {
        auto const name = parse_nuclide_name(text);
        if (name)
            RC_ASSERT(parse_nuclide_name(to_text(*name)) == name);
    }));
}

TEST(ElementSymbol, knows_the_ends_of_the_table)
{
    EXPECT_EQ(element_symbol(1), "H");
    EXPECT_EQ(element_symbol(71), "Lu");
    EXPECT_EQ(element_symbol(88), "Ra");
    EXPECT_EQ(element_symbol(118), "Og");
}

}   // namespace
}   // namespace radici::nuclide
