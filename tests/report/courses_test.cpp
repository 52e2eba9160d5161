#include "radici/report/courses.hpp"

#include <chrono>
#include <cmath>
#include <thread>

#include <gmock/gmock.h>
#include <hdf5.h>

#include "report/sample_result.hpp"

namespace radici::report {
namespace {

using testing::ElementsAre;

/// Opens the bytes of a file with the library's own reader.
class Reader {
public:
    explicit Reader(std::string const& bytes)
    {
        hid_t const access = H5Pcreate(H5P_FILE_ACCESS);
        H5Pset_fapl_core(access, 4096, 0);
        H5Pset_file_image(access, const_cast<char*>(bytes.data()), bytes.size());
        file_ = H5Fopen("in memory", H5F_ACC_RDONLY, access);
        H5Pclose(access);
    }
    ~Reader() { H5Fclose(file_); }
    Reader(Reader const&) = delete;
    Reader& operator=(Reader const&) = delete;

    std::vector<hsize_t> shape(char const* path) const
    {
        hid_t const data = H5Dopen2(file_, path, H5P_DEFAULT);
        hid_t const space = H5Dget_space(data);
        std::vector<hsize_t> size(H5Sget_simple_extent_ndims(space));
        H5Sget_simple_extent_dims(space, size.data(), nullptr);
        H5Sclose(space);
        H5Dclose(data);
        return size;
    }
    std::vector<double> numbers(char const* path) const
    {
        hsize_t count = 1;
        for (hsize_t const n : shape(path))
            count *= n;
        std::vector<double> values(count);
        hid_t const data = H5Dopen2(file_, path, H5P_DEFAULT);
        EXPECT_GE(H5Dread(data, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
                  0);
        H5Dclose(data);
        return values;
    }
    std::vector<std::string> texts(char const* path) const
    {
        hid_t const data = H5Dopen2(file_, path, H5P_DEFAULT);
        hid_t const type = H5Dget_type(data);
        std::string bytes(H5Tget_size(type) * shape(path).at(0), '\0');
        H5Dread(data, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data());
        auto const parts = split(bytes, H5Tget_size(type));
        H5Tclose(type);
        H5Dclose(data);
        return parts;
    }
    std::vector<std::string> attribute(char const* path, char const* name) const
    {
        hid_t const attribute = H5Aopen_by_name(file_, path, name, H5P_DEFAULT, H5P_DEFAULT);
        hid_t const type = H5Aget_type(attribute);
        std::string bytes(H5Aget_storage_size(attribute), '\0');
        H5Aread(attribute, type, bytes.data());
        auto const parts = split(bytes, H5Tget_size(type));
        H5Tclose(type);
        H5Aclose(attribute);
        return parts;
    }
    long modified(char const* path) const
    {
        H5O_info_t info;
        H5Oget_info_by_name2(file_, path, &info, H5O_INFO_TIME, H5P_DEFAULT);
        return static_cast<long>(info.atime + info.btime + info.ctime + info.mtime);
    }

private:
    static std::vector<std::string> split(std::string const& bytes, std::size_t width)
    {
        std::vector<std::string> parts;
        for (std::size_t i = 0; i < bytes.size(); i += width)
            parts.emplace_back(bytes.substr(i, width).c_str());   // up to the padding
        return parts;
    }
    hid_t file_;
};

TEST(Courses, read_back_with_the_numbers_that_went_in)
{
    Reader const file{courses_h5(test::small_result())};
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
    Reader const file{courses_h5(test::small_result())};
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
    Reader const file{courses_h5(test::small_result())};
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
    EXPECT_EQ(Reader{first}.modified("/days"), 0);
    EXPECT_EQ(Reader{first}.modified("/arm_0"), 0);
}

TEST(Courses, without_any_are_a_valid_file)
{
    auto result = test::small_result();
    result.courses.clear();
    result.grid_days.clear();
    result.study.registry.clear();
    Reader const file{courses_h5(result)};
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
    Reader const file{courses_h5(result)};
    EXPECT_THAT(file.numbers("/arm_0/NCT_1-000002/blood/lymphocytes"), ElementsAre(1500, 900));
}

}   // namespace
}   // namespace radici::report
