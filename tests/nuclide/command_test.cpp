#include "nuclide_command.hpp"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "nuclide/shared_library.hpp"
#include "radici/nuclide/chain.hpp"
#include "support/agrees.hpp"

namespace radici::cli {
namespace {

using nuclide::shared_library;
using test::expect_agrees;
using testing::HasSubstr;
using Json = nlohmann::json;

std::set<std::string> keys(Json const& object)
{
    std::set<std::string> all;
    for (auto const& [key, value] : object.items())
        all.insert(key);
    return all;
}

std::set<std::string> const energy_keys{"alpha", "recoil", "beta", "conversion_auger", "photon"};

TEST(NuclideJson, has_the_promised_keys_for_every_nuclide)
{
    for (auto const& name : shared_library().names()) {
        auto const json = Json::parse(nuclide_json(shared_library(), name));
        EXPECT_EQ(keys(json),
                  (std::set<std::string>{"name", "half_life_s", "modes", "energy_MeV",
                                         "mean_beta_MeV", "chain", "chain_energy_MeV"}));
        EXPECT_EQ(json["name"], name);
        EXPECT_EQ(keys(json["energy_MeV"]), energy_keys);
        EXPECT_EQ(keys(json["chain_energy_MeV"]), energy_keys);
        for (auto const& mode : json["modes"])
            EXPECT_EQ(keys(mode),
                      (std::set<std::string>{"type", "daughter", "branching", "q_MeV"}));
        for (auto const& member : json["chain"])
            EXPECT_EQ(keys(member), (std::set<std::string>{"name", "yield", "half_life_s"}));
        EXPECT_EQ(json["chain"][0]["name"], name);
    }
}

TEST(NuclideJson, holds_the_numbers_of_the_floor_below)
{
    auto const json = Json::parse(nuclide_json(shared_library(), "225ac"));
    auto const energy = chain_energy(shared_library(), "Ac-225");
    EXPECT_EQ(json["name"], "Ac-225");
    EXPECT_EQ(json["half_life_s"].get<double>(), shared_library().at("Ac-225").half_life_s);
    EXPECT_EQ(json["chain_energy_MeV"]["alpha"].get<double>(), energy.alpha);
    EXPECT_EQ(json["chain_energy_MeV"]["recoil"].get<double>(), energy.recoil);
    EXPECT_EQ(json["chain_energy_MeV"]["beta"].get<double>(), energy.beta);
    EXPECT_EQ(json["chain_energy_MeV"]["conversion_auger"].get<double>(), energy.conversion_auger);
    EXPECT_EQ(json["chain_energy_MeV"]["photon"].get<double>(), energy.photon);
    EXPECT_EQ(json["chain"].size(), 8u);
    EXPECT_EQ(json["mean_beta_MeV"].get<double>(), 0);
}

TEST(NuclideJson, spells_the_modes)
{
    auto const copper = Json::parse(nuclide_json(shared_library(), "Cu-64"));
    EXPECT_EQ(copper["modes"][0]["type"], "ec/beta+");
    EXPECT_EQ(copper["modes"][1]["type"], "beta-");
    EXPECT_EQ(copper["modes"][1]["daughter"], "Zn-64");
    expect_agrees(copper["modes"][1]["branching"].get<double>(),
                  {.value = 0.3848, .source = "DDEP"});
    expect_agrees(copper["modes"][1]["q_MeV"].get<double>(), {.value = 0.5794, .source = "DDEP"});
    EXPECT_EQ(Json::parse(nuclide_json(shared_library(), "99mTc"))["modes"][0]["type"], "IT");
    EXPECT_EQ(Json::parse(nuclide_json(shared_library(), "Ra-223"))["modes"][0]["type"], "alpha");
    EXPECT_EQ(Json::parse(nuclide_json(shared_library(), "I-125"))["modes"][0]["type"], "ec");
}

TEST(NuclideText, tells_the_same_to_people)
{
    auto const text = nuclide_text(shared_library(), "I-131");
    EXPECT_THAT(text, HasSubstr("half-life 8.0233 d"));
    EXPECT_THAT(text, HasSubstr("beta-     to Xe-131m  branching 0.011"));
    EXPECT_THAT(text, HasSubstr("Xe-131m            0.011   11.962 d"));
    EXPECT_THAT(text, HasSubstr("energy audit: 0.968287 MeV of Q = 0.968997 MeV"));
    EXPECT_THAT(text, HasSubstr("note: 1.1 % of decays feed Xe-131m"));
    EXPECT_THAT(text, HasSubstr("BIPM Monographie-5"));
    EXPECT_THAT(text, HasSubstr("Chin. Phys. C 45 (2021) 030001"));
}

}   // namespace
}   // namespace radici::cli
