#include "study/json_schema_check.hpp"

#include <algorithm>
#include <array>
#include <regex>
#include <set>

#include <nlohmann/json.hpp>

namespace radici::test {
namespace {

using nlohmann::json;

bool has_type(json const& document, std::string const& type)
{
    if (type == "object")
        return document.is_object();
    if (type == "array")
        return document.is_array();
    if (type == "string")
        return document.is_string();
    if (type == "integer")
        return document.is_number_integer();
    if (type == "number")
        return document.is_number();
    return type == "boolean" && document.is_boolean();
}

std::string object_fault(json const& schema, json const& document, std::string const& at)
{
    for (auto const& [key, value] : document.items()) {
        if (schema.contains("properties") && schema["properties"].contains(key)) {
            auto fault = json_schema_fault(schema["properties"][key], value, at + "/" + key);
            if (!fault.empty())
                return fault;
        } else if (schema.value("additionalProperties", true) == false) {
            return at + "/" + key + ": not allowed";
        }
    }
    for (auto const& key : schema.value("required", json::array()))
        if (!document.contains(key.get<std::string>()))
            return at + "/" + key.get<std::string>() + ": missing";
    return "";
}

std::string array_fault(json const& schema, json const& document, std::string const& at)
{
    if (document.size() < schema.value("minItems", std::size_t{0}))
        return at + ": too few";
    if (document.size() > schema.value("maxItems", document.size()))
        return at + ": too many";
    if (schema.value("uniqueItems", false) &&
        std::set<json>(document.begin(), document.end()).size() != document.size())
        return at + ": repeated";
    for (std::size_t i = 0; schema.contains("items") && i < document.size(); ++i) {
        auto fault = json_schema_fault(schema["items"], document[i], at + "/" + std::to_string(i));
        if (!fault.empty())
            return fault;
    }
    return "";
}

std::string scalar_fault(json const& schema, json const& document, std::string const& at)
{
    if (schema.contains("pattern") && document.is_string() &&
        !std::regex_search(document.get<std::string>(),
                           std::regex{schema["pattern"].get<std::string>()}))
        return at + ": pattern";
    if (schema.contains("minLength") && document.is_string() && document.get<std::string>().empty())
        return at + ": too short";
    if (schema.contains("minimum") && document.is_number() && document < schema["minimum"])
        return at + ": below minimum";
    if (schema.contains("maximum") && document.is_number() && document > schema["maximum"])
        return at + ": above maximum";
    return "";
}

std::string unknown_keyword(json const& schema, std::string const& at)
{
    static constexpr std::array known = {
        "$schema",  "title",    "description", "default",   "type",        "properties",
        "required", "items",    "enum",        "oneOf",     "pattern",     "minimum",
        "maximum",  "minItems", "maxItems",    "minLength", "uniqueItems", "additionalProperties"};
    for (auto const& [key, value] : schema.items())
        if (std::find(known.begin(), known.end(), key) == known.end())
            return at + ": keyword " + key;
    return "";
}

}   // namespace

std::string json_schema_fault(json const& schema, json const& document, std::string const& at)
{
    if (auto fault = unknown_keyword(schema, at); !fault.empty())
        return fault;
    if (schema.contains("type") && !has_type(document, schema["type"]))
        return at + ": wrong type";
    if (schema.contains("enum") &&
        std::find(schema["enum"].begin(), schema["enum"].end(), document) == schema["enum"].end())
        return at + ": not in the list";
    if (schema.contains("oneOf") &&
        std::count_if(schema["oneOf"].begin(), schema["oneOf"].end(), [&](auto const& form) {
            return json_schema_fault(form, document).empty();
        }) != 1)
        return at + ": none of the forms";
    if (document.is_object())
        return object_fault(schema, document, at);
    return document.is_array() ? array_fault(schema, document, at)
                               : scalar_fault(schema, document, at);
}

}   // namespace radici::test
