#include "radici/nuclide/chain.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nuclide/shared_library.hpp"
#include "radici/base/data_folder.hpp"
#include "radici/base/error.hpp"
#include "support/agrees.hpp"

namespace radici::nuclide {
namespace {

using test::expect_agrees;

std::map<std::string, double> yields(std::string const& head)
{
    std::map<std::string, double> all;
    for (auto const& member : decay_chain(shared_library(), head))
        all[member.name] = member.yield;
    return all;
}

TEST(DecayChain, begins_with_its_head)
{
    for (auto const& name : shared_library().names()) {
        auto const chain = decay_chain(shared_library(), name);
        EXPECT_EQ(chain[0].name, name);
        EXPECT_EQ(chain[0].yield, 1);
        EXPECT_EQ(chain[0].half_life_s, shared_library().at(name).half_life_s);
    }
}

TEST(DecayChain, lists_each_parent_before_its_daughters)
{
    for (auto const& name : shared_library().names())
        for (auto const& feed : make_chain(shared_library(), name).feeds)
            EXPECT_LT(feed.parent, feed.daughter) << name;
}

TEST(DecayChain, of_radium_223_branches_as_evaluated)
{
    auto const y = yields("Ra-223");
    EXPECT_EQ(y.size(), 8u);
    char const* const source = "branchings of DDEP multiplied by hand";
    for (auto const* whole : {"Ra-223", "Rn-219", "Po-215"})
        expect_agrees(y.at(whole), {.value = 1, .source = source});
    expect_agrees(y.at("Pb-211"), {.value = 0.9999977, .rel_tol = 5e-7, .source = source});
    expect_agrees(y.at("Bi-211"), {.value = 1, .rel_tol = 5e-7, .source = source});
    expect_agrees(y.at("Tl-207"), {.value = 0.99724, .rel_tol = 5e-7, .source = source});
    expect_agrees(y.at("Po-211"), {.value = 0.00276, .rel_tol = 5e-7, .source = source});
    expect_agrees(y.at("At-215"), {.value = 2.3e-6, .rel_tol = 1e-9, .source = source});
}

TEST(DecayChain, of_iodine_131_holds_the_xenon_isomer)
{
    auto const y = yields("I-131");
    EXPECT_EQ(y.size(), 2u);
    expect_agrees(y.at("Xe-131m"), {.value = 0.011, .source = "note of the evaluation"});
}

TEST(DecayChain, stops_at_stable_unknown_and_long_lived_daughters)
{
    EXPECT_EQ(yields("Lu-177").size(), 1u);            // Hf-177 is stable
    EXPECT_EQ(yields("Tc-99m").size(), 1u);            // Tc-99 has no file
    EXPECT_EQ(yields("At-211").count("Bi-207"), 0u);   // 31 years
    EXPECT_EQ(yields("At-211").size(), 2u);
    EXPECT_EQ(yields("Bi-207").size(), 1u);            // may be a head
    EXPECT_EQ(yields("Fr-221").count("Ra-221"), 0u);   // no file
    EXPECT_EQ(yields("Ac-227").count("Fr-223"), 0u);   // no file
    EXPECT_EQ(yields("Sr-90").size(), 2u);             // heads may live long
    EXPECT_EQ(yields("Ac-227").size(), 10u);
    expect_agrees(yields("Ac-227").at("Ra-223"), {.value = 0.9862, .source = "DDEP: β- branching"});
}

// Totals per decay of the head with all daughters, made from the same evaluations by another
// program; electrons there have the evaluated mean beta energies.
TEST(ChainEnergy, agrees_with_totals_from_another_program)
{
    struct Row {
        char const* head;
        double alpha, recoil, electron, photon;
    };
    Row const rows[] = {
        {"Th-227", 32.2558, 0.6018, 1.0842, 0.4352}, {"Ra-223", 26.3733, 0.4963, 1.0293, 0.3108},
        {"Ac-225", 27.4813, 0.5131, 0.6885, 0.2184}, {"Ra-224", 26.5416, 0.4977, 0.8940, 1.4744},
        {"Pb-212", 7.8027, 0.1501, 0.8917, 1.4633},  {"Bi-213", 8.3229, 0.1593, 0.6552, 0.1722},
        {"At-211", 6.7851, 0.1312, 0.0061, 0.0435},  {"Th-228", 31.9418, 0.5942, 0.9140, 1.4776}};
    for (auto const& row : rows) {
        auto const energy = chain_energy(shared_library(), row.head);
        std::string const source = std::string{"chain total of "} + row.head;
        // each is printed with four decimals
        expect_agrees(energy.alpha,
                      {.value = row.alpha, .rel_tol = 1e-5, .abs_tol = 5e-5, .source = source});
        expect_agrees(energy.recoil,
                      {.value = row.recoil, .rel_tol = 1e-4, .abs_tol = 5e-5, .source = source});
        expect_agrees(energy.photon,
                      {.value = row.photon, .rel_tol = 1e-4, .abs_tol = 5e-5, .source = source});
        expect_agrees(energy.beta + energy.conversion_auger,
                      {.value = row.electron, .rel_tol = 0.003, .abs_tol = 5e-5, .source = source});
    }
}

TEST(ChainEnergy, is_the_yield_weighted_sum_of_its_members)
{
    auto const& library = shared_library();
    auto const energy = chain_energy(library, "Ac-225");
    EnergyByClass sum;
    for (auto const& member : decay_chain(library, "Ac-225"))
        sum = sum + member.yield * energy_per_decay(library.at(member.name));
    EXPECT_DOUBLE_EQ(energy.total(), sum.total());
    EXPECT_GT(energy.alpha, 4 * 5.7);
}

/// A nuclide that nature does not have: Zn-64 decaying back to Cu-64, so that the two feed each
/// other.
constexpr char const* zinc_64 = R"(
name = "Zn-64"
z = 30
a = 64
spin = "0+"
evaluation = "invented"
half_life = { value = "100 s", sd = "1 s", tag = "assumed", source = "TEST" }
half_life_other = { value = "100 s", sd = "1 s", tag = "assumed", source = "TEST" }
[source]
TEST = "invented"
[[mode]]
type = "ec"
daughter = "Cu-64"
branching = 1
q_MeV = 0.1
[capture]
source = ["TEST"]
columns = ["energy_MeV", "intensity", "intensity_sd", "transition", "level_keV", "k", "l", "m", "n", "mode"]
rows = [[0.1, 1, 0, "allowed", 0, 1, 0, 0, 0, 0]]
[check]
q_sum_MeV = 0.1
neutrino_MeV = 0.1
unreleased_MeV = 0
decay_constant_per_s = 0.006931471806
balance_tolerance = 0.001
capture = { rows = 1, intensity = 1, energy_MeV = 0.1 }
)";

TEST(DecayChain, that_runs_in_a_circle_is_refused)
{
    auto const folder =
        std::filesystem::temp_directory_path() / ("radici_circle_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder / "nuclides");
    std::filesystem::copy_file(data_folder() / "nuclides" / "Cu-64.toml",
                               folder / "nuclides" / "Cu-64.toml");
    std::ofstream{folder / "nuclides" / "Zn-64.toml"} << zinc_64;
    auto const library = NuclideLibrary::load(folder);
    EXPECT_EQ(library.at("Zn-64").modes[0].daughter, "Cu-64");
    EXPECT_THROW((void)decay_chain(library, "Cu-64"), StudyError);
    EXPECT_THROW((void)decay_chain(library, "Zn-64"), StudyError);
    std::filesystem::remove_all(folder);
}

TEST(DecayChain, of_an_unknown_head_is_an_error)
{
    EXPECT_THROW((void)decay_chain(shared_library(), "Lu-999"), StudyError);
}

}   // namespace
}   // namespace radici::nuclide
