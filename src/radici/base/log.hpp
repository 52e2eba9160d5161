#pragma once
#include <filesystem>
#include <string_view>

namespace radici {

/// Talk for the user on stderr (data belongs on stdout). Warnings also go to the run's `log.jsonl`
/// while one is open.
void log_info(std::string_view text);
void log_warning(std::string_view text);

/// While one of these lives, messages are also written to a file, one JSON object a line:
///   {"time": "2025-01-31T12:00:00Z", "level": "warning", "text": "…"}
/// One at a time. RunError where the file cannot be opened.
class RunLog {
public:
    explicit RunLog(std::filesystem::path const& file);
    ~RunLog();
    RunLog(RunLog const&) = delete;
    RunLog& operator=(RunLog const&) = delete;
};

}   // namespace radici
