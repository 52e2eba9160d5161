#include "radici/base/unit_text.hpp"

#include <charconv>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "radici/base/constants.hpp"

namespace radici {
namespace {

using Exponents = std::array<int, base_count>;

constexpr Exponents power_of(Base base, int power = 1)
{
    Exponents e{};
    e[static_cast<std::size_t>(base)] = power;
    return e;
}
constexpr Exponents both(Exponents a, Exponents b)
{
    for (std::size_t i = 0; i < base_count; ++i)
        a[i] += b[i];
    return a;
}

struct Symbol {
    std::string_view text;
    double factor;
    Exponents exponent;
};

constexpr Exponents none{};
constexpr Exponents length = power_of(Base::length);
constexpr Exponents volume = power_of(Base::length, 3);
constexpr Exponents time = power_of(Base::time);
constexpr Exponents cell = power_of(Base::cell);
constexpr Exponents activity = both(power_of(Base::decay), power_of(Base::time, -1));
constexpr Exponents energy =
    both(power_of(Base::mass), both(power_of(Base::length, 2), power_of(Base::time, -2)));
constexpr Exponents molar = both(power_of(Base::amount), power_of(Base::length, -3));
constexpr double day = 86400;

// Tried first, whole: `min` is no milli-inch, `mo` no metre.
constexpr Symbol words[] = {
    {"%", 0.01, none},
    {"-", 1, none},
    {"second", 1, time},
    {"seconds", 1, time},
    {"min", 60, time},
    {"minute", 60, time},
    {"minutes", 60, time},
    {"h", 3600, time},
    {"hour", 3600, time},
    {"hours", 3600, time},
    {"d", day, time},
    {"day", day, time},
    {"days", day, time},
    {"wk", 7 * day, time},
    {"week", 7 * day, time},
    {"weeks", 7 * day, time},
    {"mo", constant::days_per_month* day, time},
    {"month", constant::days_per_month* day, time},
    {"months", constant::days_per_month* day, time},
    {"y", constant::days_per_year* day, time},
    {"year", constant::days_per_year* day, time},
    {"years", constant::days_per_year* day, time},
    {"cell", 1, cell},
    {"cells", 1, cell},
    {"site", 1, cell},
    {"sites", 1, cell},
    {"AUC", 1, power_of(Base::auc)},
    {"mmHg", 133.322387415, power_of(Base::pressure)},   // ISO 80000-4, conventional
};

// With or without a prefix.
constexpr Symbol symbols[] = {
    {"s", 1, time},
    {"m", 1, length},
    {"g", 1e-3, power_of(Base::mass)},
    {"L", 1e-3, volume},
    {"Bq", 1, activity},
    {"Ci", 3.7e10, activity},
    {"Gy", 1, power_of(Base::dose)},
    {"mol", 1, power_of(Base::amount)},
    {"M", 1e3, molar},
    {"eV", constant::MeV_in_J * 1e-6, energy},
    {"J", 1, energy},
    {"Pa", 1, power_of(Base::pressure)},
};

struct Prefix {
    std::string_view text;
    double factor;
};
constexpr Prefix prefixes[] = {
    {"p", 1e-12},       {"n", 1e-9}, {"u", 1e-6}, {"\xc2\xb5", 1e-6},   // micro sign U+00B5
    {"\xce\xbc", 1e-6},                                                 // Greek mu U+03BC
    {"m", 1e-3},        {"c", 1e-2}, {"k", 1e3},  {"M", 1e6},         {"G", 1e9}, {"T", 1e12}};

std::optional<Symbol> find_symbol(std::string_view text)
{
    for (auto const& word : words)
        if (word.text == text)
            return word;
    for (auto const& symbol : symbols) {
        if (symbol.text == text)
            return symbol;
        if (!text.ends_with(symbol.text))
            continue;
        auto const front = text.substr(0, text.size() - symbol.text.size());
        for (auto const& prefix : prefixes)
            if (prefix.text == front)
                return Symbol{text, prefix.factor * symbol.factor, symbol.exponent};
    }
    return std::nullopt;
}

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
        if (!unit || !rest_.empty() || !std::isfinite(unit->factor) || unit->factor <= 0)
            return std::nullopt;
        return unit;
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
        bool divided = false;
        for (bool first = true;; first = false) {
            skip_spaces();
            bool const below = !first && take("/");
            if (!first && !below && !take("*"))
                take("\xc2\xb7");
            if (!first && !below && (rest_.empty() || rest_.front() == ')'))
                return sides;
            if (divided && !below)
                return std::nullopt;   // a/b c: is c above or below?
            divided = divided || below;
            skip_spaces();
            auto const one = factor(depth);
            if (!one)
                return std::nullopt;
            multiply(sides, *one, below);
            skip_spaces();
            if (rest_.empty() || rest_.front() == ')')
                return sides;
        }
    }

    static void multiply(Sides& sides, Unit const& by, bool below)
    {
        sides.unit.factor = below ? sides.unit.factor / by.factor : sides.unit.factor * by.factor;
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
        double value = 0;
        auto const [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (error != std::errc{})
            return std::nullopt;
        auto const text = rest_.substr(0, static_cast<std::size_t>(end - rest_.data()));
        rest_.remove_prefix(text.size());
        bool const power_of_ten = text.starts_with("1e") || text.starts_with("1E");
        skip_spaces();
        bool const one = text == "1" && !rest_.empty() && rest_.front() == '/';
        if (!one && !power_of_ten)
            return std::nullopt;
        return Unit{value, {}};
    }

    std::optional<Unit> symbol()
    {
        for (std::string_view const many : {"cell equivalents", "cell equivalent"})
            if (take(many))
                return Unit{1, cell};
        std::size_t size = 0;
        while (size < rest_.size() && is_symbol_byte(size))
            ++size;
        auto const found = find_symbol(rest_.substr(0, size));
        if (!found)
            return std::nullopt;
        rest_.remove_prefix(size);
        return raised(Unit{found->factor, found->exponent});
    }

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
        Unit result{1, {}};
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
    if (text.starts_with('+'))
        text.remove_prefix(1);
    auto const first = text.starts_with('-') ? text.substr(1) : text;
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
