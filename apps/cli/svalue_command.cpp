#include "svalue_command.hpp"

#include <chrono>
#include <memory>

#include <CLI/CLI.hpp>

#include "output.hpp"
#include "radici/base/data_folder.hpp"
#include "radici/base/error.hpp"
#include "radici/base/interrupt.hpp"
#include "radici/base/progress.hpp"
#include "radici/dosimetry/s_value.hpp"
#include "svalue_question.hpp"
#include "svalue_report.hpp"

namespace radici::cli {

namespace {

using dosimetry::SValueAnswer;
using dosimetry::SValueQuestion;

/// A bar of so many parts while an answer is sampled.
class Bar {
public:
    void show(double share)
    {
        auto const now = static_cast<std::size_t>(parts * share);
        if (now > done_)
            bar_.advance(now - done_);
        done_ = std::max(done_, now);
    }

private:
    static constexpr double parts = 1000;
    Progress bar_{"svalue", static_cast<std::size_t>(parts)};
    std::size_t done_ = 0;
};

std::optional<SValueAnswer> sampled(SValueQuestion const& question)
{
    auto const library = nuclide::NuclideLibrary::load(data_folder());
    if (question.method != dosimetry::SValueMethod::monte_carlo)
        return answer(question, library, data_folder());
    catch_interrupts();
    Bar bar;
    return answer(question, library, data_folder(),
                  {.progress = [&bar](double share) { bar.show(share); }, .stop = interrupted});
}

/// Faults of the question are faults of the command line: the key becomes an option.
std::optional<SValueAnswer> answer_to(SValueQuestion const& question)
{
    try {
        return sampled(question);
    } catch (StudyError const& error) {
        if (!error.where().file.empty())
            throw;
        auto const& key = error.where().key;
        throw StudyError({"radici svalue", 0, key.empty() ? key : "--" + key},
                         error.what_is_wrong());
    }
}

ExitCode svalue_command(SValueOptions const& options)
{
    auto const start = std::chrono::steady_clock::now();
    auto const question = svalue_question(options);
    auto const answer = answer_to(question);
    if (!answer)
        return ExitCode::interrupted;
    std::chrono::duration<double> const spent = std::chrono::steady_clock::now() - start;
    auto const report = svalue_report(question, *answer, options.json, spent.count());
    print(report.out);
    if (!report.complaint.empty())
        complain(report.complaint);
    return report.code;
}

void add_geometry(CLI::App& command, SValueOptions& options)
{
    command.add_option("--sphere", options.sphere, "mass of a sphere with the source in it: 10g");
    command.add_option("--voxel", options.voxel, "width of a voxel with the source in it: 4.8mm");
    command.add_option("--extent", options.extent,
                       "with --voxel: all voxels up to so many steps from it");
    command.add_option("--cell", options.cell, "radius of the cell: 5um");
    command.add_option("--nucleus", options.nucleus, "radius of its nucleus: 4um");
    command.add_option("--phantom", options.phantom,
                       "a reference body: adult-male, adult-female, mouse-25g");
    command.add_option("--from", options.from,
                       "where the decays are: in a cell N nucleus, Cy cytoplasm, CS cell surface; "
                       "in a body a region: kidney");
    command.add_option("--to", options.to,
                       "where the dose is: in a cell N nucleus (default), C whole cell with its "
                       "nucleus; in a body a region, default all");
    command
        .add_option("--medium", options.medium, "matter of data/materials: radici list materials")
        ->capture_default_str();
}

void add_sampling(CLI::App& command, SValueOptions& options)
{
    command.add_option(
        "--method", options.method,
        "mc Monte Carlo, csda straight tracks (cells), kernel from stored kernels of "
        "water (spheres, voxels); default mc, for cells csda");
    command.add_option("--cutoff", options.cutoff,
                       "energy below which electrons and photons end; default 1keV");
    command.add_option("--histories", options.histories, "decays to sample");
    command.add_option("--uncertainty", options.uncertainty,
                       "sample until one standard error is this share; default 1%");
    command.add_option("--seed", options.seed, "one seed, one result")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command.add_option("--threads", options.threads, "threads; default all")
        ->check(CLI::Range(1, 4096));
}

}   // namespace

void add_svalue(CLI::App& app, ExitCode& code)
{
    auto const options = std::make_shared<SValueOptions>();
    auto* command = app.add_subcommand(
        "svalue", "Absorbed dose per decay in a sphere, a voxel, a cell or a body");
    command->add_option("--nuclide", options->nuclide, "Lu-177, 177Lu or lu177")->required();
    add_geometry(*command, *options);
    add_sampling(*command, *options);
    command->add_flag("--no-daughters", options->no_daughters,
                      "the first decay alone; without it all daughters decay where it did");
    command->add_flag("--json", options->json, "one JSON document");
    command->footer("Example:  radici svalue --nuclide Lu-177 --cell 5um --nucleus 4um --from CS\n"
                    "          radici svalue --nuclide Y-90 --voxel 4.8mm --extent 5 --json");
    command->callback([options, &code] { code = svalue_command(*options); });
}

}   // namespace radici::cli
