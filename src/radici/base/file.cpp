#include "radici/base/file.hpp"

#include <atomic>
#include <cerrno>
#include <utility>

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
    Descriptor(fs::path const& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC)) {}
    ~Descriptor()
    {
        if (fd_ >= 0)
            ::close(fd_);
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    [[nodiscard]] int get() const { return fd_; }

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

AtomicFile::AtomicFile(fs::path target)
    : target_(std::move(target)),
      temporary_(temporary_name(target_)),
      fd_(::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666))
{
    if (fd_ < 0)
        refuse(errno);
}

AtomicFile::~AtomicFile()
{
    if (fd_ >= 0)
        ::close(fd_);
    if (!temporary_.empty())
        ::unlink(temporary_.c_str());
}

void AtomicFile::refuse(int error) const
{
    throw RunError(fmt::format("{}: cannot be written ({})", target_.string(), reason_of(error)));
}

void AtomicFile::write(std::string_view content)
{
    if (int const error = write_all(fd_, content); error != 0)
        refuse(error);
}

void AtomicFile::commit()
{
    if (::fsync(fd_) != 0 && errno != EINVAL)
        refuse(errno);
    if (::close(std::exchange(fd_, -1)) != 0)   // some file systems tell of a full disk only here
        refuse(errno);
    if (::rename(temporary_.c_str(), target_.c_str()) != 0)
        refuse(errno);
    temporary_.clear();
    auto const folder = target_.has_parent_path() ? target_.parent_path() : fs::path{"."};
    if (Descriptor const entry{folder, O_RDONLY | O_DIRECTORY}; entry.get() >= 0)
        ::fsync(
            entry.get());   // the name itself; not every file system can, and the content is safe
}

void write_atomically(fs::path const& file, std::string_view content)
{
    AtomicFile out(file);
    out.write(content);
    out.commit();
}

}   // namespace radici
