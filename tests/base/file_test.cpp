#include "radici/base/file.hpp"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "radici/base/error.hpp"
#include "support/message_of.hpp"
#include "support/temporary_folder.hpp"

namespace radici {
namespace {

namespace fs = std::filesystem;
using test::message_of;
using testing::HasSubstr;

std::size_t files_in(fs::path const& folder)
{
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
}

TEST(ReadText, gives_every_byte_back)
{
    test::TemporaryFolder const folder;
    std::string all;
    for (int i = 0; i < 300000; ++i)
        all += static_cast<char>(i % 256);
    write_atomically(folder.path() / "x", all);
    EXPECT_EQ(read_text(folder.path() / "x"), all);
}

TEST(WriteAtomically, replaces_the_old_file_and_leaves_nothing_beside_it)
{
    test::TemporaryFolder const folder;
    auto const file = folder.path() / "x";
    write_atomically(file, "old");
    write_atomically(file, "new");
    EXPECT_EQ(read_text(file), "new");
    write_atomically(file, "");
    EXPECT_EQ(read_text(file), "");
    EXPECT_EQ(files_in(folder.path()), 1u);
}

TEST(WriteAtomically, a_missing_folder_is_a_run_error)
{
    test::TemporaryFolder const folder;
    auto const file = folder.path() / "none" / "x";
    EXPECT_THROW(write_atomically(file, "x"), RunError);
    EXPECT_EQ(message_of([&] { write_atomically(file, "x"); }),
              file.string() + ": cannot be written (No such file or directory)");
}

TEST(WriteAtomically, a_folder_in_its_place_stays_and_nothing_is_left)
{
    test::TemporaryFolder const folder;
    fs::create_directories(folder.path() / "x" / "inside");
    EXPECT_THAT(message_of([&] { write_atomically(folder.path() / "x", "text"); }),
                HasSubstr("cannot be written"));
    EXPECT_TRUE(fs::is_directory(folder.path() / "x" / "inside"));
    EXPECT_EQ(files_in(folder.path()), 1u);
}

/// Lets this process write no file beyond `bytes` while it lives: a disk that fills up.
class SmallDisk {
public:
    explicit SmallDisk(rlim_t bytes)
    {
        getrlimit(RLIMIT_FSIZE, &before_);
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        rlimit const small{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk()
    {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    SmallDisk(SmallDisk const&) = delete;
    SmallDisk& operator=(SmallDisk const&) = delete;

private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

TEST(WriteAtomically, a_full_disk_keeps_the_old_file_and_leaves_no_half_one)
{
    test::TemporaryFolder const folder;
    auto const file = folder.path() / "x";
    write_atomically(file, "old");
    std::string const large(100000, 'x');
    std::string message;
    {
        SmallDisk const disk{4096};
        message = message_of([&] { write_atomically(file, large); });
    }
    EXPECT_EQ(message, file.string() + ": cannot be written (File too large)");
    EXPECT_EQ(read_text(file), "old");
    EXPECT_EQ(files_in(folder.path()), 1u);
}

TEST(WriteAtomically, many_writers_of_one_file_leave_one_whole_text)
{
    test::TemporaryFolder const folder;
    auto const file = folder.path() / "x";
    std::vector<std::thread> writers;
    for (char c : {'a', 'b', 'c', 'd'})
        writers.emplace_back([&file, c] {
            for (int i = 0; i < 20; ++i)
                write_atomically(file, std::string(5000, c));
        });
    for (auto& writer : writers)
        writer.join();
    auto const text = read_text(file);
    EXPECT_EQ(text, std::string(5000, text.at(0)));
    EXPECT_EQ(files_in(folder.path()), 1u);
}

}   // namespace
}   // namespace radici
