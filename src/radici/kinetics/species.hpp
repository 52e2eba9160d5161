#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "radici/base/parameter.hpp"

namespace radici::kinetics {

/// What makes one agent file serve two species: the size of the body and the plasma in it.
struct SpeciesBody {
    std::string name;          ///< `human`, `mouse`
    Parameter weight;          ///< kg
    Parameter plasma_volume;   ///< mL
};

/// The species of `data/kinetics/species.toml`. StudyError where the file is wrong.
[[nodiscard]] std::vector<SpeciesBody> read_species(std::filesystem::path const& data_folder);

/// One of them by name; StudyError at `where` where there is none.
[[nodiscard]] SpeciesBody const& species_named(std::vector<SpeciesBody> const& all,
                                               std::string_view name, Location const& where = {});

/// Factor on first-order rates of a body from one species to another:
///   (weight to / weight from)^exponent,  exponent −1/4
/// Source  West, Brown & Enquist, Science 276:122 (1997): biological times go with weight^(1/4)
[[nodiscard]] double rate_factor(SpeciesBody const& from, SpeciesBody const& to,
                                 double exponent = -0.25);

}   // namespace radici::kinetics
