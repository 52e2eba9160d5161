#include "radici/nuclide/name.hpp"

#include <array>
#include <cctype>

#include "radici/base/error.hpp"

namespace radici::nuclide {

namespace {

constexpr std::array<std::string_view, 118> symbols{
    "H",  "He", "Li", "Be", "B",  "C",  "N",  "O",  "F",  "Ne", "Na", "Mg", "Al", "Si", "P",
    "S",  "Cl", "Ar", "K",  "Ca", "Sc", "Ti", "V",  "Cr", "Mn", "Fe", "Co", "Ni", "Cu", "Zn",
    "Ga", "Ge", "As", "Se", "Br", "Kr", "Rb", "Sr", "Y",  "Zr", "Nb", "Mo", "Tc", "Ru", "Rh",
    "Pd", "Ag", "Cd", "In", "Sn", "Sb", "Te", "I",  "Xe", "Cs", "Ba", "La", "Ce", "Pr", "Nd",
    "Pm", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu", "Hf", "Ta", "W",  "Re",
    "Os", "Ir", "Pt", "Au", "Hg", "Tl", "Pb", "Bi", "Po", "At", "Rn", "Fr", "Ra", "Ac", "Th",
    "Pa", "U",  "Np", "Pu", "Am", "Cm", "Bk", "Cf", "Es", "Fm", "Md", "No", "Lr", "Rf", "Db",
    "Sg", "Bh", "Hs", "Mt", "Ds", "Rg", "Cn", "Nh", "Fl", "Mc", "Lv", "Ts", "Og"};

/// Proton number of lower-case letters, 0 where they are no symbol.
int element_of(std::string_view letters)
{
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        std::string symbol{symbols[i]};
        symbol[0] = static_cast<char>(std::tolower(symbol[0]));
        if (symbol == letters)
            return static_cast<int>(i) + 1;
    }
    return 0;
}

/// Takes the characters for which `is` holds off the front.
template <class Is>
std::string take(std::string_view& text, Is is)
{
    std::string taken;
    while (!text.empty() && is(static_cast<unsigned char>(text.front()))) {
        taken += static_cast<char>(std::tolower(static_cast<unsigned char>(text.front())));
        text.remove_prefix(1);
    }
    return taken;
}

bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}
bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_separator(unsigned char c)
{
    return c == '-' || c == ' ' || c == '_';
}

}   // namespace

std::string_view element_symbol(int z)
{
    RADICI_EXPECT(z >= 1 && z <= static_cast<int>(symbols.size()));
    return symbols[static_cast<std::size_t>(z) - 1];
}

std::optional<NuclideName> parse_nuclide_name(std::string_view text)
{
    NuclideName name;
    std::string letters, digits;
    if (!text.empty() && is_digit(static_cast<unsigned char>(text.front()))) {   // 177Lu, 99mTc
        digits = take(text, is_digit);
        take(text, is_separator);
        letters = take(text, is_letter);
        name.z = element_of(letters);
        if (name.z == 0 && letters.starts_with('m')) {
            name.isomer = true;
            name.z = element_of(std::string_view{letters}.substr(1));
        }
        if (auto const rest = take(text, is_separator);
            name.z == 0 && !rest.empty() && letters == "m")   // 99m-Tc
            name.z = element_of(take(text, is_letter));
    } else {   // Lu-177, Tc-99m
        letters = take(text, is_letter);
        take(text, is_separator);
        digits = take(text, is_digit);
        name.z = element_of(letters);
        if (auto const tail = take(text, is_letter); !tail.empty()) {
            if (tail != "m")
                return std::nullopt;
            name.isomer = true;
        }
    }
    if (!text.empty() || name.z == 0 || digits.empty() || digits.size() > 3 || digits[0] == '0')
        return std::nullopt;
    name.a = std::stoi(digits);
    if (name.a < name.z || name.a > 3 * name.z)
        return std::nullopt;
    return name;
}

std::string to_text(NuclideName const& name)
{
    return std::string{element_symbol(name.z)} + "-" + std::to_string(name.a) +
           (name.isomer ? "m" : "");
}

}   // namespace radici::nuclide
