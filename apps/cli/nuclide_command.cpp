#include "nuclide_command.hpp"

#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "radici/base/data_folder.hpp"
#include "radici/nuclide/chain.hpp"
#include "radici/nuclide/energy.hpp"
#include "radici/nuclide/energy_audit.hpp"

namespace radici::cli {

namespace {

using Json = nlohmann::ordered_json;

Json energies(nuclide::EnergyByClass const& energy)
{
    return {{"alpha", energy.alpha},
            {"recoil", energy.recoil},
            {"beta", energy.beta},
            {"conversion_auger", energy.conversion_auger},
            {"photon", energy.photon}};
}

/// A time in the unit in which people say it.
std::string in_words(double seconds)
{
    struct Scale {
        double seconds;
        char const* unit;
    };
    Scale const scales[] = {{365.25 * 86400, "y"}, {86400, "d"}, {3600, "h"}, {60, "min"}, {1, "s"},
                            {1e-3, "ms"},          {1e-6, "µs"}};
    for (auto const& scale : scales)
        if (seconds >= 2 * scale.seconds)
            return fmt::format("{:.5g} {}", seconds / scale.seconds, scale.unit);
    return fmt::format("{:.5g} ns", seconds * 1e9);
}

std::string energy_row(char const* label, double own, double chain)
{
    return fmt::format("  {:<22}{:>12.6f}{:>14.6f}\n", label, own, chain);
}

}   // namespace

std::string nuclide_json(nuclide::NuclideLibrary const& library, std::string_view name)
{
    auto const& nuclide = library.at(name);
    Json modes = Json::array();
    for (auto const& mode : nuclide.modes)
        modes.push_back({{"type", nuclide::to_text(mode.type)},
                         {"daughter", mode.daughter},
                         {"branching", mode.branching},
                         {"q_MeV", mode.q_MeV}});
    Json chain = Json::array();
    for (auto const& member : nuclide::decay_chain(library, nuclide.name))
        chain.push_back(
            {{"name", member.name}, {"yield", member.yield}, {"half_life_s", member.half_life_s}});
    Json const document{{"name", nuclide.name},
                        {"half_life_s", nuclide.half_life_s},
                        {"modes", modes},
                        {"energy_MeV", energies(energy_per_decay(nuclide))},
                        {"mean_beta_MeV", mean_beta_MeV(nuclide)},
                        {"chain", chain},
                        {"chain_energy_MeV", energies(chain_energy(library, nuclide.name))}};
    return document.dump(2) + "\n";
}

std::string nuclide_text(nuclide::NuclideLibrary const& library, std::string_view name)
{
    auto const& nuclide = library.at(name);
    auto text =
        fmt::format("{}   half-life {}  ({:.7g} s ± {:.2g} s)\n\n", nuclide.name,
                    in_words(nuclide.half_life_s), nuclide.half_life_s, nuclide.half_life_sd_s);
    for (auto const& mode : nuclide.modes)
        text += fmt::format("  {:<9} to {:<8} branching {:<11.6g} Q = {:.6g} MeV\n",
                            nuclide::to_text(mode.type), mode.daughter, mode.branching, mode.q_MeV);

    auto const own = energy_per_decay(nuclide);
    auto const all = chain_energy(library, nuclide.name);
    text += fmt::format("\n  {:<22}{:>12}{:>14}\n", "MeV per decay", "itself", "with chain");
    text += energy_row("alpha", own.alpha, all.alpha);
    text += energy_row("recoil", own.recoil, all.recoil);
    text += energy_row("beta", own.beta, all.beta);
    text += energy_row("conversion and Auger", own.conversion_auger, all.conversion_auger);
    text += energy_row("photon", own.photon, all.photon);
    if (!nuclide.betas.empty())
        text += fmt::format("  mean beta energy {:.5f} MeV, from the computed spectrum\n",
                            mean_beta_MeV(nuclide));

    auto const chain = nuclide::decay_chain(library, nuclide.name);
    text += fmt::format("\n  {:<10}{:>14}   {}\n", "chain", "yield", "half-life");
    for (auto const& member : chain)
        text += fmt::format("  {:<10}{:>14.8g}   {}\n", member.name, member.yield,
                            in_words(member.half_life_s));

    auto const audit = nuclide::audit_energy(nuclide);
    text += fmt::format("\n  energy audit: {:.6g} MeV of Q = {:.6g} MeV accounted for ({:+.3f} %), "
                        "{:.6g} MeV of it to neutrinos\n",
                        audit.accounted(), audit.q, 100 * audit.imbalance(), audit.neutrino);
    for (auto const& note : nuclide.notes)
        text += "  note: " + note + "\n";
    text += fmt::format("  evaluation: {}\n", nuclide.evaluation);
    for (auto const& source : nuclide.sources)
        text += "  source: " + source + "\n";
    return text;
}

void add_nuclide(CLI::App& app)
{
    struct Options {
        std::string name;
        bool json = false;
    };
    auto const options = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "nuclide", "Show half-life, modes, energies per decay and chain of a nuclide");
    command->add_option("NAME", options->name, "Lu-177, 177Lu or lu177")->required();
    command->add_flag("--json", options->json, "one JSON document");
    command->footer("Example:  radici nuclide Ra-223 --json");
    command->callback([options] {
        auto const library = nuclide::NuclideLibrary::load(data_folder());
        std::cout << (options->json ? nuclide_json(library, options->name)
                                    : nuclide_text(library, options->name));
    });
}

}   // namespace radici::cli
