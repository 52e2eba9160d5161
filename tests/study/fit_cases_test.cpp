#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "radici/study/fit/problem.hpp"
#include "study/toy_fit.hpp"
#include "support/message_of.hpp"

namespace radici::study::fit {
namespace {

using test::message_of;
using testing::HasSubstr;

/// Several studies at once, as a calibration has them.
class FitOfCases : public test::ToyFit {
protected:
    [[nodiscard]] Plan mice(std::string const& parameters) const
    {
        auto const studies = std::string(RADICI_SOURCE_DIR) + "/studies/";
        return read_plan(write("mice.toml", "[fit]\npatients = 6\nparameter = " + parameters +
                                                "\ncase = [{ study = \"" + studies +
                                                "mouse_patel2021_b78.toml\" }, { study = \"" +
                                                studies + "mouse_li2021_b16.toml\" }]\n"),
                         agents, data);
    }
    [[nodiscard]] std::vector<DataGroup> read_of(std::string const& rows, Plan const& plan) const
    {
        return read_data({write("mice.csv", "study,arm,subject,time,quantity,value,unit,censored,n,"
                                            "low,high\n" +
                                                rows)},
                         plan);
    }
};

constexpr auto growth_by_line =
    R"([{ name = "b78:tumour_cells.growth_rate" }, { name = "b16:tumour_cells.growth_rate" }])";

TEST_F(FitOfCases, a_scope_holds_for_its_line_alone)
{
    auto const p = mice(growth_by_line);
    ASSERT_EQ(p.cases.size(), 2U);
    EXPECT_EQ(p.species, "mouse");
    EXPECT_EQ(p.parameters[0].in_case, (std::vector<bool>{true, false}));
    EXPECT_EQ(p.parameters[1].in_case, (std::vector<bool>{false, true}));
    // A row of the one study does not move with the other's growth.
    auto const groups = read_of("mouse_patel2021_b78,none,,,median_survival,25,d,0,11,,\n"
                                "mouse_li2021_b16,none,,,median_survival,12,d,0,10,,\n",
                                p);
    Problem const problem(p, groups, 2);
    auto const judged = problem.judgements({{0, 0}, {1, 0}, {0, 1}});
    EXPECT_NE(judged[1][0].predicted, judged[0][0].predicted);
    EXPECT_EQ(judged[1][1].predicted, judged[0][1].predicted);
    EXPECT_EQ(judged[2][0].predicted, judged[0][0].predicted);
    EXPECT_NE(judged[2][1].predicted, judged[0][1].predicted);
    EXPECT_LT(judged[1][0].predicted, judged[0][0].predicted) << "faster growth, earlier end";
    EXPECT_EQ(problem.evaluations(), 3);
}

TEST_F(FitOfCases, a_scope_holds_for_lines_made_from_it)
{
    auto const studies = std::string(RADICI_SOURCE_DIR) + "/studies/";
    auto const p = read_plan(
        write("lines.toml",
              "[fit]\npatients = 6\nparameter = [{ name = \"b78:tumour_cells.growth_rate\" }]\n"
              "case = [{ study = \"" +
                  studies + "mouse_patel2021_b78.toml\" }, { study = \"" + studies +
                  "mouse_patel2021_b78_sting_ko.toml\" }]\n"),
        agents, data);
    EXPECT_EQ(p.parameters[0].in_case, (std::vector<bool>{true, true}));
}

TEST_F(FitOfCases, a_ratio_of_medians_is_to_the_first_arm)
{
    auto const p = mice(growth_by_line);
    auto judged = [&](std::string const& rows, std::size_t which) {
        Problem const problem(p, read_of(rows, p), 1);
        return problem.judgements({{0, 0}}).front().at(which);
    };
    std::string const medians = "mouse_patel2021_b78,none,,,median_survival,25,d,0,11,,\n"
                                "mouse_patel2021_b78,TRT,,,median_survival,30,d,0,11,,\n";
    std::string const ratio = "mouse_patel2021_b78,TRT,,,median_survival_ratio,1.3,-,1,,,\n";
    auto const alone = judged(ratio, 0);   // the first arm is simulated though it has no data
    EXPECT_NEAR(alone.predicted, judged(medians, 1).predicted / judged(medians, 0).predicted,
                1e-12);
    EXPECT_EQ(judged(medians + ratio, 2).log_likelihood, alone.log_likelihood);
    auto const lax = judged("mouse_patel2021_b78,TRT,,,median_survival_ratio,9,-,1,,,\n", 0);
    EXPECT_GT(lax.log_likelihood, alone.log_likelihood);   // it may not lie above
    EXPECT_NEAR(lax.log_likelihood, 0, 1e-3);
}

TEST_F(FitOfCases, arms_without_data_change_nothing)
{
    auto const p = mice(growth_by_line);
    std::string const last = "mouse_patel2021_b78,TRT + ICI,,,median_survival,70,d,0,11,,\n";
    std::string const first = "mouse_patel2021_b78,none,,,median_survival,25,d,0,11,,\n";
    auto judged = [&](std::string const& rows) {
        Problem const problem(p, read_of(rows, p), 1);
        return problem.judgements({{0, 0}}).front().back();
    };
    EXPECT_EQ(judged(last).predicted, judged(first + last).predicted);
    EXPECT_EQ(judged(last).log_likelihood, judged(first + last).log_likelihood);
}

TEST_F(FitOfCases, rows_name_their_study)
{
    auto const p = mice(growth_by_line);
    auto const of = [&](std::string const& row) {
        return message_of([&] { (void)read_of(row, p); });
    };
    EXPECT_THAT(of(",none,,,cr,0,count,0,11,,\n"), HasSubstr("mice.csv:2: study: missing"));
    EXPECT_THAT(of("mouse_patel2021_b87,none,,,cr,0,count,0,11,,\n"),
                HasSubstr("did you mean \"mouse_patel2021_b78\""));
}

TEST_F(FitOfCases, the_day_of_a_peak_is_judged_by_its_interval)
{
    auto const p = mice(growth_by_line);
    auto of = [&](int day, std::string const& interval) {
        Problem const problem(
            p,
            read_of(fmt::format("mouse_patel2021_b78,TRT,,,peak_day_interferon,{},d,0,,{}\n", day,
                                interval),
                    p),
            1);
        return problem.judgements({{0, 0}}).front().front();
    };
    auto const right = of(7, "5,9");
    // Normal in days with an sd of 4/3.92 from the interval; the simulated median's own error is
    // added, so z is at most this.
    double const z = (7 - right.predicted) / (4 / 3.92);
    EXPECT_GT(right.log_likelihood, -0.5 * z * z - std::log(4 / 3.92) - 0.9190);
    EXPECT_GT(right.predicted, 3);
    EXPECT_LT(right.predicted, 30);
    EXPECT_GT(of(static_cast<int>(std::lround(right.predicted)), ",").log_likelihood,
              of(static_cast<int>(std::lround(right.predicted)) + 40, ",").log_likelihood);
}

constexpr auto radium = R"([study]
name = "radium"
species = "human"
patients = 20
horizon = "7 months"
[patient]
disease = "mcrpc"
[[arm]]
name = "Ra-223"
[[arm.give]]
agent = "ra223_dichloride"
activity = "55 kBq/kg"
start = "day 1"
every = "4 wk"
times = 6
[[arm]]
name = "once"
[[arm.give]]
agent = "ra223_dichloride"
activity = "55 kBq/kg"
start = "day 1"
[fit]
patients = 12
parameter = [{ name = "blood.lymphocytes.transit_time" }]
)";

TEST_F(FitOfCases, lymphocytes_fall_from_injection_to_injection)
{
    auto const p = read_plan(write("radium.toml", radium), agents, data);
    // Creemers 2020: −0.143 to −0.102 ×10⁹/L an injection.
    auto const row =
        std::string("Ra-223,,,lymphocytes_per_injection,-0.12,1e9/L,0,,-0.143,-0.102\n");
    Problem const problem(p, read(row, p), 2);
    auto const judged = problem.judgements({{0}}).front().front();
    EXPECT_LT(judged.predicted, 0);
    EXPECT_GT(judged.predicted, -0.3) << "of 2 ×10⁹/L, in five intervals";
    EXPECT_EQ(judged.observed, -0.12);
    EXPECT_THAT(complaint("once,,,lymphocytes_per_injection,-0.12,1e9/L,0,,-0.143,-0.102\n", p),
                HasSubstr("no second injection"));
    EXPECT_THAT(complaint("Ra-223,,,lymphocytes_per_injection,-0.12,d,0,,,\n", p),
                HasSubstr("is in 1e9/L"));
}

}   // namespace
}   // namespace radici::study::fit
