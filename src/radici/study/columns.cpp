#include "radici/study/columns.hpp"

#include <algorithm>
#include <cctype>

#include "radici/base/document.hpp"
#include "radici/study/schema_text.hpp"

namespace radici::study {
namespace {

struct Word {
    std::string set, name, text;
};

struct Schema {
    std::vector<Word> words;
    std::vector<Column> columns;
};

Schema read_schema()
{
    auto const document = Document::parse(columns_schema_text(), "schema/columns.toml");
    auto const root = document.root();
    Schema schema;
    static_cast<void>(root.at("schema").integer());
    for (auto const& node : root.at("word").items())
        schema.words.push_back(
            {node.at("in").text(), node.at("name").text(), node.at("text").text()});
    for (auto const& node : root.at("column").items()) {
        Column column{node.at("name").text(), node.at("unit").text(), node.at("text").text(), {}};
        if (auto const levels = node.find("levels"))
            for (auto const& level : levels->items())
                column.levels.push_back(level.text());
        schema.columns.push_back(std::move(column));
    }
    root.finish();
    return schema;
}

Schema const& schema()
{
    static Schema const read = read_schema();
    return read;
}

/// "large intestine" of LARGE_INTESTINE, "the" in front.
std::string region_words(std::string_view name)
{
    std::string text = "the ";
    for (char const c : name)
        text += c == '_' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

/// What <set> stands for when it is `part`; nothing where it can not be.
std::optional<std::string> stands_for(std::string_view set, std::string_view part)
{
    if (set == "REGION") {
        bool const capitals = std::all_of(
            part.begin(), part.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
        return capitals && !part.empty() ? std::optional{region_words(part)} : std::nullopt;
    }
    for (auto const& word : schema().words)
        if (word.set == set && word.name == part)
            return word.text;
    return std::nullopt;
}

std::optional<Column> expand(Column const& pattern, std::string_view name)
{
    auto const open = pattern.name.find('<'), close = pattern.name.find('>');
    if (open == std::string::npos)
        return pattern.name == name ? std::optional{pattern} : std::nullopt;
    auto const front = std::string_view{pattern.name}.substr(0, open),
               back = std::string_view{pattern.name}.substr(close + 1);
    if (!name.starts_with(front) || !name.ends_with(back) ||
        name.size() < front.size() + back.size())
        return std::nullopt;
    auto const part = name.substr(front.size(), name.size() - front.size() - back.size());
    auto const words =
        stands_for(std::string_view{pattern.name}.substr(open + 1, close - open - 1), part);
    if (!words)
        return std::nullopt;
    auto column = pattern;
    column.name = std::string{name};
    if (auto const at = column.text.find("{}"); at != std::string::npos)
        column.text.replace(at, 2, *words);
    return column;
}

}   // namespace

std::vector<Column> const& described_columns()
{
    return schema().columns;
}

std::optional<Column> describe_column(std::string_view name)
{
    for (auto const& pattern : schema().columns)
        if (auto column = expand(pattern, name))
            return column;
    return std::nullopt;
}

}   // namespace radici::study
