#include "cli/program.hpp"

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

#include <sys/wait.h>
#include <unistd.h>

namespace radici::test {
namespace {

std::set<std::string> names_in(std::filesystem::path const& folder)
{
    std::set<std::string> names;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            names.insert(entry.path().lexically_relative(folder).string());
    return names;
}

}   // namespace

std::string mpirun(int ranks)
{
    return "env ASAN_OPTIONS=detect_leaks=0 mpirun --allow-run-as-root --oversubscribe --bind-to "
           "none -n " +
           std::to_string(ranks);
}

std::string content_of(std::filesystem::path const& file)
{
    std::ostringstream text;
    text << std::ifstream{file, std::ios::binary}.rdbuf();
    return text.str();
}

std::string different_results(std::filesystem::path const& a, std::filesystem::path const& b,
                              std::vector<std::string> const& expected)
{
    if (!std::filesystem::is_directory(a) || !std::filesystem::is_directory(b))
        return "a folder is missing";
    std::set<std::string> names = names_in(a);
    names.merge(names_in(b));
    names.insert(expected.begin(), expected.end());
    std::string different;
    for (auto const& name : names)
        if (name != "provenance.json" && name != "log.jsonl" &&
            (content_of(a / name).empty() || content_of(a / name) != content_of(b / name)))
            different += name + ' ';
    return different;
}

Scratch::Scratch()
{
    std::string pattern = std::filesystem::temp_directory_path() / "radici-test-XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr)
        throw std::runtime_error("no temporary folder");
    path_ = pattern;
}

Scratch::~Scratch()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string Scratch::file(std::string const& name, std::string const& content) const
{
    auto const path = path_ / name;
    std::ofstream{path, std::ios::binary} << content;
    return path.string();
}

Outcome radici(std::string const& words, std::string const& before)
{
    Scratch const scratch;
    auto const out = scratch.path() / "out", err = scratch.path() / "err";
    auto const command = before + " " RADICI_PROGRAM " " + words + " >" + out.string() + " 2>" +
                         err.string() + " </dev/null";
    int const status = std::system(command.c_str());
    int const code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return {code, content_of(out), content_of(err)};
}

}   // namespace radici::test
