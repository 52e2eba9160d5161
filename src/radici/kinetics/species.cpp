#include "radici/kinetics/species.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/nearest.hpp"
#include "radici/kinetics/detail/read_files.hpp"

namespace radici::kinetics {

std::vector<SpeciesBody> read_species(std::filesystem::path const& data_folder)
{
    auto const file = Document::open(data_folder / "kinetics" / "species.toml");
    Node const root = file.root();
    std::vector<SpeciesBody> all;
    for (auto const& [name, table] : root.entries())
        all.push_back({name, detail::read_within(table, "weight", "kg", 1e-3, 1e3),
                       detail::read_within(table, "plasma_volume", "mL", 1e-2, 1e5)});
    root.finish();
    return all;
}

SpeciesBody const& species_named(std::vector<SpeciesBody> const& all, std::string_view name,
                                 Location const& where)
{
    auto const found = std::find_if(all.begin(), all.end(),
                                    [&](SpeciesBody const& known) { return known.name == name; });
    if (found != all.end())
        return *found;
    std::vector<std::string> names;
    for (auto const& known : all)
        names.push_back(known.name);
    throw StudyError(where, {.problem = '"' + std::string(name) + '"',
                             .why = "no species of data/kinetics/species.toml",
                             .hint = nearest_hint(name, names)});
}

double rate_factor(SpeciesBody const& from, SpeciesBody const& to, double exponent)
{
    return std::pow(to.weight.value / from.weight.value, exponent);
}

}   // namespace radici::kinetics
