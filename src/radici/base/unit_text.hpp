#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace radici {

/// Base dimensions of units as text. Decays and dose stand apart from 1/s and m2/s2 on purpose:
/// Bq is not a rate and Gy is not a squared velocity. `mass_share` is the mass over mass of
/// `mg/kg`, so that a dose per body weight is not a percentage.
enum class Base { length, mass, time, decay, dose, amount, cell, auc, pressure, mass_share };
inline constexpr std::size_t base_count = 10;

/// A unit read from text: factor times 10^decade of the coherent base (m, kg, s, decay, Gy, mol,
/// cell, AUC, Pa) and exponents. The decade stands apart so that 7.4 GBq is 7400 MBq to the last
/// bit.
struct Unit {
    double factor = 1;
    int decade = 0;
    std::array<int, base_count> exponent{};
    [[nodiscard]] bool same_dimension(Unit const& other) const
    {
        return exponent == other.exponent;
    }
};

/// A number and the unit that stood behind it.
struct ValueText {
    double number = 0;
    Unit unit;
    std::string unit_text;   ///< as written, "" when there was none
    /// The number in another unit of the same dimension.
    [[nodiscard]] double in(Unit const& target) const;
};

/// Reads `GBq`, `kBq/kg`, `MBq/m2`, `1/Gy2`, `L/nmol/d`, `1e6 cells/mm3/d`, `%`, `-`.
/// Symbols: s min h d wk mo y and their English words; s m g L Bq Ci Gy mol M (mol/L) eV J Pa with
/// the prefixes p n u µ m c k M G T; AUC, mmHg, cell(s); `sites` and `cell equivalents` count as
/// cells. A month is 30.4375 d, a year 365.25 d. A `/` divides by the one symbol behind it;
/// `mGy/(MBq s)` needs its brackets.
/// @return nothing where the text is no unit
[[nodiscard]] std::optional<Unit> read_unit(std::string_view text);

/// Reads `7.4 GBq`, `55kBq/kg`, `-3 d`, `0.5`; nothing where the text is no number with a unit.
[[nodiscard]] std::optional<ValueText> read_value(std::string_view text);

/// The unit of a text that is known to be right: our own source code. Throws std::logic_error
/// otherwise.
[[nodiscard]] Unit unit_of(std::string_view text);

/// Shortest decimal text that reads back as the same double, with the unit: `7.4 GBq`.
[[nodiscard]] std::string value_text(double number, std::string_view unit);

}   // namespace radici
