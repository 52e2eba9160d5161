#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace radici {

/// The whole file as text; StudyError where it is missing, a folder, or unreadable.
[[nodiscard]] std::string read_text(std::filesystem::path const& file);

/// A file that grows beside its target and takes its name when it is whole and on disk: a reader
/// sees the old or the new file, never half of one. What is not committed is removed. RunError
/// (with the system's reason) from all three where the disk refuses.
class AtomicFile {
public:
    explicit AtomicFile(std::filesystem::path target);
    ~AtomicFile();
    AtomicFile(AtomicFile const&) = delete;
    AtomicFile& operator=(AtomicFile const&) = delete;
    void write(std::string_view content);
    /// Where it grows, for a library that writes by name.
    [[nodiscard]] std::filesystem::path const& temporary() const { return temporary_; }
    void commit();

private:
    [[noreturn]] void refuse(int error) const;
    std::filesystem::path target_, temporary_;
    int fd_;
};

/// A whole file in that way.
void write_atomically(std::filesystem::path const& file, std::string_view content);

}   // namespace radici
