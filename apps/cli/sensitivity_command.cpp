#include "sensitivity_command.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "finish_run.hpp"
#include "output.hpp"
#include "radici/base/data_folder.hpp"
#include "radici/base/file.hpp"
#include "radici/base/hash.hpp"
#include "radici/base/interrupt.hpp"
#include "radici/base/log.hpp"
#include "radici/report/run_folder.hpp"
#include "radici/report/sensitivity_report.hpp"

namespace radici::cli {
namespace {

namespace fs = std::filesystem;
namespace fit = study::fit;

struct SensitivityOptions {
    fs::path study;
    std::optional<fs::path> output;
    std::vector<std::string> parameters;
    std::string method = "sobol";
    std::optional<int> patients;
    fit::SensitivityQuestion question;
    bool force = false, json = false;
    std::string command;
};

std::vector<study::InputFile> inputs_of(fit::Plan const& plan)
{
    std::vector<study::InputFile> inputs{
        {plan.file.filename().string(), sha256_of_file(plan.file)}};
    for (auto const& one : plan.cases)
        for (auto const& input : one.inputs) {
            auto const there = [&](auto const& other) {
                return other.name == input.name && other.sha256 == input.sha256;
            };
            if (std::find_if(inputs.begin(), inputs.end(), there) == inputs.end())
                inputs.push_back(input);
        }
    return inputs;
}

void write(report::SensitivityResult const& result, report::RunFacts facts,
           report::WorkingFolder& folder, report::Gnuplot const& gnuplot)
{
    write_atomically(folder.path() / "indices.csv", report::sensitivity_csv(result));
    write_atomically(folder.path() / "sensitivity.json", report::sensitivity_json(result));
    write_atomically(folder.path() / "report.html",
                     report::sensitivity_html(result, report::build_info(), gnuplot));
    facts.finished = report::utc_now();
    facts.drawn_with = gnuplot.version();
    study::RunResult run;
    run.study.seed = result.question.seed;
    run.inputs = result.inputs;
    report::write_provenance(run, facts, folder.path());
    folder.finish();
}

ExitCode sensitivity_command(SensitivityOptions options)
{
    options.question.method =
        options.method == "morris" ? fit::SensitivityMethod::morris : fit::SensitivityMethod::sobol;
    auto const agents = kinetics::AgentLibrary::load(data_folder());
    auto plan = fit::read_plan(options.study, agents, data_folder(), options.parameters);
    if (options.patients) {
        plan.effort.patients = *options.patients;
        for (auto& one : plan.cases)
            one.setting.study.patients = *options.patients;
    }
    auto const gnuplot = report::Gnuplot::require();
    auto facts = start_facts(options.command, options.question.threads);
    facts.input_paths[plan.file.filename().string()] = fs::absolute(plan.file).string();
    for (auto const& one : plan.cases) {
        facts.input_paths[one.file.filename().string()] = fs::absolute(one.file).string();
        for (auto const& input : one.inputs)
            if (input.name.starts_with("data/"))
                facts.input_paths[input.name] = (data_folder() / input.name.substr(5)).string();
    }
    report::WorkingFolder folder(options.output.value_or(fs::path("runs") / options.study.stem()),
                                 options.force ? report::IfThere::replace : report::IfThere::refuse,
                                 options.force ? report::Unfinished::discard
                                               : report::Unfinished::refuse);
    catch_interrupts();
    Stopwatch watch;
    try {
        auto const found = fit::sensitivity(plan, options.question);
        watch.lap("simulate", facts);
        write({plan, options.question, found, inputs_of(plan)}, facts, folder, gnuplot);
    } catch (fit::Interrupted const&) {
        log_warning("interrupted; nothing is kept");
        return ExitCode::interrupted;
    }
    if (options.json)
        print(read_text(folder.target() / "sensitivity.json"));
    log_info(fmt::format("{:.1f} s; the report is {}", facts.seconds.at("simulate"),
                         (folder.target() / "report.html").string()));
    return ExitCode::done;
}

}   // namespace

void add_sensitivity(CLI::App& app, std::string const& words, ExitCode& code)
{
    auto const options = std::make_shared<SensitivityOptions>();
    options->command = words;
    auto* command = app.add_subcommand(
        "sensitivity", "Which parameters move an endpoint: Sobol or Morris indices");
    command->add_option("STUDY", options->study, "study file, or a file of [fit] alone")
        ->required();
    command
        ->add_option("--endpoint", options->question.endpoints,
                     "rates, toxicities or times, of every arm: orr os (times as mean within the "
                     "horizon)")
        ->required();
    command->add_option("--parameter", options->parameters,
                        "paths in data/ with their priors there; default those of [fit]");
    command->add_option("--method", options->method, "sobol or morris")
        ->check(CLI::IsMember({"sobol", "morris"}))
        ->capture_default_str();
    command
        ->add_option("--rows", options->question.rows,
                     "rows of parameters + 2 simulations (sobol), or paths of parameters + 1")
        ->check(CLI::Range(2, 1 << 20))
        ->capture_default_str();
    command
        ->add_option("--patients", options->patients, "patients of an arm, default [fit].patients")
        ->check(CLI::Range(1, 100000));
    command->add_option("--seed", options->question.seed, "one seed, one result")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("--threads", options->question.threads, "threads; default all")
        ->check(CLI::Range(1, 4096));
    command->add_option("-o,--output", options->output,
                        "folder; default runs/<stem of the study file>");
    command->add_flag("--force", options->force, "replace a folder that exists");
    command->add_flag("--json", options->json, "print sensitivity.json");
    command->footer("Example:  radici sensitivity studies/NCT04525638.toml --endpoint os --method "
                    "morris --parameter immune.kill_per_effector immune.homing -o which");
    command->callback([options, &code] { code = sensitivity_command(*options); });
}

}   // namespace radici::cli
