#include "radici/report/text.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace radici::report {
namespace {

constexpr std::string_view dash = "–";

template <class... Format>
std::string to_chars_text(double number, Format... format)
{
    std::array<char, 64> buffer{};
    auto const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, format...);
    return {buffer.data(), end.ptr};
}

/// "0.710" → "0.71", "24.0" → "24".
std::string without_zeros(std::string text)
{
    if (text.find('.') == std::string::npos)
        return text;
    text.resize(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text;
}

}   // namespace

std::string exact(double number)
{
    return std::isnan(number) ? "" : to_chars_text(number);
}

std::string rounded(double number, int digits)
{
    return std::isnan(number) ? "" : to_chars_text(number, std::chars_format::general, digits);
}

std::string readable(double number)
{
    if (std::isnan(number))
        return std::string{dash};
    if (number == 0)
        return "0";
    double const size = std::abs(number);
    if (size >= 1e5 || size < 1e-3)
        return to_chars_text(number, std::chars_format::scientific, 1);
    int const whole_digits = static_cast<int>(std::floor(std::log10(size))) + 1;
    int const decimals = std::clamp(3 - whole_digits, 0, 5);
    return without_zeros(to_chars_text(number, std::chars_format::fixed, decimals));
}

std::string ratio(double number)
{
    return std::isnan(number) ? std::string{dash}
                              : to_chars_text(number, std::chars_format::fixed, 2);
}

std::string percent(double fraction)
{
    if (std::isnan(fraction))
        return std::string{dash};
    double const share = 100 * fraction;
    bool const fine = std::abs(share) < 9.95 && share != 0;
    return to_chars_text(share, std::chars_format::fixed, fine ? 1 : 0) + "\u00a0%";
}

std::string p_value(double p)
{
    if (std::isnan(p))
        return std::string{dash};
    if (p < 0.001)
        return "< 0.001";
    return to_chars_text(p, std::chars_format::fixed, p < 0.1 ? 3 : 2);
}

std::string counted(long long number, std::string_view noun)
{
    return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string escaped(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (char const c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        case '\t':
        case '\n':
            out += c;
            break;
        default: {
            auto const byte = static_cast<unsigned char>(c);
            if (byte < 0x20 || byte == 0x7f)
                out += "\uFFFD";
            else
                out += c;
        }
        }
    }
    return out;
}

std::string csv_field(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string{text};
    std::string out = "\"";
    for (char const c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    return out + '"';
}

std::string study_id(study::Identity const& study)
{
    return study.registry.empty() ? study.stem : study.registry;
}

std::string subject_id(study::Identity const& study, int index)
{
    return fmt::format("{}-{:06d}", study_id(study), index + 1);
}

}   // namespace radici::report
