#include "radici/report/detail/hdf5.hpp"

#include <algorithm>
#include <array>

#include "radici/base/error.hpp"

namespace radici::report::detail {
namespace {

Handle property_list(hid_t kind)
{
    return {H5Pcreate(kind), H5Pclose, "property list"};
}

/// The oldest file format on purpose: a file image of a newer one carries a stale checksum (1.10).
Handle access_in_memory()
{
    constexpr std::size_t growth_bytes = 1 << 20;
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);   // failures come as exceptions, not on stderr
    Handle list{H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "file access"};
    check(H5Pset_fapl_core(list.get(), growth_bytes, false), "memory file");
    return list;
}

Handle creation_without_times()
{
    Handle list = property_list(H5P_FILE_CREATE);
    check(H5Pset_obj_track_times(list.get(), false), "object times");
    return list;
}

std::string valid_name(std::string_view name)
{
    std::string valid{name};
    std::replace(valid.begin(), valid.end(), '/', '_');
    return valid.empty() || valid == "." ? "_" : valid;
}

/// UTF-8 of a fixed length, padded with zeros.
Handle text_type(std::size_t length)
{
    Handle type{H5Tcopy(H5T_C_S1), H5Tclose, "text type"};
    check(H5Tset_size(type.get(), std::max<std::size_t>(length, 1)), "text length");
    check(H5Tset_cset(type.get(), H5T_CSET_UTF8), "text encoding");
    check(H5Tset_strpad(type.get(), H5T_STR_NULLPAD), "text padding");
    return type;
}

struct Packed {
    std::size_t width = 1;
    std::string bytes;
};

Packed packed(std::span<std::string const> texts)
{
    Packed p;
    for (auto const& text : texts)
        p.width = std::max(p.width, text.size());
    p.bytes.assign(p.width * texts.size(), '\0');
    for (std::size_t i = 0; i < texts.size(); ++i)
        std::copy(texts[i].begin(), texts[i].end(), p.bytes.begin() + i * p.width);
    return p;
}

Handle space_of(std::span<hsize_t const> size)
{
    return {H5Screate_simple(static_cast<int>(size.size()), size.data(), nullptr), H5Sclose,
            "data space"};
}

/// @param chunk  empty: in one piece, not compressed
Handle make_dataset(hid_t parent, std::string_view name, hid_t type, std::span<hsize_t const> size,
                    std::span<hsize_t const> chunk)
{
    Handle const creation = property_list(H5P_DATASET_CREATE);
    check(H5Pset_obj_track_times(creation.get(), false), "object times");
    bool const empty = std::find(size.begin(), size.end(), hsize_t{0}) != size.end();
    if (!chunk.empty() && !empty) {
        constexpr unsigned level = 4;
        check(H5Pset_chunk(creation.get(), static_cast<int>(chunk.size()), chunk.data()), "chunk");
        check(H5Pset_shuffle(creation.get()), "shuffle");
        check(H5Pset_deflate(creation.get(), level), "deflate");
    }
    Handle const space = space_of(size);
    return {H5Dcreate2(parent, valid_name(name).c_str(), type, space.get(), H5P_DEFAULT,
                       creation.get(), H5P_DEFAULT),
            H5Dclose, name};
}

}   // namespace

Handle::Handle(hid_t id, Close close, std::string_view what) : id_(id), close_(close)
{
    if (id < 0)
        throw RunError("HDF5 cannot make " + std::string{what});
}

Handle::~Handle()
{
    if (id_ >= 0)
        close_(id_);
}

void check(herr_t status, std::string_view what)
{
    if (status < 0)
        throw RunError("HDF5 fails at " + std::string{what});
}

MemoryFile::MemoryFile()
    : access_(access_in_memory()),
      creation_(creation_without_times()),
      file_(H5Fcreate("courses.h5", H5F_ACC_TRUNC, creation_.get(), access_.get()), H5Fclose,
            "a file in memory")
{
}

std::string MemoryFile::bytes() const
{
    check(H5Fflush(file_.get(), H5F_SCOPE_GLOBAL), "flush");
    ssize_t const size = H5Fget_file_image(file_.get(), nullptr, 0);
    check(size < 0 ? -1 : 0, "file image");
    std::string image(static_cast<std::size_t>(size), '\0');
    check(H5Fget_file_image(file_.get(), image.data(), image.size()) < 0 ? -1 : 0, "file image");
    return image;
}

DiskFile::DiskFile(std::filesystem::path const& file)
    : creation_(creation_without_times()),
      file_((H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr),
             H5Fcreate(file.c_str(), H5F_ACC_TRUNC, creation_.get(), H5P_DEFAULT)),
            H5Fclose, file.string())
{
}

void DiskFile::flush() const
{
    check(H5Fflush(file_.get(), H5F_SCOPE_GLOBAL), "flush");
}

Handle make_group(hid_t parent, std::string_view name)
{
    Handle const creation = property_list(H5P_GROUP_CREATE);
    check(H5Pset_obj_track_times(creation.get(), false), "object times");
    return {H5Gcreate2(parent, valid_name(name).c_str(), H5P_DEFAULT, creation.get(), H5P_DEFAULT),
            H5Gclose, name};
}

void write_attribute(hid_t object, char const* name, std::string_view text)
{
    Handle const type = text_type(text.size());
    Handle const space{H5Screate(H5S_SCALAR), H5Sclose, "data space"};
    Handle const attribute{
        H5Acreate2(object, name, type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
        name};
    std::string const padded = text.empty() ? std::string(1, '\0') : std::string{text};
    check(H5Awrite(attribute.get(), type.get(), padded.data()), name);
}

void write_attribute(hid_t object, char const* name, std::span<std::string const> texts)
{
    Packed const p = packed(texts);
    Handle const type = text_type(p.width);
    Handle const space = space_of(std::array{hsize_t{texts.size()}});
    Handle const attribute{
        H5Acreate2(object, name, type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
        name};
    check(H5Awrite(attribute.get(), type.get(), p.bytes.data()), name);
}

void write_attribute(hid_t object, char const* name, std::uint64_t number)
{
    Handle const space{H5Screate(H5S_SCALAR), H5Sclose, "data space"};
    Handle const attribute{
        H5Acreate2(object, name, H5T_STD_U64LE, space.get(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
        name};
    check(H5Awrite(attribute.get(), H5T_NATIVE_UINT64, &number), name);
}

Handle write_numbers(hid_t parent, std::string_view name, std::span<double const> values)
{
    Handle data =
        make_dataset(parent, name, H5T_IEEE_F64LE, std::array{hsize_t{values.size()}}, {});
    if (!values.empty())
        check(H5Dwrite(data.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
              name);
    return data;
}

Handle write_column(hid_t parent, std::string_view name, std::span<double const> values)
{
    constexpr hsize_t many = 1 << 16;
    std::array const size{hsize_t{values.size()}}, chunk{many};
    Handle data = make_dataset(parent, name, H5T_IEEE_F64LE, size,
                               values.size() < many ? std::span<hsize_t const>{} : chunk);
    if (!values.empty())
        check(H5Dwrite(data.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
              name);
    return data;
}

Handle write_table(hid_t parent, std::string_view name, std::span<float const> values,
                   std::size_t rows, std::size_t columns)
{
    std::vector<hsize_t> size{columns};
    if (rows > 0)
        size.insert(size.begin(), rows);
    Handle data = make_dataset(parent, name, H5T_IEEE_F32LE, size, size);
    if (!values.empty())
        check(H5Dwrite(data.get(), H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
              name);
    return data;
}

Handle write_texts(hid_t parent, std::string_view name, std::span<std::string const> texts)
{
    Packed const p = packed(texts);
    Handle const type = text_type(p.width);
    Handle data = make_dataset(parent, name, type.get(), std::array{hsize_t{texts.size()}}, {});
    if (!texts.empty())
        check(H5Dwrite(data.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, p.bytes.data()),
              name);
    return data;
}

}   // namespace radici::report::detail
