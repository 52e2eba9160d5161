#include "radici/report/courses.hpp"

#include <chrono>
#include <cmath>
#include <thread>

#include <gmock/gmock.h>

#include "report/hdf5_reader.hpp"
#include "report/sample_result.hpp"

namespace radici::report {
namespace {

using testing::ElementsAre;

TEST(Courses, read_back_with_the_numbers_that_went_in)
{
    test::Hdf5Reader const file{courses_h5(test::small_result())};
    EXPECT_THAT(file.numbers("/days"), ElementsAre(0, 45));
    auto const volume = file.numbers("/arm_0/NCT00000000-000002/volume/volume");
    EXPECT_THAT(file.shape("/arm_0/NCT00000000-000002/volume/volume"), ElementsAre(2, 2));
    EXPECT_EQ(volume[0], 1000.5);
    EXPECT_EQ(volume[1], 10.25);
    EXPECT_EQ(volume[2], 500);
    EXPECT_TRUE(std::isnan(volume[3]));   // a series that ends early has no value after that
    EXPECT_THAT(file.numbers("/arm_0/NCT00000000-000002/blood/lymphocytes"),
                ElementsAre(1500, 900));
    EXPECT_THAT(file.shape("/arm_0/NCT00000000-000002/blood/lymphocytes"), ElementsAre(2));
}

TEST(Courses, say_what_their_numbers_are)
{
    test::Hdf5Reader const file{courses_h5(test::small_result())};
    char const* const volume = "/arm_0/NCT00000000-000002/volume/volume";
    EXPECT_THAT(file.attribute(volume, "unit"), ElementsAre("mm3"));
    EXPECT_THAT(file.attribute(volume, "regions"), ElementsAre("lesion 1", "lesion 2"));
    EXPECT_THAT(file.attribute("/days", "unit"), ElementsAre("d"));
    EXPECT_THAT(file.attribute("/arm_0", "name"), ElementsAre("RLT, \"ipi\" & <nivo>"));
    EXPECT_THAT(file.attribute("/arm_1", "name"), ElementsAre("RLT"));
    EXPECT_THAT(file.attribute("/", "registry"), ElementsAre("NCT00000000"));
}

TEST(Courses, hold_the_events)
{
    test::Hdf5Reader const file{courses_h5(test::small_result())};
    EXPECT_THAT(file.numbers("/arm_0/NCT00000000-000002/events/day"), ElementsAre(0, 60.875));
    EXPECT_THAT(file.texts("/arm_0/NCT00000000-000002/events/kind"), ElementsAre("dose", "death"));
    EXPECT_THAT(file.texts("/arm_0/NCT00000000-000002/events/what"),
                ElementsAre("lu177_psma617", ""));
}

TEST(Courses, have_the_same_bytes_at_another_second)
{
    auto const result = test::trial_result(12);
    std::string const first = courses_h5(result);
    std::this_thread::sleep_for(std::chrono::milliseconds{1100});   // object times count seconds
    EXPECT_TRUE(first == courses_h5(result));
    EXPECT_EQ(test::Hdf5Reader{first}.modified("/days"), 0);
    EXPECT_EQ(test::Hdf5Reader{first}.modified("/arm_0"), 0);
}

TEST(Courses, without_any_are_a_valid_file)
{
    auto result = test::small_result();
    result.courses.clear();
    result.grid_days.clear();
    result.study.registry.clear();
    test::Hdf5Reader const file{courses_h5(result)};
    EXPECT_THAT(file.numbers("/days"), testing::IsEmpty());
}

TEST(Courses, refuse_a_series_longer_than_the_grid)
{
    auto result = test::small_result();
    result.courses[0].series[0].value.push_back(1);
    EXPECT_THROW((void)courses_h5(result), std::logic_error);
}

TEST(Courses, keep_a_slash_in_a_name_from_making_folders)
{
    auto result = test::small_result();
    result.study.registry = "NCT/1";
    test::Hdf5Reader const file{courses_h5(result)};
    EXPECT_THAT(file.numbers("/arm_0/NCT_1-000002/blood/lymphocytes"), ElementsAre(1500, 900));
}

}   // namespace
}   // namespace radici::report
