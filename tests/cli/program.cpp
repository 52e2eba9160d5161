#include "cli/program.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <sys/wait.h>
#include <unistd.h>

namespace radici::test {
namespace {

std::string content_of(std::filesystem::path const& file)
{
    std::ostringstream text;
    text << std::ifstream{file, std::ios::binary}.rdbuf();
    return text.str();
}

}   // namespace

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
