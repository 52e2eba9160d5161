#include "radici/study/fit/plan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "radici/base/hash.hpp"
#include "radici/base/nearest.hpp"
#include "radici/base/unit_text.hpp"
#include "radici/study/activity_for_dose.hpp"
#include "radici/study/detail/quote.hpp"
#include "radici/study/detail/section.hpp"
#include "radici/study/reader.hpp"

namespace radici::study::fit {
namespace {

namespace fs = std::filesystem;
using detail::Section;

/// What studies are read with.
struct Library {
    kinetics::AgentLibrary const& agents;
    fs::path const& data_folder;
};

Case read_case(fs::path const& file, int patients, Library const& library)
{
    auto const document = open_study(file, {.patients = patients, .seed = {}, .set = {}});
    Case one{.name = file.stem().string(),
             .file = file,
             .setting = prepare(read_study(document, library.agents, library.data_folder),
                                library.agents, library.data_folder),
             .inputs = {}};
    static_cast<void>(find_activities(one.setting));
    one.inputs = one.setting.inputs;
    one.inputs.insert(one.inputs.begin(), {file.filename().string(), sha256_of_file(file)});
    return one;
}

Effort read_effort(Section const& fit)
{
    auto number = [&](char const* key) { return static_cast<int>(fit.integer(key)); };
    return {.seed = static_cast<std::uint64_t>(fit.integer("seed")),
            .patients = number("patients"),
            .walkers = fit.has("walkers") ? number("walkers") : 0,
            .temperatures = number("temperatures"),
            .search = number("search"),
            .warm_up = number("warm_up"),
            .steps = number("steps"),
            .members = number("members"),
            .error = fit.value("error")};
}

/// Walkers must outnumber the dimensions twice, and pair.
int enough_walkers(int asked, std::size_t parameters, Section const& fit)
{
    int const least = std::max(8, 2 * static_cast<int>(parameters) + 2);
    if (asked == 0)
        return least;
    if (asked < least || asked % 2 != 0)
        throw fit.at("walkers").error(
            {fmt::format("{}", asked),
             fmt::format("{} parameters need an even number of at least {}", parameters, least),
             "leave it out"});
    return asked;
}

std::vector<std::string> known_paths(std::vector<Case> const& cases)
{
    std::vector<std::string> paths;
    for (auto const& one : cases)
        for (auto const& [path, parameter] : one.setting.biology.used())
            if (std::find(paths.begin(), paths.end(), path) == paths.end())
                paths.push_back(path);
    return paths;
}

std::optional<double> bound(Section const& table, char const* key, std::string const& unit)
{
    if (!table.has(key))
        return std::nullopt;
    auto const node = table.at(key);
    auto const value = read_value(node.text());
    auto const wanted = unit_of(unit);
    if (!value || !value->unit.same_dimension(wanted) || (unit != "-" && value->unit_text.empty()))
        throw node.error({detail::quote_short(node.text()),
                          unit == "-" ? "a plain number is expected"
                                      : fmt::format("a number in {} is expected", unit),
                          ""});
    return value->in(wanted);
}

/// The prior of data/, or what the file says in place of it.
Prior read_prior(Section const& table, Parameter known)
{
    auto const low = bound(table, "low", known.unit), high = bound(table, "high", known.unit),
               median = bound(table, "median", known.unit);
    auto const name = table.at("name");
    auto const shape = table.has("shape") ? table.text("shape") : "lognormal";
    if (!low && !high && !median && shape == "lognormal")
        return prior_of(known, name);
    known.low = low ? low : known.low;
    known.high = high ? high : known.high;
    if (!known.low || !known.high || !(*known.low < *known.high))
        throw name.error({name.text(), "its prior has no range", "give both low and high"});
    if (shape == "lognormal") {
        bool const inside = known.value > *known.low && known.value < *known.high;
        known.value = median   ? *median
                      : inside ? known.value
                               : std::sqrt(std::max(*known.low, 1e-3 * *known.high) * *known.high);
        if (known.value < *known.low || known.value > *known.high)
            throw table.at("median").error({table.text("median"), "outside low to high", ""});
        auto prior = prior_of(known, name);
        prior.origin = "study file";
        return prior;
    }
    if (shape == "loguniform" && !(*known.low > 0))
        throw name.error({name.text(), "a loguniform prior needs low > 0", ""});
    return {.shape = shape == "uniform" ? Prior::Shape::uniform : Prior::Shape::loguniform,
            .median = 1,
            .sd_ln = 1,
            .low = *known.low,
            .high = *known.high,
            .origin = "study file"};
}

FreeParameter read_parameter(Section const& table, std::vector<Case> const& cases)
{
    auto const node = table.at("name");
    FreeParameter parameter{.name = ParameterName::of(node.text()),
                            .unit = {},
                            .of_data = 0,
                            .prior = {},
                            .in_case = {}};
    std::optional<Parameter> known;
    bool scope_known = parameter.name.scope.empty();
    for (auto const& one : cases) {
        bool const applies = in_scope(one.setting.study, parameter.name.scope);
        scope_known |= applies;
        auto const found = applies ? one.setting.biology.find(parameter.name.path) : std::nullopt;
        parameter.in_case.push_back(found.has_value());
        if (found && !known)
            known = found;
    }
    if (!scope_known)
        throw node.error({detail::quote_short(node.text()),
                          fmt::format("no study here is of {}", parameter.name.scope),
                          "write NAME:path with the disease or tumour line of a study"});
    if (!known)
        throw node.error({detail::quote_short(node.text()), "no study here has this parameter",
                          nearest_hint(parameter.name.path, known_paths(cases))});
    parameter.unit = known->unit;
    parameter.of_data = known->value;
    parameter.prior = read_prior(table, *known);
    return parameter;
}

/// A parameter may be free for all cases or for some of them by scope, never both in one case.
void check_apart(FreeParameter const& one, FreeParameter const& other, Node const& node)
{
    if (one.name.path != other.name.path)
        return;
    for (std::size_t i = 0; i < one.in_case.size(); ++i)
        if (one.in_case[i] && other.in_case[i])
            throw node.error({detail::quote_short(one.name.text()),
                              fmt::format("{} holds for the same study", other.name.text()),
                              "leave one of them out"});
}

/// A `[fit]` of parameters named on the command line.
std::optional<Document> fit_of(std::vector<std::string> const& names)
{
    if (names.empty())
        return std::nullopt;
    std::string text = "[fit]\n";
    for (auto const& name : names)
        text += fmt::format("[[fit.parameter]]\nname = {}\n", detail::quote(name));
    return Document::parse(text, "--parameter");
}

}   // namespace

Plan read_plan(fs::path const& file, kinetics::AgentLibrary const& agents,
               fs::path const& data_folder, std::vector<std::string> const& names)
{
    auto const& grammar = Grammar::study();
    auto const root = Document::open(file).root();
    bool const is_study = root.has("study");
    auto const named = fit_of(names);
    if (!root.has("fit") && !named)
        throw StudyError({file.string(), 0, "fit"},
                         {"missing", "a fit needs a [fit] table that names its parameters", ""});
    for (auto const& [name, child] : root.entries())
        if (!is_study && name != "fit")
            throw child.error({"unknown key", "a file without [study] has [fit] alone", ""});
    auto const table = root.has("fit") ? root.at("fit") : named->root().at("fit");
    check_grammar(grammar, table, "fit");
    Section const fit{grammar, table, "fit"};

    Plan plan{
        .file = file, .cases = {}, .parameters = {}, .effort = read_effort(fit), .species = {}};
    Library const library{agents, data_folder};
    if (is_study)
        plan.cases.push_back(read_case(file, plan.effort.patients, library));
    if (fit.has("case"))
        for (auto const& item : fit.at("case").items()) {
            auto const node = item.at("study");
            plan.cases.push_back(
                read_case(file.parent_path() / node.text(), plan.effort.patients, library));
            for (std::size_t i = 0; i + 1 < plan.cases.size(); ++i)
                if (plan.cases[i].name == plan.cases.back().name)
                    throw node.error({node.text(), "a study of that name is there already", ""});
        }
    if (plan.cases.empty())
        throw fit.node().error({"no study", "it has no [study] and no [[fit.case]]", ""});
    plan.species = to_text(plan.cases.front().setting.study.species);
    for (auto const& one : plan.cases)
        if (to_text(one.setting.study.species) != plan.species)
            throw fit.node().error({one.name, "a fit is of one species", ""});
    auto const free = named ? named->root().at("fit").at("parameter") : fit.at("parameter");
    for (auto const& item : free.items()) {
        auto next = read_parameter(Section{grammar, item, "fit.parameter[]"}, plan.cases);
        for (auto const& earlier : plan.parameters)
            check_apart(next, earlier, item.at("name"));
        plan.parameters.push_back(std::move(next));
    }
    plan.effort.walkers = enough_walkers(plan.effort.walkers, plan.parameters.size(), fit);
    return plan;
}

}   // namespace radici::study::fit
