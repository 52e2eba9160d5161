#include "radici/base/progress.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

namespace radici {
namespace {

using Clock = std::chrono::steady_clock;

bool on_a_terminal()
{
    char const* terminal = std::getenv("TERM");
    return ::isatty(STDERR_FILENO) == 1 &&
           (terminal == nullptr || std::strcmp(terminal, "dumb") != 0);
}

}   // namespace

Progress::Progress(std::string what, std::size_t total)
    : what_(std::move(what)),
      total_(total),
      shown_(total > 0 && on_a_terminal()),
      start_(Clock::now()),
      drawn_(start_)
{
    if (shown_)
        draw(0);
}

Progress::~Progress()
{
    if (!shown_)
        return;
    draw(done_);
    std::fputc('\n', stderr);
}

void Progress::advance(std::size_t by)
{
    auto const done = done_.fetch_add(by) + by;
    if (!shown_)
        return;
    std::unique_lock const lock{mutex_, std::try_to_lock};   // never worth waiting for
    if (!lock || Clock::now() - drawn_ < std::chrono::milliseconds{100})
        return;
    drawn_ = Clock::now();
    draw(done);
}

/// `patients [#########---------------------]  60/200  12 s left`: plain characters and a carriage
/// return, no escapes.
void Progress::draw(std::size_t done)
{
    constexpr std::size_t width = 30;
    done = std::min(done, total_);
    auto const filled = done * width / total_;
    double const elapsed_s = std::chrono::duration<double>(Clock::now() - start_).count();
    std::string left;
    if (done > 0 && done < total_)
        left = fmt::format("  {:.0f} s left", elapsed_s * static_cast<double>(total_ - done) /
                                                  static_cast<double>(done));
    fmt::print(stderr, "\r{} [{:#<{}}{:-<{}}] {}/{}{:<16}", what_, "", filled, "", width - filled,
               done, total_, left);
    std::fflush(stderr);
}

}   // namespace radici
