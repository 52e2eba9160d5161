#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"

/// `radici svalue`: what it prints, and what it says to words that ask nothing.
namespace radici {
namespace {

using nlohmann::json;
using test::radici;
using testing::HasSubstr;
using testing::IsEmpty;

std::string const cell = "svalue --cell 5um --nucleus 4um ";

json document_of(std::string const& words)
{
    auto const outcome = radici(cell + words + " --json");
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.err, IsEmpty());
    return json::parse(outcome.out);
}

std::set<std::string> keys(json const& object)
{
    std::set<std::string> all;
    for (auto const& [key, value] : object.items())
        all.insert(key);
    return all;
}

/// One line on stderr that holds `complaint`, nothing on stdout, exit code 2.
void expect_refused(std::string const& words, std::string const& complaint)
{
    auto const outcome = radici("svalue " + words);
    EXPECT_EQ(outcome.code, 2) << words;
    EXPECT_THAT(outcome.out, IsEmpty()) << words;
    EXPECT_THAT(outcome.err, HasSubstr(complaint)) << words;
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
}

TEST(SValueCommand, has_the_promised_keys)
{
    auto const lu = document_of("--nuclide 177lu --from Cy");
    EXPECT_EQ(keys(lu),
              (std::set<std::string>{"nuclide", "geometry", "method", "medium", "daughters",
                                     "source", "target", "target_mass_g", "s_mGy_per_MBq_s",
                                     "by_class", "absorbed_fraction", "emitted_MeV", "histories",
                                     "seconds", "energy_balance", "left_out"}));
    EXPECT_EQ(keys(lu["by_class"]),
              (std::set<std::string>{"alpha", "beta", "conversion_auger", "photon"}));
    EXPECT_EQ(keys(lu["absorbed_fraction"]), (std::set<std::string>{"charged", "photon"}));
    for (auto const& part : lu["by_class"])
        EXPECT_EQ(part["sd"], 0);
    EXPECT_EQ(lu["nuclide"], "Lu-177");
    EXPECT_EQ(lu["method"], "csda");
    EXPECT_EQ(lu["source"], "Cy");
    EXPECT_EQ(lu["target"], "N");   // where no --to is given
    EXPECT_EQ(lu["histories"], 0);
    EXPECT_EQ(lu["s_mGy_per_MBq_s"]["sd"], 0);
    EXPECT_EQ(lu["left_out"][0], "photons");
    double sum = 0;
    for (auto const& part : lu["by_class"])
        sum += part["value"].get<double>();
    EXPECT_NEAR(sum, lu["s_mGy_per_MBq_s"]["value"].get<double>(), 1e-9 * sum);
}

TEST(SValueCommand, accounts_for_the_energy)
{
    auto const y = document_of("--nuclide Y-90 --from N --to C");
    auto const& balance = y["energy_balance"];
    double const parts = balance["in_target_MeV"].get<double>() +
                         balance["elsewhere_MeV"].get<double>() +
                         balance["left_out_MeV"].get<double>();
    EXPECT_NEAR(parts, y["emitted_MeV"].get<double>(), 1e-12);
    EXPECT_EQ(y["target"], "C");
    // in the target, MeV, over its mass, in mGy/(MBq s)
    EXPECT_NEAR(balance["in_target_MeV"].get<double>() * 1.602176634e-13 /
                    (1e-3 * y["target_mass_g"].get<double>()) * 1e9,
                y["s_mGy_per_MBq_s"]["value"].get<double>(), 1e-6);
}

TEST(SValueCommand, counts_alphas)
{
    auto const chain = document_of("--nuclide Ac-225 --from CS");
    auto const& events = chain["alpha_events"];
    EXPECT_NEAR(events["hits_per_decay"].get<double>(), 0.8, 0.002);   // 4 · ½(1 − 3/5)
    EXPECT_NEAR(events["at_least_one_hit"].get<double>(), 1 - 0.8 * 0.8 * 0.8 * 0.8, 0.002);
    EXPECT_EQ(events["spectrum"]["edge_Gy"].size(), events["spectrum"]["per_Gy"].size() + 1);
    // hits times mean: the alpha part, in Gy per decay
    EXPECT_NEAR(1e9 * events["hits_per_decay"].get<double>() *
                    events["frequency_mean_Gy"].get<double>() /
                    chain["by_class"]["alpha"]["value"].get<double>(),
                1, 1e-3);
    auto const head = document_of("--nuclide Ac-225 --from CS --no-daughters");
    EXPECT_NEAR(head["alpha_events"]["hits_per_decay"].get<double>(), 0.2, 0.001);
    EXPECT_EQ(head["daughters"], "left out");
    EXPECT_FALSE(document_of("--nuclide Lu-177 --from N").contains("alpha_events"));
}

TEST(SValueCommand, differs_in_seconds_alone)
{
    auto one = document_of("--nuclide At-211 --from N"),
         two = document_of("--nuclide At-211 --from n");
    one.erase("seconds");
    two.erase("seconds");
    EXPECT_EQ(one.dump(), two.dump());
}

TEST(SValueCommand, takes_any_length_and_either_water)
{
    auto const micrometres = document_of("--nuclide I-125 --from N");
    auto const nanometres = json::parse(
        radici("svalue --nuclide I-125 --cell '5000 nm' --nucleus 0.004mm --from N --json").out);
    EXPECT_NEAR(micrometres["s_mGy_per_MBq_s"]["value"].get<double>(),
                nanometres["s_mGy_per_MBq_s"]["value"].get<double>(), 1e-3);
    EXPECT_EQ(micrometres["medium"], "water_i75");
    EXPECT_EQ(document_of("--nuclide I-125 --from N --medium water")["medium"], "water");
}

TEST(SValueCommand, reads_well)
{
    auto const outcome = radici(cell + "--nuclide Ra-223 --from CS");
    EXPECT_EQ(outcome.code, 0);
    EXPECT_THAT(outcome.out, HasSubstr("Ra-223, daughters in place   S(N <- CS)"));
    EXPECT_THAT(outcome.out, HasSubstr("not followed: photons, recoil nuclei"));
    EXPECT_THAT(outcome.out, HasSubstr("z_D, weighted with dose"));
}

TEST(SValueCommand, says_which_word_is_wrong)
{
    std::string const lu = "--nuclide Lu-177 ", sizes = "--cell 5um --nucleus 4um ";
    expect_refused(sizes + "--from N", "--nuclide");
    expect_refused("--nuclide Lu-179 " + sizes + "--from N", "did you mean \"Lu-177\"?");
    expect_refused(lu + "--from N", "no geometry (an S value belongs to one) - --cell 5um");
    expect_refused(lu + "--cell 5um --from N", "radici svalue: --nucleus: missing");
    expect_refused(lu + "--cell 5 --nucleus 4um --from N",
                   "radici svalue: --cell: 5 (a length needs its unit) - write 5um");
    expect_refused(lu + "--cell 5g --nucleus 4um --from N", "--cell: 5g (this is no length)");
    expect_refused(lu + "--cell 5um --nucleus big --from N", "--nucleus: big (this is no length)");
    expect_refused(lu + "--cell 4um --nucleus 5um --from N",
                   "a nucleus of 5 um in a cell of 4 um (a nucleus is not larger than its cell)");
    expect_refused(lu + "--cell=-5um --nucleus 4um --from N", "a cell of radius -5 um");
    expect_refused(lu + "--cell nan --nucleus 4um --from N", "--cell");
    expect_refused(lu + "--cell 4um --nucleus 4um --from Cy", "the source is empty");
    expect_refused(lu + sizes, "radici svalue: --from: missing");
    expect_refused(lu + sizes + "--from M",
                   "radici svalue: --from: M (no such part of a cell) - one of N, Cy, CS");
    expect_refused(lu + sizes + "--from N --to CS",
                   "radici svalue: --to: CS (no such part of a cell) - one of N, C");
    expect_refused(lu + sizes + "--from N --medium watr", "did you mean \"water\"?");
    expect_refused(lu + sizes + "--from N --speed 5", "--speed");
}

}   // namespace
}   // namespace radici
