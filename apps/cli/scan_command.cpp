#include "scan_command.hpp"

#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "finish_run.hpp"
#include "output.hpp"
#include "radici/base/data_folder.hpp"
#include "radici/base/file.hpp"
#include "radici/base/hash.hpp"
#include "radici/base/log.hpp"
#include "radici/report/run_folder.hpp"
#include "radici/report/scan_report.hpp"

namespace radici::cli {
namespace {

namespace fs = std::filesystem;

struct ScanOptions {
    fs::path study;
    std::string x;
    int points = 8, threads = 0;
    study::Overrides overrides;
    std::optional<fs::path> output;
    bool force = false;
    std::string command;
};

ExitCode scan_command(ScanOptions const& options)
{
    auto const axis = study::ScanAxis::parse(options.x, options.points);
    auto const gnuplot = report::Gnuplot::require();
    auto const agents = kinetics::AgentLibrary::load(data_folder());
    auto facts = start_facts(options.command, options.threads);
    report::WorkingFolder folder(
        options.output.value_or(fs::path("runs") / (options.study.stem().string() + "-scan")),
        options.force ? report::IfThere::replace : report::IfThere::refuse,
        options.force ? report::Unfinished::discard : report::Unfinished::refuse);
    Stopwatch watch;
    report::ScanResult const result{options.study.stem().string(), axis,
                                    study::scan(options.study, axis, options.overrides, agents,
                                                data_folder(), options.threads)};
    watch.lap("simulate", facts);
    write_atomically(folder.path() / "curves.csv", report::scan_csv(result));
    write_atomically(folder.path() / "report.html",
                     report::scan_html(result, report::build_info(), gnuplot));
    facts.finished = report::utc_now();
    facts.drawn_with = gnuplot.version();
    auto const name = options.study.filename().string();
    facts.input_paths[name] = fs::absolute(options.study).string();
    study::RunResult run;
    run.inputs = {{name, sha256_of_file(options.study)}};
    report::write_provenance(run, facts, folder.path());
    folder.finish();
    std::string words;
    for (std::size_t a = 0; a < result.points.front().arms.size(); ++a)
        words += fmt::format("{}: {}\n", result.points.front().arms[a].name,
                             report::scan_words(result, a));
    print(words);
    log_info(fmt::format("the report is {}", (folder.target() / "report.html").string()));
    return ExitCode::done;
}

}   // namespace

void add_scan(CLI::App& app, std::string const& words, ExitCode& code)
{
    auto const options = std::make_shared<ScanOptions>();
    options->command = words;
    auto* command = app.add_subcommand(
        "scan", "Response, toxicity and effector T cells against one value of a study");
    command->add_option("STUDY", options->study, "study file")
        ->required()
        ->check(CLI::ExistingFile);
    command->add_option("--x", options->x, "what is varied: PATH=A..B UNIT, paths as of --set")
        ->required();
    command->add_option("--points", options->points, "values from A to B, equal ratios apart")
        ->check(CLI::Range(2, 1000))
        ->capture_default_str();
    command->add_option("--set", options->overrides.set, "replaces a value: PATH=VALUE")
        ->allow_extra_args(false);
    command->add_option("--patients", options->overrides.patients, "replaces [study].patients");
    command->add_option("--seed", options->overrides.seed, "replaces [study].seed");
    command->add_option("--threads", options->threads, "threads; default all")
        ->check(CLI::Range(1, 4096));
    command->add_option("-o,--output", options->output,
                        "folder; default runs/<stem of the study file>-scan");
    command->add_flag("--force", options->force, "replace a folder that exists");
    command->footer("Example:  radici scan studies/NCT05150236.toml --x "
                    "'arm[0].give[0].activity=1..16 GBq' --patients 500");
    command->callback([options, &code] { code = scan_command(*options); });
}

}   // namespace radici::cli
