#include "radici/study/grammar.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "radici/base/error.hpp"
#include "radici/base/unit_text.hpp"
#include "radici/study/detail/quote.hpp"
#include "radici/study/schema_text.hpp"

namespace radici::study {
namespace {

constexpr std::array type_names = {"table",   "tables",       "string",  "choice", "choices",
                                   "integer", "number",       "boolean", "value",  "day",
                                   "factors", "distribution", "chances"};

std::string text_or(Node const& table, std::string_view key, std::string const& otherwise)
{
    auto const found = table.find(key);
    return found ? found->text() : otherwise;
}

std::vector<std::string> texts(Node const& table, std::string_view key)
{
    std::vector<std::string> list;
    if (auto const found = table.find(key))
        for (auto const& item : found->items())
            list.push_back(item.text());
    return list;
}

UnitKind read_kind(Node const& node)
{
    return {node.at("name").text(), node.at("unit").text(), node.at("words").text(),
            texts(node, "units")};
}

ShapeRule read_shape(Node const& node)
{
    return {node.at("name").text(), texts(node, "with"), node.at("example").text(),
            node.at("text").text()};
}

KeyType read_type(Node const& node)
{
    auto const name = node.text();
    auto const found = std::find(type_names.begin(), type_names.end(), name);
    if (found == type_names.end())
        throw node.error({name, "no type of the grammar", ""});
    return static_cast<KeyType>(found - type_names.begin());
}

double bound(std::string const& text, UnitKind const& kind, Node const& node)
{
    auto const value = read_value(text);
    auto const unit = unit_of(kind.unit);
    if (!value || !value->unit.same_dimension(unit))
        throw node.error({text, "no " + kind.name, ""});
    return value->in(unit);
}

std::vector<Limit> read_limits(Node const& node, std::vector<UnitKind> const& kinds)
{
    std::vector<Limit> limits;
    auto const names = texts(node, "kinds"), low = texts(node, "low"), high = texts(node, "high");
    if (low.size() != names.size() || high.size() != names.size())
        throw node.error({"kinds", "one low and one high belong to each kind", ""});
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto const kind = std::find_if(kinds.begin(), kinds.end(),
                                       [&](auto const& k) { return k.name == names[i]; });
        if (kind == kinds.end())
            throw node.error({names[i], "no kind of unit of the schema", ""});
        limits.push_back(
            {*kind, bound(low[i], *kind, node), bound(high[i], *kind, node), low[i], high[i]});
    }
    return limits;
}

Key read_key(Node const& node, std::vector<UnitKind> const& kinds)
{
    Key key;
    key.path = node.at("path").text();
    auto const dot = key.path.rfind('.');
    key.name = dot == std::string::npos ? key.path : key.path.substr(dot + 1);
    key.parent = dot == std::string::npos ? "" : key.path.substr(0, dot);
    key.type = read_type(node.at("type"));
    key.required = node.has("required") && node.at("required").boolean();
    key.has_default = node.has("default");
    key.default_text = text_or(node, "default", "");
    key.limits = read_limits(node, kinds);
    key.names = texts(node, "names");
    key.example = text_or(node, "example", key.has_default ? key.default_text : "");
    key.text = node.at("text").text();
    return key;
}

}   // namespace

Grammar::Grammar(Document const& schema)
{
    auto const root = schema.root();
    if (root.at("schema").integer() != 1)
        throw root.at("schema").error({"unknown version", "1 is expected", ""});
    for (auto const& node : root.at("kind").items())
        kinds_.push_back(read_kind(node));
    for (auto const& node : root.at("shape").items())
        shapes_.push_back(read_shape(node));
    for (auto const& node : root.at("key").items())
        keys_.push_back(read_key(node, kinds_));
    root.finish();
}

Grammar const& Grammar::study()
{
    static Grammar const grammar{Document::parse(study_schema_text(), "schema/study.toml")};
    return grammar;
}

Key const& Grammar::at(std::string_view path) const
{
    auto const found =
        std::find_if(keys_.begin(), keys_.end(), [&](auto const& key) { return key.path == path; });
    RADICI_EXPECT(found != keys_.end());
    return *found;
}

std::vector<Key const*> Grammar::below(std::string_view parent) const
{
    std::vector<Key const*> list;
    for (auto const& key : keys_)
        if (key.parent == parent)
            list.push_back(&key);
    return list;
}

std::string example_in_file(Key const& key)
{
    bool const is_text = key.type == KeyType::string || key.type == KeyType::choice ||
                         key.type == KeyType::value || key.type == KeyType::day;
    return is_text ? detail::quote(key.example) : key.example;
}

std::string join(std::string_view parent, std::string_view name)
{
    return parent.empty() ? std::string{name} : std::string{parent} + "." + std::string{name};
}

}   // namespace radici::study
