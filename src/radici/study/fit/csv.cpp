#include "radici/study/fit/csv.hpp"

#include <algorithm>
#include <cctype>
#include <sstream>

#include <fmt/format.h>

#include "radici/base/file.hpp"

namespace radici::study::fit {
namespace {

std::string trimmed(std::string text)
{
    auto const blank = [](unsigned char c) { return std::isspace(c) != 0; };
    text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), blank));
    text.erase(std::find_if_not(text.rbegin(), text.rend(), blank).base(), text.end());
    return text;
}

std::vector<std::string> split(std::string const& line, char separator)
{
    std::vector<std::string> cells{""};
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (quoted && line[i] == '"' && i + 1 < line.size() && line[i + 1] == '"')
            cells.back() += line[i++];
        else if (line[i] == '"')
            quoted = !quoted;
        else if (line[i] == separator && !quoted)
            cells.emplace_back();
        else
            cells.back() += line[i];
    }
    for (auto& cell : cells)
        cell = trimmed(std::move(cell));
    return cells;
}

std::vector<std::string> read_header(std::string const& line, char separator, Location const& where)
{
    auto names = split(line, separator);
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::transform(names[i].begin(), names[i].end(), names[i].begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        if (names[i].empty() || std::find(names.begin(), names.begin() + static_cast<long>(i),
                                          names[i]) != names.begin() + static_cast<long>(i))
            throw StudyError(where, {fmt::format("column \"{}\"", names[i]),
                                     "columns have names, each its own", ""});
    }
    return names;
}

}   // namespace

std::string CsvRow::at(std::string_view column) const
{
    auto const found = cells.find(column);
    return found == cells.end() || found->second == "." ? "" : found->second;
}

StudyError CsvRow::error(std::string_view column, Complaint what) const
{
    return {{where.file, where.line, std::string{column}}, std::move(what)};
}

std::vector<CsvRow> read_csv(std::filesystem::path const& file, char separator)
{
    std::istringstream text{read_text(file)};
    std::vector<std::string> names;
    std::vector<CsvRow> rows;
    int number = 0;
    for (std::string line; std::getline(text, line);) {
        Location const where{file.string(), ++number, ""};
        if (number == 1 && line.starts_with("\xEF\xBB\xBF"))
            line.erase(0, 3);
        line = trimmed(std::move(line));
        if (line.empty() || line[0] == '#')
            continue;
        if (names.empty()) {
            names = read_header(line, separator, where);
            continue;
        }
        auto const cells = split(line, separator);
        if (cells.size() != names.size())
            throw StudyError(where, {fmt::format("{} cells", cells.size()),
                                     fmt::format("the first line has {}", names.size()), ""});
        CsvRow row{where, {}};
        for (std::size_t i = 0; i < names.size(); ++i)
            row.cells.emplace(names[i], cells[i]);
        rows.push_back(std::move(row));
    }
    if (rows.empty())
        throw StudyError({file.string(), 0, ""}, {"no data", "no line follows the header", ""});
    return rows;
}

}   // namespace radici::study::fit
