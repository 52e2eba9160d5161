#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"

namespace radici::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

/// One arm, one parameter that the data speak of, far too few steps.
constexpr auto toy = R"([study]
name = "toy"
species = "human"
patients = 8
horizon = "6 months"
[patient]
disease = "gep_net"
lesions = { count = "1", volume = { lognormal = "12 mL", cv = 0.3 } }
[[arm]]
name = "control"
[[arm.give]]
agent = "nivolumab"
dose = "240 mg"
start = "day 1"
[fit]
patients = 6
search = 2
warm_up = 2
steps = 8
temperatures = 2
members = 5
[[fit.parameter]]
name = "gep_net:tumour_cells.growth_rate"
)";

constexpr auto volumes = "arm,subject,time,quantity,value,unit,censored\n"
                         "control,,140,tumour_volume,14,mL,0\n";

TEST(FitCommand, writes_the_same_posterior_on_one_thread_and_on_two)
{
    Scratch const scratch;
    auto const words = "fit " + scratch.file("toy.toml", toy) + ' ' +
                       scratch.file("volumes.csv", volumes) + " --threads ";
    auto const one = scratch.path() / "one", two = scratch.path() / "two";
    auto const first = radici(words + "1 -o " + one.string());
    EXPECT_EQ(first.code, 3) << "eight steps are not enough\n" << first.err;
    EXPECT_THAT(first.err, AllOf(HasSubstr("evaluations of 1 parameter"), HasSubstr("a second"),
                                 HasSubstr("not converged")));
    EXPECT_EQ(radici(words + "2 -o " + two.string()).code, 3);
    EXPECT_EQ(different_results(
                  one, two, {"posterior.csv", "diagnostics.json", "ensemble.toml", "report.html"}),
              "");
    EXPECT_FALSE(fs::exists(one / "checkpoint.cbor"));
    EXPECT_THAT(content_of(one / "report.html"), HasSubstr("has not converged"));
    auto const posterior = content_of(one / "posterior.csv");
    EXPECT_EQ(std::count(posterior.begin(), posterior.end(), '\n'), 1 + 8 * 8) << "walkers × steps";
}

TEST(FitCommand, its_ensemble_goes_into_a_run)
{
    Scratch const scratch;
    auto const study = scratch.file("toy.toml", toy);
    auto const fitted = scratch.path() / "fitted", with = scratch.path() / "with",
               without = scratch.path() / "without";
    ASSERT_EQ(radici("fit " + study + ' ' + scratch.file("volumes.csv", volumes) + " -o " +
                     fitted.string())
                  .code,
              3);
    auto const run = radici("run " + study + " --ensemble " + (fitted / "ensemble.toml").string() +
                            " -o " + with.string());
    ASSERT_EQ(run.code, 0) << run.err;
    ASSERT_EQ(radici("run " + study + " --ensemble none -o " + without.string()).code, 0);
    auto const interval = [](fs::path const& folder) {
        return nlohmann::json::parse(content_of(folder / "summary.json"))
            .at("study")
            .at("interval");
    };
    EXPECT_EQ(interval(with), "sampling+parameters");
    EXPECT_EQ(interval(without), "sampling");
    EXPECT_THAT(content_of(with / "provenance.json"), HasSubstr("ensemble.toml"));
}

TEST(FitCommand, bad_data_are_one_line_with_file_and_line)
{
    Scratch const scratch;
    auto const data = scratch.file("bad.csv", std::string(volumes) + "contrl,,7,os_at,1,-,0\n");
    auto const outcome = radici("fit " + scratch.file("toy.toml", toy) + ' ' + data + " -o " +
                                (scratch.path() / "fit").string());
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err,
                AllOf(StartsWith(data + ":3: arm"), HasSubstr("did you mean \"control\"")));
    EXPECT_FALSE(fs::exists(scratch.path() / "fit"));
}

TEST(SensitivityCommand, writes_indices_and_a_figure_the_same_on_any_threads)
{
    Scratch const scratch;
    auto const words = "sensitivity " + scratch.file("toy.toml", toy) +
                       " --endpoint pfs cr --method morris --rows 3 --parameter "
                       "tumour_cells.growth_rate blood.platelets.transit_time --threads ";
    auto const one = scratch.path() / "one", two = scratch.path() / "two";
    auto const done = radici(words + "1 --json -o " + one.string());
    ASSERT_EQ(done.code, 0) << done.err;
    ASSERT_EQ(radici(words + "2 -o " + two.string()).code, 0);
    EXPECT_EQ(different_results(one, two, {"indices.csv", "sensitivity.json", "report.html"}), "");
    auto const json = nlohmann::json::parse(done.out);
    ASSERT_EQ(json.at("endpoints").size(), 2U);
    auto const& pfs = json.at("endpoints").at(0);
    EXPECT_EQ(pfs.at("endpoint"), "pfs");
    EXPECT_GT(pfs.at("indices").at(0).at("mu_star").at("value"), 5);   // days, growth
    EXPECT_EQ(pfs.at("indices").at(1).at("mu_star").at("value"), 0);   // platelets do not slow it
    EXPECT_THAT(content_of(one / "report.html"),
                AllOf(HasSubstr("<svg"), HasSubstr("is the same over the whole design")))
        << "nobody responds completely";
}

}   // namespace
}   // namespace radici::test
