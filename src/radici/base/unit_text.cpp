#include "radici/base/unit_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "radici/base/detail/unit_symbols.hpp"

namespace radici {
namespace {

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// Recursive descent over  product := factor (['*' | '·' | ' '] factor | '/' factor)*
/// and  factor := '(' product ')' | '1' | '10' | '1eN' | symbol [['^'] integer].
class UnitParser {
public:
    explicit UnitParser(std::string_view text) : rest_(text) {}

    std::optional<Unit> whole()
    {
        auto unit = product(0);
        skip_spaces();
        return rest_.empty() ? unit : std::nullopt;
    }

private:
    struct Sides {   // numerator and denominator apart: mg/kg must not cancel to a bare number
        Unit unit;
        int mass_above = 0, mass_below = 0;
    };

    std::optional<Unit> product(int depth)
    {
        auto sides = sides_of(depth);
        if (!sides)
            return std::nullopt;
        auto const shared = std::min(sides->mass_above, sides->mass_below);
        sides->unit.exponent[static_cast<std::size_t>(Base::mass_share)] += shared;
        return sides->unit;
    }

    std::optional<Sides> sides_of(int depth)
    {
        Sides sides;
        auto one = factor(depth);
        if (!one)
            return std::nullopt;
        multiply(sides, *one, false);
        for (bool divided = false;;) {
            auto const sign = next_sign();
            if (sign == Sign::end)
                return sides;
            bool const below = sign == Sign::over;
            if (sign == Sign::none || (divided && !below))
                return std::nullopt;   // a/b c: is c above or below?
            divided = divided || below;
            one = factor(depth);
            if (!one)
                return std::nullopt;
            multiply(sides, *one, below);
        }
    }

    enum class Sign { times, over, none, end };

    Sign next_sign()
    {
        bool const spaced = rest_.starts_with(' ');
        skip_spaces();
        if (rest_.empty() || rest_.front() == ')')
            return Sign::end;
        Sign sign = spaced ? Sign::times : Sign::none;
        if (take("/"))
            sign = Sign::over;
        else if (take("*") || take("\xc2\xb7"))
            sign = Sign::times;
        skip_spaces();
        return sign;
    }

    static void multiply(Sides& sides, Unit const& by, bool below)
    {
        sides.unit.factor = below ? sides.unit.factor / by.factor : sides.unit.factor * by.factor;
        sides.unit.decade += below ? -by.decade : by.decade;
        for (std::size_t i = 0; i < base_count; ++i)
            sides.unit.exponent[i] += below ? -by.exponent[i] : by.exponent[i];
        int const mass = by.exponent[static_cast<std::size_t>(Base::mass)] * (below ? -1 : 1);
        (mass > 0 ? sides.mass_above : sides.mass_below) += std::abs(mass);
    }

    std::optional<Unit> factor(int depth)
    {
        if (take("(")) {
            if (depth > 3)
                return std::nullopt;
            auto inner = product(depth + 1);
            skip_spaces();
            return inner && take(")") ? inner : std::nullopt;
        }
        if (!rest_.empty() && is_digit(rest_.front()))
            return numeral();
        return symbol();
    }

    /// `1` before a slash, or a power of ten; any other number is a slip (`7 4 GBq`).
    std::optional<Unit> numeral()
    {
        Unit power_of_ten;
        if (take("1e")) {
            auto const* begin = rest_.data();
            auto const [end, error] =
                std::from_chars(begin, begin + rest_.size(), power_of_ten.decade);
            if (error != std::errc{} || std::abs(power_of_ten.decade) > 30)
                return std::nullopt;
            rest_.remove_prefix(static_cast<std::size_t>(end - begin));
            return power_of_ten;
        }
        if (!take("1"))
            return std::nullopt;
        skip_spaces();
        return rest_.starts_with('/') ? std::optional{power_of_ten} : std::nullopt;
    }

    std::optional<Unit> symbol()
    {
        for (std::string_view const many : {"cell equivalents", "cell equivalent"})
            if (take(many))
                return unit_of_cells();
        std::size_t size = 0;
        while (size < rest_.size() && is_symbol_byte(size))
            ++size;
        auto const found = detail::find_symbol(rest_.substr(0, size));
        if (!found)
            return std::nullopt;
        rest_.remove_prefix(size);
        return raised(*found);
    }

    static std::optional<Unit> unit_of_cells() { return detail::find_symbol("cells"); }

    bool is_symbol_byte(std::size_t i) const
    {
        auto const c = static_cast<unsigned char>(rest_[i]);
        if (rest_.substr(i).starts_with("\xc2\xb7") || rest_.substr(i).starts_with("\xc2\xb2") ||
            rest_.substr(i).starts_with("\xc2\xb3"))
            return false;   // · ² ³
        if (c == '-')
            return rest_ == "-";
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '%' || c >= 0x80;
    }

    std::optional<Unit> raised(Unit const& unit)
    {
        int power = 1;
        if (take("\xc2\xb2")) {
            power = 2;
        } else if (take("\xc2\xb3")) {
            power = 3;
        } else {
            bool const caret = take("^");
            auto const* begin = rest_.data();
            auto const [end, error] = std::from_chars(begin, begin + rest_.size(), power);
            if (error == std::errc{})
                rest_.remove_prefix(static_cast<std::size_t>(end - begin));
            else if (caret || error == std::errc::result_out_of_range)
                return std::nullopt;
        }
        if (power == 0 || std::abs(power) > 6)
            return std::nullopt;
        Unit result;
        result.decade = power * unit.decade;
        for (int i = 0; i < std::abs(power); ++i)
            result.factor = power > 0 ? result.factor * unit.factor : result.factor / unit.factor;
        for (std::size_t i = 0; i < base_count; ++i)
            result.exponent[i] = power * unit.exponent[i];
        return result;
    }

    void skip_spaces()
    {
        while (!rest_.empty() && rest_.front() == ' ')
            rest_.remove_prefix(1);
    }
    bool take(std::string_view text)
    {
        if (!rest_.starts_with(text))
            return false;
        rest_.remove_prefix(text.size());
        return true;
    }

    std::string_view rest_;
};

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

}   // namespace

double ValueText::in(Unit const& target) const
{
    double const scaled = number * (unit.factor / target.factor);
    int const decade = unit.decade - target.decade;
    double const power = std::pow(10.0, std::abs(decade));   // exact up to 10^22
    return decade >= 0 ? scaled * power : scaled / power;
}

std::optional<Unit> read_unit(std::string_view text)
{
    text = trimmed(text);
    if (text.empty() || text == "-" || text == "1")
        return Unit{};
    if (text.size() > 100)
        return std::nullopt;
    return UnitParser{text}.whole();
}

std::optional<ValueText> read_value(std::string_view text)
{
    text = trimmed(text);
    auto const first = text.starts_with('-') || text.starts_with('+') ? text.substr(1) : text;
    if (text.starts_with('+'))
        text = first;   // from_chars knows no plus
    if (first.empty() || !(is_digit(first.front()) || first.front() == '.'))
        return std::nullopt;   // from_chars would read inf and nan
    ValueText value;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value.number);
    if (error != std::errc{})
        return std::nullopt;
    auto const unit_text = trimmed(text.substr(static_cast<std::size_t>(end - text.data())));
    auto const unit = unit_text == "1" ? std::nullopt : read_unit(unit_text);
    if (!unit)
        return std::nullopt;
    value.unit = *unit;
    value.unit_text = std::string{unit_text};
    return value;
}

Unit unit_of(std::string_view text)
{
    auto const unit = read_unit(text);
    if (!unit)
        throw std::logic_error(fmt::format("\"{}\" is no unit", text));
    return *unit;
}

std::string value_text(double number, std::string_view unit)
{
    if (unit.empty() || unit == "-")
        return fmt::format("{}", number);
    return fmt::format("{} {}", number, unit);
}

}   // namespace radici
