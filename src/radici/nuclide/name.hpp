#pragma once
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace radici::nuclide {

/// What a nuclide is called: proton number, mass number, and whether it is the first isomer
/// (Tc-99m).
struct NuclideName {
    int z = 0;
    int a = 0;
    bool isomer = false;

    auto operator<=>(NuclideName const&) const = default;
};

/// Chemical symbol of 1 ≤ z ≤ 118, e.g. "Lu" for 71.
[[nodiscard]] std::string_view element_symbol(int z);

/// Reads "Lu-177", "177Lu", "lu177", "Lu 177", "177-Lu", "Tc-99m", "99mTc", "xe131m"; nothing for
/// any other text. The mass number has to lie between z and 3 z (1 to 3 for hydrogen).
[[nodiscard]] std::optional<NuclideName> parse_nuclide_name(std::string_view text);

/// The form in which names are written: "Lu-177", "Tc-99m".
[[nodiscard]] std::string to_text(NuclideName const& name);

}   // namespace radici::nuclide
