#include "radici/base/log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "radici/base/error.hpp"
#include "radici/base/file.hpp"
#include "support/temporary_folder.hpp"

namespace radici {
namespace {

using testing::HasSubstr;

TEST(Log, talks_on_stderr_only)
{
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    log_info("7 patients {} left");
    log_warning("that is few");
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "7 patients {} left\nwarning: that is few\n");
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

TEST(RunLog, keeps_messages_as_json_lines_while_it_is_open)
{
    test::TemporaryFolder const folder;
    auto const file = folder.path() / "log.jsonl";
    testing::internal::CaptureStderr();
    log_info("before");
    {
        RunLog const log{file};
        log_warning("a \"quote\", a \\ and a\nnew line");
        EXPECT_THROW(RunLog{folder.path() / "second"}, std::logic_error);
    }
    log_info("after");
    static_cast<void>(testing::internal::GetCapturedStderr());
    auto const text = read_text(file);
    EXPECT_THAT(text,
                testing::ContainsRegex(
                    "^\\{\"time\": \"20[0-9-]+T[0-9:]+Z\", \"level\": \"warning\", \"text\": "));
    EXPECT_THAT(text, HasSubstr("\"a \\\"quote\\\", a \\\\ and a\\u000anew line\"}\n"));
    EXPECT_THAT(text, testing::Not(HasSubstr("before")));
    EXPECT_THAT(text, testing::Not(HasSubstr("after")));
}

TEST(RunLog, a_missing_folder_is_a_run_error)
{
    test::TemporaryFolder const folder;
    EXPECT_THROW(RunLog{folder.path() / "none" / "log.jsonl"}, RunError);
}

}   // namespace
}   // namespace radici
