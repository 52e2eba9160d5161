#include "biomarkers_command.hpp"

#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "finish_run.hpp"
#include "output.hpp"
#include "radici/base/error.hpp"
#include "radici/base/file.hpp"
#include "radici/base/hash.hpp"
#include "radici/base/log.hpp"
#include "radici/report/biomarker_report.hpp"
#include "radici/report/run_folder.hpp"
#include "radici/report/text.hpp"

namespace radici::cli {
namespace {

namespace fs = std::filesystem;

struct BiomarkersOptions {
    fs::path run;
    std::string endpoint = "response";
    std::optional<fs::path> output;
    bool force = false, json = false;
    std::string command;
};

study::Foretold endpoint_named(std::string const& name)
{
    using study::Foretold;
    for (auto const one : {Foretold::response, Foretold::control, Foretold::psa50, Foretold::cr})
        if (name == study::to_text(one))
            return one;
    return Foretold::cure;
}

void write(report::BiomarkerResult const& result, fs::path const& patients, report::RunFacts facts,
           report::WorkingFolder& folder, report::Gnuplot const& gnuplot)
{
    write_atomically(folder.path() / "biomarkers.csv", report::biomarkers_csv(result));
    write_atomically(folder.path() / "roc.csv", report::roc_csv(result));
    write_atomically(folder.path() / "biomarkers.json", report::biomarkers_json(result));
    write_atomically(folder.path() / "report.html",
                     report::biomarkers_html(result, report::build_info(), gnuplot));
    facts.finished = report::utc_now();
    facts.drawn_with = gnuplot.version();
    facts.input_paths["patients.csv"] = fs::absolute(patients).string();
    study::RunResult run;
    run.inputs = {{"patients.csv", result.patients_sha256}};
    report::write_provenance(run, facts, folder.path());
    folder.finish();
}

std::string text_of(report::BiomarkerResult const& result)
{
    std::vector<std::vector<std::string>> rows{
        {"arm", "baseline quantity", "area", "95 %", "met", "of"}};
    for (auto const& arm : result.arms)
        for (auto const& marker : arm.markers)
            rows.push_back(
                {arm.arm, marker.column, report::ratio(marker.area.value),
                 report::ratio(marker.area.low) + " to " + report::ratio(marker.area.high),
                 std::to_string(arm.events), std::to_string(arm.evaluable)});
    return table_text(rows);
}

ExitCode biomarkers_command(BiomarkersOptions const& options)
{
    auto const patients = options.run / "patients.csv";
    if (!fs::exists(patients))
        throw StudyError({options.run.string(), 0, ""},
                         {"no patients.csv", "the folder of a finished run is expected",
                          "radici run STUDY.toml -o DIR makes one"});
    auto const gnuplot = report::Gnuplot::require();
    auto const run = fs::weakly_canonical(fs::absolute(options.run));
    auto const name = (run.has_filename() ? run : run.parent_path()).filename().string();
    auto const endpoint = endpoint_named(options.endpoint);
    auto facts = start_facts(options.command, 1);
    report::BiomarkerResult const result{name, endpoint, study::find_biomarkers(patients, endpoint),
                                         sha256_of_file(patients)};
    report::WorkingFolder folder(options.output.value_or(fs::path("runs") / (name + "-biomarkers")),
                                 options.force ? report::IfThere::replace : report::IfThere::refuse,
                                 options.force ? report::Unfinished::discard
                                               : report::Unfinished::refuse);
    write(result, patients, facts, folder, gnuplot);
    print(options.json ? read_text(folder.target() / "biomarkers.json") : text_of(result));
    log_info(fmt::format("the report is {}", (folder.target() / "report.html").string()));
    return ExitCode::done;
}

}   // namespace

void add_biomarkers(CLI::App& app, std::string const& words, ExitCode& code)
{
    auto const options = std::make_shared<BiomarkersOptions>();
    options->command = words;
    auto* command = app.add_subcommand(
        "biomarkers", "Which baseline quantity foretells an endpoint: ROC, areas with intervals");
    command->add_option("RUN_DIR", options->run, "folder of a finished run")
        ->required()
        ->check(CLI::ExistingDirectory);
    command
        ->add_option("--endpoint", options->endpoint,
                     "response (CR or PR), control (or SD), psa50; of mice cr, cure")
        ->check(CLI::IsMember(study::names_of_foretold()))
        ->capture_default_str();
    command->add_option("-o,--output", options->output,
                        "folder; default runs/<name of the run>-biomarkers");
    command->add_flag("--force", options->force, "replace a folder that exists");
    command->add_flag("--json", options->json, "print biomarkers.json");
    command->footer("Example:  radici biomarkers runs/NCT05150236 --endpoint psa50");
    command->callback([options, &code] { code = biomarkers_command(*options); });
}

}   // namespace radici::cli
