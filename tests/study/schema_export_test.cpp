#include "radici/study/schema_export.hpp"

#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "radici/base/file.hpp"
#include "study/json_schema_check.hpp"

namespace radici::study {
namespace {

using nlohmann::json;
std::filesystem::path const source = RADICI_SOURCE_DIR;

/// A value of a study file as JSON, as editors see it.
json as_json(Node const& node)
{
    switch (node.type()) {
    case Node::Type::table: {
        json object = json::object();
        for (auto const& [key, child] : node.entries())
            object[key] = as_json(child);
        return object;
    }
    case Node::Type::array: {
        json array = json::array();
        for (auto const& item : node.items())
            array.push_back(as_json(item));
        return array;
    }
    case Node::Type::string:
        return node.text();
    case Node::Type::integer:
        return node.integer();
    case Node::Type::floating:
        return node.number();
    case Node::Type::boolean:
        return node.boolean();
    case Node::Type::other:
        break;
    }
    return nullptr;
}

json study_document()
{
    return as_json(Document::open(source / "studies/NCT05150236.toml").root());
}

std::string fault_of(json const& document)
{
    return test::json_schema_fault(json::parse(json_schema(Grammar::study())), document);
}

TEST(JsonSchema, accepts_the_worked_studies)
{
    for (auto const& entry : std::filesystem::directory_iterator(source / "studies"))
        EXPECT_EQ(fault_of(as_json(Document::open(entry.path()).root())), "") << entry.path();
}

TEST(JsonSchema, refuses_what_the_reader_refuses)
{
    auto with = [](std::string const& pointer, json value) {
        auto document = study_document();
        document[json::json_pointer{pointer}] = std::move(value);
        return fault_of(document);
    };
    EXPECT_EQ(with("/study/registry", "NCT01"), "");
    EXPECT_EQ(with("/study/horizn", "24 months"), "/study/horizn: not allowed");
    EXPECT_EQ(with("/study/horizon", 24), "/study/horizon: wrong type");
    EXPECT_EQ(with("/study/horizon", "24"), "/study/horizon: pattern");
    EXPECT_EQ(with("/study/patients", 0), "/study/patients: below minimum");
    EXPECT_EQ(with("/study/species", "dog"), "/study/species: not in the list");
    EXPECT_EQ(with("/arm/0/give/0/start", "day 0"), "/arm/0/give/0/start: pattern");
    EXPECT_EQ(with("/arm/0/give", json::array()), "/arm/0/give: too few");
    EXPECT_EQ(with("/patient/lesions/count", json{{"poisson", 8}, {"cv", 1}}),
              "/patient/lesions/count: none of the forms");
    EXPECT_EQ(with("/compare/endpoints", {"os", "os"}), "/compare/endpoints: repeated");
    auto nameless = study_document();
    nameless["study"].erase("name");
    EXPECT_EQ(fault_of(nameless), "/study/name: missing");
}

TEST(JsonSchema, says_which_draft_and_describes_every_key)
{
    auto const schema = json::parse(json_schema(Grammar::study()));
    EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    EXPECT_EQ(schema["properties"]["study"]["properties"]["seed"]["default"], 1);
    EXPECT_EQ(schema["properties"]["study"]["properties"]["seed"]["maximum"], 9223372036854775807);
    auto const& activity = schema["properties"]["arm"]["items"]["properties"]["give"]["items"]
                                 ["properties"]["activity"];
    EXPECT_NE(activity["description"].get<std::string>().find(
                  "An activity per body weight, 1 Bq/kg to 10 GBq/kg."),
              std::string::npos);
}

TEST(ReferencePages, are_those_of_the_schema)
{
    EXPECT_EQ(read_text(source / "docs/reference/study.md"), study_reference_page(Grammar::study()))
        << "radici schema --markdown > docs/reference/study.md";
    EXPECT_EQ(read_text(source / "docs/reference/columns.md"), columns_reference_page())
        << "radici schema columns --markdown > docs/reference/columns.md";
}

TEST(ColumnsJson, is_an_array_of_columns)
{
    auto const list = json::parse(columns_json());
    ASSERT_TRUE(list.is_array());
    EXPECT_EQ(list[0]["name"], "STUDYID");
}

}   // namespace
}   // namespace radici::study
