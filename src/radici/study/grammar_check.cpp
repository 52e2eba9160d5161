#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "radici/base/nearest.hpp"
#include "radici/base/unit_text.hpp"
#include "radici/study/detail/quote.hpp"
#include "radici/study/detail/section.hpp"
#include "radici/study/distribution.hpp"
#include "radici/study/grammar.hpp"

namespace radici::study {
namespace {

constexpr std::size_t longest_text = 300;

/// A scalar as the file has it, for messages.
std::string shown(Node const& node)
{
    switch (node.type()) {
    case Node::Type::string:
        return detail::quote_short(node.text());
    case Node::Type::integer:
        return fmt::format("{}", node.integer());
    case Node::Type::floating:
        return fmt::format("{}", node.number());
    case Node::Type::boolean:
        return node.boolean() ? "true" : "false";
    case Node::Type::table:
        return "a table";
    case Node::Type::array:
        return "an array";
    case Node::Type::other:
        break;
    }
    return "a date or time";
}

std::string example_of(Key const& key)
{
    return key.example.empty() ? "" : fmt::format("for example {}", example_in_file(key));
}

std::string expected_kinds(Key const& key)
{
    std::vector<std::string> words;
    for (auto const& limit : key.limits)
        words.push_back(limit.kind.words);
    return fmt::format("{} is expected", fmt::join(words, " or "));
}

void expect_type(Key const& key, Node const& node, Node::Type type, char const* words)
{
    if (node.type() != type)
        throw node.error({shown(node), fmt::format("{} is expected", words), example_of(key)});
}

void check_string(Key const& key, Node const& node)
{
    expect_type(key, node, Node::Type::string, "a text");
    auto const text = node.text();
    if (text.find_first_not_of(' ') == std::string::npos)
        throw node.error({"\"\"", "the text is empty", ""});
    if (text.size() > longest_text)
        throw node.error(
            {fmt::format("{} bytes", text.size()), fmt::format("at most {}", longest_text), ""});
    if (std::any_of(text.begin(), text.end(),
                    [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
        throw node.error({"a control character", "one line of plain text is expected", ""});
}

void check_choice(Key const& key, Node const& node)
{
    expect_type(key, node, Node::Type::string, "a name");
    auto const name = node.text();
    if (std::find(key.names.begin(), key.names.end(), name) == key.names.end())
        throw node.error({shown(node),
                          fmt::format("{} {} expected", fmt::join(key.names, ", "),
                                      key.names.size() == 1 ? "is" : "are"),
                          nearest_hint(name, key.names)});
}

void check_choices(Key const& key, Node const& node)
{
    expect_type(key, node, Node::Type::array, "a list of names");
    auto const items = node.items();
    if (items.empty())
        throw node.error({"[]", "the list is empty", example_of(key)});
    std::vector<std::string> seen;
    for (auto const& item : items) {
        check_choice(key, item);
        if (std::find(seen.begin(), seen.end(), item.text()) != seen.end())
            throw item.error({shown(item), "named twice", ""});
        seen.push_back(item.text());
    }
}

void check_integer(Key const& key, Node const& node)
{
    expect_type(key, node, Node::Type::integer, "a whole number");
    auto const& limit = key.limits.front();
    auto const value = static_cast<double>(node.integer());
    if (value < limit.low || value > limit.high)
        throw node.error(
            {shown(node), fmt::format("outside {} to {}", limit.low_text, limit.high_text), ""});
}

void check_number(Key const& key, Node const& node)
{
    if (node.type() != Node::Type::integer && node.type() != Node::Type::floating)
        throw node.error({shown(node), "a plain number is expected", example_of(key)});
    auto const& limit = key.limits.front();
    double const value = node.number();
    if (!(value >= limit.low && value <= limit.high))
        throw node.error(
            {shown(node), fmt::format("outside {} to {}", limit.low_text, limit.high_text), ""});
}

void check_factors(Key const& key, Node const& node)
{
    expect_type(key, node, Node::Type::array, "a list of numbers");
    auto const& limit = key.limits.front();
    if (node.items().empty())
        throw node.error({"[]", "the list is empty", example_of(key)});
    for (auto const& item : node.items()) {
        double const value = item.number();
        if (!(value >= limit.low && value <= limit.high))
            throw item.error({shown(item),
                              fmt::format("outside {} to {}", limit.low_text, limit.high_text),
                              ""});
    }
}

void check_table(Grammar const& grammar, Node const& node, std::string const& pattern);

void check_tables(Grammar const& grammar, Key const& key, Node const& node)
{
    expect_type(key, node, Node::Type::array, fmt::format("[[{}]]", key.name).c_str());
    if (node.items().empty())
        throw node.error({"[]", fmt::format("at least one [[{}]] is needed", key.name), ""});
    for (auto const& item : node.items())
        check_table(grammar, item, key.path + "[]");
}

void check_key(Grammar const& grammar, Key const& key, Node const& node)
{
    switch (key.type) {
    case KeyType::table:
        return check_table(grammar, node, key.path);
    case KeyType::tables:
        return check_tables(grammar, key, node);
    case KeyType::string:
        return check_string(key, node);
    case KeyType::choice:
        return check_choice(key, node);
    case KeyType::choices:
        return check_choices(key, node);
    case KeyType::integer:
        return check_integer(key, node);
    case KeyType::number:
        return check_number(key, node);
    case KeyType::boolean:
        return expect_type(key, node, Node::Type::boolean, "true or false");
    case KeyType::value:
        static_cast<void>(read_amount(key, node));
        return;
    case KeyType::day:
        static_cast<void>(read_day(node));
        return;
    case KeyType::factors:
        return check_factors(key, node);
    case KeyType::distribution:
        static_cast<void>(read_distribution(node, detail::range_of(key)));
        return;
    case KeyType::chances:
        static_cast<void>(read_choice(node, key.names));
        return;
    }
}

std::string table_words(std::string const& pattern)
{
    return pattern.empty() ? "a study file"
           : pattern.find('[') == std::string::npos
               ? "[" + pattern + "]"
               : "[[" + pattern.substr(0, pattern.size() - 2) + "]]";
}

void check_table(Grammar const& grammar, Node const& node, std::string const& pattern)
{
    if (node.type() != Node::Type::table)
        throw node.error({shown(node), "a table is expected", ""});
    auto const keys = grammar.below(pattern);
    std::vector<std::string> names;
    for (auto const* key : keys)
        names.push_back(key->name);
    for (auto const& [name, child] : node.entries()) {
        auto const found = std::find(names.begin(), names.end(), name);
        if (found == names.end())
            throw child.error(
                {"unknown key",
                 fmt::format("{} has {}", table_words(pattern), fmt::join(names, ", ")),
                 nearest_hint(name, names)});
        check_key(grammar, *keys[static_cast<std::size_t>(found - names.begin())], child);
    }
    for (auto const* key : keys)
        if (key->required && !node.has(key->name)) {
            auto where = node.where();
            where.key = join(where.key, key->name);
            throw StudyError(where, {"missing", key->text, example_of(*key)});
        }
}

/// Why a text is no value of this key: no unit, no such unit, no number at all.
Complaint no_value(Key const& key, std::string const& text)
{
    auto const digits = text.find_first_not_of("+-.0123456789eE ");
    std::vector<std::string> units;
    for (auto const& limit : key.limits)
        units.insert(units.end(), limit.kind.units.begin(), limit.kind.units.end());
    if (digits == std::string::npos || digits == 0 || text.find_first_of("0123456789") > digits)
        return {detail::quote_short(text), "a number with a unit is expected", example_of(key)};
    auto const unit = text.substr(digits);
    auto const hint = nearest_hint(unit, units);
    return {detail::quote_short(text), fmt::format("{} is no unit", detail::quote_short(unit)),
            hint.empty() ? example_of(key) : hint};
}

}   // namespace

void check_grammar(Grammar const& grammar, Node const& root)
{
    check_table(grammar, root, "");
}

void check_grammar(Grammar const& grammar, Node const& table, std::string const& path)
{
    check_table(grammar, table, path);
}

ReadAmount read_amount(Key const& key, Node const& node)
{
    if (node.type() == Node::Type::integer || node.type() == Node::Type::floating)
        throw node.error({shown(node), "the unit is missing", example_of(key)});
    expect_type(key, node, Node::Type::string, "a number with a unit");
    auto const text = node.text();
    auto const value = read_value(text);
    if (!value)
        throw node.error(no_value(key, text));
    if (value->unit_text.empty())
        throw node.error({detail::quote_short(text), "the unit is missing", example_of(key)});
    for (auto const& limit : key.limits) {
        auto const unit = unit_of(limit.kind.unit);
        if (!value->unit.same_dimension(unit))
            continue;
        double const x = value->in(unit);
        if (!(x > 0))
            throw node.error({detail::quote_short(text), limit.kind.words + " here must be > 0",
                              x < 0 ? "remove the minus sign" : ""});
        if (!(x >= limit.low && x <= limit.high))
            throw node.error(
                {detail::quote_short(text),
                 fmt::format("implausible: outside {} to {}", limit.low_text, limit.high_text),
                 "check the number and its unit"});
        return {x, &limit};
    }
    throw node.error({detail::quote_short(text), expected_kinds(key), example_of(key)});
}

int read_day(Node const& node)
{
    auto const wrong = [&](std::string why, std::string hint) {
        return node.error({shown(node), std::move(why), std::move(hint)});
    };
    if (node.type() == Node::Type::integer)
        throw wrong("a day is written \"day N\"", fmt::format("write \"day {}\"", node.integer()));
    if (node.type() != Node::Type::string)
        throw wrong("a day is written \"day N\"", "for example \"day 1\"");
    auto const text = node.text();
    if (!text.starts_with("day "))
        throw wrong("a day is written \"day N\"", "for example \"day 1\"");
    auto const number = read_value(text.substr(4));
    if (!number || !number->unit_text.empty() || number->number != std::floor(number->number))
        throw wrong("a whole number of days is expected", "for example \"day 1\"");
    if (number->number < 1)
        throw wrong("the first treatment day is day 1", "a start must be day 1 or later");
    if (number->number > 10000)
        throw wrong("implausible: after day 10000", "");
    return static_cast<int>(number->number);
}

}   // namespace radici::study
