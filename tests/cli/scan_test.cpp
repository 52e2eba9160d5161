#include <filesystem>

#include <gmock/gmock.h>

#include "cli/program.hpp"

namespace radici::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr auto study = R"([study]
name = "scanned"
patients = 8
horizon = "4 months"
[patient]
disease = "mcrpc"
lesions = { count = "1", volume = { lognormal = "3 mL", cv = 0.3 } }
[[arm]]
name = "TRT"
[[arm.give]]
agent = "lu177_psma617"
activity = "7.4 GBq"
start = "day 1"
)";

TEST(ScanCommand, draws_curves_that_are_the_same_on_any_threads)
{
    Scratch const scratch;
    auto const words = "scan " + scratch.file("scanned.toml", study) +
                       " --x 'arm[0].give[0].activity=1..16 GBq' --points 3 --threads ";
    auto const one = scratch.path() / "one", two = scratch.path() / "two";
    auto const done = radici(words + "1 -o " + one.string());
    ASSERT_EQ(done.code, 0) << done.err;
    EXPECT_THAT(done.out, AllOf(HasSubstr("TRT: Up to 16 GBq"), HasSubstr("Effector T cells")));
    ASSERT_EQ(radici(words + "2 -o " + two.string()).code, 0);
    EXPECT_EQ(different_results(one, two, {"curves.csv", "report.html"}), "");
    EXPECT_THAT(content_of(one / "curves.csv"),
                AllOf(HasSubstr("TRT,1,GBq,orr,"), HasSubstr("TRT,4,GBq,dlt,"),
                      HasSubstr("TRT,16,GBq,peak_effectors,")));
    EXPECT_THAT(content_of(one / "report.html"), HasSubstr("<svg"));
    EXPECT_EQ(radici("verify " + one.string()).code, 0);
}

TEST(ScanCommand, says_what_is_wrong_with_an_axis)
{
    Scratch const scratch;
    auto const words = "scan " + scratch.file("scanned.toml", study) + " -o " +
                       (scratch.path() / "out").string() + " --x ";
    for (auto const* axis : {"'arm[0].give[0].activity'", "'arm[0].give[0].activity=5..2 GBq'",
                             "'arm[0].give[0].activity=0..2 GBq'", "'=1..2 GBq'"}) {
        auto const outcome = radici(words + axis);
        EXPECT_EQ(outcome.code, 2) << axis;
        EXPECT_THAT(outcome.err, HasSubstr("PATH=A..B UNIT")) << axis;
    }
    auto const much = radici(words + "'arm[0].give[0].activity=1..900 GBq'");
    EXPECT_EQ(much.code, 2) << "not plausible";
    EXPECT_THAT(much.err, HasSubstr("arm[0].give[0].activity"));
}

}   // namespace
}   // namespace radici::test
