#include <algorithm>

#include <fmt/format.h>

#include "radici/base/detail/toml_tree.hpp"

namespace radici::detail {
namespace {

using Entry = std::pair<std::string, std::shared_ptr<TomlValue>>;

std::vector<Entry> sorted(TomlValue const& table)
{
    auto entries = table.entries;
    std::sort(entries.begin(), entries.end(),
              [](auto const& a, auto const& b) { return a.first < b.first; });
    return entries;
}

std::string number_text(double number)
{
    auto text =
        fmt::format("{}", number);   // shortest that reads back; also inf and nan, as TOML has them
    if (text.find_first_of(".en") == std::string::npos)
        text += ".0";   // or it would come back as an integer
    return text;
}

std::string inline_text(TomlValue const& value)
{
    std::string text;
    switch (value.type) {
    case Node::Type::string:
        return quoted_text(value.text);
    case Node::Type::integer:
        return fmt::format("{}", value.integer);
    case Node::Type::floating:
        return number_text(value.number);
    case Node::Type::boolean:
        return value.boolean ? "true" : "false";
    case Node::Type::other:
        return value.text;
    case Node::Type::array:
        for (auto const& item : value.items)
            text += (text.empty() ? "" : ", ") + inline_text(*item);
        return "[" + text + "]";
    case Node::Type::table:
        for (auto const& [key, child] : sorted(value))
            text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", key_text(key),
                                inline_text(*child));
        return text.empty() ? "{}" : "{ " + text + " }";
    }
    return text;
}

bool is_section(TomlValue const& value)
{
    return value.type == Node::Type::table && !value.is_inline;
}

bool is_section_array(TomlValue const& value)
{
    return value.type == Node::Type::array && !value.items.empty() &&
           std::all_of(value.items.begin(), value.items.end(),
                       [](auto const& item) { return is_section(*item); });
}

void write_table(TomlValue const& table, std::string const& path, std::string& out);

void write_section(TomlValue const& table, std::string const& path, std::string_view open,
                   std::string_view close, std::string& out)
{
    out += fmt::format("{}{}{}{}\n", out.empty() ? "" : "\n", open, path, close);
    write_table(table, path, out);
}

void write_table(TomlValue const& table, std::string const& path, std::string& out)
{
    auto const entries = sorted(table);
    for (auto const& [key, value] : entries)
        if (!is_section(*value) && !is_section_array(*value))
            out += fmt::format("{} = {}\n", key_text(key), inline_text(*value));
    for (auto const& [key, value] : entries) {
        auto const inner = path.empty() ? key_text(key) : path + "." + key_text(key);
        if (is_section(*value))
            write_section(*value, inner, "[", "]", out);
        if (is_section_array(*value))
            for (auto const& item : value->items)
                write_section(*item, inner, "[[", "]]", out);
    }
}

}   // namespace

std::string write_toml(TomlValue const& root)
{
    std::string out;
    write_table(root, "", out);
    return out;
}

std::string join_path(std::string_view table, std::string_view key)
{
    auto const last = key_text(key);
    return table.empty() ? last : fmt::format("{}.{}", table, last);
}

std::string key_text(std::string_view key)
{
    bool const bare = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    });
    return bare ? std::string{key} : quoted_text(key);
}

std::string quoted_text(std::string_view text)
{
    std::string out = "\"";
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out += '\\', out += c;
        else if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (byte < 0x20 || byte == 0x7f)
            out += fmt::format("\\u{:04X}", static_cast<unsigned>(byte));
        else
            out += c;
    }
    return out + '"';
}

}   // namespace radici::detail
