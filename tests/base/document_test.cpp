#include "radici/base/document.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/message_of.hpp"

namespace radici {
namespace {

using test::message_of;
using testing::HasSubstr;
using testing::StartsWith;

constexpr char const* study = R"(# a study
[study]
name = "a name"
patients = 200
horizon = "24 months"

[[arm]]
name = "A"
  [[arm.give]]
  activity = "7.4 GBq"
  factor = [1, 0.75]
  [[arm.give]]
  activity = 3.7
  dose = "7.4 Gy"

[[arm]]
name = "B"
lesions = { volume = { lognormal = "3 mL", cv = 1.2 }, measurable = true }
)";

Document parsed()
{
    return Document::parse(study, "s.toml");
}
Node give(Document const& document, std::size_t arm, std::size_t item)
{
    return document.root().at("arm").items().at(arm).at("give").items().at(item);
}

TEST(Document, reads_every_type_of_value)
{
    auto const document = parsed();
    auto const table = document.root().at("study");
    EXPECT_EQ(table.at("name").text(), "a name");
    EXPECT_EQ(table.at("patients").integer(), 200);
    EXPECT_EQ(table.at("patients").number(), 200);
    EXPECT_EQ(table.at("horizon").in("d"), 730.5);
    EXPECT_EQ(give(document, 0, 0).at("activity").in("MBq"), 7400);
    EXPECT_EQ(give(document, 0, 0).at("factor").items().at(1).in("-"), 0.75);
    auto const lesions = document.root().at("arm").items().at(1).at("lesions");
    EXPECT_TRUE(lesions.at("measurable").boolean());
    EXPECT_EQ(lesions.at("volume").at("lognormal").in("mm3"), 3000);
    EXPECT_FALSE(table.find("seed"));
}

TEST(Document, knows_where_everything_stands)
{
    auto const document = parsed();
    auto const second = give(document, 0, 1);
    EXPECT_EQ(second.where().file, "s.toml");
    EXPECT_EQ(second.where().key, "arm[0].give[1]");
    EXPECT_EQ(second.where().line, 12);
    EXPECT_EQ(second.at("dose").where().line, 14);
    EXPECT_EQ(second.at("dose").where().key, "arm[0].give[1].dose");
    EXPECT_EQ(document.root().at("arm").items().at(1).where().line, 16);
}

TEST(Document, lists_keys_in_the_order_of_the_file)
{
    auto const document = Document::parse("z = 1\na = 2\n[m]\n[b]\n", "x.toml");
    std::vector<std::string> keys;
    for (auto const& [key, node] : document.root().entries())
        keys.push_back(key);
    EXPECT_EQ(keys, (std::vector<std::string>{"z", "a", "m", "b"}));
}

TEST(DocumentError, says_file_line_key_and_reason)
{
    auto const document = parsed();
    EXPECT_EQ(
        message_of([&] { static_cast<void>(give(document, 0, 1).at("activity").in("GBq")); }),
        "s.toml:13: arm[0].give[1].activity: 3.7 (a number without a unit) - write \"3.7 GBq\"");
    EXPECT_EQ(
        message_of([&] { static_cast<void>(give(document, 0, 1).at("dose").in("GBq")); }),
        "s.toml:14: arm[0].give[1].dose: \"7.4 Gy\" (an activity is expected, in GBq; this is an "
        "absorbed dose)");
    EXPECT_EQ(
        message_of([&] { static_cast<void>(document.root().at("study").at("name").integer()); }),
        "s.toml:3: study.name: \"a name\" (a whole number is expected here, this is a text)");
    EXPECT_EQ(
        message_of([&] { static_cast<void>(document.root().at("study").at("name").in("d")); }),
        "s.toml:3: study.name: \"a name\" (a number and a unit are expected, like \"1 d\")");
    EXPECT_EQ(
        message_of([&] { static_cast<void>(give(document, 0, 0).at("activity").number()); }),
        "s.toml:10: arm[0].give[0].activity: \"7.4 GBq\" (a number is expected here, this is a "
        "text)");
}

TEST(DocumentError, a_dose_per_body_weight_is_no_percentage)
{
    auto const document = Document::parse("dose = \"3 %\"", "x.toml");
    EXPECT_EQ(
        message_of([&] { static_cast<void>(document.root().at("dose").in("mg/kg")); }),
        "x.toml:1: dose: \"3 %\" (a mass per body weight is expected, in mg/kg; this is a pure "
        "number)");
}

TEST(DocumentError, names_the_nearest_choice)
{
    auto const document = Document::parse("species = \"mose\"", "x.toml");
    std::vector<std::string> const names{"human", "mouse", "in_vitro"};
    EXPECT_EQ(
        message_of([&] { static_cast<void>(document.root().at("species").choice(names)); }),
        "x.toml:1: species: \"mose\" (one of human, mouse, in_vitro is expected) - did you mean "
        "\"mouse\"?");
}

TEST(DocumentError, a_required_key_is_missed_and_its_misspelling_found)
{
    auto const document = Document::parse("[give]\nactivty = \"7 GBq\"\n", "x.toml");
    EXPECT_EQ(
        message_of([&] { static_cast<void>(document.root().at("give").at("activity")); }),
        "x.toml:2: give.activity: missing (this key is required) - is \"activty\" meant to be it?");
    EXPECT_EQ(message_of([&] { static_cast<void>(document.root().at("give").at("start")); }),
              "x.toml:1: give.start: missing (this key is required)");
}

TEST(DocumentError, an_unread_key_is_an_error_with_the_nearest_known_one)
{
    auto const document = Document::parse("[give]\nagent = \"x\"\nevry = \"6 wk\"\n", "x.toml");
    auto const table = document.root().at("give");
    static_cast<void>(table.at("agent"));
    static_cast<void>(table.find("every"));
    EXPECT_EQ(message_of([&] { document.root().finish(); }),
              "x.toml:3: give.evry: unknown key - did you mean \"every\"?");
}

TEST(DocumentFinish, looks_into_tables_and_arrays_and_is_quiet_when_all_was_read)
{
    auto const document = parsed();
    auto const root = document.root();
    for (auto const& [key, node] : root.at("study").entries())
        static_cast<void>(node);
    auto const arms = root.at("arm").items();
    for (auto const& arm : arms)
        static_cast<void>(arm.has("name"));
    static_cast<void>(arms[0].at("give"));
    for (std::size_t i : {0u, 1u})
        for (auto const* key : {"activity", "factor"})
            static_cast<void>(give(document, 0, i).has(key));
    static_cast<void>(arms[1].at("lesions").at("volume").entries());
    EXPECT_THAT(message_of([&] { root.finish(); }),
                StartsWith("s.toml:14: arm[0].give[1].dose: unknown key"));
    static_cast<void>(give(document, 0, 1).has("dose"));
    EXPECT_THAT(message_of([&] { root.finish(); }),
                StartsWith("s.toml:18: arm[1].lesions.measurable: unknown key"));
    static_cast<void>(arms[1].at("lesions").has("measurable"));
    EXPECT_NO_THROW(root.finish());
}

TEST(DocumentSet, changes_adds_and_reads_like_the_file)
{
    auto document = parsed();
    document.set("arm[0].give[0].activity=3.7 GBq");
    document.set("study.patients = 12");
    document.set("study.seed=7");
    document.set("arm[1].lesions.measurable=false");
    document.set("arm[0].give[0].factor[1]=0.5");
    EXPECT_EQ(give(document, 0, 0).at("activity").in("GBq"), 3.7);
    EXPECT_EQ(document.root().at("study").at("patients").integer(), 12);
    EXPECT_EQ(document.root().at("study").at("seed").integer(), 7);
    EXPECT_EQ(give(document, 0, 0).at("factor").items().at(1).number(), 0.5);
    EXPECT_FALSE(document.root().at("arm").items().at(1).at("lesions").at("measurable").boolean());
}

TEST(DocumentSet, a_wrong_path_is_an_error_without_a_line)
{
    auto document = parsed();
    EXPECT_EQ(
        message_of([&] { document.set("arm[0].give[2].activity=1 GBq"); }),
        "--set: arm[0].give[2].activity: arm[0].give has no item [2] (it has 2, counted from 0)");
    EXPECT_EQ(message_of([&] { document.set("arm[0].gives[0].activity=1 GBq"); }),
              "--set: arm[0].gives[0].activity: there is no arm[0].gives - did you mean \"give\"?");
    EXPECT_EQ(message_of([&] { document.set("study.name.x=1"); }),
              "--set: study.name.x: study.name is no table");
    for (char const* bad : {"", "=", "a", "a[=1", "a[x]=1", "a[0=1", "a[0]b=1", ".=1", "a..b=1",
                            "[0]=1", "a[99999999999999999999999]=1"})
        EXPECT_THAT(message_of([&] { document.set(bad); }), HasSubstr("path=value is expected"))
            << bad;
    EXPECT_EQ(message_of([&] { document.set("study.name=\xff"); }),
              "--set: this is no text (not UTF-8)");
    document.set("study.patients=-1 GBq");
    EXPECT_EQ(
        message_of(
            [&] { static_cast<void>(document.root().at("study").at("patients").integer()); }),
        "--set: study.patients: \"-1 GBq\" (a whole number is expected here, this is a text)");
}

TEST(DocumentToToml, is_a_document_that_says_the_same)
{
    auto document = Document::parse(
        "b = 1.0\na = \"q\\\"\\\\ \\u0001 \xc3\xa9\"\n\"odd key\" = 1e300\nday = 2024-02-29\n"
        "list = [1, [2, 3], {x = true}]\n[t.u]\nv = -0.1\n[[s]]\nn = 1\n[[s]]\n[s.deep]\nm = 2\n",
        "x.toml");
    auto const text = document.to_toml();
    auto const again = Document::parse(text, "y.toml");
    EXPECT_EQ(again.to_toml(), text);
    EXPECT_EQ(again.root().at("b").type(), Node::Type::floating);
    EXPECT_EQ(again.root().at("a").text(), "q\"\\ \x01 \xc3\xa9");
    EXPECT_EQ(again.root().at("odd key").number(), 1e300);
    EXPECT_EQ(again.root().at("t").at("u").at("v").number(), -0.1);
    EXPECT_EQ(again.root().at("s").items().at(1).at("deep").at("m").integer(), 2);
    EXPECT_TRUE(again.root().at("list").items().at(2).at("x").boolean());
    EXPECT_THAT(text, HasSubstr("day = 2024-02-29"));
}

}   // namespace
}   // namespace radici
