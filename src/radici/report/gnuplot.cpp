#include "radici/report/gnuplot.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <sstream>
#include <string_view>
#include <system_error>

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

#include "radici/base/error.hpp"

namespace radici::report {
namespace {

constexpr std::string_view how_to_install =
    "the report's figures need it - install it with `apt-get install gnuplot-nox`";
constexpr std::string_view end_of_page = "</svg>\n";

[[noreturn]] void fail(std::string const& what)
{
    throw RunError(what + " (" + std::error_code{errno, std::generic_category()}.message() + ")");
}

/// A file that lives in memory.
class MemoryFile {
public:
    explicit MemoryFile(char const* name) : descriptor_(memfd_create(name, MFD_CLOEXEC))
    {
        if (descriptor_ < 0)
            fail("no memory for a figure");
    }
    ~MemoryFile() { close(descriptor_); }
    MemoryFile(MemoryFile const&) = delete;
    MemoryFile& operator=(MemoryFile const&) = delete;
    [[nodiscard]] int get() const { return descriptor_; }

    void fill(std::string_view text) const
    {
        while (!text.empty()) {
            ssize_t const written = write(descriptor_, text.data(), text.size());
            if (written < 0 && errno != EINTR)
                fail("a figure cannot be described to gnuplot");
            text.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
        }
        lseek(descriptor_, 0, SEEK_SET);
    }
    [[nodiscard]] std::string text() const
    {
        std::string all;
        std::array<char, 65536> buffer{};
        lseek(descriptor_, 0, SEEK_SET);
        for (ssize_t n = 0; (n = read(descriptor_, buffer.data(), buffer.size())) > 0;)
            all.append(buffer.data(), static_cast<std::size_t>(n));
        return all;
    }

private:
    int descriptor_;
};

class SpawnActions {
public:
    SpawnActions() { posix_spawn_file_actions_init(&actions_); }
    ~SpawnActions() { posix_spawn_file_actions_destroy(&actions_); }
    SpawnActions(SpawnActions const&) = delete;
    SpawnActions& operator=(SpawnActions const&) = delete;
    void connect(MemoryFile const& file, int descriptor)
    {
        posix_spawn_file_actions_adddup2(&actions_, file.get(), descriptor);
    }
    [[nodiscard]] posix_spawn_file_actions_t const* get() const { return &actions_; }

private:
    posix_spawn_file_actions_t actions_{};
};

struct Answer {
    bool well = false;
    std::string out, talk;
};

/// Runs the program with an empty environment but for the locale, so that no setting of the user's
/// reaches the figures.
Answer ask(std::filesystem::path const& program, std::vector<std::string> arguments,
           std::string_view input)
{
    MemoryFile const in{"figures"}, out{"svg"}, talk{"talk"};
    in.fill(input);
    SpawnActions actions;
    actions.connect(in, STDIN_FILENO);
    actions.connect(out, STDOUT_FILENO);
    actions.connect(talk, STDERR_FILENO);
    arguments.insert(arguments.begin(), program.string());
    std::vector<char*> argv;
    for (auto& argument : arguments)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    std::string locale = "LC_ALL=C.UTF-8";   // decimal points, UTF-8 text
    std::array<char*, 2> environment{locale.data(), nullptr};
    pid_t child = 0;
    errno = posix_spawn(&child, program.c_str(), actions.get(), nullptr, argv.data(),
                        environment.data());
    if (errno != 0)
        fail(program.string() + " does not start");
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            fail("gnuplot is lost");
    return {WIFEXITED(status) && WEXITSTATUS(status) == 0, out.text(), talk.text()};
}

std::filesystem::path find_in_path()
{
    char const* const path = std::getenv("PATH");
    std::istringstream folders{path ? path : ""};
    for (std::string folder; std::getline(folders, folder, ':');) {
        auto const program = std::filesystem::path{folder} / "gnuplot";
        if (!folder.empty() && access(program.c_str(), X_OK) == 0)
            return program;
    }
    throw RunError(fmt::format("gnuplot: not found in PATH ({})", how_to_install));
}

std::string first_line(std::string const& text)
{
    return text.substr(0, text.find('\n'));
}

/// gnuplot repeats the line at fault, points at it and then says what is wrong.
std::string complaint(std::string const& talk)
{
    std::istringstream lines{talk};
    std::string said;
    for (std::string line; std::getline(lines, line);)
        if (line.find_first_not_of(" ^\t") != std::string::npos)
            said += (said.empty() ? "" : "; ") + line;
    return said.empty() ? "it gave no reason" : said;
}

}   // namespace

Gnuplot Gnuplot::require()
{
    Gnuplot gnuplot;
    gnuplot.program_ = find_in_path();
    Answer const version = ask(gnuplot.program_, {"--version"}, "");
    if (!version.well)
        throw RunError(fmt::format("{}: does not work: {} ({})", gnuplot.program_.string(),
                                   complaint(version.talk), how_to_install));
    gnuplot.version_ = first_line(version.out);
    Answer const trial = ask(gnuplot.program_, {"-d", "-"}, "set terminal svg\nplot x\n");
    if (!trial.well || trial.out.find("</svg>") == std::string::npos)
        throw RunError(fmt::format("{}: cannot draw SVG: {} ({})", gnuplot.program_.string(),
                                   complaint(trial.talk), how_to_install));
    return gnuplot;
}

std::vector<std::string> Gnuplot::draw(std::vector<std::string> const& scripts) const
{
    std::string all;
    for (auto const& script : scripts)
        all += "reset session\n" + script + "\nunset output\n";
    Answer const answer = ask(program_, {"-d", "-"}, all);
    if (!answer.well || !answer.talk.empty())
        throw RunError("gnuplot: " + complaint(answer.talk));
    std::vector<std::string> pages;
    for (std::size_t begin = 0, end = 0;
         (end = answer.out.find(end_of_page, begin)) != std::string::npos;
         begin = end + end_of_page.size())
        pages.push_back(answer.out.substr(begin, end + end_of_page.size() - begin));
    if (pages.size() != scripts.size())
        throw RunError(
            fmt::format("gnuplot drew {} pages for {} figures", pages.size(), scripts.size()));
    return pages;
}

}   // namespace radici::report
