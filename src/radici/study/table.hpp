#pragma once
#include <vector>

#include "radici/study/record.hpp"
#include "radici/study/results.hpp"
#include "radici/study/setting.hpp"

namespace radici::study {

/// `patients.csv` of a study: its columns (those of schema/columns.toml that apply) and a subject's
/// row.
class PatientTable {
public:
    explicit PatientTable(Setting const& setting);

    [[nodiscard]] std::vector<Column> const& columns() const { return columns_; }
    /// One value per column, NaN where there is none.
    [[nodiscard]] Subject row(SubjectRecord const& record) const;

private:
    using Get = double (*)(SubjectRecord const&, std::size_t);
    void add(std::string const& name, Get get, std::size_t which = 0);

    std::vector<Column> columns_;
    std::vector<std::pair<Get, std::size_t>> getters_;
};

}   // namespace radici::study
