#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"

namespace radici::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// A run folder of eight patients in two arms: PD-L1 tells who responds in the first.
fs::path run_folder(Scratch const& scratch)
{
    auto const folder = scratch.path() / "trial";
    fs::create_directory(folder);
    std::ofstream out{folder / "patients.csv"};
    out << "STUDYID,USUBJID,ARM,STATUS,BL_PDL1,BL_SEX,BL_WEIGHT_KG,BOR\n";
    for (auto const* row :
         {"1,A,COMPLETED,1,M,70,SD", "2,A,COMPLETED,2,F,70,PD", "3,A,COMPLETED,3,M,70,PR",
          "4,A,COMPLETED,4,F,70,CR", "5,A,FAILED,,,,", "6,A,COMPLETED,9,F,70,NE",
          "1,B,COMPLETED,1,M,70,PD", "2,B,COMPLETED,2,F,70,SD"})
        out << "trial,trial-" << row << '\n';
    return folder;
}

TEST(BiomarkersCommand, ranks_baseline_quantities_and_draws_their_curves)
{
    Scratch const scratch;
    auto const out = scratch.path() / "out";
    auto const done =
        radici("biomarkers " + run_folder(scratch).string() + " --json -o " + out.string());
    ASSERT_EQ(done.code, 0) << done.err;
    auto const arms = nlohmann::json::parse(done.out).at("arms");
    ASSERT_EQ(arms.size(), 2U);
    EXPECT_EQ(arms[0].at("evaluable"), 4) << "neither the failed one nor NE";
    EXPECT_EQ(arms[0].at("events"), 2);
    auto const& markers = arms[0].at("markers");
    ASSERT_EQ(markers.size(), 2U) << "a weight that all share foretells nothing";
    EXPECT_EQ(markers[0].at("name"), "BL_PDL1");
    EXPECT_EQ(markers[0].at("auc").at("value"), 1);
    EXPECT_EQ(markers[1].at("auc").at("value"), 0.5);
    EXPECT_TRUE(arms[1].at("markers").empty()) << "nobody responds";
    EXPECT_THAT(content_of(out / "report.html"),
                testing::AllOf(HasSubstr("<svg"), HasSubstr("BL_PDL1"), HasSubstr("2 of 4")));
    EXPECT_THAT(content_of(out / "roc.csv"), HasSubstr("A,BL_PDL1,3,0,1\n"));
    EXPECT_EQ(radici("verify " + out.string()).code, 0);
}

TEST(BiomarkersCommand, reads_what_a_run_writes)
{
    Scratch const scratch;
    auto const study = scratch.file("men.toml", R"([study]
name = "men"
patients = 24
horizon = "4 months"
[patient]
disease = "mcrpc"
[[arm]]
name = "TRT"
[[arm.give]]
agent = "lu177_psma617"
activity = "7.4 GBq"
start = "day 1"
every = "6 wk"
times = 2
[select]
suvmax = ">= 1"
)");
    auto const run = (scratch.path() / "run").string();
    ASSERT_EQ(radici("run " + study + " -o " + run).code, 0);
    for (std::string const endpoint : {"response", "control", "psa50"}) {
        auto const done = radici("biomarkers " + run + " --json --endpoint " + endpoint + " -o " +
                                 (scratch.path() / endpoint).string());
        ASSERT_EQ(done.code, 0) << done.err;
        auto const arm = nlohmann::json::parse(done.out).at("arms").at(0);
        EXPECT_GT(arm.at("evaluable"), 0) << endpoint;
        auto const events = arm.at("events").get<int>();
        if (events > 0 && events < arm.at("evaluable").get<int>()) {
            EXPECT_THAT(arm.dump(), testing::AllOf(HasSubstr("BL_SUVMAX"), HasSubstr("BL_PDL1")));
        }
    }
}

TEST(BiomarkersCommand, says_what_is_missing)
{
    Scratch const scratch;
    auto const folder = run_folder(scratch).string();
    auto const cure =
        radici("biomarkers " + folder + " --endpoint cure -o " + (scratch.path() / "x").string());
    EXPECT_EQ(cure.code, 2);
    EXPECT_THAT(cure.err, testing::AllOf(HasSubstr("patients.csv:1: CURE"), HasSubstr("endpoint")));
    auto const empty = radici("biomarkers " + scratch.path().string());
    EXPECT_EQ(empty.code, 2);
    EXPECT_THAT(empty.err, HasSubstr("no patients.csv"));
}

}   // namespace
}   // namespace radici::test
