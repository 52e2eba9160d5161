#include "radici/base/detail/unit_symbols.hpp"

#include "radici/base/constants.hpp"

namespace radici::detail {
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

/// A named unit: factor times 10^decade of the base.
struct Symbol {
    std::string_view text;
    double factor;
    int decade;
    Exponents exponent;
};

constexpr Exponents none{};
constexpr Exponents length = power_of(Base::length);
constexpr Exponents time = power_of(Base::time);
constexpr Exponents cell = power_of(Base::cell);
constexpr Exponents activity = both(power_of(Base::decay), power_of(Base::time, -1));
constexpr Exponents energy =
    both(power_of(Base::mass), both(power_of(Base::length, 2), power_of(Base::time, -2)));
constexpr Exponents molar = both(power_of(Base::amount), power_of(Base::length, -3));
constexpr double day = 86400;

// Tried first, whole: `min` is no milli-inch, `mo` no metre.
constexpr Symbol words[] = {
    {"%", 1, -2, none},
    {"-", 1, 0, none},
    {"second", 1, 0, time},
    {"seconds", 1, 0, time},
    {"min", 60, 0, time},
    {"minute", 60, 0, time},
    {"minutes", 60, 0, time},
    {"h", 3600, 0, time},
    {"hour", 3600, 0, time},
    {"hours", 3600, 0, time},
    {"d", day, 0, time},
    {"day", day, 0, time},
    {"days", day, 0, time},
    {"wk", 7 * day, 0, time},
    {"week", 7 * day, 0, time},
    {"weeks", 7 * day, 0, time},
    {"mo", constant::days_per_month* day, 0, time},
    {"month", constant::days_per_month* day, 0, time},
    {"months", constant::days_per_month* day, 0, time},
    {"y", constant::days_per_year* day, 0, time},
    {"year", constant::days_per_year* day, 0, time},
    {"years", constant::days_per_year* day, 0, time},
    {"cell", 1, 0, cell},
    {"cells", 1, 0, cell},
    {"site", 1, 0, cell},
    {"sites", 1, 0, cell},
    {"AUC", 1, 0, power_of(Base::auc)},
    {"mmHg", 133.322387415, 0, power_of(Base::pressure)},   // 13.5951 g/cm3 · 9.80665 m/s2 · 1 mm
};

// With or without a prefix.
constexpr Symbol symbols[] = {
    {"s", 1, 0, time},
    {"m", 1, 0, length},
    {"g", 1, -3, power_of(Base::mass)},
    {"L", 1, -3, power_of(Base::length, 3)},
    {"Bq", 1, 0, activity},
    {"Ci", 3.7, 10, activity},
    {"Gy", 1, 0, power_of(Base::dose)},
    {"mol", 1, 0, power_of(Base::amount)},
    {"M", 1, 3, molar},
    {"eV", constant::MeV_in_J * 1e13, -19, energy},
    {"J", 1, 0, energy},
    {"Pa", 1, 0, power_of(Base::pressure)},
};

struct Prefix {
    std::string_view text;
    int decade;
};
constexpr Prefix prefixes[] = {
    {"p", -12},       {"n", -9}, {"u", -6}, {"\xc2\xb5", -6},   // micro sign U+00B5
    {"\xce\xbc", -6},                                           // Greek mu U+03BC
    {"m", -3},        {"c", -2}, {"k", 3},  {"M", 6},         {"G", 9}, {"T", 12}};

}   // namespace

std::optional<Unit> find_symbol(std::string_view text)
{
    for (auto const& word : words)
        if (word.text == text)
            return Unit{word.factor, word.decade, word.exponent};
    for (auto const& symbol : symbols) {
        if (!text.ends_with(symbol.text))
            continue;
        auto const front = text.substr(0, text.size() - symbol.text.size());
        if (front.empty())
            return Unit{symbol.factor, symbol.decade, symbol.exponent};
        for (auto const& prefix : prefixes)
            if (prefix.text == front)
                return Unit{symbol.factor, symbol.decade + prefix.decade, symbol.exponent};
    }
    return std::nullopt;
}

}   // namespace radici::detail
