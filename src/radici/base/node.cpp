#include "radici/base/document.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "radici/base/detail/toml_tree.hpp"
#include "radici/base/nearest.hpp"
#include "radici/base/unit_text.hpp"

namespace radici {
namespace detail {

std::shared_ptr<TomlValue> TomlValue::find(std::string_view key) const
{
    for (auto const& [name, value] : entries)
        if (name == key)
            return value;
    return nullptr;
}

}   // namespace detail

namespace {

using detail::TomlValue;

std::string name_of(Node::Type type)
{
    switch (type) {
    case Node::Type::table:
        return "a table";
    case Node::Type::array:
        return "an array";
    case Node::Type::string:
        return "a text";
    case Node::Type::integer:
        return "a whole number";
    case Node::Type::floating:
        return "a number";
    case Node::Type::boolean:
        return "true or false";
    case Node::Type::other:
        return "a date or time";
    }
    return "";
}

/// A value as it stands in the file, short enough for a message.
std::string shown(TomlValue const& value)
{
    constexpr std::size_t longest = 60;
    switch (value.type) {
    case Node::Type::table:
        return "a table";
    case Node::Type::array:
        return "an array";
    case Node::Type::integer:
        return fmt::format("{}", value.integer);
    case Node::Type::floating:
        return fmt::format("{}", value.number);
    case Node::Type::boolean:
        return value.boolean ? "true" : "false";
    case Node::Type::other:
        return value.text;
    case Node::Type::string:
        break;
    }
    if (value.text.size() <= longest)
        return detail::quoted_text(value.text);
    auto end = longest;
    while (end > 0 && (static_cast<unsigned char>(value.text[end]) & 0xc0u) == 0x80u)
        --end;   // not through the middle of a character
    return detail::quoted_text(value.text.substr(0, end) + "...");
}

StudyError wrong_type(TomlValue const& value, std::string_view expected)
{
    return {value.where,
            {.problem = shown(value),
             .why = fmt::format("{} is expected here, this is {}", expected, name_of(value.type)),
             .hint = ""}};
}

void expect_type(TomlValue const& value, Node::Type type)
{
    if (value.type != type)
        throw wrong_type(value, name_of(type));
}

/// What a unit measures, in words, where it is something that we have a word for.
std::string_view kind_of(Unit const& unit)
{
    struct Kind {
        char const* unit;
        std::string_view words;
    };
    static constexpr Kind kinds[] = {
        {"Bq", "an activity"},
        {"Bq/kg", "an activity per body weight"},
        {"Bq/m2", "an activity per body surface"},
        {"Gy", "an absorbed dose"},
        {"Gy/h", "a dose rate"},
        {"Gy/Bq", "a dose per activity"},
        {"s", "a time"},
        {"1/s", "a rate per time"},
        {"g", "a mass"},
        {"g/kg", "a mass per body weight"},
        {"m", "a length"},
        {"m2", "an area"},
        {"m3", "a volume"},
        {"J", "an energy"},
        {"g/m3", "a mass per volume"},
        {"mol/L", "a concentration"},
        {"cell", "a number of cells"},
        {"AUC", "a carboplatin exposure"},
        {"-", "a pure number"},
    };
    for (auto const& kind : kinds)
        if (unit_of(kind.unit).same_dimension(unit))
            return kind.words;
    return "";
}

StudyError wrong_unit(TomlValue const& value, Unit const& got, std::string_view wanted)
{
    auto const is = kind_of(got);
    auto const due = kind_of(unit_of(wanted));
    auto why = due.empty() ? fmt::format("a value in {} is expected", wanted)
                           : fmt::format("{} is expected, in {}", due, wanted);
    if (!is.empty() && is != due)
        why += fmt::format("; this is {}", is);
    return {value.where, {.problem = shown(value), .why = std::move(why), .hint = ""}};
}

double finite(TomlValue const& value)
{
    if (!std::isfinite(value.number))
        throw StudyError(
            value.where,
            {.problem = shown(value), .why = "a finite number is expected", .hint = ""});
    return value.number;
}

void finish(TomlValue const& value)
{
    for (auto const& item : value.items)
        finish(*item);
    for (auto const& [key, child] : value.entries) {
        if (!value.all_asked && !value.asked.contains(key)) {
            std::vector<std::string> known;
            for (auto const& name : value.asked)
                if (!value.find(name))
                    known.push_back(name);
            throw StudyError(
                child->where,
                {.problem = "unknown key", .why = "", .hint = nearest_hint(key, known)});
        }
        finish(*child);
    }
}

}   // namespace

Node::Type Node::type() const
{
    return value_->type;
}

Location Node::where() const
{
    return value_->where;
}

StudyError Node::error(Complaint what) const
{
    return {value_->where, std::move(what)};
}

bool Node::has(std::string_view key) const
{
    expect_type(*value_, Type::table);
    value_->asked.emplace(key);
    return value_->find(key) != nullptr;
}

std::optional<Node> Node::find(std::string_view key) const
{
    if (!has(key))
        return std::nullopt;
    return Node{value_->find(key)};
}

Node Node::at(std::string_view key) const
{
    if (auto const found = find(key))
        return *found;
    std::vector<std::string> strangers;   // a misspelt key is the likeliest reason
    for (auto const& [name, child] : value_->entries)
        if (!value_->all_asked && !value_->asked.contains(name))
            strangers.push_back(name);
    auto const near = nearest_name(key, strangers);
    Location where = value_->where;
    if (!near.empty())
        where.line = value_->find(near)->where.line;
    where.key = detail::join_path(where.key, key);
    throw StudyError(where, {.problem = "missing",
                             .why = "this key is required",
                             .hint = near.empty() ? "" : "is \"" + near + "\" meant to be it?"});
}

std::vector<std::pair<std::string, Node>> Node::entries() const
{
    expect_type(*value_, Type::table);
    value_->all_asked = true;
    std::vector<std::pair<std::string, Node>> result;
    for (auto const& [key, child] : value_->entries)
        result.emplace_back(key, Node{child});
    return result;
}

void Node::finish() const
{
    radici::finish(*value_);
}

std::vector<Node> Node::items() const
{
    expect_type(*value_, Type::array);
    std::vector<Node> result;
    for (auto const& item : value_->items)
        result.push_back(Node{item});
    return result;
}

std::string Node::text() const
{
    expect_type(*value_, Type::string);
    return value_->text;
}

double Node::number() const
{
    if (value_->type != Type::integer && value_->type != Type::floating)
        throw wrong_type(*value_, "a number");
    return finite(*value_);
}

std::int64_t Node::integer() const
{
    expect_type(*value_, Type::integer);
    return value_->integer;
}

bool Node::boolean() const
{
    expect_type(*value_, Type::boolean);
    return value_->boolean;
}

double Node::in(std::string_view unit) const
{
    auto const target = unit_of(unit);
    if (value_->type == Type::integer || value_->type == Type::floating) {
        if (target.same_dimension(Unit{}) && unit != "%")
            return finite(*value_);
        throw error({.problem = shown(*value_),
                     .why = "a number without a unit",
                     .hint = fmt::format("write \"{} {}\"", shown(*value_), unit)});
    }
    if (value_->type != Type::string)
        throw wrong_type(*value_, fmt::format("a text like \"1 {}\"", unit));
    auto const value = read_value(value_->text);
    if (!value)
        throw error({.problem = shown(*value_),
                     .why = fmt::format("a number and a unit are expected, like \"1 {}\"", unit),
                     .hint = ""});
    if (!value->unit.same_dimension(target))
        throw wrong_unit(*value_, value->unit, unit);
    double const converted = value->in(target);
    if (!std::isfinite(converted))
        throw error({.problem = shown(*value_), .why = "the number is too large", .hint = ""});
    return converted;
}

std::string Node::choice(std::span<std::string const> names) const
{
    auto const word = text();
    if (std::find(names.begin(), names.end(), word) != names.end())
        return word;
    std::string list;
    for (auto const& name : names)
        list += (list.empty() ? "" : ", ") + name;
    throw error({.problem = shown(*value_),
                 .why = "one of " + list + " is expected",
                 .hint = nearest_hint(word, names)});
}

}   // namespace radici
