#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "radici/base/error.hpp"
#include "radici/study/columns.hpp"
#include "radici/study/schema_export.hpp"

namespace radici::study {
namespace {

using Json = nlohmann::ordered_json;

/// A number, then a unit that begins with a letter, a digit of a power of ten, `1/` or `%`.
constexpr auto value_pattern =
    R"(^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*[^\s\d.+-].*$|^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s+1.*$)";

std::string description(Key const& key)
{
    std::string text = key.text;
    for (auto const& limit : key.limits)
        if (limit.kind.unit != "-")
            text += fmt::format(
                " {}{}, {} to {}.",
                static_cast<char>(std::toupper(static_cast<unsigned char>(limit.kind.words[0]))),
                limit.kind.words.substr(1), limit.low_text, limit.high_text);
    return text;
}

Json number_or_value(Limit const& limit)
{
    if (limit.kind.unit == "-")
        return {{"type", limit.kind.name == "count" ? "integer" : "number"},
                {"minimum", limit.low},
                {"maximum", limit.high}};
    return {{"type", "string"}, {"pattern", value_pattern}};
}

Json closed(Json properties, std::vector<std::string> required)
{
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", std::move(required)},
            {"additionalProperties", false}};
}

Json distribution(Grammar const& grammar, Limit const& limit)
{
    auto const value = number_or_value(limit);
    Json const number{{"type", "number"}};
    Json const free =
        limit.kind.unit == "-" ? number : value;   // spreads and limits have no range of their own
    Json forms = Json::array({value});
    for (auto const& shape : grammar.shapes()) {
        if ((limit.kind.name == "count") != (shape.name == "poisson"))
            continue;
        Json leading = shape.name == "poisson" ? number : value;
        if (shape.name == "uniform")
            leading = {{"type", "array"}, {"items", value}, {"minItems", 2}, {"maxItems", 2}};
        Json properties{{shape.name, leading}};
        std::vector<std::string> required{shape.name};
        for (auto const& name : shape.with) {
            properties[name] = name == "cv" ? Json{{"type", "number"}, {"minimum", 0}} : free;
            required.push_back(name);
        }
        properties["min"] = free;
        properties["max"] = free;
        auto form = closed(properties, required);
        form["description"] = shape.text;
        forms.push_back(form);
    }
    return {{"oneOf", forms}};
}

Json chances(Key const& key)
{
    Json shares = Json::object();
    for (auto const& name : key.names)
        shares[name] = {{"type", "number"}, {"minimum", 0}, {"maximum", 1}};
    return {{"oneOf", Json::array({Json{{"enum", key.names}},
                                   closed({{"choice", closed(shares, {})}}, {"choice"})})}};
}

Json table(Grammar const& grammar, std::string const& pattern);

Json integer(Key const& key)
{
    // 2^63 − 1 is no double: ranges of integers come from the text
    auto whole = [](std::string const& text) {
        std::int64_t value = 0;
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        RADICI_EXPECT(error == std::errc{} && end == text.data() + text.size());
        return value;
    };
    auto const& limit = key.limits.front();
    return {{"type", "integer"},
            {"minimum", whole(limit.low_text)},
            {"maximum", whole(limit.high_text)}};
}

Json type_of(Grammar const& grammar, Key const& key)
{
    switch (key.type) {
    case KeyType::table:
        return table(grammar, key.path);
    case KeyType::tables:
        return {{"type", "array"}, {"items", table(grammar, key.path + "[]")}, {"minItems", 1}};
    case KeyType::string:
        return {{"type", "string"}, {"minLength", 1}};
    case KeyType::choice:
        return {{"enum", key.names}};
    case KeyType::choices:
        return {{"type", "array"},
                {"items", {{"enum", key.names}}},
                {"minItems", 1},
                {"uniqueItems", true}};
    case KeyType::integer:
        return integer(key);
    case KeyType::number:
        return {{"type", "number"},
                {"minimum", key.limits.front().low},
                {"maximum", key.limits.front().high}};
    case KeyType::boolean:
        return {{"type", "boolean"}};
    case KeyType::value:
        return {{"type", "string"}, {"pattern", value_pattern}};
    case KeyType::day:
        return {{"type", "string"}, {"pattern", R"(^day [1-9]\d*$)"}};
    case KeyType::factors:
        return {{"type", "array"}, {"items", number_or_value(key.limits.front())}, {"minItems", 1}};
    case KeyType::distribution:
        return distribution(grammar, key.limits.front());
    case KeyType::chances:
        return chances(key);
    }
    return {};
}

Json default_of(Key const& key)
{
    if (key.type == KeyType::boolean || key.type == KeyType::integer || key.type == KeyType::number)
        return Json::parse(key.default_text);
    return key.default_text;
}

Json table(Grammar const& grammar, std::string const& pattern)
{
    Json properties = Json::object();
    std::vector<std::string> required;
    for (auto const* key : grammar.below(pattern)) {
        auto entry = type_of(grammar, *key);
        entry["description"] = description(*key);
        if (key->has_default && !key->default_text.empty())
            entry["default"] = default_of(*key);
        properties[key->name] = entry;
        if (key->required)
            required.push_back(key->name);
    }
    return closed(properties, required);
}

}   // namespace

std::string json_schema(Grammar const& grammar)
{
    Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                {"title", "radici study file"},
                {"description", "A virtual trial of radionuclide therapy with checkpoint "
                                "inhibitors. Every physical value is a string with its unit."}};
    schema.update(table(grammar, ""));
    return schema.dump(2) + "\n";
}

std::string columns_json()
{
    Json list = Json::array();
    for (auto const& column : described_columns()) {
        Json entry{{"name", column.name}, {"unit", column.unit}, {"text", column.text}};
        if (!column.levels.empty())
            entry["levels"] = column.levels;
        list.push_back(entry);
    }
    return list.dump(2) + "\n";
}

}   // namespace radici::study
