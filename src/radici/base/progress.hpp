#pragma once
#include <atomic>
#include <chrono>
#include <mutex>
#include <string>

namespace radici {

/// A progress bar on stderr, drawn on a terminal only (and never with NO_COLOR's escapes); safe to
/// call from any thread.
class Progress {
public:
    Progress(std::string what, std::size_t total);
    ~Progress();   ///< ends the line
    Progress(Progress const&) = delete;
    Progress& operator=(Progress const&) = delete;
    void advance(std::size_t by = 1);

private:
    void draw(std::size_t done);
    std::string what_;
    std::size_t total_;
    std::atomic<std::size_t> done_{0};
    bool shown_;
    std::mutex mutex_;
    std::chrono::steady_clock::time_point start_, drawn_;
};

}   // namespace radici
