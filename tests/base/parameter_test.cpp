#include "radici/base/parameter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/message_of.hpp"

namespace radici {
namespace {

using test::message_of;
using testing::HasSubstr;

Parameter read(std::string const& table, std::string_view unit)
{
    auto const document = Document::parse("p = " + table, "p.toml");
    return read_parameter(document.root().at("p"), unit);
}

TEST(Parameter, carries_what_makes_it_traceable)
{
    auto const p =
        read(R"({ value = "0.24 1/d", low = "0.12 1/d", high = "0.01 1/h", sd = "0.024 1/d", )"
             R"(sd_ln = 0.5, tag = "fitted", source = "a paper", note = "a note" })",
             "1/d");
    EXPECT_DOUBLE_EQ(p.value, 0.24);
    EXPECT_EQ(p.unit, "1/d");
    EXPECT_DOUBLE_EQ(p.low.value(), 0.12);
    EXPECT_DOUBLE_EQ(p.high.value(), 0.24);
    EXPECT_DOUBLE_EQ(p.sd.value(), 0.024);
    EXPECT_DOUBLE_EQ(p.sd_ln.value(), 0.5);
    EXPECT_EQ(p.trust, Trust::fitted);
    EXPECT_EQ(p.source, "a paper");
    EXPECT_EQ(p.note, "a note");
    EXPECT_EQ(p.where.line, 1);
    EXPECT_EQ(p.where.key, "p");
}

TEST(Parameter, every_trust_has_its_word)
{
    for (auto const trust : {Trust::verified, Trust::memory, Trust::review, Trust::derived,
                             Trust::fitted, Trust::assumed}) {
        auto const p = read("{ value = 1, source = \"s\", tag = \"" + to_text(trust) + "\" }", "-");
        EXPECT_EQ(p.trust, trust);
    }
}

TEST(Parameter, wrong_ones_are_located_errors)
{
    auto error = [](std::string const& table) { return message_of([&] { read(table, "1/d"); }); };
    EXPECT_EQ(error(R"({ value = "1 1/d", source = "s" })"),
              "p.toml:1: p.tag: missing (this key is required)");
    EXPECT_EQ(error(R"({ value = "1 1/d", tag = "assumed" })"),
              "p.toml:1: p.source: missing (this key is required)");
    EXPECT_EQ(error(R"({ value = "1 d", tag = "assumed", source = "s" })"),
              "p.toml:1: p.value: \"1 d\" (a rate per time is expected, in 1/d; this is a time)");
    EXPECT_THAT(error(R"({ value = "1 1/d", tag = "assumd", source = "s" })"),
                HasSubstr("did you mean \"assumed\"?"));
    EXPECT_EQ(error(R"({ value = "1 1/d", tag = "assumed", source = "s", hgh = "2 1/d" })"),
              "p.toml:1: p.hgh: unknown key - did you mean \"high\"?");
    EXPECT_THAT(error(R"({ value = "1 1/d", tag = "assumed", source = "s", low = "2 1/d" })"),
                HasSubstr("low = 2 (it lies above the value)"));
    EXPECT_THAT(error(R"({ value = "1 1/d", tag = "assumed", source = "s", high = "0.5 1/d" })"),
                HasSubstr("high = 0.5 (it lies below the value)"));
    EXPECT_THAT(error(R"({ value = "1 1/d", tag = "assumed", source = "s", sd_ln = -1 })"),
                HasSubstr("a spread must be"));
}

class Layers : public testing::Test {
protected:
    Layers()
    {
        set.add_layer(preset.root(), preset.name());
        set.add_layer(study.root(), study.name());
    }
    Document preset =
        Document::parse("[immune]\n"
                        "priming_rate = { value = \"1.3 1/d\", sd_ln = 0.4, high = \"2 1/d\", tag "
                        "= \"fitted\", source = \"s\" }\n"
                        "delay = { value = \"2 d\", tag = \"memory\", source = \"s\" }\n"
                        "kill = { value = \"1 1/d\", tag = \"memory\", source = \"s\" }\n",
                        "preset.toml");
    Document study =
        Document::parse("[immune]\npriming_rate = \"0.1 1/h\"\n"
                        "kill = { value = \"3 1/d\", tag = \"assumed\", source = \"mine\" }\n",
                        "study.toml");
    ParameterSet set;
};

TEST_F(Layers, a_later_layer_overrides)
{
    EXPECT_DOUBLE_EQ(set.get("immune.delay", "h").value, 48);
    EXPECT_EQ(set.get("immune.kill", "1/d").source, "mine");
    EXPECT_EQ(set.get("immune.kill", "1/d").where.file, "study.toml");
}

TEST_F(Layers, a_bare_value_keeps_the_spread_and_counts_as_assumed)
{
    auto const& p = set.get("immune.priming_rate", "1/d");
    EXPECT_DOUBLE_EQ(p.value, 2.4);
    EXPECT_DOUBLE_EQ(p.sd_ln.value(), 0.4);
    EXPECT_FALSE(p.high);
    EXPECT_EQ(p.trust, Trust::assumed);
    EXPECT_EQ(p.source, "study.toml");
    EXPECT_EQ(p.where.line, 2);
}

TEST_F(Layers, remembers_what_was_used_in_order_and_once)
{
    auto const* first = &set.get("immune.kill", "1/d");
    static_cast<void>(set.get("immune.delay", "d"));
    EXPECT_EQ(&set.get("immune.kill", "1/d"), first);
    auto const used = set.used();
    ASSERT_EQ(used.size(), 2u);
    EXPECT_EQ(used[0].first, "immune.kill");
    EXPECT_EQ(used[1].first, "immune.delay");
    EXPECT_EQ(used[1].second.value, 2);
}

TEST_F(Layers, a_missing_parameter_names_the_files)
{
    EXPECT_TRUE(set.has("immune.delay"));
    EXPECT_FALSE(set.has("immune.dela"));
    EXPECT_FALSE(set.has("blood.delay"));
    EXPECT_EQ(
        message_of([&] { set.get("immune.lag", "d"); }),
        "study.toml: immune.lag: missing (none of preset.toml, study.toml has this parameter)");
}

TEST_F(Layers, the_wrong_unit_is_an_error_at_its_place)
{
    EXPECT_EQ(message_of([&] { set.get("immune.delay", "Gy"); }),
              "preset.toml:3: immune.delay.value: \"2 d\" (an absorbed dose is expected, in Gy; "
              "this is a "
              "time)");
}

TEST_F(Layers, using_a_parameter_marks_it_as_read)
{
    for (auto const* path : {"immune.priming_rate", "immune.kill"})
        static_cast<void>(set.get(path, "1/d"));
    EXPECT_NO_THROW(study.root().finish());
    EXPECT_EQ(message_of([&] { preset.root().finish(); }),
              "preset.toml:3: immune.delay: unknown key");
}

}   // namespace
}   // namespace radici
