#include "radici/base/progress.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <thread>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace radici {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Progress, is_silent_where_nobody_watches)
{
    testing::internal::CaptureStderr();
    {
        Progress progress{"patients", 100};
        progress.advance(100);
    }
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

/// What `action` writes to stderr when that is a terminal.
template <class Action>
std::string seen_on_a_terminal(Action action)
{
    int const screen = posix_openpt(O_RDWR | O_NOCTTY);
    if (screen < 0 || grantpt(screen) != 0 || unlockpt(screen) != 0)
        return "no terminal";
    int const terminal = open(ptsname(screen), O_RDWR | O_NOCTTY);
    int const before = dup(STDERR_FILENO);
    dup2(terminal, STDERR_FILENO);
    action();
    dup2(before, STDERR_FILENO);
    std::string text;
    char buffer[4096];
    for (ssize_t got = 1;
         got > 0 && !text.ends_with('\n');) {   // a terminal hands out piece by piece
        got = read(screen, buffer, sizeof buffer);
        text.append(buffer, static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    }
    for (int const fd : {screen, terminal, before})
        close(fd);
    return text;
}

TEST(Progress, draws_a_line_without_escapes_on_a_terminal)
{
    setenv("TERM", "xterm", 1);
    auto const text = seen_on_a_terminal([] {
        Progress progress{"patients", 200};
        std::thread half{[&] { progress.advance(150); }};
        progress.advance(50);
        half.join();
    });
    EXPECT_THAT(text, HasSubstr("patients [------------------------------] 0/200"));
    EXPECT_THAT(text, HasSubstr("patients [##############################] 200/200"));
    EXPECT_THAT(text, Not(HasSubstr("\x1b")));
    EXPECT_TRUE(text.ends_with("\n")) << text;
}

}   // namespace
}   // namespace radici
