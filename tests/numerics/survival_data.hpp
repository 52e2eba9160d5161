#pragma once
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "radici/numerics/survival.hpp"

namespace radici::numerics::test_data {

/// Of all values recorded by tests/numerics/survival_reference.R, which also names the data's
/// sources.
inline constexpr auto reference = "R 4.2.2, survival 3.5-3, tests/numerics/survival_reference.R";

/// A table of numbers from tests/numerics/data.
struct Columns {
    std::vector<std::string> names;
    std::vector<std::vector<double>> rows;

    [[nodiscard]] std::vector<double> operator[](std::string const& name) const
    {
        for (std::size_t c = 0; c < names.size(); ++c)
            if (names[c] == name) {
                std::vector<double> column;
                for (auto const& row : rows)
                    column.push_back(row.at(c));
                return column;
            }
        throw std::out_of_range(name);
    }
};

inline std::vector<std::string> cells_of(std::string const& line)
{
    std::vector<std::string> cells(1);
    for (char const c : line)
        if (c == ',')
            cells.emplace_back();
        else
            cells.back() += c;
    return cells;
}

inline Columns read(std::string const& name)
{
    std::ifstream file(std::string(RADICI_SOURCE_DIR "/tests/numerics/data/") + name + ".csv");
    std::string line;
    if (!std::getline(file, line))
        throw std::runtime_error("cannot read the data set " + name);
    Columns table{cells_of(line), {}};
    while (std::getline(file, line)) {
        std::vector<double> row;
        for (auto const& cell : cells_of(line))
            row.push_back(std::stod(cell));
        table.rows.push_back(row);
    }
    return table;
}

inline std::vector<FollowUp> follow_up(Columns const& table)
{
    auto const time = table["time"], status = table["status"];
    std::vector<FollowUp> list;
    for (std::size_t i = 0; i < time.size(); ++i)
        list.push_back({time[i], status[i] == 1});
    return list;
}

/// Those of whom a column has this value.
template <class Subject>
std::vector<Subject> those(std::vector<Subject> const& subjects, std::vector<double> const& column,
                           double value)
{
    std::vector<Subject> list;
    for (std::size_t i = 0; i < subjects.size(); ++i)
        if (column.at(i) == value)
            list.push_back(subjects[i]);
    return list;
}

}   // namespace radici::numerics::test_data
