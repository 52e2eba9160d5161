#pragma once
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <hdf5.h>

namespace radici::test {

/// Opens the bytes of a file with the library's own reader.
class Hdf5Reader {
public:
    explicit Hdf5Reader(std::string const& bytes)
    {
        hid_t const access = H5Pcreate(H5P_FILE_ACCESS);
        H5Pset_fapl_core(access, 4096, 0);
        H5Pset_file_image(access, const_cast<char*>(bytes.data()), bytes.size());
        file_ = H5Fopen("in memory", H5F_ACC_RDONLY, access);
        H5Pclose(access);
    }
    ~Hdf5Reader() { H5Fclose(file_); }
    Hdf5Reader(Hdf5Reader const&) = delete;
    Hdf5Reader& operator=(Hdf5Reader const&) = delete;

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

}   // namespace radici::test
