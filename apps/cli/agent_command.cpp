#include "agent_command.hpp"

#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "agent_document.hpp"
#include "radici/base/data_folder.hpp"

namespace radici::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string plain(Json const& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string joined(Json const& list)
{
    std::string text;
    for (auto const& item : list)
        text += (text.empty() ? "" : ", ") + plain(item);
    return text;
}

/// `0.2256 L/d (low to high)   verified   Bajaj 2017 (note)`
std::string known(Json const& parameter)
{
    std::string const unit = plain(parameter["unit"]);
    std::string value =
        fmt::format("{:.5g}{}", parameter["value"].get<double>(), unit == "-" ? "" : " " + unit);
    if (parameter.contains("low") && parameter.contains("high"))
        value += fmt::format(" ({:.4g} to {:.4g})", parameter["low"].get<double>(),
                             parameter["high"].get<double>());
    std::string note;
    if (parameter.contains("note"))
        note = "; " + plain(parameter["note"]);
    return fmt::format("{:<26} {:<9} {}{}", value, plain(parameter["trust"]),
                       plain(parameter["source"]), note);
}

std::string line(std::string const& label, std::string const& text)
{
    return fmt::format("  {:<30} {}\n", label, text);
}

std::string head(Json const& agent, std::initializer_list<char const*> keys)
{
    std::string text = fmt::format("{}   {}, {}\n", plain(agent["id"]), plain(agent["name"]),
                                   plain(agent["kind"]));
    text += line("also", joined(agent["synonyms"]));
    for (char const* key : keys)
        text += line(key, plain(agent[key]));
    std::string counts;
    for (auto const& [trust, count] : agent["trust"].items())
        counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", count.dump(), trust);
    return text + line("numbers of its file", counts);
}

std::string sources(Json const& agent)
{
    std::string text = "\nsources\n";
    for (auto const& source : agent["sources"])
        text += "  " + plain(source) + "\n";
    return text;
}

std::string usual(Json const& amounts)
{
    std::string text;
    for (auto const& amount : amounts)
        text += line("usual, " + plain(amount["species"]), known(amount));
    return text;
}

std::string transfer_line(Json const& flow)
{
    return line(plain(flow["from"]) + " > " + plain(flow["to"]), known(flow["rate"]));
}

std::string kinetics_text(Json const& kinetics)
{
    std::string text =
        fmt::format("\n{:<32} {:<18} {}\n", "compartment", "region", "residence time, h");
    for (auto const& part : kinetics["compartments"])
        text += fmt::format("  {:<30} {:<18} {:.4g}\n", plain(part["name"]), plain(part["region"]),
                            part["residence_time_h"].get<double>());
    text += "\ntransfers\n";
    for (auto const& flow : kinetics["transfers"]) {
        text += transfer_line(flow);
        if (flow.contains("calibrated_to"))
            text += line("", fmt::format("solved for {} {:.4g} Gy/GBq",
                                         plain(flow["calibrated_to"]["region"]),
                                         flow["calibrated_to"]["Gy_per_GBq"].get<double>()));
    }
    text += "\nbetween patients (standard deviation of the logarithm)\n";
    for (auto const& spread : kinetics["between_patients"])
        text += line(plain(spread["name"]), known(spread["sd_ln"]));
    return text;
}

std::string elsewhere_text(Json const& agent)
{
    std::string text;
    for (auto const& other : agent["elsewhere"]) {
        text += fmt::format("\nin the {}, beside the scaling by weight\n", plain(other["species"]));
        for (auto const& [key, value] : other["parameters"].items())
            text += line(key, known(value));
        for (auto const& flow : other["transfers"])
            text += transfer_line(flow);
    }
    return text;
}

std::string daughter_text(Json const& daughter)
{
    if (daughter.is_null())
        return {};
    std::string text = fmt::format("\n{} that leaves follows {}; share of decays that free it\n",
                                   plain(daughter["nuclide"]), plain(daughter["follows"]));
    for (auto const& [key, value] : daughter["shares"].items())
        text += line(key, known(value));
    return text;
}

std::string radiopharmaceutical_text(Json const& agent)
{
    std::string text = head(agent, {"vector_class", "target_gene", "mode", "status_of_use"});
    auto const& energy = agent["nuclide"]["chain_energy_MeV"];
    text += line("nuclide", fmt::format("{}, half-life {:.5g} d", plain(agent["nuclide"]["name"]),
                                        agent["nuclide"]["half_life_s"].get<double>() / 86400));
    for (auto const& [kind, MeV] : energy.items())
        text += line("  " + kind + ", with daughters",
                     fmt::format("{:.5g} MeV per decay", MeV.get<double>()));
    text += line("molar mass", known(agent["molar_mass"]));
    text += usual(agent["usual_activity"]);
    for (auto const& [species, amount] : agent["usual_ligand"].items())
        text += line("ligand, " + species, known(amount));
    text += line("cycles", known(agent["cycles"])) + line("interval", known(agent["interval"]));
    text += line("organs at risk", joined(agent["organs_at_risk"]));
    text += kinetics_text(agent["kinetics"]);
    text += "\nlesion\n";
    for (auto const& [key, value] : agent["lesion"].items()) {
        if (value.is_object())
            text += line(key, known(value));
        else if (value.is_number())
            text += line(key, fmt::format("{:.4g}", value.get<double>()));
        else
            text += line(key, plain(value));
    }
    text += elsewhere_text(agent) + daughter_text(agent["leaving_daughter"]);
    text += fmt::format("\n{:<32} {:>10} {:>10} {:>10} {:>12} {:>10}\n",
                        "Gy/GBq, " + plain(agent["reference_body"]), "total", "alpha", "beta",
                        "conv., Auger", "photon");
    for (auto const& [region, dose] : agent["dose_Gy_per_GBq"].items())
        text += fmt::format("  {:<30} {:>10.4g} {:>10.4g} {:>10.4g} {:>12.4g} {:>10.4g}\n", region,
                            dose["total"].get<double>(), dose["alpha"].get<double>(),
                            dose["beta"].get<double>(), dose["conversion_auger"].get<double>(),
                            dose["photon"].get<double>());
    return text + sources(agent);
}

std::string antibody_text(Json const& antibody)
{
    std::string text = head(antibody, {"species", "target", "target_gene", "isotype",
                                       "depletes_target_cells", "dosing"});
    text += usual(antibody["usual_dose"]);
    auto const& half_life = antibody["half_life"];
    text +=
        line("terminal half-life",
             fmt::format("{:.4g} d after the first dose, {:.4g} d once clearance has changed",
                         half_life["first_d"].get<double>(), half_life["late_d"].get<double>()));
    if (half_life.contains("label"))
        text += line("  beside the label's", known(half_life["label"]));
    text += "\nsteady state                       trough, mg/L   occupancy in a lesion\n";
    for (auto const& one : antibody["steady_state"])
        text +=
            fmt::format("  {:<30} {:>12.4g} {:>15.1f} %\n",
                        fmt::format("{:g} {} every {:g} d", one["dose"].get<double>(),
                                    plain(one["unit"]), one["every_d"].get<double>()),
                        one["trough_mg_per_L"].get<double>(), 100 * one["occupancy"].get<double>());
    text += "\nparameters\n";
    for (auto const& [key, value] : antibody["parameters"].items())
        text += line(key, known(value));
    return text + sources(antibody);
}

}   // namespace

std::string agent_json(std::filesystem::path const& data_folder, std::string_view name)
{
    return agent_document(data_folder, name).dump(2) + "\n";
}

std::string agent_text(std::filesystem::path const& data_folder, std::string_view name)
{
    Json const document = agent_document(data_folder, name);
    return document["kind"] == "radiopharmaceutical" ? radiopharmaceutical_text(document)
                                                     : antibody_text(document);
}

void add_agent(CLI::App& app)
{
    struct Options {
        std::string name;
        bool json = false;
    };
    auto const options = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "agent", "Show everything known of an agent or inhibitor, with sources and trust");
    command->add_option("NAME", options->name, "lu177_dotatate, 177Lu-PSMA-617, nivolumab, …")
        ->required();
    command->add_flag("--json", options->json, "one JSON document");
    command->footer("Example:  radici agent lu177_psma617 --json");
    command->callback([options] {
        std::cout << (options->json ? agent_json(data_folder(), options->name)
                                    : agent_text(data_folder(), options->name));
    });
}

}   // namespace radici::cli
