#include <algorithm>
#include <array>
#include <cmath>
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
    auto const outcome = radici(words + " --json");
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

std::set<std::string> const promised{
    "nuclide",     "geometry",  "size",          "method",          "medium",   "daughters",
    "source",      "target",    "target_mass_g", "s_mGy_per_MBq_s", "by_class", "absorbed_fraction",
    "emitted_MeV", "histories", "seconds",       "energy_balance",  "ledger",   "notes"};

std::set<std::string> promised_and(std::set<std::string> more)
{
    more.insert(promised.begin(), promised.end());
    return more;
}

double sum_of_classes(json const& document)
{
    double sum = 0;
    for (auto const& part : document["by_class"])
        sum += part["value"].get<double>();
    return sum;
}

TEST(SValueCommand, has_the_promised_keys)
{
    auto const lu = document_of(cell + "--nuclide 177lu --from Cy");
    EXPECT_EQ(keys(lu), promised);
    EXPECT_EQ(keys(lu["by_class"]),
              (std::set<std::string>{"alpha", "beta", "conversion_auger", "photon"}));
    EXPECT_EQ(keys(lu["absorbed_fraction"]), (std::set<std::string>{"charged", "photon"}));
    for (auto const& part : lu["by_class"])
        EXPECT_EQ(part["sd"], 0);
    EXPECT_EQ(lu["nuclide"], "Lu-177");
    EXPECT_EQ(lu["geometry"], "cell 5 um, nucleus 4 um");
    EXPECT_EQ(lu["size"]["nucleus_um"], 4);
    EXPECT_EQ(lu["method"], "csda");
    EXPECT_EQ(lu["medium"], "water");
    EXPECT_EQ(lu["source"], "Cy");
    EXPECT_EQ(lu["target"], "N");   // where no --to is given
    EXPECT_EQ(lu["histories"], 0);
    EXPECT_EQ(lu["s_mGy_per_MBq_s"]["sd"], 0);
    EXPECT_THAT(lu["notes"][0].get<std::string>(), HasSubstr("photons"));
    double const value = lu["s_mGy_per_MBq_s"]["value"].get<double>();
    EXPECT_NEAR(sum_of_classes(lu), value, 1e-9 * value);
}

TEST(SValueCommand, answers_for_a_sphere)
{
    auto const lu = document_of("svalue --nuclide Lu-177 --sphere 10g --histories 20000");
    EXPECT_EQ(keys(lu), promised);
    EXPECT_EQ(lu["geometry"], "sphere 10 g");
    EXPECT_EQ(lu["size"], (json{{"mass_g", 10.0}}));
    EXPECT_EQ(lu["method"], "mc");
    EXPECT_EQ(lu["medium"], "water");
    EXPECT_EQ(lu["histories"], 20'000);
    EXPECT_EQ(lu["target_mass_g"], 10);
    EXPECT_LT(std::abs(lu["energy_balance"].get<double>()), 1e-9);
    EXPECT_GT(lu["s_mGy_per_MBq_s"]["sd"].get<double>(), 0);
    EXPECT_GT(lu["absorbed_fraction"]["charged"].get<double>(), 0.97);
    double const photons = lu["absorbed_fraction"]["photon"].get<double>();
    EXPECT_GT(photons, 0.02);   // 1.34 cm of water: a few per cent
    EXPECT_LT(photons, 0.06);
    EXPECT_THAT(lu["notes"].dump(), HasSubstr("below 1 keV"));
    EXPECT_THAT(lu["notes"].dump(), HasSubstr("recoil nuclei"));
}

TEST(SValueCommand, samples_until_it_knows_well_enough)
{
    auto const y = document_of("svalue --nuclide Y-90 --sphere 1g --uncertainty 0.5% --seed 3");
    EXPECT_EQ(keys(y), promised_and({"uncertainty"}));
    EXPECT_EQ(y["uncertainty"]["asked"], 0.005);
    EXPECT_EQ(y["uncertainty"]["reached"], true);
    auto const& s = y["s_mGy_per_MBq_s"];
    EXPECT_LE(s["sd"].get<double>(), 0.005 * s["value"].get<double>());
    auto const whole = document_of("svalue --nuclide Y-90 --sphere 1g");   // 1 % where not asked
    EXPECT_EQ(whole["uncertainty"]["asked"], 0.01);
    EXPECT_LT(whole["histories"].get<int>(), y["histories"].get<int>());
}

TEST(SValueCommand, answers_for_a_reference_body)
{
    std::string const mouse = "svalue --nuclide Lu-177 --phantom mouse-25g --cutoff 10keV ";
    auto const all = document_of(mouse + "--from kidneys --histories 5000 --threads 1");
    EXPECT_EQ(keys(all), promised_and({"targets"}));
    EXPECT_EQ(all["geometry"], "mouse-25g");
    EXPECT_EQ(all["source"], "kidney");
    EXPECT_EQ(all["target"], "kidney");
    EXPECT_EQ(all["histories"], 5000);
    EXPECT_LT(std::abs(all["energy_balance"].get<double>()), 1e-9);
    std::set<std::string> targets;
    for (auto const& one : all["targets"]) {
        targets.insert(one["target"]);
        if (one["target"] == "kidney") {
            EXPECT_EQ(one["s_mGy_per_MBq_s"], all["s_mGy_per_MBq_s"]);
        }
    }
    EXPECT_TRUE(targets.contains("red_marrow") && targets.contains("rest"));
    EXPECT_FALSE(targets.contains("bone_mineral"));
    // 147 keV of charged particles, all but some per cent kept, in 0.38 g.
    EXPECT_NEAR(all["s_mGy_per_MBq_s"]["value"].get<double>(), 0.0600, 0.004);

    expect_refused(mouse.substr(7) + "--histories 1000", "--from: missing");
    expect_refused(mouse.substr(7) + "--from livre --histories 1000", "--from: ");
    expect_refused(mouse.substr(7) + "--from kidney --to gut_content --histories 1000",
                   "--to: gut_content");
    expect_refused(mouse.substr(7) + "--from kidney --medium bone --histories 1000",
                   "--medium: bone");
    expect_refused("--nuclide Lu-177 --phantom adult-mole --from kidney", "adult-m");
}

TEST(SValueCommand, lists_the_octant_of_a_voxel)
{
    auto const y = document_of(
        "svalue --nuclide Y-90 --voxel 4.8mm --extent 3 --histories 5000 --cutoff 10keV");
    EXPECT_EQ(keys(y), promised_and({"voxels"}));
    EXPECT_EQ(y["geometry"], "voxel 4.8 mm");
    EXPECT_EQ(y["voxels"].size(), 20U);   // 4·5·6/6
    std::array<int, 3> before{-1, 0, 0};
    for (auto const& v : y["voxels"]) {
        std::array<int, 3> const at{v["i"], v["j"], v["k"]};
        EXPECT_TRUE(at[0] >= at[1] && at[1] >= at[2] && at > before);
        EXPECT_EQ(keys(v), (std::set<std::string>{"i", "j", "k", "value", "sd"}));
        before = at;
    }
    EXPECT_EQ(y["voxels"][0]["value"], y["s_mGy_per_MBq_s"]["value"]);
    EXPECT_GT(y["voxels"][0]["value"].get<double>(), 5 * y["voxels"][1]["value"].get<double>());
    EXPECT_THAT(y["notes"].dump(), HasSubstr("below 10 keV"));
    auto const alone = document_of("svalue --nuclide Y-90 --voxel 4.8mm --histories 1000");
    EXPECT_FALSE(alone.contains("voxels"));
}

TEST(SValueCommand, folds_kernels_where_asked)
{
    auto const words = std::string("svalue --nuclide Lu-177 --method kernel ");
    auto const voxels = document_of(words + "--voxel 4.8mm --extent 5");
    EXPECT_EQ(keys(voxels), promised_and({"voxels"}));
    EXPECT_EQ(voxels["method"], "kernel");
    EXPECT_EQ(voxels["histories"], 0);
    EXPECT_EQ(voxels["voxels"].size(), 56U);   // 6·7·8/6
    EXPECT_EQ(voxels["voxels"][0]["value"], voxels["s_mGy_per_MBq_s"]["value"]);
    EXPECT_EQ(voxels["voxels"][0]["sd"], 0);
    EXPECT_LT(std::abs(voxels["energy_balance"].get<double>()), 1e-9);
    EXPECT_THAT(voxels["notes"].dump(), HasSubstr("I = 78 eV, made with a cut-off of 1 keV"));
    double const value = voxels["s_mGy_per_MBq_s"]["value"].get<double>();
    EXPECT_NEAR(sum_of_classes(voxels), value, 1e-9 * value);

    auto const sphere = document_of(words + "--sphere 10g");
    auto const sampled = document_of("svalue --nuclide Lu-177 --sphere 10g --histories 20000");
    EXPECT_EQ(keys(sphere), promised);
    EXPECT_NEAR(sphere["s_mGy_per_MBq_s"]["value"].get<double>(),
                sampled["s_mGy_per_MBq_s"]["value"].get<double>(),
                4 * sampled["s_mGy_per_MBq_s"]["sd"].get<double>());
    EXPECT_FALSE(document_of(words + "--voxel 4.8mm").contains("voxels"));
}

TEST(SValueCommand, says_what_kernels_do_not_have)
{
    std::string const words = "--nuclide Lu-177 --method kernel ";
    expect_refused(words + "--voxel 4.8mm --medium water_i75", "--medium: \"water_i75\"");
    expect_refused(words + "--voxel 4.8mm --medium bone_compact_icru", "use --method mc");
    expect_refused(words + "--voxel 4.8mm --cutoff 10keV", "--cutoff: 10keV (kernel has none");
    expect_refused(words + "--voxel 4.8mm --histories 1000", "--histories: 1000 (kernel has none");
    expect_refused(words + "--sphere 10g --uncertainty 1%", "--uncertainty: 1% (kernel has none");
    expect_refused(words + "--sphere 1ng", "--sphere: a sphere of 1e-09 g");
    expect_refused(words + "--cell 5um --nucleus 4um --from N",
                   "--method: kernel (kernels are for spheres and voxels)");
    expect_refused(words + "--phantom adult-male --from kidney", "--method: kernel");
    expect_refused("--nuclide Lu-178 --method kernel --sphere 10g", "did you mean \"Lu-177\"?");
}

TEST(SValueCommand, differs_in_seconds_alone_whatever_the_threads)
{
    std::string const words = "svalue --nuclide I-131 --sphere 0.1g --uncertainty 1% --threads ";
    auto one = document_of(words + "1"), two = document_of(words + "2");
    EXPECT_GE(one["seconds"].get<double>(), 0);
    one.erase("seconds");
    two.erase("seconds");
    EXPECT_EQ(one.dump(), two.dump());
}

TEST(SValueCommand, prints_nothing_where_it_is_interrupted)
{
    auto const outcome = radici("svalue --nuclide Y-90 --sphere 10g --uncertainty 0.0001%",
                                "timeout --preserve-status -s INT 1");
    EXPECT_EQ(outcome.code, 130);
    EXPECT_THAT(outcome.out, IsEmpty());
}

TEST(SValueCommand, follows_decays_in_a_cell_where_asked)
{
    std::string const words = cell + "--nuclide Ac-225 --from CS --to C --method mc";
    auto const mc = document_of(words);
    EXPECT_EQ(keys(mc), promised_and({"uncertainty"}));
    EXPECT_EQ(mc["method"], "mc");
    EXPECT_EQ(mc["target"], "C");
    EXPECT_GT(mc["by_class"]["photon"]["value"].get<double>(), 0);
    auto const csda = document_of(cell + "--nuclide Ac-225 --from CS --to C");
    EXPECT_NEAR(mc["target_mass_g"].get<double>() / csda["target_mass_g"].get<double>(), 1, 1e-12);
}

TEST(SValueCommand, accounts_for_the_energy)
{
    auto const y = document_of(cell + "--nuclide Y-90 --from N --to C");
    auto const& balance = y["ledger"];
    EXPECT_LT(std::abs(y["energy_balance"].get<double>()), 1e-12);
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
    auto const chain = document_of(cell + "--nuclide Ac-225 --from CS");
    auto const& events = chain["alpha_events"];
    EXPECT_NEAR(events["hits_per_decay"].get<double>(), 0.8, 0.002);   // 4 · ½(1 − 3/5)
    EXPECT_NEAR(events["at_least_one_hit"].get<double>(), 1 - 0.8 * 0.8 * 0.8 * 0.8, 0.002);
    EXPECT_EQ(events["spectrum"]["edge_Gy"].size(), events["spectrum"]["per_Gy"].size() + 1);
    // hits times mean: the alpha part, in Gy per decay
    EXPECT_NEAR(1e9 * events["hits_per_decay"].get<double>() *
                    events["frequency_mean_Gy"].get<double>() /
                    chain["by_class"]["alpha"]["value"].get<double>(),
                1, 1e-3);
    auto const head = document_of(cell + "--nuclide Ac-225 --from CS --no-daughters");
    EXPECT_NEAR(head["alpha_events"]["hits_per_decay"].get<double>(), 0.2, 0.001);
    EXPECT_EQ(head["daughters"], "left out");
    EXPECT_FALSE(document_of(cell + "--nuclide Lu-177 --from N").contains("alpha_events"));
}

TEST(SValueCommand, differs_in_seconds_alone)
{
    auto one = document_of(cell + "--nuclide At-211 --from N"),
         two = document_of(cell + "--nuclide At-211 --from n");
    one.erase("seconds");
    two.erase("seconds");
    EXPECT_EQ(one.dump(), two.dump());
}

TEST(SValueCommand, takes_any_length_and_either_water)
{
    auto const micrometres = document_of(cell + "--nuclide I-125 --from N");
    auto const nanometres = json::parse(
        radici("svalue --nuclide I-125 --cell '5000 nm' --nucleus 0.004mm --from N --json").out);
    EXPECT_NEAR(micrometres["s_mGy_per_MBq_s"]["value"].get<double>(),
                nanometres["s_mGy_per_MBq_s"]["value"].get<double>(), 1e-3);
    auto const other = document_of(cell + "--nuclide I-125 --from N --medium water_i75");
    EXPECT_EQ(other["medium"], "water_i75");
    EXPECT_EQ(other["s_mGy_per_MBq_s"], micrometres["s_mGy_per_MBq_s"]);
}

TEST(SValueCommand, reads_well)
{
    auto const outcome = radici(cell + "--nuclide Ra-223 --from CS");
    EXPECT_EQ(outcome.code, 0);
    EXPECT_THAT(outcome.out, HasSubstr("Ra-223, daughters in place   S(N <- CS)"));
    EXPECT_THAT(outcome.out, HasSubstr("note: photons, recoil nuclei"));
    EXPECT_THAT(outcome.out, HasSubstr("z_D, weighted with dose"));
}

TEST(SValueCommand, says_which_word_of_a_cell_is_wrong)
{
    std::string const lu = "--nuclide Lu-177 ", sizes = "--cell 5um --nucleus 4um ";
    expect_refused(sizes + "--from N", "--nuclide");
    expect_refused("--nuclide Lu-179 " + sizes + "--from N", "did you mean \"Lu-177\"?");
    expect_refused(lu + "--cell 5um --from N", "radici svalue: --nucleus: missing");
    expect_refused(lu + "--cell 5 --nucleus 4um --from N",
                   "radici svalue: --cell: 5 (a length needs its unit) - write 5um");
    expect_refused(lu + "--cell 5g --nucleus 4um --from N", "--cell: 5g (this is not a length)");
    expect_refused(lu + "--cell 5um --nucleus big --from N",
                   "--nucleus: big (this is not a length)");
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
    expect_refused(lu + sizes + "--from N --medium lung_inflated_icru44", "--method mc");
    expect_refused(lu + sizes + "--from N --histories 1000", "--histories: 1000 (csda has none");
    expect_refused(lu + sizes + "--from N --uncertainty 1%", "--uncertainty: 1% (csda has none");
    expect_refused(lu + sizes + "--from N --cutoff 1keV", "--cutoff: 1keV (csda has none");
    expect_refused(lu + sizes + "--from N --speed 5", "--speed");
}

TEST(SValueCommand, says_which_geometry_is_none)
{
    std::string const lu = "--nuclide Lu-177 ";
    expect_refused(lu + "--from N", "no geometry (an S value belongs to one) - --sphere 10g");
    expect_refused(lu + "--sphere 10g --voxel 4.8mm", "more than one geometry");
    expect_refused(lu + "--sphere 10g --cell 5um --nucleus 4um --from N", "more than one geometry");
    expect_refused(lu + "--sphere 10", "--sphere: 10 (a mass needs its unit) - write 10g");
    expect_refused(lu + "--sphere 3cm", "--sphere: 3cm (this is not a mass)");
    expect_refused(lu + "--sphere 0g", "--sphere: a sphere of 0 g (masses from 1 ng to 1 t)");
    expect_refused(lu + "--sphere 10g --from N", "--from: this belongs to --cell");
    expect_refused(lu + "--sphere 10g --extent 5", "--extent: this belongs to --voxel");
    expect_refused(lu + "--voxel 4.8", "--voxel: 4.8 (a length needs its unit) - write 4.8mm");
    expect_refused(lu + "--voxel 4.8mm --extent 0", "--extent: 0 (1 to 40 voxels");
    expect_refused(lu + "--voxel 4.8mm --extent 41", "--extent: 41 (1 to 40 voxels");
    expect_refused(lu + "--voxel 4.8mm --extent many", "--extent");
}

TEST(SValueCommand, says_what_cannot_be_sampled)
{
    std::string const words = "--nuclide Lu-177 --sphere 10g ";
    expect_refused(words + "--cutoff 0.5keV", "--cutoff: 0.5 keV");
    expect_refused(words + "--cutoff 10", "--cutoff: 10 (an energy needs its unit) - write 10keV");
    expect_refused(words + "--medium watr", "did you mean \"water\"?");
    expect_refused(words + "--method csda", "--method: csda (straight tracks are for cells)");
    expect_refused(words + "--method emc",
                   "--method: emc (there is no such method) - one of csda, kernel, mc");
    expect_refused(words + "--histories 1000 --uncertainty 1%", "--histories: with --uncertainty");
    expect_refused(words + "--histories 0", "--histories: 0 (a whole number from 100");
    expect_refused(words + "--histories 1000.5", "--histories: 1000.5");
    expect_refused(words + "--uncertainty 0.002", "--uncertainty: 0.002 (a percentage needs");
    expect_refused(words + "--uncertainty 0%", "--uncertainty: 0% (one standard error");
    expect_refused(words + "--uncertainty nan%", "--uncertainty");
    expect_refused(words + "--seed -1", "--seed");
    expect_refused(words + "--threads 0", "--threads");
}

}   // namespace
}   // namespace radici
