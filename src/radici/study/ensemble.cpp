#include "radici/study/ensemble.hpp"

#include <cmath>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "radici/base/document.hpp"
#include "radici/base/hash.hpp"
#include "radici/base/unit_text.hpp"
#include "radici/study/detail/quote.hpp"

namespace radici::study {
namespace {

Ensemble::Parameter read_parameter(Node const& node)
{
    Ensemble::Parameter parameter{
        ParameterName::of(node.at("path").text()), node.at("unit").text(), {}};
    if (parameter.unit != "-" && !read_unit(parameter.unit))
        throw node.at("unit").error({parameter.unit, "no unit", ""});
    for (auto const& item : node.at("values").items()) {
        parameter.values.push_back(item.number());
        if (!std::isfinite(parameter.values.back()))
            throw item.error({fmt::format("{}", parameter.values.back()), "no number", ""});
    }
    if (parameter.values.empty())
        throw node.at("values").error({"[]", "one value a member is expected", ""});
    return parameter;
}

}   // namespace

ParameterName ParameterName::of(std::string_view text)
{
    auto const colon = text.find(':');
    if (colon == std::string_view::npos)
        return {"", std::string{text}};
    return {std::string{text.substr(0, colon)}, std::string{text.substr(colon + 1)}};
}

std::vector<ParameterValue> Ensemble::member(std::size_t index) const
{
    std::vector<ParameterValue> values;
    for (auto const& parameter : parameters)
        values.push_back({parameter.name, parameter.values.at(index), parameter.unit});
    return values;
}

std::string Ensemble::hash() const
{
    std::string text = species + '\n';
    for (auto const& parameter : parameters)
        text += fmt::format("{} {} {}\n", parameter.name.text(), parameter.unit,
                            fmt::join(parameter.values, " "));
    return sha256(text);
}

std::string ensemble_toml(Ensemble const& ensemble)
{
    auto text = fmt::format("# {} sets of parameters that agree with the data equally well. Made "
                            "by the command below; not to be edited.\nschema = 1\nspecies = {}\n"
                            "members = {}\ncommand = {}\nsha256 = \"{}\"\n",
                            ensemble.members(), detail::quote(ensemble.species), ensemble.members(),
                            detail::quote(ensemble.command), ensemble.hash());
    for (auto const& parameter : ensemble.parameters)
        text += fmt::format("\n[[parameter]]\npath = {}\nunit = {}\nvalues = [{}]\n",
                            detail::quote(parameter.name.text()), detail::quote(parameter.unit),
                            fmt::join(parameter.values, ", "));
    return text;
}

Ensemble read_ensemble(std::filesystem::path const& file)
{
    auto const root = Document::open(file).root();
    if (root.at("schema").integer() != 1)
        throw root.at("schema").error({"unknown version", "1 is expected", ""});
    Ensemble ensemble;
    ensemble.species = root.at("species").text();
    ensemble.command = root.at("command").text();
    auto const members = root.at("members").integer();
    std::set<ParameterName> seen;
    for (auto const& node : root.at("parameter").items()) {
        ensemble.parameters.push_back(read_parameter(node));
        auto const& parameter = ensemble.parameters.back();
        if (!seen.insert(parameter.name).second)
            throw node.error({parameter.name.text(), "it stands twice", ""});
        if (std::ssize(parameter.values) != members)
            throw node.at("values").error({fmt::format("{} values", parameter.values.size()),
                                           fmt::format("the ensemble has {} members", members),
                                           ""});
    }
    if (ensemble.parameters.empty())
        throw root.at("parameter").error({"[]", "an ensemble has parameters", ""});
    auto const hash = root.at("sha256");
    if (hash.text() != ensemble.hash())
        throw hash.error({"not the hash of these values", "the file was changed by hand",
                          "run the command that made it again"});
    root.finish();
    return ensemble;
}

std::filesystem::path default_ensemble(std::filesystem::path const& data_folder,
                                       std::string_view species)
{
    auto const file = data_folder / "ensembles" / fmt::format("{}.toml", species);
    std::error_code none;
    return std::filesystem::exists(file, none) ? file : std::filesystem::path{};
}

}   // namespace radici::study
