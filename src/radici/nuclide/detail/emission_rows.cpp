#include "radici/nuclide/detail/emission_rows.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "radici/base/error.hpp"

namespace radici::nuclide::detail {

double number_within(Node const& node, double low, double high)
{
    double const value = node.number();
    if (value < low || value > high)
        throw node.error({.problem = fmt::format("{:g}", value),
                          .why = fmt::format("from {:g} to {:g} is allowed", low, high),
                          .hint = ""});
    return value;
}

int integer_within(Node const& node, int low, int high)
{
    auto const value = node.integer();
    if (value < low || value > high)
        throw node.error({.problem = fmt::format("{}", value),
                          .why = fmt::format("from {} to {} is allowed", low, high),
                          .hint = ""});
    return static_cast<int>(value);
}

EmissionRows::EmissionRows(Node const& table, Columns columns,
                           std::vector<std::string> const& sources, int modes)
    : columns_(std::move(columns)), modes_(modes)
{
    auto const named = table.at("source");
    auto const keys = named.items();
    if (keys.empty())
        throw named.error({.problem = "empty", .why = "a source is required", .hint = ""});
    for (auto const& key : keys)
        (void)key.choice(sources);
    check_columns(table.at("columns"));
    auto const rows = table.at("rows");
    rows_ = rows.items();
    if (rows_.empty())
        throw rows.error(
            {.problem = "empty", .why = "a table without rows", .hint = "leave the table out"});
}

void EmissionRows::go_to(std::size_t row)
{
    cells_ = rows_[row].items();
    if (cells_.size() != columns_.size())
        throw rows_[row].error({.problem = fmt::format("{} values", cells_.size()),
                                .why = fmt::format("a row of this table has {}", columns_.size()),
                                .hint = ""});
}

Node const& EmissionRows::cell(std::string_view column) const
{
    auto const found = std::find(columns_.begin(), columns_.end(), column);
    RADICI_EXPECT(found != columns_.end());
    return cells_[static_cast<std::size_t>(found - columns_.begin())];
}

double EmissionRows::energy(std::string_view column) const
{
    return number_within(cell(column), 1e-7, most_energy_MeV);
}

double EmissionRows::intensity() const
{
    return number_within(cell("intensity"), 1e-12, most_quanta);
}

double EmissionRows::intensity_sd() const
{
    return number_within(cell("intensity_sd"), 0, most_quanta);
}

double EmissionRows::level_keV() const
{
    return number_within(cell("level_keV"), 0, 1e4);
}

int EmissionRows::mode() const
{
    return integer_within(cell("mode"), 0, modes_ - 1);
}

void EmissionRows::check_columns(Node const& node) const
{
    auto const names = node.items();
    bool same = names.size() == columns_.size();
    for (std::size_t i = 0; same && i < names.size(); ++i)
        same = names[i].text() == columns_[i];
    if (!same)
        throw node.error({.problem = "other columns",
                          .why = fmt::format("this table has {}", fmt::join(columns_, ", ")),
                          .hint = ""});
}

}   // namespace radici::nuclide::detail
