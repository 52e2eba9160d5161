#include "radici/study/checkpoint.hpp"

#include <cerrno>
#include <cstring>
#include <sstream>

#include "radici/base/file.hpp"
#include "radici/base/hash.hpp"

namespace radici::study {
namespace {

/// `<check> <text>\n`, the check being the first 16 digits of the text's SHA-256.
constexpr std::size_t check_length = 16;

std::string checked(std::string const& text)
{
    return sha256(text).substr(0, check_length) + ' ' + text + '\n';
}

/// The text of a line that passes its check, else "".
std::string unchecked(std::string const& line)
{
    if (line.size() <= check_length + 1 || line[check_length] != ' ')
        return {};
    auto text = line.substr(check_length + 1);
    return sha256(text).compare(0, check_length, line, 0, check_length) == 0 ? text : std::string{};
}

[[noreturn]] void refuse(std::filesystem::path const& file)
{
    throw RunError(file.string() + ": cannot be written: " + std::strerror(errno));
}

}   // namespace

Checkpoint::Checkpoint(std::filesystem::path file, std::string const& identity, bool resume)
    : file_(std::move(file))
{
    bool const there = resume && std::filesystem::exists(file_);
    if (there)
        read(identity);
    // Written anew with what was good, in one step: a line cut short must not swallow the next one.
    std::string good = checked(identity);
    for (auto const& record : earlier_)
        good += checked(to_line(record));
    write_atomically(file_, good);
    out_ = std::fopen(file_.c_str(), "ab");
    if (!out_)
        refuse(file_);
}

Checkpoint::~Checkpoint()
{
    if (out_)
        std::fclose(out_);
}

void Checkpoint::read(std::string const& identity)
{
    std::istringstream lines(read_text(file_));
    std::string line;
    std::getline(lines, line);
    if (unchecked(line) != identity)
        throw StudyError({file_.string(), 1, ""}, {.problem = "checkpoint of another run",
                                                   .why = "study, seed, data or program differ",
                                                   .hint = "use --force to begin again"});
    while (std::getline(lines, line))
        if (auto record = from_line(unchecked(line)))
            earlier_.push_back(std::move(*record));
}

void Checkpoint::add(SubjectRecord const& record)
{
    auto const line = checked(to_line(record));
    std::lock_guard const lock(mutex_);
    if (std::fwrite(line.data(), 1, line.size(), out_) != line.size() || std::fflush(out_) != 0)
        refuse(file_);
}

}   // namespace radici::study
