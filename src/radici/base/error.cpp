#include "radici/base/error.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace radici {
namespace {

std::string message(Location const& where, Complaint const& what)
{
    std::string text;
    if (!where.file.empty()) {
        text += where.file;
        if (where.line > 0)
            text += fmt::format(":{}", where.line);
        text += ": ";
    }
    if (!where.key.empty())
        text += where.key + ": ";
    text += what.problem;
    if (!what.why.empty())
        text += fmt::format(" ({})", what.why);
    if (!what.hint.empty())
        text += " - " + what.hint;
    // one line, whatever a file or a parser put into it
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return text;
}

}   // namespace

StudyError::StudyError(Location where, Complaint what)
    : std::runtime_error(message(where, what)),
      where_(std::move(where)),
      complaint_(std::move(what))
{
}

void expectation_failed(char const* condition, char const* file, int line)
{
    throw std::logic_error(fmt::format("{}:{}: broken expectation: {}", file, line, condition));
}

}   // namespace radici
