#pragma once
#include "radici/base/document.hpp"
#include "radici/nuclide/nuclide.hpp"

namespace radici::nuclide::detail {

/// Fills a nuclide from the document's root, `[check]` excepted: numbers finite and in their
/// ranges, names and sources known.
[[nodiscard]] Nuclide read_emissions(Node const& root);

}   // namespace radici::nuclide::detail
