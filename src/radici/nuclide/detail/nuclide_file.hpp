#pragma once
#include <array>
#include <string_view>

#include "radici/base/document.hpp"
#include "radici/nuclide/nuclide.hpp"

namespace radici::nuclide::detail {

/// The tables of rows of a nuclide file, in its order.
inline constexpr std::array<std::string_view, 10> emission_tables{
    "alpha",        "beta_minus", "beta_plus",  "capture", "gamma",
    "annihilation", "pair",       "conversion", "xray",    "auger"};

/// Fills a nuclide from the document's root, `[check]` excepted: numbers finite and in their
/// ranges, names and sources known.
[[nodiscard]] Nuclide read_emissions(Node const& root);

}   // namespace radici::nuclide::detail
