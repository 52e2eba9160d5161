#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "radici/numerics/statistics.hpp"
#include "radici/study/fit/posterior.hpp"
#include "radici/study/run_cohort.hpp"
#include "radici/study/simulate_patients.hpp"
#include "study/toy_fit.hpp"
#include "support/message_of.hpp"

namespace radici::study::fit {
namespace {

using test::message_of;
using testing::AllOf;
using testing::HasSubstr;

using Fit = test::ToyFit;

Parameter value_of(double value, std::optional<double> low, std::optional<double> high)
{
    Parameter p;
    p.value = value;
    p.unit = "-";
    p.low = low;
    p.high = high;
    return p;
}

TEST(Prior, quantile_and_cumulative_are_inverse_and_stay_inside)
{
    auto const document = Document::parse("name = \"x\"", "test");
    auto const node = document.root().at("name");
    for (auto const& p : {value_of(0.11, 0.05, 0.8), value_of(0.3, 0.0, 4.0), value_of(0, 0.0, 2.0),
                          value_of(1, 0.0, 1.0)}) {
        auto const prior = prior_of(p, node);
        for (double const u : {0.001, 0.1, 0.5, 0.9, 0.999}) {
            double const x = prior.quantile(u);
            EXPECT_GE(x, *p.low);
            EXPECT_LE(x, *p.high);
            EXPECT_NEAR(prior.cumulative(x), u, 1e-9);
        }
    }
    // ln(high/low) = 2·1.96·sd, by hand: ln(16)/3.92 = 0.7073
    EXPECT_NEAR(prior_of(value_of(0.1, 0.05, 0.8), node).sd_ln, 0.7073, 1e-3);
    EXPECT_THAT(message_of([&] { (void)prior_of(value_of(2, {}, {}), node); }),
                AllOf(HasSubstr("no range"), HasSubstr("[[fit.parameter]]")));
}

TEST_F(Fit, plan_tells_what_is_wrong_with_it)
{
    EXPECT_EQ(plan().effort.walkers, 8);
    EXPECT_EQ(plan().parameters[0].prior.low, 0.002);   // data/patients/gep_net.toml
    EXPECT_EQ(plan().parameters[1].prior.origin, "study file");
    auto of = [&](std::string const& fit) { return message_of([&] { (void)plan(fit); }); };
    EXPECT_THAT(of(""), HasSubstr("needs a [fit] table"));
    EXPECT_THAT(of("[fit]\nparameter = [{ name = \"immune.kill_per_effectr\" }]\n"),
                AllOf(HasSubstr("toy.toml:"), HasSubstr("\"immune.kill_per_effector\"")));
    EXPECT_THAT(of("[fit]\nparameter = [{ name = \"b78:immune.homing\" }]\n"),
                HasSubstr("no study here is of b78"));
    EXPECT_THAT(of("[fit]\nparameter = [{ name = \"immune.homing\" }, { name = "
                   "\"gep_net:immune.homing\" }]\n"),
                HasSubstr("holds for the same study"));
    EXPECT_THAT(of("[fit]\nparameter = [{ name = \"immune.homing\", low = \"3 mm\" }]\n"),
                HasSubstr("a number in 1/d is expected"));
}

TEST_F(Fit, data_errors_name_file_line_and_column)
{
    auto const p = plan();
    EXPECT_THAT(complaint("control,,,orr,18,%,0,,,\n", p),
                AllOf(HasSubstr("data.csv:2: value"), HasSubstr("needs n or an interval")));
    EXPECT_THAT(complaint("contrl,,,orr,18,%,0,50,,\n", p), HasSubstr("did you mean \"control\""));
    EXPECT_THAT(complaint("control,,,median_oss,18,d,0,50,,\n", p), HasSubstr("\"median_os\""));
    EXPECT_THAT(complaint("control,,,median_os,18,mm3,0,50,,\n", p), HasSubstr("is in d"));
    EXPECT_THAT(complaint("control,,,median_os,18,,0,50,,\n", p), HasSubstr("unit: missing"));
    EXPECT_THAT(complaint("control,a,,os,18,d,2,,,\n", p), HasSubstr("0, 1 or -1"));
    EXPECT_THAT(complaint("control,a,,os,18,d,-1,,,\n", p), HasSubstr("censored to the right"));
    EXPECT_THAT(complaint("control,a,,os,400,d,0,,,\n", p), HasSubstr("the study ends on day"));
    EXPECT_THAT(complaint("control,a,,os,0.1,d,1,,,\n", p), HasSubstr("within a day"));
    EXPECT_THAT(complaint("control,a,,os,50,d,0,,,\ncontrol,a,,os,50,d,0,,,\n", p),
                AllOf(HasSubstr("data.csv:3"), HasSubstr("twice")));
    EXPECT_THAT(complaint("control,a,,os,50,d,0,,,\ncontrol,a,,os,60,d,0,,,\n", p),
                HasSubstr("contradicts an earlier line"));
    EXPECT_THAT(complaint("control,,,median_pfs,50,d,0,,60,70\n", p),
                HasSubstr("outside its own interval"));
    EXPECT_THAT(complaint("control,,,orr,9,count,0,8,,\n", p), HasSubstr("between 0 and n"));
    EXPECT_THAT(complaint("control,,,tumour_volume,9,mL,0,,,\n", p), HasSubstr("is at a time"));
    EXPECT_THAT(complaint("control,,14,tumour_volume,-9,mL,0,,,\n", p), HasSubstr("must be > 0"));
    EXPECT_THAT(complaint("control,,900,tumour_volume,9,mL,0,,,\n", p), HasSubstr("from day 0"));
    EXPECT_THAT(complaint("control,a\n", p), HasSubstr("the first line has 10"));
    EXPECT_THAT(complaint("", p), HasSubstr("no data"));
}

TEST_F(Fit, reads_the_names_of_nonmem)
{
    auto const p = plan();
    auto const groups = read_data(
        {write("nm.csv", "ID,TIME,DV,DVID,UNIT,CENS,EVID,MDV\n1,0,.,.,.,0,1,1\n"
                         "1,14,12,tumour_volume,mL,0,0,0\n1,28,14,tumour_volume,mL,0,0,0\n"
                         "2,14,9,tumour_volume,mL,1,0,0\n")},
        p);
    ASSERT_EQ(groups.size(), 1U);
    ASSERT_EQ(groups[0].rows.size(), 3U);
    EXPECT_EQ(groups[0].rows[0].value, 12000);   // mm³
    EXPECT_EQ(groups[0].rows[2].censored, 1);
}

/// Judged against the simulated medians of data/.
double log_likelihood(std::vector<DataGroup> groups, Plan const& plan, std::vector<double> place)
{
    Problem const problem(plan, std::move(groups), 1);
    return problem.log_likelihoods({std::move(place)}).front();
}

TEST_F(Fit, likelihood_of_counts_is_beta_binomial)
{
    auto const p = plan();
    // Nobody responds to one dose: 0 of 6 simulated, prior Beta(½, 6½); of n = 1 the chance of no
    // response is 6.5/7, of one 0.5/7.
    EXPECT_NEAR(log_likelihood(read("control,,,cr,0,count,0,1,,\n", p), p, {0, 0}),
                std::log(6.5 / 7), 1e-9);
    EXPECT_NEAR(log_likelihood(read("control,,,cr,1,count,0,1,,\n", p), p, {0, 0}),
                std::log(0.5 / 7), 1e-9);
}

TEST_F(Fit, likelihood_is_largest_where_the_data_came_from)
{
    auto const p = plan();
    // Volumes as simulated with the growth rate of a score of 1.
    auto const rate = p.parameters[0].prior.quantile(0.8413447460685429);
    auto const biology = p.cases[0].setting.biology.read(
        std::vector<ParameterValue>{{p.parameters[0].name, rate, "1/d"}}, "test");
    auto const setting = with_biology(p.cases[0].setting, biology);
    std::vector<double> volumes;
    for (auto const& record : simulate_patients(setting, 0, 6))
        volumes.push_back(record.total_volume_mm3.at(20));   // day 140
    auto const row =
        fmt::format("control,,140,tumour_volume,{},mm3,0,,,\n", numerics::quantile(volumes, 0.5));
    auto at = [&](double z) { return log_likelihood(read(row, p), p, {z, 0}); };
    EXPECT_GT(at(1), at(0));
    EXPECT_GT(at(1), at(2.5));
    EXPECT_EQ(at(1), log_likelihood(read(row, p), p, {1, 0}));
}

TEST_F(Fit, censored_data_speak_for_one_side)
{
    auto const p = plan();
    auto at = [&](std::string const& row, double z) {
        return log_likelihood(read(row, p), p, {z, 0});
    };
    std::string const below = "control,,140,tumour_volume,1,mL,1,,,\n";
    std::string const above = "control,,140,tumour_volume,1,mL,-1,,,\n";
    EXPECT_GT(at(below, -2), at(below, 2));   // slow growth stays below
    EXPECT_NEAR(at(above, 2), 0, 1e-6);
    std::string const late = "control,a,,pfs,180,d,1,,,\n", early = "control,a,,os,20,d,0,,,\n";
    EXPECT_GT(at(late, -2), at(late, 2));
    EXPECT_TRUE(std::isfinite(at(early, -2)));   // nothing is impossible
}

TEST_F(Fit, is_the_same_on_any_threads_and_from_a_checkpoint)
{
    auto const p = plan();
    auto const groups =
        read("control,,140,tumour_volume,14,mL,0,,,\ncontrol,,,orr,0,count,0,9,,\n", p);
    auto posterior = [&](int threads, long stop) {
        Problem const problem(p, groups, threads);
        Progress progress;
        progress.identity = "x";
        struct Stop {};
        try {
            sample(problem, p.effort, progress, [&] {
                if (stop > 0 && progress.ensemble.steps == stop)
                    throw Stop();
            });
        } catch (Stop const&) {
            write_checkpoint(folder / "c.cbor", progress);
            progress = read_checkpoint(folder / "c.cbor", "x");
            sample(problem, p.effort, progress, [] {});
        }
        return conclude(p, problem, progress, "test");
    };
    auto const one = posterior(1, 0), two = posterior(2, 0), resumed = posterior(2, 6);
    EXPECT_EQ(ensemble_toml(one.ensemble), ensemble_toml(two.ensemble));
    EXPECT_EQ(ensemble_toml(one.ensemble), ensemble_toml(resumed.ensemble));
    EXPECT_EQ(one.draws, resumed.draws);
    EXPECT_EQ(one.ensemble.members(), 5U);
    EXPECT_FALSE(one.marginals[0].prior_only);
    EXPECT_FALSE(one.not_converged.empty());   // eight steps are not enough
    EXPECT_THAT(message_of([&] { (void)read_checkpoint(folder / "c.cbor", "y"); }),
                HasSubstr("of another fit"));
}

TEST_F(Fit, says_which_parameters_the_data_do_not_speak_of)
{
    auto const p = plan(
        "[fit]\npatients = 4\nsearch = 0\nwarm_up = 0\nsteps = 8\ntemperatures = 1\nmembers = 2\n"
        "parameter = [{ name = \"tumour_cells.growth_rate\" }, { name = "
        "\"blood.platelets.transit_time\" }]\n");
    Problem const problem(p, read("control,,140,tumour_volume,14,mL,0,,,\n", p), 1);
    Progress progress;
    sample(problem, p.effort, progress, [] {});
    auto const posterior = conclude(p, problem, progress, "test");
    EXPECT_FALSE(posterior.marginals[0].prior_only);
    EXPECT_TRUE(posterior.marginals[1].prior_only);
}

}   // namespace
}   // namespace radici::study::fit
