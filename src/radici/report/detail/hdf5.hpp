#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <hdf5.h>

/// The few HDF5 calls that writing a course needs, with handles that close themselves and failures
/// that throw RunError.
namespace radici::report::detail {

class Handle {
public:
    using Close = herr_t (*)(hid_t);
    Handle(hid_t id, Close close, std::string_view what);   ///< RunError for an invalid id
    Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
    ~Handle();
    Handle(Handle const&) = delete;
    Handle& operator=(Handle const&) = delete;
    Handle& operator=(Handle&&) = delete;
    [[nodiscard]] hid_t get() const { return id_; }

private:
    hid_t id_;
    Close close_;
};

void check(herr_t status, std::string_view what);

/// A file in memory: nothing touches the disk until `bytes()` are written out as a whole.
class MemoryFile {
public:
    MemoryFile();
    [[nodiscard]] hid_t get() const { return file_.get(); }
    [[nodiscard]] std::string bytes() const;

private:
    Handle access_, creation_, file_;
};

/// A file on disk, written as it grows. The name is that of a file that is being made.
class DiskFile {
public:
    explicit DiskFile(std::filesystem::path const& file);
    [[nodiscard]] hid_t get() const { return file_.get(); }
    void flush() const;   ///< all of it is handed to the system; RunError where that fails

private:
    Handle creation_, file_;
};

/// A group that remembers no times; names may not hold a slash (it becomes an underscore).
[[nodiscard]] Handle make_group(hid_t parent, std::string_view name);

void write_attribute(hid_t object, char const* name, std::string_view text);
void write_attribute(hid_t object, char const* name, std::span<std::string const> texts);
void write_attribute(hid_t object, char const* name, std::uint64_t number);

[[nodiscard]] Handle write_numbers(hid_t parent, std::string_view name,
                                   std::span<double const> values);
/// The same; where there are many, in chunks, shuffled and deflated.
[[nodiscard]] Handle write_column(hid_t parent, std::string_view name,
                                  std::span<double const> values);
/// Row-major rows × columns; one dimension where `rows` is 0. Shuffled and deflated.
[[nodiscard]] Handle write_table(hid_t parent, std::string_view name, std::span<float const> values,
                                 std::size_t rows, std::size_t columns);
Handle write_texts(hid_t parent, std::string_view name, std::span<std::string const> texts);

}   // namespace radici::report::detail
