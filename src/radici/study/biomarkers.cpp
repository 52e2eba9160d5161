#include "radici/study/biomarkers.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "radici/study/columns.hpp"
#include "radici/study/fit/csv.hpp"

namespace radici::study {
namespace {

using fit::CsvRow;

struct Endpoint {
    Foretold which;
    std::string_view name, column;
};
constexpr std::array endpoints{
    Endpoint{Foretold::response, "response", "bor"}, Endpoint{Foretold::control, "control", "bor"},
    Endpoint{Foretold::psa50, "psa50", "psa50"}, Endpoint{Foretold::cr, "cr", "cr"},
    Endpoint{Foretold::cure, "cure", "cure"}};

Endpoint const& of(Foretold which)
{
    return *std::find_if(endpoints.begin(), endpoints.end(),
                         [&](auto const& one) { return one.which == which; });
}

/// 1 met, 0 not met, nothing where it cannot be judged.
std::optional<std::uint8_t> outcome(CsvRow const& row, Foretold endpoint)
{
    auto const word = row.at(of(endpoint).column);
    if (word.empty() || word == "NE")
        return std::nullopt;
    if (endpoint == Foretold::response)
        return word == "CR" || word == "PR" ? 1 : 0;
    if (endpoint == Foretold::control)
        return word == "CR" || word == "PR" || word == "SD" ? 1 : 0;
    // PSA50 is a column of words, those of animals are numbers
    if (word == "YES" || word == "1")
        return 1;
    if (word == "NO" || word == "0")
        return 0;
    throw row.error(of(endpoint).column, {word, "NO or YES, 0 or 1 is expected", ""});
}

/// A number, or the place of a word among the column's levels.
double number(CsvRow const& row, std::string const& cell_of, Column const& column)
{
    auto const text = row.at(cell_of);
    auto const level = std::find(column.levels.begin(), column.levels.end(), text);
    if (level != column.levels.end())
        return static_cast<double>(level - column.levels.begin());
    double value = 0;
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        throw row.error(cell_of, {text.empty() ? "nothing" : text, "a number is expected", ""});
    return value;
}

std::string in_capitals(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

double distance(Biomarker const& marker)
{
    return std::abs(marker.area.value - 0.5);
}

ArmBiomarkers of_arm(std::string const& arm, std::vector<CsvRow const*> const& rows,
                     Foretold endpoint)
{
    ArmBiomarkers found{arm, 0, 0, {}};
    std::vector<std::uint8_t> event;
    std::vector<CsvRow const*> judged;
    for (auto const* row : rows)
        if (auto const met = outcome(*row, endpoint)) {
            event.push_back(*met);
            judged.push_back(row);
        }
    found.evaluable = static_cast<int>(event.size());
    found.events = static_cast<int>(std::count(event.begin(), event.end(), 1));
    if (found.events == 0 || found.events == found.evaluable)
        return found;
    for (auto const& [name, cell] : judged.front()->cells) {
        auto const column =
            name.starts_with("bl_") ? describe_column(in_capitals(name)) : std::optional<Column>{};
        if (!column)
            continue;
        std::vector<double> score;
        for (auto const* row : judged)
            score.push_back(number(*row, name, *column));
        if (std::all_of(score.begin(), score.end(), [&](double x) { return x == score[0]; }))
            continue;
        found.markers.push_back({column->name, column->unit, column->text,
                                 numerics::roc_area(score, event),
                                 numerics::roc_curve(score, event)});
    }
    std::stable_sort(found.markers.begin(), found.markers.end(),
                     [](auto const& a, auto const& b) { return distance(a) > distance(b); });
    return found;
}

}   // namespace

std::string_view to_text(Foretold endpoint)
{
    return of(endpoint).name;
}

std::vector<std::string> names_of_foretold()
{
    std::vector<std::string> names;
    for (auto const& one : endpoints)
        names.emplace_back(one.name);
    return names;
}

std::vector<ArmBiomarkers> find_biomarkers(std::filesystem::path const& patients_csv,
                                           Foretold endpoint)
{
    auto const rows = fit::read_csv(patients_csv);
    for (auto const* column : {"arm", "status", of(endpoint).column.data()})
        if (!rows.front().cells.contains(column))
            throw StudyError({patients_csv.string(), 1, in_capitals(column)},
                             {"no such column", "it is needed",
                              "choose an --endpoint that the patients of this run have"});
    std::vector<std::string> arms;
    std::vector<std::vector<CsvRow const*>> of_each;
    for (auto const& row : rows) {
        auto const arm = row.at("arm");
        auto const place = std::find(arms.begin(), arms.end(), arm) - arms.begin();
        if (place == static_cast<std::ptrdiff_t>(arms.size())) {
            arms.push_back(arm);
            of_each.emplace_back();
        }
        if (row.at("status") != "FAILED")
            of_each[static_cast<std::size_t>(place)].push_back(&row);
    }
    std::vector<ArmBiomarkers> found;
    for (std::size_t a = 0; a < arms.size(); ++a)
        found.push_back(of_arm(arms[a], of_each[a], endpoint));
    return found;
}

}   // namespace radici::study
