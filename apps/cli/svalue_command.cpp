#include "svalue_command.hpp"

#include <chrono>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "output.hpp"
#include "radici/base/data_folder.hpp"
#include "radici/base/error.hpp"
#include "radici/base/unit_text.hpp"

namespace radici::cli {

namespace {

using Json = nlohmann::ordered_json;

[[noreturn]] void refuse(std::string const& option, Complaint what)
{
    throw StudyError({"radici svalue", 0, option}, std::move(what));
}

double length_um(std::string const& option, std::string const& text)
{
    auto const value = read_value(text);
    if (value && value->unit_text.empty())
        refuse(option, {text, "a length needs its unit", "write " + text + "um"});
    if (!value || !value->unit.same_dimension(unit_of("um")))
        refuse(option, {text, "this is no length", "write it like 5um"});
    return value->in(unit_of("um"));
}

/// A name of `read`'s, or a complaint that lists them.
template <class Read>
auto place(std::string const& option, std::string const& text, std::string const& all, Read read)
{
    auto const found = read(text);
    if (text.empty())
        refuse(option, {"missing", "a cell has several parts", "one of " + all});
    if (!found)
        refuse(option, {text, "no such part of a cell", "one of " + all});
    return *found;
}

Json value_sd(dosimetry::ValueSd const& of)
{
    return {{"value", of.value}, {"sd", of.sd}};
}

Json events_json(dosimetry::AlphaEvents const& events)
{
    return {{"hits_per_decay", events.hits_per_decay},
            {"at_least_one_hit", events.at_least_one_hit},
            {"frequency_mean_Gy", events.frequency_mean_Gy},
            {"dose_mean_Gy", events.dose_mean_Gy},
            {"spectrum", {{"edge_Gy", events.edge_Gy}, {"per_Gy", events.per_Gy}}}};
}

std::string number(double value)
{
    return fmt::format("{:.5g}", value);
}

std::string joined(std::vector<std::string> const& list)
{
    return fmt::format("{}", fmt::join(list, ", "));
}

std::string daughters_text(dosimetry::Daughters daughters)
{
    return daughters == dosimetry::Daughters::in_place ? "in place" : "left out";
}

std::string events_text(dosimetry::AlphaEvents const& events)
{
    return "\nsingle events of alphas in the target\n" +
           table_text({{"  hits per decay, mean", number(events.hits_per_decay)},
                       {"  at least one hit", number(events.at_least_one_hit)},
                       {"  z_F, mean of one event", number(events.frequency_mean_Gy) + " Gy"},
                       {"  z_D, weighted with dose", number(events.dose_mean_Gy) + " Gy"}});
}

ExitCode svalue_command(SValueOptions const& options)
{
    auto const start = std::chrono::steady_clock::now();
    auto const question = cell_question(options);
    auto const library = nuclide::NuclideLibrary::load(data_folder());
    try {
        auto const answer = dosimetry::answer(question, library, data_folder());
        std::chrono::duration<double> const spent = std::chrono::steady_clock::now() - start;
        print(options.json ? svalue_json(question, answer, spent.count())
                           : svalue_text(question, answer));
    } catch (StudyError const& error) {
        if (!error.where().file.empty())
            throw;
        throw StudyError({"radici svalue", 0, error.where().key}, error.what_is_wrong());
    }
    return ExitCode::done;
}

}   // namespace

dosimetry::CellQuestion cell_question(SValueOptions const& options)
{
    if (options.cell.empty())
        refuse("",
               {"no geometry", "an S value belongs to one", "--cell 5um --nucleus 4um --from N"});
    if (options.nucleus.empty())
        refuse("--nucleus", {"missing", "a cell has a nucleus", "--nucleus 4um, a radius"});
    dosimetry::CellQuestion question;
    question.nuclide = options.nuclide;
    question.cell = {.nucleus_um = length_um("--nucleus", options.nucleus),
                     .cell_um = length_um("--cell", options.cell)};
    question.source = place("--from", options.from, "N, Cy, CS", dosimetry::cell_source);
    question.target = place("--to", options.to, "N, C", dosimetry::cell_target);
    question.daughters =
        options.no_daughters ? dosimetry::Daughters::left_out : dosimetry::Daughters::in_place;
    question.medium = options.medium;
    return question;
}

std::string svalue_json(dosimetry::CellQuestion const& question,
                        dosimetry::SValueAnswer const& answer, double seconds)
{
    auto const& balance = answer.balance;
    Json document{{"nuclide", answer.nuclide},
                  {"geometry",
                   {{"kind", "cell"},
                    {"cell_um", question.cell.cell_um},
                    {"nucleus_um", question.cell.nucleus_um}}},
                  {"method", answer.method},
                  {"medium", answer.medium},
                  {"daughters", daughters_text(question.daughters)},
                  {"source", answer.source},
                  {"target", answer.target},
                  {"target_mass_g", answer.target_mass_g},
                  {"s_mGy_per_MBq_s", value_sd(answer.s_mGy_per_MBq_s)},
                  {"by_class",
                   {{"alpha", value_sd(answer.alpha)},
                    {"beta", value_sd(answer.beta)},
                    {"conversion_auger", value_sd(answer.conversion_auger)},
                    {"photon", value_sd(answer.photon)}}},
                  {"absorbed_fraction",
                   {{"charged", answer.charged_absorbed_fraction},
                    {"photon", answer.photon_absorbed_fraction}}},
                  {"emitted_MeV", answer.emitted_MeV},
                  {"histories", answer.histories},
                  {"seconds", seconds},
                  {"energy_balance",
                   {{"emitted_MeV", balance.emitted},
                    {"in_target_MeV", balance.in_target},
                    {"elsewhere_MeV", balance.elsewhere},
                    {"left_out_MeV", balance.left_out},
                    {"relative_error", balance.relative_error()}}},
                  {"left_out", answer.left_out}};
    if (answer.alpha_events)
        document["alpha_events"] = events_json(*answer.alpha_events);
    return document.dump(2) + "\n";
}

std::string svalue_text(dosimetry::CellQuestion const& question,
                        dosimetry::SValueAnswer const& answer)
{
    auto text = fmt::format("{}, daughters {}   S({} <- {})   cell {}, nucleus {} (radii)\n"
                            "method {} in {}, target {:.5g} g\n\n",
                            answer.nuclide, daughters_text(question.daughters), answer.target,
                            answer.source, value_text(question.cell.cell_um, "um"),
                            value_text(question.cell.nucleus_um, "um"), answer.method,
                            answer.medium, answer.target_mass_g);
    auto const row = [](char const* label, double mGy_per_MBq_s) {
        return std::vector<std::string>{label, number(mGy_per_MBq_s), number(1e-9 * mGy_per_MBq_s)};
    };
    text += table_text({{"", "mGy/(MBq s)", "Gy/(Bq s)"},
                        row("  alpha", answer.alpha.value),
                        row("  beta", answer.beta.value),
                        row("  conversion, Auger", answer.conversion_auger.value),
                        row("  photon", answer.photon.value),
                        row("  together", answer.s_mGy_per_MBq_s.value)});
    text += fmt::format("\nper decay {:.5g} MeV: {:.5g} in the target, {:.5g} elsewhere, {:.5g} "
                        "not followed\nnot followed: {}\n",
                        answer.balance.emitted, answer.balance.in_target, answer.balance.elsewhere,
                        answer.balance.left_out, joined(answer.left_out));
    return answer.alpha_events ? text + events_text(*answer.alpha_events) : text;
}

void add_svalue(CLI::App& app, ExitCode& code)
{
    auto const options = std::make_shared<SValueOptions>();
    auto* command = app.add_subcommand("svalue", "Absorbed dose per decay in the parts of a cell");
    command->add_option("--nuclide", options->nuclide, "Lu-177, 177Lu or lu177")->required();
    command->add_option("--cell", options->cell, "radius of the cell: 5um");
    command->add_option("--nucleus", options->nucleus, "radius of its nucleus: 4um");
    command->add_option("--from", options->from,
                        "where the decays are: N nucleus, Cy cytoplasm, CS cell surface");
    command
        ->add_option("--to", options->to,
                     "where the dose is: N nucleus, C whole cell with its nucleus")
        ->capture_default_str();
    command
        ->add_option("--medium", options->medium,
                     "water_i75 (alphas of ASTAR, as MIRD has them) or water (ICRU 90)")
        ->capture_default_str();
    command->add_flag("--no-daughters", options->no_daughters,
                      "the first decay alone; without it all daughters decay where it did");
    command->add_flag("--json", options->json, "one JSON document");
    command->footer("Example:  radici svalue --nuclide Lu-177 --cell 5um --nucleus 4um --from CS");
    command->callback([options, &code] { code = svalue_command(*options); });
}

}   // namespace radici::cli
