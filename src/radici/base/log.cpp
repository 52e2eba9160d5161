#include "radici/base/log.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <string>

#include <fmt/chrono.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "radici/base/error.hpp"

namespace radici {
namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

std::mutex run_log_mutex;
std::unique_ptr<std::FILE, CloseFile> run_log;

spdlog::logger& talk()
{
    static auto const logger = [] {
        bool const plain = std::getenv("NO_COLOR") != nullptr;
        auto sink = std::make_shared<spdlog::sinks::stderr_color_sink_mt>(
            plain ? spdlog::color_mode::never : spdlog::color_mode::automatic);
        return std::make_shared<spdlog::logger>("radici", std::move(sink));
    }();
    return *logger;
}

std::string json_text(std::string_view text)
{
    std::string out = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        if (static_cast<unsigned char>(c) < 0x20)
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            out += c;
    }
    return out + '"';
}

void write_to_run_log(std::string_view level, std::string_view text)
{
    std::lock_guard const lock{run_log_mutex};
    if (!run_log)
        return;
    auto const now =
        std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    fmt::print(run_log.get(), "{{\"time\": \"{:%FT%TZ}\", \"level\": \"{}\", \"text\": {}}}\n", now,
               level, json_text(text));
    std::fflush(run_log.get());
}

}   // namespace

void log_info(std::string_view text)
{
    talk().set_pattern("%v");
    talk().info("{}", text);
    write_to_run_log("info", text);
}

void log_warning(std::string_view text)
{
    talk().set_pattern("%^warning:%$ %v");
    talk().warn("{}", text);
    write_to_run_log("warning", text);
}

RunLog::RunLog(std::filesystem::path const& file)
{
    std::unique_ptr<std::FILE, CloseFile> opened{std::fopen(file.c_str(), "ae")};
    if (!opened)
        throw RunError(file.string() + ": cannot be written (" +
                       std::error_code{errno, std::generic_category()}.message() + ")");
    std::lock_guard const lock{run_log_mutex};
    RADICI_EXPECT(!run_log);
    run_log = std::move(opened);
}

RunLog::~RunLog()
{
    std::lock_guard const lock{run_log_mutex};
    run_log.reset();
}

}   // namespace radici
