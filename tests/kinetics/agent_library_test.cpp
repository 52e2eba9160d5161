#include "radici/kinetics/agent_library.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "radici/base/data_folder.hpp"

namespace radici::kinetics {
namespace {

using testing::HasSubstr;
using testing::UnorderedElementsAreArray;

AgentLibrary const& library()
{
    static AgentLibrary const loaded = AgentLibrary::load(data_folder());
    return loaded;
}

/// The radiopharmaceuticals that the review (Pouget 2023) names, in the order of its list.
std::vector<std::string> const of_the_review{
    "i131_iodide",        "ra223_dichloride",  "y90_ibritumomab", "lu177_dotatate",
    "lu177_psma617",      "lu177_fap2287",     "lu177_fap2286",   "tb161_dota_lm3",
    "lu177_dota_jr11",    "ac225_psma617",     "y90_nm600",       "th227_msln_ttc",
    "i131_icf01012",      "bi213_h8c3",        "pb212_vmt01",     "lu177_dota_folate",
    "pdl1_rit_wen",       "lu177_eb_rgd",      "sm153_edtmp",     "ac225_cs1_sdab",
    "lu177_cd20_sdab",    "auger_mab_i125",    "auger_in111",     "ac225_j591",
    "lu177_girentuximab", "y90_microspheres",  "dart_ra224",      "ga68_imaging",
    "zr89_imaging",       "in111_imaging",     "fdg_f18",         "y90_anti_cea",
    "bi213_anti_cd138",   "bi213_mc38_exvivo", "lu177_vito",      "ac225_sstr",
    "lu177_dotatoc",      "i131_mibg",         "grpr_agents",     "il2ra_agents",
    "ptprc_agents",
};

/// Its checkpoint antibodies.
std::vector<std::string> const antibodies_of_the_review{
    "atezolizumab", "avelumab",      "durvalumab",  "ipilimumab",
    "nivolumab",    "pembrolizumab", "sugemalimab", "tislelizumab",
};

TEST(AgentLibrary, holds_every_agent_of_the_review)
{
    EXPECT_EQ(of_the_review.size(), 41U);
    std::vector<std::string> expected = of_the_review;
    expected.emplace_back("ra223_dichloride_icrp");   // the same agent by another source
    EXPECT_THAT(library().names(), UnorderedElementsAreArray(expected));
}

TEST(AgentLibrary, holds_the_eight_antibodies_and_their_kin_of_the_mouse)
{
    std::vector<std::string> expected = antibodies_of_the_review;
    for (std::string const clone : {"rmp1_14", "10f_9g2", "9d9", "9h10"}) {
        EXPECT_EQ(library().antibody(clone).species, "mouse") << clone;
        expected.push_back(clone);
    }
    EXPECT_THAT(library().inhibitors(), UnorderedElementsAreArray(expected));
    for (std::string const& id : antibodies_of_the_review)
        EXPECT_EQ(library().antibody(id).species, "human") << id;
    EXPECT_EQ(library().all().size(), 54U + 7);   // partner drugs
}

TEST(AgentLibrary, takes_synonyms_in_any_spelling)
{
    EXPECT_EQ(library().at("177Lu-PSMA-617").id, "lu177_psma617");
    EXPECT_EQ(library().at("LU177 PSMA617").id, "lu177_psma617");
    EXPECT_EQ(library().at("177Lu-DOTA-TATE").id, "lu177_dotatate");
    EXPECT_EQ(library().at("223RaCl2").id, "ra223_dichloride");
    EXPECT_EQ(library().antibody("Opdivo").id, "nivolumab");
    EXPECT_EQ(library().id_of("yervoy"), "ipilimumab");
    EXPECT_EQ(library().at("zevalin").id, "y90_ibritumomab");
    EXPECT_EQ(library().antibody("RMP1-14").id, "rmp1_14");
    EXPECT_EQ(library().antibody("10F.9G2").id, "10f_9g2");
    EXPECT_EQ(library().find("nivolumab"), nullptr);
    EXPECT_EQ(library().find_antibody("lu177_psma617"), nullptr);
}

TEST(AgentLibrary, unknown_name_gets_the_nearest_one)
{
    try {
        (void)library().at("lu177_psma671",
                           {.file = "study.toml", .line = 7, .key = "arm[0].give[0].agent"});
        FAIL() << "an unknown agent was accepted";
    } catch (StudyError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("study.toml:7: arm[0].give[0].agent"));
        EXPECT_THAT(error.what(), HasSubstr("lu177_psma617"));
    }
    EXPECT_THROW((void)library().antibody("nivolumaab"), StudyError);
    EXPECT_THROW((void)library().id_of("water"), StudyError);
}

TEST(AgentLibrary, every_number_says_where_it_comes_from)
{
    auto checked = [](Parameter const& parameter, std::string const& what) {
        EXPECT_FALSE(parameter.source.empty()) << what;
    };
    for (auto const& id : library().names()) {
        Radiopharmaceutical const& agent = library().at(id);
        EXPECT_EQ(agent.transfer_rates.size(), agent.body.transfers.size());
        for (auto const& rate : agent.transfer_rates)
            checked(rate, id);
        for (auto const& [key, parameter] : agent.lesion_parameters)
            checked(parameter, id + " " + key);
        for (auto const& spread : agent.spreads)
            checked(spread.sd_ln, id + " " + spread.name);
        for (auto const& usual : agent.usual)
            checked(usual.amount, id + " usual, " + usual.species);
        for (auto const& one : {agent.molar_mass_kDa, agent.cycles, agent.interval_d})
            checked(one, id);
        EXPECT_FALSE(agent.usual.empty()) << id;
        EXPECT_FALSE(agent.sources.empty()) << id;
    }
    for (auto const& id : library().inhibitors()) {
        Antibody const& antibody = library().antibody(id);
        for (auto const& [key, parameter] : antibody.parameters)
            checked(parameter, id + " " + key);
        for (auto const& usual : antibody.usual)
            checked(usual.amount, id + " usual, " + usual.species);
        EXPECT_FALSE(antibody.usual.empty()) << id;
    }
}

TEST(AgentLibrary, nothing_stays_in_the_body_for_ever)
{
    for (auto const& id : library().names()) {
        Radiopharmaceutical const& agent = library().at(id);
        if (agent.lesion.route == LesionRoute::perfusion ||
            agent.lesion.route == LesionRoute::implant)
            continue;   // stays where it was put
        std::vector<double> start(static_cast<std::size_t>(agent.body.size()), 0.0);
        start[0] = 1;
        // stable label: everything given comes out in the end, so no compartment is a dead end
        double const out = excreted_after(agent.body, 0.0, start, 1e5);
        EXPECT_NEAR(out, 1, 1e-3) << id;
    }
}

TEST(AgentLibrary, a_patient_differs_in_the_rates_that_a_spread_lists)
{
    Radiopharmaceutical const& agent = library().at("lu177_psma617");
    std::vector<double> z(agent.spreads.size(), 0.0);
    LinearModel const typical = patient_body(agent, z);
    for (std::size_t i = 0; i < typical.transfers.size(); ++i)
        EXPECT_EQ(typical.transfers[i].per_d, agent.body.transfers[i].per_d);

    ASSERT_FALSE(z.empty());
    z[0] = 2;
    LinearModel const other = patient_body(agent, z);
    auto const& listed = agent.spreads[0].transfers;
    for (std::size_t i = 0; i < other.transfers.size(); ++i) {
        bool const changes = std::count(listed.begin(), listed.end(), static_cast<int>(i)) > 0;
        double const factor = changes ? std::exp(2 * agent.spreads[0].sd_ln.value) : 1;
        EXPECT_DOUBLE_EQ(other.transfers[i].per_d, factor * typical.transfers[i].per_d);
    }
}

TEST(AgentLibrary, usual_amounts_are_those_of_the_labels)
{
    auto usual = [](auto const& item, PerBody basis) {
        for (UsualAmount const& amount : item.usual)
            if (amount.species == "human" && amount.basis == basis)
                return amount.amount.value;
        return -1.0;
    };
    EXPECT_DOUBLE_EQ(usual(library().at("lu177_psma617"), PerBody::flat), 7400);
    EXPECT_DOUBLE_EQ(usual(library().at("lu177_dotatate"), PerBody::flat), 7400);
    EXPECT_NEAR(usual(library().at("ra223_dichloride"), PerBody::per_kg), 0.055, 1e-12);
    EXPECT_DOUBLE_EQ(usual(library().antibody("nivolumab"), PerBody::flat), 240);
    EXPECT_DOUBLE_EQ(usual(library().antibody("ipilimumab"), PerBody::per_kg), 3);
}

TEST(AgentLibrary, an_incomplete_data_folder_is_an_error_with_its_place)
{
    try {
        (void)AgentLibrary::load("/nonexistent-data");
        FAIL() << "an empty folder was accepted";
    } catch (StudyError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("/nonexistent-data"));
    }
}

}   // namespace
}   // namespace radici::kinetics
