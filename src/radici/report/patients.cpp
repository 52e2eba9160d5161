#include "radici/report/patients.hpp"

#include <cmath>

#include "radici/base/error.hpp"
#include "radici/report/text.hpp"

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

}   // namespace

std::string patients_csv(study::RunResult const& result)
{
    std::string out = "STUDYID,USUBJID,ARM,STATUS";
    for (auto const& column : result.columns)
        out += ',' + csv_field(column.name);
    out += '\n';
    std::string const id = csv_field(study_id(result.study));
    for (auto const& subject : result.subjects) {
        bool const failed = subject.status == study::Subject::Status::failed;
        RADICI_EXPECT(subject.value.size() == result.columns.size() ||
                      (failed && subject.value.empty()));
        out += id + ',' + csv_field(subject_id(result.study, subject.index)) + ',' +
               csv_field(result.arms.at(subject.arm).name) + (failed ? ",FAILED" : ",COMPLETED");
        for (std::size_t i = 0; i < result.columns.size(); ++i)
            out += ',' + (failed ? "" : field(result.columns[i], subject.value[i]));
        out += '\n';
    }
    return out;
}

}   // namespace radici::report
