#pragma once
#include <string>
#include <string_view>

#include "radici/nuclide/library.hpp"

namespace CLI {
class App;
}

namespace radici::cli {

/// `radici nuclide NAME [--json]`: half-life, modes, energies per decay, chain and energy audit of
/// a nuclide.
void add_nuclide(CLI::App& app);

/// What the command writes, as one JSON document and for people.
[[nodiscard]] std::string nuclide_json(nuclide::NuclideLibrary const& library,
                                       std::string_view name);
[[nodiscard]] std::string nuclide_text(nuclide::NuclideLibrary const& library,
                                       std::string_view name);

}   // namespace radici::cli
