#include "radici/base/parameter.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "radici/base/unit_text.hpp"

namespace radici {
namespace {

std::array<std::string, 6> const trust_names{"verified", "memory", "review",
                                             "derived",  "fitted", "assumed"};

std::optional<double> optional_in(Node const& table, std::string_view key, std::string_view unit)
{
    auto const node = table.find(key);
    return node ? std::optional{node->in(unit)} : std::nullopt;
}

/// Spreads are positive, and a range holds its value.
void check_spread(Parameter const& p, Node const& node)
{
    auto complain = [&](std::string problem, std::string why) {
        throw node.error({.problem = std::move(problem), .why = std::move(why), .hint = ""});
    };
    if (p.sd && *p.sd < 0)
        complain(fmt::format("sd = {}", *p.sd), "a spread must be ≥ 0");
    if (p.sd_ln && *p.sd_ln < 0)
        complain(fmt::format("sd_ln = {}", *p.sd_ln), "a spread must be ≥ 0");
    if (p.low && *p.low > p.value)
        complain(fmt::format("low = {}", *p.low), "it lies above the value");
    if (p.high && *p.high < p.value)
        complain(fmt::format("high = {}", *p.high), "it lies below the value");
}

std::optional<Node> descend(Node node, std::string_view path)
{
    for (;;) {
        auto const dot = path.find('.');
        auto const next = node.find(path.substr(0, dot));
        if (!next || dot == std::string_view::npos)
            return next;
        node = *next;
        path.remove_prefix(dot + 1);
    }
}

}   // namespace

std::string to_text(Trust trust)
{
    return trust_names.at(static_cast<std::size_t>(trust));
}

Parameter read_parameter(Node const& node, std::string_view unit)
{
    Parameter p;
    p.value = node.at("value").in(unit);
    p.unit = std::string{unit};
    p.low = optional_in(node, "low", unit);
    p.high = optional_in(node, "high", unit);
    p.sd = optional_in(node, "sd", unit);
    p.sd_ln = optional_in(node, "sd_ln", "-");
    auto const tag = node.at("tag").choice(trust_names);
    while (to_text(p.trust) != tag)
        p.trust = static_cast<Trust>((static_cast<int>(p.trust) + 1) %
                                     static_cast<int>(trust_names.size()));
    p.source = node.at("source").text();
    if (auto const note = node.find("note"))
        p.note = note->text();
    p.where = node.where();
    node.finish();
    check_spread(p, node);
    return p;
}

void ParameterSet::add_layer(Node root, std::string origin)
{
    layers_.push_back({std::move(root), std::move(origin)});
}

void ParameterSet::put(std::string dotted_path, double value, std::string unit, Trust trust,
                       std::string source)
{
    put_.insert_or_assign(std::move(dotted_path),
                          Put{value, std::move(unit), std::move(source), trust});
}

void ParameterSet::put_over(Parameter& parameter, std::string_view dotted_path) const
{
    auto const found = put_.find(dotted_path);
    if (found == put_.end())
        return;
    auto const& put = found->second;
    auto const from = put.unit == "-" ? Unit{} : unit_of(put.unit);
    auto const to = parameter.unit == "-" ? Unit{} : unit_of(parameter.unit);
    if (!from.same_dimension(to))
        throw StudyError({put.source, 0, std::string{dotted_path}},
                         {put.unit, "the parameter is in " + parameter.unit, ""});
    bool const same = put.unit == parameter.unit;   // to the last bit
    parameter.value = same ? put.value : ValueText{put.value, from, put.unit}.in(to);
    parameter.low = parameter.high = std::nullopt;
    parameter.trust = put.trust;
    parameter.source = put.source;
    parameter.note.clear();
}

bool ParameterSet::has(std::string_view dotted_path) const
{
    for (auto const& layer : layers_)
        if (descend(layer.root, dotted_path))
            return true;
    return false;
}

Parameter const& ParameterSet::get(std::string_view dotted_path, std::string_view unit)
{
    auto key = fmt::format("{}|{}", dotted_path, unit);
    if (auto const found = used_.find(key); found != used_.end())
        return found->second;

    std::optional<Parameter> merged;
    std::string searched;
    for (auto const& layer : layers_) {
        searched += (searched.empty() ? "" : ", ") + layer.origin;
        auto const node = descend(layer.root, dotted_path);
        if (!node)
            continue;
        if (node->type() == Node::Type::table) {
            merged = read_parameter(*node, unit);
            continue;
        }
        if (!merged)
            merged.emplace();
        merged->value = node->in(unit);
        merged->unit = std::string{unit};
        merged->low = merged->high =
            std::nullopt;   // the range of another value says nothing of this one
        merged->trust = Trust::assumed;
        merged->source = layer.origin;
        merged->note.clear();
        merged->where = node->where();
    }
    if (!merged)
        throw StudyError({.file = layers_.empty() ? "" : layers_.back().origin,
                          .line = 0,
                          .key = std::string{dotted_path}},
                         {.problem = "missing",
                          .why = layers_.size() > 1 ? "none of " + searched + " has this parameter"
                                                    : "this parameter is required",
                          .hint = ""});
    put_over(*merged, dotted_path);
    auto const& stored = used_.emplace(std::move(key), std::move(*merged)).first->second;
    order_.emplace_back(dotted_path, &stored);
    return stored;
}

std::vector<std::pair<std::string, Parameter>> ParameterSet::used() const
{
    std::vector<std::pair<std::string, Parameter>> result;
    for (auto const& [path, parameter] : order_)
        result.emplace_back(path, *parameter);
    return result;
}

}   // namespace radici
