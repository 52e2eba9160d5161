#include "radici/report/patients.hpp"

#include <cmath>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "radici/report/text.hpp"
#include "report/sample_result.hpp"

namespace radici::report {
namespace {

using testing::ElementsAre;
using Rows = std::vector<std::vector<std::string>>;

std::string patients_csv(study::RunResult const& result)
{
    std::string text;
    write_patients_csv(result, [&](std::string_view piece) { text += piece; });
    return text;
}

/// An independent reader of RFC 4180.
Rows read_csv(std::string const& text)
{
    Rows rows{{""}};
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto& field = rows.back().back();
        if (quoted) {
            if (text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"')
                field += text[i++];
            else if (text[i] == '"')
                quoted = false;
            else
                field += text[i];
        } else if (text[i] == '"')
            quoted = true;
        else if (text[i] == ',')
            rows.back().emplace_back();
        else if (text[i] == '\n')
            rows.push_back({""});
        else
            field += text[i];
    }
    rows.pop_back();   // after the last line's end
    return rows;
}

TEST(Patients, begin_with_the_four_cdisc_like_columns)
{
    auto const rows = read_csv(patients_csv(test::small_result()));
    EXPECT_THAT(rows.at(0), ElementsAre("STUDYID", "USUBJID", "ARM", "STATUS", "BL_TUMOUR_MM3",
                                        "BOR", "OS_DAY"));
    EXPECT_EQ(rows.size(), 5u);   // 2 patients in 2 arms
}

TEST(Patients, survive_the_way_out_and_back)
{
    auto const rows = read_csv(patients_csv(test::small_result()));
    EXPECT_THAT(rows.at(1),
                ElementsAre("NCT00000000", "NCT00000000-000001", "RLT, \"ipi\" & <nivo>",
                            "COMPLETED", "1500.125", "PR", "90"));
    EXPECT_THAT(rows.at(2), ElementsAre("NCT00000000", "NCT00000000-000001", "RLT", "COMPLETED",
                                        "1500.125", "SD, or \"NE\"", ""));
    EXPECT_EQ(rows.at(3).at(4), "0.3");   // 0.1 + 0.2 at 9 digits
}

TEST(Patients, that_failed_have_a_row_and_no_numbers)
{
    auto const rows = read_csv(patients_csv(test::small_result()));
    EXPECT_THAT(rows.at(4),
                ElementsAre("NCT00000000", "NCT00000000-000002", "RLT", "FAILED", "", "", ""));
}

TEST(Patients, keep_nine_digits_of_every_number)
{
    auto const result = test::trial_result();
    auto const rows = read_csv(patients_csv(result));
    auto const subjects = result.patients->rows(0, result.patients->patients());
    ASSERT_EQ(rows.size(), subjects.size() + 1);
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        double const volume = subjects[i].value[0];
        EXPECT_NEAR(std::stod(rows[i + 1][4]), volume, 1e-8 * volume);
    }
}

TEST(Patients, refuse_a_subject_with_a_column_too_few)
{
    auto result = test::small_result();
    auto subjects = result.patients->rows(0, 2);
    subjects[0].value.pop_back();
    result.patients = test::rows(subjects);
    EXPECT_THROW((void)patients_csv(result), std::logic_error);
}

TEST(Patients, refuse_a_word_that_the_column_does_not_have)
{
    auto result = test::small_result();
    auto subjects = result.patients->rows(0, 2);
    subjects[0].value[1] = 3;
    result.patients = test::rows(subjects);
    EXPECT_THROW((void)patients_csv(result), std::logic_error);
}

}   // namespace
}   // namespace radici::report
