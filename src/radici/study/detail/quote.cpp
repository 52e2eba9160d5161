#include "radici/study/detail/quote.hpp"

#include <fmt/format.h>

namespace radici::study::detail {

std::string quote(std::string_view text)
{
    std::string result{'"'};
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            result += '\\';
        if (byte < 0x20 || byte == 0x7f)
            result += fmt::format("\\u{:04x}", byte);
        else
            result += c;
    }
    return result += '"';
}

std::string quote_short(std::string_view text)
{
    constexpr std::size_t longest = 60;
    if (text.size() <= longest)
        return quote(text);
    auto end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0u) == 0x80u)
        --end;
    return quote(fmt::format("{}...", text.substr(0, end)));
}

}   // namespace radici::study::detail
