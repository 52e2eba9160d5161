#include "radici/study/columns.hpp"

#include <gtest/gtest.h>

namespace radici::study {
namespace {

TEST(Columns, plain_names_are_found_as_they_stand)
{
    auto const weight = describe_column("BL_WEIGHT_KG");
    ASSERT_TRUE(weight.has_value());
    EXPECT_EQ(weight->unit, "kg");
    auto const response = describe_column(column::best_response);
    ASSERT_TRUE(response.has_value());
    EXPECT_EQ(response->levels, (std::vector<std::string>{"CR", "PR", "SD", "PD", "NE"}));
}

TEST(Columns, patterns_are_filled_in)
{
    auto const dose = describe_column("DOSE_RED_MARROW_GY");
    ASSERT_TRUE(dose.has_value());
    EXPECT_EQ(dose->name, "DOSE_RED_MARROW_GY");
    EXPECT_EQ(dose->unit, "Gy");
    EXPECT_NE(dose->text.find("the red marrow"), std::string::npos);
    EXPECT_EQ(describe_column("OS_DAY")->text,
              "Days from day 1 to death, or to the end of follow-up.");
    EXPECT_TRUE(describe_column("RPFS_CNSR").has_value());
    EXPECT_TRUE(describe_column("TOX_XEROSTOMIA").has_value());
}

TEST(Columns, others_are_not_there)
{
    for (auto const* name : {"", "DOSE__GY1", "DOSE_GY", "dose_kidney_GY", "XX_DAY", "TOX_",
                             "TOX_NOPE", "BL_WEIGHT", "_DAY"})
        EXPECT_FALSE(describe_column(name).has_value()) << name;
}

TEST(Columns, every_column_is_described)
{
    for (auto const& column : described_columns()) {
        EXPECT_FALSE(column.name.empty());
        EXPECT_TRUE(column.text.ends_with('.')) << column.name;
    }
}

}   // namespace
}   // namespace radici::study
