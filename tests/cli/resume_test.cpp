#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <random>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/program.hpp"
#include "cli/small_study.hpp"

namespace radici::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

class Resume : public testing::Test {
protected:
    [[nodiscard]] std::string path(std::string const& name) const
    {
        return (scratch.path() / name).string();
    }
    [[nodiscard]] std::string words(std::string const& output, std::string const& more = "") const
    {
        return fmt::format("run {} -o {} --checkpoint-every 0 {}", study, path(output), more);
    }
    /// Runs and ends it by a signal as soon as `when` is true; its exit code.
    template <class When>
    [[nodiscard]] int stopped(std::string const& line, int signal, When when) const
    {
        pid_t const child = fork();
        if (child == 0) {
            int const nowhere = open("/dev/null", O_WRONLY);
            dup2(nowhere, STDOUT_FILENO);
            dup2(nowhere, STDERR_FILENO);
            execl("/bin/sh", "sh", "-c", ("exec " RADICI_PROGRAM " " + line).c_str(), nullptr);
            _exit(127);
        }
        int status = 0;
        while (!when())
            if (waitpid(child, &status, WNOHANG) == child)
                return WEXITSTATUS(status);
            else
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
        kill(child, signal);
        waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    [[nodiscard]] int parts_of(std::string const& output) const
    {
        std::error_code none;
        int count = 0;
        for (fs::directory_iterator it(path(output + ".partial/parts"), none), end; it != end;
             it.increment(none))
            count += it->path().extension() == ".part" ? 1 : 0;
        return count;
    }

    Scratch scratch;
    std::string study = scratch.file("small.toml", small_study());
};

// One run killed again and again; where it came to its end before, another one begins.
TEST_F(Resume, after_kill_9_at_20_random_moments_gives_the_same_bytes)
{
    ASSERT_EQ(radici(words("whole")).code, 0);
    std::mt19937 random(20250131);   // NOLINT: the same moments each time, as far as clocks allow
    std::uniform_int_distribution<int> delay_ms(150, 700);
    int killed = 0, finished = 0;
    while (killed < 20) {
        auto const until =
            std::chrono::steady_clock::now() + std::chrono::milliseconds(delay_ms(random));
        int const code = stopped(words("cut", "--resume --threads 1"), SIGKILL,
                                 [&] { return std::chrono::steady_clock::now() >= until; });
        killed += code == 128 + SIGKILL ? 1 : 0;
        if (fs::exists(path("cut"))) {
            ASSERT_EQ(different_results(path("cut"), path("whole")), "");
            fs::remove_all(path("cut"));
            ++finished;
        } else {
            ASSERT_EQ(code, 128 + SIGKILL);
        }
    }
    auto const last = radici(words("cut", "--resume"));
    ASSERT_EQ(last.code, 0) << last.err;
    EXPECT_EQ(different_results(path("cut"), path("whole")), "");
    RecordProperty("finished_between_kills", finished);
}

TEST_F(Resume, after_a_signal_keeps_what_was_finished)
{
    ASSERT_EQ(radici(words("whole")).code, 0);
    for (int const signal : {SIGINT, SIGTERM}) {
        fs::remove_all(path("cut.partial"));
        EXPECT_EQ(
            stopped(words("cut", "--threads 1"), signal, [&] { return parts_of("cut") >= 3; }),
            130);
        EXPECT_FALSE(fs::exists(path("cut")));
        EXPECT_GE(parts_of("cut"), 3);
    }
    auto const in_the_way = radici(words("cut"));
    EXPECT_EQ(in_the_way.code, 2) << "an unfinished run is not thrown away silently";
    EXPECT_THAT(in_the_way.err, HasSubstr("--resume"));
    auto const other = radici(words("cut", "--resume --seed 12"));
    EXPECT_EQ(other.code, 2);
    EXPECT_THAT(other.err, AllOf(HasSubstr("checkpoint of another run"),
                                 HasSubstr("it differs in seed (11, not 12)")));
    EXPECT_EQ(radici(words("cut", "--resume")).code, 0);
    EXPECT_EQ(different_results(path("cut"), path("whole")), "");
}

// A checkpoint is written when the run is told to stop, however long the next one was away.
TEST_F(Resume, a_signal_writes_a_checkpoint_at_once)
{
    auto const line = fmt::format("run {} -o {} --threads 1 --patients 4000", study, path("cut"));
    auto const begun = [&] { return fs::exists(path("cut.partial/parts")); };
    auto const later = [&, until = std::chrono::steady_clock::time_point::max()]() mutable {
        if (begun() && until == std::chrono::steady_clock::time_point::max())
            until = std::chrono::steady_clock::now() + std::chrono::milliseconds(700);
        return std::chrono::steady_clock::now() >= until;
    };
    EXPECT_EQ(stopped(line, SIGTERM, later), 130);
    EXPECT_EQ(parts_of("cut"), 1);
}

TEST_F(Resume, simulates_the_patients_of_a_corrupt_part_again)
{
    ASSERT_EQ(radici(words("whole")).code, 0);
    ASSERT_EQ(stopped(words("cut", "--threads 1"), SIGKILL, [&] { return parts_of("cut") >= 3; }),
              128 + SIGKILL);
    auto const part = scratch.path() / "cut.partial" / "parts" / "00000000.part";
    auto bytes = content_of(part);
    ASSERT_GT(bytes.size(), 1000u);
    bytes[bytes.size() - 100] ^= 1;
    std::ofstream(part, std::ios::binary) << bytes;
    auto const resumed = radici(words("cut", "--resume"));
    EXPECT_EQ(resumed.code, 0);
    EXPECT_THAT(resumed.err, AllOf(HasSubstr("00000000.part: not what was written"),
                                   HasSubstr("simulated again")));
    EXPECT_EQ(different_results(path("cut"), path("whole")), "");
}

// A file system of 256 kB; only root may mount one.
TEST_F(Resume, a_full_disk_is_one_clear_error_and_goes_on_when_there_is_room)
{
    if (geteuid() != 0)
        GTEST_SKIP() << "only root may mount a small file system";
    auto const disk = scratch.path() / "disk";
    fs::create_directory(disk);
    if (mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=256k") != 0)
        GTEST_SKIP() << "this container may not mount a file system";
    auto const outcome = radici(words("disk/run", "--patients 60"));
    EXPECT_EQ(outcome.code, 1) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("No space left on device"));
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    EXPECT_FALSE(fs::exists(disk / "run"));
    EXPECT_GT(parts_of("disk/run"), 0);
    EXPECT_EQ(mount("tmpfs", disk.c_str(), "tmpfs", MS_REMOUNT, "size=64m"), 0);
    EXPECT_EQ(radici(words("disk/run", "--patients 60 --resume")).code, 0);
    ASSERT_EQ(radici(words("whole", "--patients 60")).code, 0);
    EXPECT_EQ(different_results(disk / "run", path("whole")), "");
    umount(disk.c_str());
}

}   // namespace
}   // namespace radici::test
