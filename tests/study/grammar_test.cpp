#include "radici/study/grammar.hpp"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "radici/base/unit_text.hpp"
#include "radici/study/schema_text.hpp"
#include "support/message_of.hpp"

namespace radici::study {
namespace {

using test::message_of;
using testing::HasSubstr;

/// A document with one key of the grammar, inside whatever tables it stands in.
std::string document_with(std::string const& path, std::string const& value)
{
    std::string text = path;
    std::string closing;
    for (auto at = text.find("[]."); at != std::string::npos; at = text.find("[].")) {
        text.replace(at, 3, " = [{ ");
        closing += " }]";
    }
    return text + " = " + value + closing + "\n";
}

TEST(Grammar, is_complete_and_free_of_repetition)
{
    auto const& grammar = Grammar::study();
    std::set<std::string> paths;
    for (auto const& key : grammar.keys()) {
        EXPECT_TRUE(paths.insert(key.path).second) << key.path;
        EXPECT_TRUE(key.text.ends_with('.')) << key.path;
        EXPECT_FALSE(key.required && key.has_default) << key.path;
        for (auto const& limit : key.limits)
            EXPECT_LT(limit.low, limit.high) << key.path;
        bool const is_table = key.type == KeyType::table || key.type == KeyType::tables;
        EXPECT_TRUE(is_table || key.has_default || !key.example.empty()) << key.path;
    }
    for (auto const& key : grammar.keys()) {   // every key stands in a table that is there
        auto parent = key.parent;
        if (parent.ends_with("[]"))
            parent.resize(parent.size() - 2);
        EXPECT_TRUE(parent.empty() || paths.contains(parent)) << key.path;
    }
}

TEST(Grammar, units_of_every_kind_are_units_of_that_kind)
{
    for (auto const& kind : Grammar::study().kinds())
        for (auto const& unit : kind.units)
            EXPECT_TRUE(unit_of(unit).same_dimension(unit_of(kind.unit)))
                << unit << " for " << kind.name;
}

TEST(Grammar, every_example_is_what_its_key_wants)
{
    auto const& grammar = Grammar::study();
    for (auto const& key : grammar.keys()) {
        if (key.example.empty())
            continue;
        auto const text = document_with(key.path, example_in_file(key));
        auto const message =
            message_of([&] { check_grammar(grammar, Document::parse(text, "example").root()); });
        EXPECT_THAT(message, HasSubstr("missing"))
            << text;   // nothing but the keys that are not there
    }
}

TEST(Grammar, a_schema_of_another_version_is_refused)
{
    std::string text{study_schema_text()};
    text.replace(text.find("schema = 1"), 10, "schema = 2");
    EXPECT_THAT(message_of([&] { Grammar{Document::parse(text, "x.toml")}; }),
                HasSubstr("unknown version"));
}

}   // namespace
}   // namespace radici::study
