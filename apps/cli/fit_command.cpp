#include "fit_command.hpp"

#include <chrono>
#include <filesystem>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "finish_run.hpp"
#include "output.hpp"
#include "radici/base/data_folder.hpp"
#include "radici/base/file.hpp"
#include "radici/base/hash.hpp"
#include "radici/base/interrupt.hpp"
#include "radici/base/log.hpp"
#include "radici/base/progress.hpp"
#include "radici/report/fit_report.hpp"
#include "radici/report/run_folder.hpp"

namespace radici::cli {
namespace {

namespace fs = std::filesystem;
namespace fit = study::fit;
using Clock = std::chrono::steady_clock;

struct FitOptions {
    fs::path plan;
    std::vector<fs::path> data;
    std::optional<fs::path> output;
    std::optional<std::uint64_t> seed;
    int threads = 0;
    double checkpoint_s = 60;
    bool resume = false, force = false, json = false;
    std::string command;
};

/// The words that decide the result, for the ensemble file: no folders, no threads.
std::string essence_of(FitOptions const& options, std::uint64_t seed)
{
    std::string words = "radici fit " + options.plan.filename().string();
    for (auto const& file : options.data)
        words += ' ' + file.filename().string();
    return fmt::format("{} --seed {}", words, seed);
}

std::vector<study::InputFile> inputs_of(FitOptions const& options, fit::Plan const& plan)
{
    std::vector<study::InputFile> inputs{
        {options.plan.filename().string(), sha256_of_file(options.plan)}};
    auto add = [&](study::InputFile const& input) {
        for (auto const& there : inputs)
            if (there.name == input.name && there.sha256 == input.sha256)
                return;
        inputs.push_back(input);
    };
    for (auto const& file : options.data)
        add({file.filename().string(), sha256_of_file(file)});
    for (auto const& one : plan.cases)
        for (auto const& input : one.inputs)
            add(input);
    return inputs;
}

std::string identity_of(std::vector<study::InputFile> const& inputs, std::uint64_t seed)
{
    auto text = fmt::format("{}\n{}\n", report::version_text(report::build_info()), seed);
    for (auto const& input : inputs)
        text += fmt::format("{} {}\n", input.name, input.sha256);
    return sha256(text);
}

report::RunFacts facts_of(FitOptions const& options, fit::Plan const& plan)
{
    auto facts = start_facts(options.command, options.threads);
    auto at = [&](fs::path const& file) {
        facts.input_paths[file.filename().string()] = fs::absolute(file).string();
    };
    at(options.plan);
    for (auto const& file : options.data)
        at(file);
    for (auto const& one : plan.cases) {
        at(one.file);
        for (auto const& input : one.inputs)
            if (input.name.starts_with("data/"))
                facts.input_paths[input.name] = (data_folder() / input.name.substr(5)).string();
    }
    return facts;
}

/// Samples, with a bar and checkpoints. False where it was interrupted.
bool sample(fit::Problem const& problem, FitOptions const& options, fit::Effort const& effort,
            fit::Progress& progress, fs::path const& checkpoint)
{
    auto const rounds = effort.search + effort.warm_up + effort.steps + 2;
    Progress bar("fit", static_cast<std::size_t>(rounds));
    auto const done = progress.generation + static_cast<int>(progress.ensemble.steps);
    bar.advance(static_cast<std::size_t>(done));
    auto last = Clock::now();
    auto const keep = [&] { fit::write_checkpoint(checkpoint, progress); };
    try {
        fit::sample(problem, effort, progress, [&] {
            bar.advance();
            if (std::chrono::duration<double>(Clock::now() - last).count() < options.checkpoint_s)
                return;
            keep();
            last = Clock::now();
        });
    } catch (fit::Interrupted const&) {
        keep();
        log_warning("interrupted; go on with --resume");
        return false;
    }
    keep();
    return true;
}

void tell(fit::Plan const& plan, fit::Posterior const& posterior, long evaluations, double seconds)
{
    log_info(fmt::format("{} evaluations of {} parameters in {:.1f} s, {:.2f} a second",
                         evaluations, plan.parameters.size(), seconds,
                         static_cast<double>(evaluations) / seconds));
    for (std::size_t i = 0; i < plan.parameters.size(); ++i)
        if (posterior.marginals[i].prior_only)
            log_info(plan.parameters[i].name.text() + ": prior only, the data do not speak of it");
    for (auto const& reason : posterior.not_converged)
        log_warning("not converged: " + reason);
}

void write(report::FitResult const& result, report::RunFacts facts,
           report::WorkingFolder const& folder, report::Gnuplot const& gnuplot)
{
    write_atomically(folder.path() / "posterior.csv", report::posterior_csv(result));
    write_atomically(folder.path() / "diagnostics.json", report::diagnostics_json(result));
    write_atomically(folder.path() / "ensemble.toml",
                     study::ensemble_toml(result.posterior.ensemble));
    write_atomically(folder.path() / "report.html",
                     report::fit_report_html(result, report::build_info(), gnuplot));
    facts.finished = report::utc_now();
    facts.drawn_with = gnuplot.version();
    study::RunResult run;
    run.study.seed = result.plan.effort.seed;
    run.inputs = result.inputs;
    report::write_provenance(run, facts, folder.path());
}

ExitCode fit_command(FitOptions const& options)
{
    auto const agents = kinetics::AgentLibrary::load(data_folder());
    auto plan = fit::read_plan(options.plan, agents, data_folder());
    plan.effort.seed = options.seed.value_or(plan.effort.seed);
    fit::Problem const problem(plan, fit::read_data(options.data, plan), options.threads);
    auto const gnuplot = report::Gnuplot::require();
    auto const inputs = inputs_of(options, plan);
    auto facts = facts_of(options, plan);
    report::WorkingFolder folder(options.output.value_or(fs::path("runs") / options.plan.stem()),
                                 options.force ? report::IfThere::replace : report::IfThere::refuse,
                                 options.resume  ? report::Unfinished::resume
                                 : options.force ? report::Unfinished::discard
                                                 : report::Unfinished::refuse);
    auto const checkpoint = folder.path() / "checkpoint.cbor";
    auto const identity = identity_of(inputs, plan.effort.seed);
    fit::Progress progress;
    if (options.resume && fs::exists(checkpoint))
        progress = fit::read_checkpoint(checkpoint, identity);
    progress.identity = identity;
    auto code = ExitCode::done;
    {
        RunLog const log(folder.path() / "log.jsonl");
        catch_interrupts();
        Stopwatch watch;
        auto const start = Clock::now();
        try {
            if (!sample(problem, options, plan.effort, progress, checkpoint))
                return ExitCode::interrupted;
            watch.lap("sample", facts);
            auto const posterior =
                fit::conclude(plan, problem, progress, essence_of(options, plan.effort.seed));
            watch.lap("conclude", facts);
            std::chrono::duration<double> const spent = Clock::now() - start;
            tell(plan, posterior, problem.evaluations(), spent.count());
            fs::remove(checkpoint);
            write({plan, posterior, inputs}, facts, folder, gnuplot);
            if (!posterior.not_converged.empty())
                code = ExitCode::not_promised;
        } catch (fit::Interrupted const&) {
            log_warning("interrupted; go on with --resume");
            return ExitCode::interrupted;
        }
    }
    folder.finish();
    if (options.json)
        print(read_text(folder.target() / "diagnostics.json"));
    log_info("the report is " + (folder.target() / "report.html").string());
    return code;
}

}   // namespace

void add_fit(CLI::App& app, std::string const& words, ExitCode& code)
{
    auto const options = std::make_shared<FitOptions>();
    options->command = words;
    auto* command =
        app.add_subcommand("fit", "Find parameters from data: a posterior and an ensemble");
    command->add_option("STUDY", options->plan, "study file with [fit], or a file of [fit] alone")
        ->required();
    command
        ->add_option("DATA", options->data,
                     "CSV files: arm, subject, time, quantity, value, "
                     "unit, censored")
        ->required();
    command->add_option("-o,--output", options->output,
                        "folder; default runs/<stem of the study file>");
    command->add_option("--seed", options->seed, "replaces [fit].seed; one seed, one result")
        ->check(CLI::NonNegativeNumber);
    command->add_option("--threads", options->threads, "threads; default all")
        ->check(CLI::Range(1, 4096));
    command->add_flag("--resume", options->resume, "go on with what an interrupted fit left");
    command->add_flag("--force", options->force, "replace a folder that exists");
    command->add_option("--checkpoint-every", options->checkpoint_s, "seconds between checkpoints")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_flag("--json", options->json, "print diagnostics.json");
    command->footer("Exit code 3: written, but the chain has not converged.\n"
                    "Example:  radici fit study.toml data.csv -o fitted\n"
                    "          radici run other.toml --ensemble fitted/ensemble.toml");
    command->callback([options, &code] { code = fit_command(*options); });
}

}   // namespace radici::cli
