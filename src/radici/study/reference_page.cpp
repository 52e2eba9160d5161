#include <fmt/format.h>

#include "radici/study/columns.hpp"
#include "radici/study/schema_export.hpp"

namespace radici::study {
namespace {

std::string cell(std::string const& text)
{
    std::string result;
    for (char const c : text) {
        if (c == '|')
            result += '\\';
        result += c;
    }
    return result;
}

std::string type_words(Key const& key)
{
    auto names = [&] { return fmt::format("`{}`", fmt::join(key.names, "`, `")); };
    switch (key.type) {
    case KeyType::table:
        return "table";
    case KeyType::tables:
        return "one or more tables";
    case KeyType::string:
        return "text";
    case KeyType::choice:
        return names();
    case KeyType::choices:
        return "list of " + names();
    case KeyType::integer:
        return fmt::format("whole number, {} to {}", key.limits.front().low_text,
                           key.limits.front().high_text);
    case KeyType::number:
        return fmt::format("number, {} to {}", key.limits.front().low_text,
                           key.limits.front().high_text);
    case KeyType::boolean:
        return "`true` or `false`";
    case KeyType::value:
        break;
    case KeyType::day:
        return "`day N`, N ≥ 1";
    case KeyType::factors:
        return fmt::format("list of numbers, {} to {}", key.limits.front().low_text,
                           key.limits.front().high_text);
    case KeyType::distribution:
        return fmt::format("distribution of {}, {} to {}", key.limits.front().kind.words,
                           key.limits.front().low_text, key.limits.front().high_text);
    case KeyType::chances:
        return names() + " or their shares";
    }
    std::string text;
    for (auto const& limit : key.limits)
        text += fmt::format("{}{}, {} to {}", text.empty() ? "" : "; or ", limit.kind.words,
                            limit.low_text, limit.high_text);
    return text;
}

std::string presence(Key const& key)
{
    if (key.required)
        return "required";
    if (key.has_default && !key.default_text.empty())
        return fmt::format("`{}`", key.default_text);
    if (key.path.starts_with("patient."))
        return "preset";
    return "";
}

std::string heading(Key const& key)
{
    std::string path;
    for (std::size_t i = 0; i < key.path.size(); ++i) {   // arm[].give → arm.give
        if (key.path.compare(i, 2, "[]") == 0)
            ++i;
        else
            path += key.path[i];
    }
    return key.type == KeyType::tables ? fmt::format("[[{}]]", path) : fmt::format("[{}]", path);
}

std::string table_page(Grammar const& grammar, Key const& table)
{
    auto const pattern = table.path + (table.type == KeyType::tables ? "[]" : "");
    auto text = fmt::format("\n## `{}`\n\n{}{}\n\n| key | value | default | meaning | example "
                            "|\n|---|---|---|---|---|\n",
                            heading(table), table.text, table.required ? " Required." : "");
    for (auto const* key : grammar.below(pattern)) {
        if (key->type == KeyType::table || key->type == KeyType::tables)
            continue;
        text += fmt::format(
            "| `{}` | {} | {} | {} | {} |\n", key->name, cell(type_words(*key)), presence(*key),
            cell(key->text),
            key->example.empty() ? "" : fmt::format("`{}`", cell(example_in_file(*key))));
    }
    return text;
}

}   // namespace

std::string study_reference_page(Grammar const& grammar)
{
    std::string text =
        "# Study files\n\n"
        "<!-- Made by `radici schema --markdown` from schema/study.toml; do not edit. -->\n\n"
        "A study file is TOML. Every physical value is a string with its unit (`\"7.4 GBq\"`, `\"3 "
        "mg/kg\"`, `\"8 wk\"`); a bare\n"
        "number where a unit is due, an unknown key and an implausible value are errors with file, "
        "line and key.\n"
        "`--set 'arm[0].give[0].activity=3.7 GBq'` changes one value from the command line; items "
        "count from 0.\n";
    for (auto const& key : grammar.keys())
        if (key.type == KeyType::table || key.type == KeyType::tables)
            text += table_page(grammar, key);
    text += "\n## Distributions\n\nA plain value is the same in every patient. `min` and `max` are "
            "optional in every form: a draw outside them\n"
            "is drawn again, as is one outside the range of the key; they must keep at least 1 % "
            "of the draws.\n\n"
            "| form | meaning | example |\n|---|---|---|\n";
    for (auto const& shape : grammar.shapes())
        text += fmt::format("| `{}` | {} | `{}` |\n", shape.name, cell(shape.text),
                            cell(shape.example));
    text += "\n## Units\n\n| kind | common units |\n|---|---|\n";
    for (auto const& kind : grammar.kinds())
        if (!kind.units.empty())
            text += fmt::format("| {} | `{}` |\n", kind.name, fmt::join(kind.units, "`, `"));
    return text + "\nA month is 30.4375 d, a year 365.25 d. Surfaces are Mosteller's: √(height "
                  "[cm] · weight [kg] / 3600) m².\n";
}

std::string columns_reference_page()
{
    std::string text = "# Columns of patients.csv\n\n"
                       "<!-- Made by `radici schema columns --markdown` from schema/columns.toml; "
                       "do not edit. -->\n\n"
                       "One row a patient and arm. Days count from the first treatment day. An "
                       "empty field: there is no such value.\n\n"
                       "| column | unit | meaning |\n|---|---|---|\n";
    for (auto const& column : described_columns())
        text += fmt::format("| `{}` | {} | {}{} |\n", column.name, column.unit, cell(column.text),
                            column.levels.empty()
                                ? ""
                                : fmt::format(" One of {}.", fmt::join(column.levels, ", ")));
    return text;
}

}   // namespace radici::study
