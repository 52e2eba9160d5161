#include "radici/report/patients.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/error.hpp"
#include "radici/report/text.hpp"
#include "radici/study/patient_rows.hpp"

namespace radici::report {
namespace {

constexpr int csv_digits = 9;

std::string field(study::Column const& column, double value)
{
    if (std::isnan(value))
        return "";
    if (column.levels.empty())
        return rounded(value, csv_digits);
    auto const level = static_cast<std::size_t>(value);
    RADICI_EXPECT(value >= 0 && level < column.levels.size());
    return csv_field(column.levels[level]);
}

std::string header(study::RunResult const& result)
{
    std::string out = "STUDYID,USUBJID,ARM,STATUS";
    for (auto const& column : result.columns)
        out += ',' + csv_field(column.name);
    return out + '\n';
}

std::string row(study::RunResult const& result, study::Subject const& subject)
{
    bool const failed = subject.status == study::Subject::Status::failed;
    RADICI_EXPECT(subject.value.size() == result.columns.size() ||
                  (failed && subject.value.empty()));
    std::string out = csv_field(study_id(result.study)) + ',' +
                      csv_field(subject_id(result.study, subject.index)) + ',' +
                      csv_field(result.arms.at(subject.arm).name) +
                      (failed ? ",FAILED" : ",COMPLETED");
    for (std::size_t i = 0; i < result.columns.size(); ++i) {
        out += ',';
        if (!failed)
            out += field(result.columns[i], subject.value[i]);
    }
    return out + '\n';
}

}   // namespace

void write_patients_csv(study::RunResult const& result,
                        std::function<void(std::string_view)> const& write)
{
    constexpr int at_once = 2048;
    write(header(result));
    int const patients = result.patients ? result.patients->patients() : 0;
    for (int first = 0; first < patients; first += at_once) {
        std::string piece;
        for (auto const& subject :
             result.patients->rows(first, std::min(at_once, patients - first)))
            piece += row(result, subject);
        write(piece);
    }
}

}   // namespace radici::report
