#include "radici/report/patient_columns.hpp"

#include <cmath>

#include <gmock/gmock.h>

#include "radici/base/error.hpp"
#include "radici/base/file.hpp"
#include "report/hdf5_reader.hpp"
#include "report/sample_result.hpp"
#include "support/rows_in_memory.hpp"
#include "support/temporary_folder.hpp"

namespace radici::report {
namespace {

using testing::ElementsAre;

std::string bytes_of(study::RunResult const& result)
{
    test::TemporaryFolder const folder;
    write_patients_h5(result, folder.path() / "patients.h5");
    return read_text(folder.path() / "patients.h5");
}

TEST(PatientColumns, hold_every_digit_of_every_arm)
{
    test::Hdf5Reader const file{bytes_of(test::small_result())};
    EXPECT_THAT(file.numbers("/arm_0/BL_TUMOUR_MM3"), ElementsAre(1500.125, 0.1 + 0.2));
    auto const alone = file.numbers("/arm_1/BL_TUMOUR_MM3");
    ASSERT_EQ(alone.size(), 2u);
    EXPECT_EQ(alone[0], 1500.125);
    EXPECT_TRUE(std::isnan(alone[1])) << "the patient failed";
    EXPECT_THAT(file.attribute("/arm_1", "name"), ElementsAre("RLT"));
    EXPECT_THAT(file.attribute("/arm_0/BL_TUMOUR_MM3", "unit"), ElementsAre("mm3"));
    EXPECT_THAT(file.attribute("/arm_0/BOR", "levels"), ElementsAre("CR", "PR", "SD, or \"NE\""));
    EXPECT_THAT(file.attribute("/", "registry"), ElementsAre("NCT00000000"));
}

TEST(PatientColumns, are_the_same_bytes_without_times)
{
    auto const first = bytes_of(test::small_result());
    EXPECT_TRUE(first == bytes_of(test::small_result()));
    EXPECT_EQ(test::Hdf5Reader{first}.modified("/arm_0/OS_DAY"), 0);
}

// From 65,536 patients on a column is compressed; it must still come back whole.
TEST(PatientColumns, of_many_patients_come_back)
{
    constexpr int many = 70'000;
    std::vector<study::Subject> subjects;
    for (int i = 0; i < many; ++i)
        subjects.push_back({.index = i, .arm = 0, .value = {i / 7.0}});
    study::RunResult result;
    result.columns = {{"OS_DAY", "d", "overall survival", {}}};
    result.arms.resize(1);
    result.patients = std::make_shared<test::RowsInMemory const>(std::move(subjects), 1);
    auto const bytes = bytes_of(result);
    EXPECT_LT(bytes.size(), 8u * many);
    auto const values = test::Hdf5Reader{bytes}.numbers("/arm_0/OS_DAY");
    ASSERT_EQ(values.size(), static_cast<std::size_t>(many));
    for (int i = 0; i < many; ++i)
        ASSERT_EQ(values[static_cast<std::size_t>(i)], i / 7.0);
}

TEST(PatientColumns, that_cannot_be_written_are_a_run_error)
{
    EXPECT_THROW(write_patients_h5(test::small_result(), "/proc/patients.h5"), RunError);
}

}   // namespace
}   // namespace radici::report
