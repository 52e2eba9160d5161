#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "radici/base/error.hpp"

namespace radici::study::fit {

/// One line of a table: cells by column.
struct CsvRow {
    Location where;   ///< its file and line
    std::map<std::string, std::string, std::less<>> cells;

    /// "" where the column is missing, or the cell is empty or `.`.
    [[nodiscard]] std::string at(std::string_view column) const;
    [[nodiscard]] bool has(std::string_view column) const { return !at(column).empty(); }
    /// A fault of one cell.
    [[nodiscard]] StudyError error(std::string_view column, Complaint what) const;
};

/// Reads a table whose first line names its columns (turned to lower case); quotes as RFC 4180
/// within one line, `#` at the start of a line is a remark, blank lines are passed over.
/// StudyError where a line has another number of cells, a column stands twice or nothing is there.
[[nodiscard]] std::vector<CsvRow> read_csv(std::filesystem::path const& file, char separator = ',');

}   // namespace radici::study::fit
