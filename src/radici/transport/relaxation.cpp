#include "radici/transport/relaxation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace radici::transport {

namespace {

constexpr double rounding_keV = 1e-5;   // of the energies in the files

std::vector<std::string> const& shell_names()
{
    static std::vector<std::string> const names{"K", "L1", "L2", "L3"};
    return names;
}

Shell read_shell(Node const& node)
{
    auto const name = node.choice(shell_names());
    auto const& names = shell_names();
    return static_cast<Shell>(std::find(names.begin(), names.end(), name) - names.begin());
}

RelaxationStep read_step(Node const& node)
{
    static std::vector<std::string> const kinds{"photon", "electron", "coster_kronig"};
    auto const kind = node.at("kind").choice(kinds);
    RelaxationStep step;
    step.kind = static_cast<RelaxationStep::Kind>(std::find(kinds.begin(), kinds.end(), kind) -
                                                  kinds.begin());
    step.probability = node.at("probability").number();
    step.energy_keV = node.at("energy_keV").number();
    for (Node const& left : node.at("leaves").items())
        step.leaves.push_back(read_shell(left));
    if (!(step.probability > 0 && step.probability <= 1))
        throw node.at("probability").error({"probability", "must lie in (0, 1]", ""});
    if (step.leaves.size() > 2)
        throw node.at("leaves").error({"leaves", "a step leaves two vacancies at most", ""});
    return step;
}

InnerShell read_inner_shell(Node const& node)
{
    InnerShell out;
    out.shell = read_shell(node.at("name"));
    out.binding_keV = node.at("binding_keV").number();
    double sum = 0;
    for (Node const& step : node.at("transition").items()) {
        out.steps.push_back(read_step(step));
        sum += out.steps.back().probability;
        for (Shell const left : out.steps.back().leaves)
            if (!(left > out.shell))
                throw step.at("leaves").error(
                    {"leaves", "a vacancy moves outward only", "name outer shells"});
    }
    if (!(std::abs(sum - 1) <= 1e-4))
        throw node.at("transition")
            .error({"probabilities add to " + std::to_string(sum), "they must add to 1", ""});
    return out;
}

}   // namespace

std::string_view name_of(Shell shell)
{
    return shell_names()[static_cast<std::size_t>(shell)];
}

Relaxation Relaxation::read(Node const& element)
{
    Relaxation out;
    auto const list = element.find("shell");
    if (!list)
        return out;
    for (Node const& node : list->items()) {
        if (!out.shells_.empty() && !(read_shell(node.at("name")) > out.shells_.back().shell))
            throw node.at("name").error({"name", "shells go outward, each once", ""});
        out.shells_.push_back(read_inner_shell(node));
    }
    for (auto const& shell : out.shells_)
        for (auto const& step : shell.steps)
            if (!(step.energy_keV >= 0 && out.rest_keV(shell, step) >= -rounding_keV))
                throw list->error({"a step from " + std::string(name_of(shell.shell)),
                                   "it gives more energy than the vacancy has", ""});
    return out;
}

InnerShell const* Relaxation::find(Shell shell) const
{
    for (auto const& own : shells_)
        if (own.shell == shell)
            return &own;
    return nullptr;
}

double Relaxation::mean_fluorescence_keV(Shell shell) const
{
    InnerShell const* own = find(shell);
    if (own == nullptr)
        return 0;
    double sum = 0;
    for (auto const& step : own->steps) {
        double energy = step.kind == RelaxationStep::Kind::photon ? step.energy_keV : 0;
        for (Shell const left : step.leaves)   // outward only: this ends
            energy += mean_fluorescence_keV(left);
        sum += step.probability * energy;
    }
    return sum;
}

double Relaxation::rest_keV(InnerShell const& from, RelaxationStep const& step) const
{
    double rest = from.binding_keV - step.energy_keV;
    for (Shell const left : step.leaves)
        if (InnerShell const* own = find(left))
            rest -= own->binding_keV;
    return rest;
}

}   // namespace radici::transport
