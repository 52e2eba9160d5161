#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"
#include "radici/base/file.hpp"

/// `radici agent NAME [--json]`.
namespace radici {
namespace {

using nlohmann::json;
using test::radici;
using testing::HasSubstr;
using testing::IsEmpty;

json document_of(std::string const& name)
{
    auto const outcome = radici("agent " + name + " --json");
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.err, IsEmpty());
    return json::parse(outcome.out);
}

/// Every object with a `trust` names its source and a known degree of trust.
void expect_sources(json const& value, int& numbers)
{
    if (value.is_object() && value.contains("trust") && value["trust"].is_string()) {
        ++numbers;
        EXPECT_FALSE(value["source"].get<std::string>().empty()) << value.dump();
        EXPECT_THAT((std::vector<std::string>{"verified", "memory", "review", "derived", "fitted",
                                              "assumed"}),
                    testing::Contains(value["trust"].get<std::string>()));
    }
    if (value.is_structured())
        for (auto const& part : value)
            expect_sources(part, numbers);
}

TEST(AgentCommand, knows_everything_of_an_agent_with_its_source)
{
    for (auto const* name : {"lu177_dotatate", "177Lu-PSMA-617", "ra223_dichloride"}) {
        auto const agent = document_of(name);
        EXPECT_EQ(agent["kind"], "radiopharmaceutical");
        int numbers = 0;
        expect_sources(agent, numbers);
        EXPECT_GT(numbers, 20) << name;
        EXPECT_GT(agent["dose_Gy_per_GBq"].size(), 10u);
        EXPECT_GT(agent["lesion"]["mean_Gy_per_GBq"].get<double>(), 1);
    }
    // 0.57 ± 0.09 Gy/GBq in 61 patients, 0.43 ± 0.13 in 12
    auto const kidney = document_of("lu177_dotatate")["dose_Gy_per_GBq"]["kidney"];
    EXPECT_NEAR(kidney["total"].get<double>(), 0.54, 0.15);
    EXPECT_EQ(kidney["alpha"].get<double>(), 0);
}

TEST(AgentCommand, shows_our_half_life_beside_the_labels)
{
    auto const nivolumab = document_of("nivolumab");
    EXPECT_EQ(nivolumab["kind"], "checkpoint antibody");
    EXPECT_EQ(nivolumab["half_life"]["label"]["value"], 25);
    EXPECT_LT(nivolumab["half_life"]["first_d"].get<double>(),
              nivolumab["half_life"]["late_d"].get<double>());   // clearance falls
    EXPECT_FALSE(nivolumab["steady_state"].empty());
    int numbers = 0;
    expect_sources(nivolumab, numbers);
    EXPECT_GT(numbers, 15);
}

TEST(AgentCommand, shows_a_clone_of_the_mouse)
{
    auto const clone = document_of("RMP1-14");
    EXPECT_EQ(clone["species"], "mouse");
    EXPECT_EQ(clone["target"], "PD-1");
    EXPECT_EQ(clone["parameters"]["half_life"]["unit"], "d");
    EXPECT_EQ(clone["half_life"]["first_d"], clone["half_life"]["late_d"]);   // does not change
    EXPECT_GT(clone["trust"]["assumed"].get<int>(), 0);
}

TEST(AgentCommand, knows_all_that_are_listed)
{
    for (std::string const kind : {"agents", "inhibitors"}) {
        auto const listed = json::parse(radici("list " + kind + " --json").out);
        EXPECT_GT(listed.size(), 10u);
        for (auto const& entry : listed) {
            auto const document = document_of(entry["id"].get<std::string>());
            int sum = 0;
            for (auto const& [trust, count] : document["trust"].items())
                sum += count.get<int>();
            EXPECT_EQ(entry["numbers"], sum) << entry["id"];
            int numbers = 0;
            expect_sources(document, numbers);
            EXPECT_GE(numbers, sum) << entry["id"] << ": each number is shown";
        }
    }
}

TEST(AgentCommand, fills_the_tables_of_the_guide)
{
    std::filesystem::path const source = RADICI_SOURCE_DIR;
    auto const page = read_text(source / "docs/guide/agents.md");
    for (std::string const kind : {"agents", "inhibitors"})
        EXPECT_THAT(page, HasSubstr(radici("list " + kind + " --markdown").out)) << "./dev docs";
}

TEST(AgentCommand, reads_well)
{
    auto const agent = radici("agent ra223_dichloride");
    EXPECT_EQ(agent.code, 0);
    EXPECT_THAT(agent.out, HasSubstr("bone_surface"));
    EXPECT_THAT(agent.out, HasSubstr("solved for"));
    EXPECT_THAT(agent.out, HasSubstr("numbers of its file"));
    EXPECT_THAT(radici("agent Yervoy").out, HasSubstr("CTLA-4"));
}

TEST(AgentCommand, unknown_name_gets_the_nearest)
{
    auto const outcome = radici("agent nivolumaab");
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.out, IsEmpty());
    EXPECT_THAT(outcome.err, HasSubstr("did you mean \"nivolumab\"?"));
}

}   // namespace
}   // namespace radici
