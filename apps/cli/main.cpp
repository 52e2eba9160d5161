#include <cstdlib>
#include <memory>

#include <CLI/CLI.hpp>

#include "agent_command.hpp"
#include "biomarkers_command.hpp"
#include "commands.hpp"
#include "fit_command.hpp"
#include "nuclide_command.hpp"
#include "output.hpp"
#include "radici/base/error.hpp"
#include "radici/base/nearest.hpp"
#include "ranks.hpp"
#include "run_command.hpp"
#include "scan_command.hpp"
#include "sensitivity_command.hpp"
#include "svalue_command.hpp"

/// Words in, one call of a command, exit code out. CLI11 stays in this file and in those of
/// nuclide, agent and svalue.
namespace radici::cli {
namespace {

/// Where the callbacks of the subcommands leave what came out.
struct Outcome {
    ExitCode code = ExitCode::done;
};

void add_list(CLI::App& app, Outcome& outcome)
{
    struct Options {
        std::string kind;
        bool json = false, markdown = false;
    };
    auto const options = std::make_shared<Options>();
    auto* command = app.add_subcommand("list", "List what the data folder holds");
    command->add_option("KIND", options->kind, "what to list; left out, the kinds themselves")
        ->check(CLI::IsMember(list_kinds()));
    auto* json = command->add_flag("--json", options->json, "an array of {id, name, ...}");
    command->add_flag("--markdown", options->markdown, "a table for a page")->excludes(json);
    command->footer("Example:  radici list agents");
    command->callback([options, &outcome] {
        auto const form = options->json       ? ListForm::json
                          : options->markdown ? ListForm::markdown
                                              : ListForm::text;
        outcome.code = list_command(options->kind, form);
    });
}

void add_schema(CLI::App& app, Outcome& outcome)
{
    struct Options {
        std::string what = "study";
        bool markdown = false;
    };
    auto const options = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "schema", "Print the grammar of study files (JSON Schema) or the columns of patients.csv");
    command->add_option("WHAT", options->what, "study or columns")
        ->check(CLI::IsMember({"study", "columns"}))
        ->capture_default_str();
    command->add_flag("--markdown", options->markdown, "as the reference page");
    command->footer("Example:  radici schema > study.schema.json");
    command->callback(
        [options, &outcome] { outcome.code = schema_command(options->what, options->markdown); });
}

void add_run(CLI::App& app, std::string const& words, Outcome& outcome)
{
    auto const options = std::make_shared<study::RunOptions>();
    options->command = words;
    auto* command =
        app.add_subcommand("run", "Simulate every arm of a study and write its endpoints");
    command->add_option("STUDY", options->study_file, "study file")->required();
    command->add_option("-o,--output", options->output,
                        "run folder; default runs/<stem of the study file>");
    command->add_option("--patients", options->patients, "replaces [study].patients");
    command->add_option("--seed", options->seed, "replaces [study].seed; one seed, one result")
        ->check(CLI::NonNegativeNumber);
    command
        ->add_option("--set", options->set,
                     "path=value replaces a value of the file: 'arm[0].give[0].activity=3.7 GBq'")
        ->allow_extra_args(false);
    command->add_option("--ensemble", options->ensemble,
                        "file of parameter sets that patients are drawn from, or none; default "
                        "that of the species in data/ensembles");
    command->add_flag("--dry-run", options->dry_run, "check the study, print it resolved, stop");
    command->add_flag("--resume", options->resume, "go on with what an interrupted run left");
    command->add_flag("--force", options->force, "replace a folder that exists");
    command->add_option("--threads", options->threads, "threads; default all")
        ->check(CLI::Range(1, 4096));
    command->add_option("--shard", options->shard,
                        "i/n: simulate the i-th of n shares and leave them for radici merge");
    command
        ->add_option("--checkpoint-every", options->checkpoint_s,
                     "seconds after which finished patients are written at the latest")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_flag("--json", options->json, "print summary.json");
    command->footer("Example:  radici run studies/NCT05150236.toml --seed 7 -o out\n"
                    "          radici run studies/NCT05150236.toml -o out --resume\n"
                    "          radici run studies/NCT05150236.toml --shard 2/3 -o part2\n"
                    "          mpirun -n 8 radici run studies/NCT05150236.toml -o out");
    command->callback([options, &outcome] { outcome.code = run_command(*options); });
}

void add_merge(CLI::App& app, std::string const& words, Outcome& outcome)
{
    auto const options = std::make_shared<study::MergeOptions>();
    options->command = words;
    auto* command = app.add_subcommand(
        "merge", "Join the shards of a study; the result is what one run would have written");
    command->add_option("DIR", options->shards, "what radici run --shard left, all shards")
        ->required();
    command->add_option("-o,--output", options->output,
                        "run folder; default runs/<stem of the study file>");
    command->add_flag("--force", options->force, "replace a folder that exists");
    command->add_flag("--json", options->json, "print summary.json");
    command->footer("Example:  radici merge part1 part2 part3 -o out");
    command->callback([options, &outcome] { outcome.code = merge_command(*options); });
}

void add_validate(CLI::App& app, Outcome& outcome)
{
    struct Options {
        std::vector<std::string> names;
        bool json = false;
    };
    auto const options = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "validate", "Set our numbers beside published ones; exit 3 where outside tolerance");
    command->add_option("NAME", options->names,
                        "groups of the table: nuclide, dosimetry, kinetics; left out, all");
    command->add_flag("--json", options->json, "an array of rows");
    command->footer("Example:  radici validate nuclide");
    command->callback(
        [options, &outcome] { outcome.code = validate_command(options->names, options->json); });
}

void add_verify(CLI::App& app, Outcome& outcome)
{
    struct Options {
        std::string folder;
        bool json = false;
    };
    auto const options = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "verify", "Hash the inputs and outputs of a run again; exit 1 where one is not as it was");
    command->add_option("DIR", options->folder, "run folder")->required();
    command->add_flag("--json", options->json, "an array of {file, role, state}");
    command->footer("Example:  radici verify runs/NCT05150236");
    command->callback(
        [options, &outcome] { outcome.code = verify_command(options->folder, options->json); });
}

void add_version(CLI::App& app, Outcome& outcome)
{
    auto const json = std::make_shared<bool>(false);
    auto* command = app.add_subcommand(
        "version", "Print the version, with --json all that the program was built from");
    command->add_flag("--json", *json, "one JSON document");
    command->footer("Example:  radici version --json");
    command->callback([json, &outcome] { outcome.code = version_command(*json); });
}

void add_commands(CLI::App& app, std::string const& words, Outcome& outcome)
{
    add_run(app, words, outcome);
    add_merge(app, words, outcome);
    add_fit(app, words, outcome.code);
    add_sensitivity(app, words, outcome.code);
    add_biomarkers(app, words, outcome.code);
    add_scan(app, words, outcome.code);
    add_list(app, outcome);
    add_schema(app, outcome);
    add_nuclide(app);
    add_agent(app);
    add_svalue(app, outcome.code);
    add_validate(app, outcome);
    add_verify(app, outcome);
    add_version(app, outcome);
}

/// The command line for provenance.json; words with spaces in quotes.
std::string words_of(int argc, char** argv)
{
    std::string words = "radici";
    for (int i = 1; i < argc; ++i) {
        std::string const word = argv[i];
        bool const plain = !word.empty() && word.find_first_of(" '\"") == std::string::npos;
        words += plain ? " " + word : " '" + word + "'";
    }
    return words;
}

/// CLI11 only says that a command is needed; which one was meant is more help.
void refuse_unknown_command(CLI::App const& app, int argc, char** argv)
{
    if (argc < 2 || argv[1][0] == '-')
        return;
    std::vector<std::string> names;
    for (auto const* command : app.get_subcommands({}))
        names.push_back(command->get_name());
    std::string const given = argv[1];
    if (std::find(names.begin(), names.end(), given) == names.end())
        throw StudyError({}, {"radici: " + given, "unknown command", nearest_hint(given, names)});
}

ExitCode run(int argc, char** argv)
{
    CLI::App app{"Virtual trials of radionuclide therapy with checkpoint inhibitors", "radici"};
    app.set_version_flag("--version", version_line());
    app.require_subcommand(1);
    app.footer("`radici COMMAND --help` explains a command.");
    Outcome outcome;
    add_commands(app, words_of(argc, argv), outcome);
    refuse_unknown_command(app, argc, argv);
    try {
        app.parse(argc, argv);
    } catch (CLI::Success const& asked) {   // --help, --version
        std::ostringstream text;
        app.exit(asked, text, text);
        print(text.str());
    } catch (CLI::ParseError const& error) {
        complain(std::string{"radici: "} + error.what() + " - see radici --help");
        return ExitCode::wrong_input;
    }
    print("");
    return outcome.code;
}

}   // namespace
}   // namespace radici::cli

int main(int argc, char** argv)
{
    using radici::cli::ExitCode;
    auto code = ExitCode::failed;
    try {
        code = radici::cli::run(argc, argv);
    } catch (radici::StudyError const& error) {
        radici::cli::complain(error.what());
        code = ExitCode::wrong_input;
    } catch (radici::cli::FailedElsewhere const& failure) {   // another process has said why
        code = failure.code;
    } catch (std::exception const& error) {
        radici::cli::complain(std::string{"radici: "} + error.what());
    }
    return static_cast<int>(code);
}
