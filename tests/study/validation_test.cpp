#include "radici/study/validation.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "radici/base/file.hpp"
#include "support/message_of.hpp"

namespace radici::study {
namespace {

using testing::HasSubstr;

std::filesystem::path const source = RADICI_SOURCE_DIR;

TEST(Validation, every_promise_is_kept)
{
    auto const entries = validate({"nuclide", "kinetics"}, source / "data", source / "validation");
    int promised = 0, shown = 0;
    for (auto const& [group, row] : entries) {
        EXPECT_FALSE(row.source.empty()) << row.name;
        (row.promised ? promised : shown)++;
        EXPECT_TRUE(!row.promised || row.within()) << group << ": " << row.name << ": ours "
                                                   << row.ours << ", published " << row.published;
    }
    EXPECT_GE(promised, 60) << "31 beta emitters, 8 alpha chains, 24 coefficients";
    EXPECT_GE(shown, 6) << "half-lives of antibodies";
}

TEST(Validation, sees_a_number_that_is_off)
{
    auto const folder = std::filesystem::path{testing::TempDir()} / "radici_validation";
    std::filesystem::create_directories(folder);
    auto text = read_text(source / "validation/nuclide.toml");
    text.replace(text.find("26.3733"), 7, "26.4733");
    std::ofstream{folder / "nuclide.toml"} << text;
    int off = 0;
    for (auto const& [group, row] : validate({"nuclide"}, source / "data", folder))
        off += row.within() ? 0 : 1;
    EXPECT_EQ(off, 1);
    std::filesystem::remove_all(folder);
}

TEST(Validation, names_the_groups)
{
    EXPECT_THAT(test::message_of([] {
                    static_cast<void>(validate({"nuclid"}, source / "data", source / "validation"));
                }),
                HasSubstr("did you mean \"nuclide\"?"));
}

}   // namespace
}   // namespace radici::study
