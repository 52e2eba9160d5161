#include "radici/base/file.hpp"

#include <atomic>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "radici/base/error.hpp"

namespace radici {
namespace {

namespace fs = std::filesystem;

std::string reason_of(int error)
{
    return std::error_code{error, std::generic_category()}.message();
}

/// A file descriptor that is closed on the way out.
class Descriptor {
public:
    Descriptor(fs::path const& path, int flags, mode_t mode = 0)
        : fd_(::open(path.c_str(), flags | O_CLOEXEC, mode))
    {
    }
    ~Descriptor()
    {
        if (fd_ >= 0)
            ::close(fd_);
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    [[nodiscard]] int get() const { return fd_; }
    /// 0, or the error that close() reports (some file systems report a full disk only here).
    int close()
    {
        int const failed = ::close(fd_);
        fd_ = -1;
        return failed == 0 ? 0 : errno;
    }

private:
    int fd_;
};

/// 0, or errno.
int write_all(int fd, std::string_view content)
{
    while (!content.empty()) {
        auto const written = ::write(fd, content.data(), content.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

/// Writes, flushes to disk and renames; 0, or errno with the temporary file still there.
int write_then_rename(fs::path const& temporary, fs::path const& file, std::string_view content)
{
    Descriptor out{temporary, O_WRONLY | O_CREAT | O_EXCL, 0666};
    if (out.get() < 0)
        return errno;
    if (int const error = write_all(out.get(), content); error != 0)
        return error;
    if (::fsync(out.get()) != 0 && errno != EINVAL)
        return errno;
    if (int const error = out.close(); error != 0)
        return error;
    return ::rename(temporary.c_str(), file.c_str()) == 0 ? 0 : errno;
}

fs::path temporary_name(fs::path const& file)
{
    static std::atomic<unsigned> count{0};
    auto const name = fmt::format(".{}.{}-{}.new", file.filename().string(), ::getpid(), count++);
    return file.parent_path() / name;
}

}   // namespace

std::string read_text(fs::path const& file)
{
    auto fail = [&](std::string why, std::string hint = "") -> StudyError {
        return {{.file = file.string(), .line = 0, .key = ""},
                {.problem = "cannot be read", .why = std::move(why), .hint = std::move(hint)}};
    };
    std::error_code error;
    if (fs::is_directory(file, error))
        throw fail("it is a folder", "name a file");
    Descriptor const in{file, O_RDONLY};
    if (in.get() < 0)
        throw fail(reason_of(errno));
    std::string text;
    char buffer[1 << 16];
    for (;;) {
        auto const got = ::read(in.get(), buffer, sizeof buffer);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            throw fail(reason_of(errno));
        if (got == 0)
            return text;
        text.append(buffer, static_cast<std::size_t>(got));
    }
}

void write_atomically(fs::path const& file, std::string_view content)
{
    auto const temporary = temporary_name(file);
    if (int const error = write_then_rename(temporary, file, content); error != 0) {
        ::unlink(temporary.c_str());
        throw RunError(fmt::format("{}: cannot be written ({})", file.string(), reason_of(error)));
    }
    auto const folder = file.has_parent_path() ? file.parent_path() : fs::path{"."};
    if (Descriptor const entry{folder, O_RDONLY | O_DIRECTORY}; entry.get() >= 0)
        ::fsync(
            entry.get());   // the name itself; not every file system can, and the content is safe
}

}   // namespace radici
