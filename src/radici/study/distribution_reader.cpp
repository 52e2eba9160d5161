#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "radici/base/nearest.hpp"
#include "radici/base/unit_text.hpp"
#include "radici/study/distribution.hpp"
#include "radici/study/grammar.hpp"

namespace radici::study {
namespace {

constexpr double least_share = 0.01;
constexpr double largest_cv = 10;

/// A number of the key, without a look at its range.
double scalar(Node const& node, Range const& range)
{
    return node.in(range.unit);
}

double scalar_in_range(Node const& node, Range const& range)
{
    double const x = scalar(node, range);
    if (!(x >= range.low && x <= range.high))
        throw node.error({value_text(x, range.unit),
                          fmt::format("outside {} to {}", value_text(range.low, range.unit),
                                      value_text(range.high, range.unit)),
                          ""});
    return x;
}

double spread(Node const& node, double value)
{
    if (!(value >= 0))
        throw node.error({fmt::format("{}", value), "a spread must be ≥ 0", ""});
    return value;
}

std::string shape_of(Node const& node)
{
    std::vector<std::string> names, given;
    for (auto const& shape : Grammar::study().shapes())
        names.push_back(shape.name);
    for (auto const& [key, child] : node.entries())
        given.push_back(key);
    for (auto const& name : names)
        if (std::find(given.begin(), given.end(), name) != given.end())
            return name;
    auto const hint = given.empty() ? std::string{} : nearest_hint(given.front(), names);
    throw node.error({"no distribution",
                      fmt::format("one of {} is expected", fmt::join(names, ", ")),
                      hint.empty() ? "for example { lognormal = \"12 mL\", cv = 0.8 }" : hint});
}

/// Keys of the shape, `min` and `max`; nothing else.
void check_keys(Node const& node, std::string const& shape)
{
    std::vector<std::string> allowed{shape, "min", "max"};
    for (auto const& rule : Grammar::study().shapes())
        if (rule.name == shape)
            allowed.insert(allowed.end(), rule.with.begin(), rule.with.end());
    for (auto const& [key, child] : node.entries())
        if (std::find(allowed.begin(), allowed.end(), key) == allowed.end())
            throw child.error({"unknown key",
                               fmt::format("{} goes with {}", shape,
                                           fmt::join(allowed.begin() + 1, allowed.end(), ", ")),
                               nearest_hint(key, allowed)});
}

Distribution read_uniform(Node const& node, Range const& range)
{
    auto const ends = node.at("uniform").items();
    if (ends.size() != 2)
        throw node.at("uniform").error(
            {fmt::format("{} numbers", ends.size()), "two ends are expected", ""});
    double const low = scalar_in_range(ends[0], range), high = scalar_in_range(ends[1], range);
    if (low > high)
        throw node.at("uniform").error({"the lower end is above the upper one", "", "swap them"});
    return Distribution::uniform(low, high);
}

Distribution read_shape(Node const& node, Range const& range, std::string const& shape)
{
    if (range.integer != (shape == "poisson"))
        throw node.at(shape).error(
            {shape, range.integer ? "a count is poisson" : "poisson is for counts", ""});
    if (shape == "uniform")
        return read_uniform(node, range);
    auto const centre_node = node.at(shape);
    double const centre = scalar_in_range(centre_node, range);
    if (shape == "poisson") {
        if (!(centre > 0))
            throw centre_node.error(
                {fmt::format("{}", centre), "the mean of a count must be > 0", ""});
        return Distribution::poisson(centre);
    }
    if (shape == "normal")
        return Distribution::normal(centre, spread(node.at("sd"), scalar(node.at("sd"), range)));
    if (!(centre > 0))
        throw centre_node.error(
            {value_text(centre, range.unit), "a median of lognormal must be > 0", ""});
    double const cv = spread(node.at("cv"), node.at("cv").number());
    if (cv > largest_cv)
        throw node.at("cv").error({fmt::format("{}", cv),
                                   fmt::format("implausible: over {}", largest_cv),
                                   "cv is a fraction, not per cent"});
    return Distribution::lognormal(centre, cv);
}

Distribution bounded(Distribution const& free, Node const& node, Range const& range)
{
    double low = range.low, high = range.high;
    if (auto const given = node.find("min"))
        low = std::max(low, scalar(*given, range));
    if (auto const given = node.find("max"))
        high = std::min(high, scalar(*given, range));
    if (!(low <= high))
        throw node.error({"min is above max", "no draw can lie between them", ""});
    auto const distribution = free.within(low, high);
    if (!(distribution.share_within() >= least_share))
        throw node.error({fmt::format("min and max keep {:.2g} % of the draws",
                                      100 * distribution.share_within()),
                          "at least 1 % is needed", "move the limits or the centre"});
    return distribution;
}

std::string join_names(std::vector<std::string> const& names)
{
    return fmt::format("{}", fmt::join(names, ", "));
}

}   // namespace

Distribution read_distribution(Node const& node, Range const& range)
{
    if (node.type() != Node::Type::table) {
        double const value = scalar_in_range(node, range);
        if (range.integer && value != std::floor(value))
            throw node.error({fmt::format("{}", value), "a count is a whole number", ""});
        return Distribution::fixed(value);
    }
    auto const shape = shape_of(node);
    check_keys(node, shape);
    return bounded(read_shape(node, range, shape), node, range);
}

Choice read_choice(Node const& node, std::vector<std::string> const& names)
{
    if (node.type() != Node::Type::table)
        return {{node.choice(names)}, {1.0}};
    Choice choice;
    double sum = 0;
    for (auto const& [key, child] : node.entries())
        if (key != "choice")
            throw child.error({"unknown key", "{ choice = { … } } is expected",
                               nearest_hint(key, std::vector<std::string>{"choice"})});
    for (auto const& [name, share_node] : node.at("choice").entries()) {
        if (std::find(names.begin(), names.end(), name) == names.end())
            throw share_node.error({"unknown name", "one of " + join_names(names) + " is expected",
                                    nearest_hint(name, names)});
        double const share = share_node.number();
        if (!(share >= 0 && share <= 1))
            throw share_node.error({fmt::format("{}", share), "a share is between 0 and 1", ""});
        choice.names.push_back(name);
        choice.shares.push_back(share);
        sum += share;
    }
    if (!(std::abs(sum - 1) < 1e-6))
        throw node.error(
            {fmt::format("the shares add up to {:.6g}", sum), "their sum must be 1", ""});
    return choice;
}

namespace {

std::string quoted(double value, std::string const& unit)
{
    return unit == "-" ? fmt::format("{}", value) : fmt::format("\"{}\"", value_text(value, unit));
}

std::string limits(Distribution const& d, std::string const& unit)
{
    std::string text;
    if (std::isfinite(d.low()))
        text += ", min = " + quoted(d.low(), unit);
    if (std::isfinite(d.high()))
        text += ", max = " + quoted(d.high(), unit);
    return text;
}

}   // namespace

std::string to_toml(Distribution const& d, std::string const& unit)
{
    using Shape = Distribution::Shape;
    switch (d.shape()) {
    case Shape::fixed:
        return quoted(d.first(), unit);
    case Shape::lognormal:
        return fmt::format("{{ lognormal = {}, cv = {}{} }}", quoted(d.first(), unit), d.second(),
                           limits(d, unit));
    case Shape::normal:
        return fmt::format("{{ normal = {}, sd = {}{} }}", quoted(d.first(), unit),
                           quoted(d.second(), unit), limits(d, unit));
    case Shape::uniform:
        return fmt::format("{{ uniform = [{}, {}]{} }}", quoted(d.first(), unit),
                           quoted(d.second(), unit), limits(d, unit));
    case Shape::poisson:
        return fmt::format("{{ poisson = {}{} }}", d.first(), limits(d, unit));
    }
    return {};
}

std::string to_toml(Choice const& choice)
{
    if (choice.names.size() == 1)
        return fmt::format("\"{}\"", choice.names.front());
    std::string text = "{ choice = { ";
    for (std::size_t i = 0; i < choice.names.size(); ++i)
        text += fmt::format("{}{} = {}", i == 0 ? "" : ", ", choice.names[i], choice.shares[i]);
    return text + " } }";
}

}   // namespace radici::study
