#include "radici/study/validation.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "radici/base/document.hpp"
#include "radici/base/nearest.hpp"
#include "radici/kinetics/agent_library.hpp"
#include "radici/kinetics/dose_coefficients.hpp"
#include "radici/nuclide/chain.hpp"
#include "radici/nuclide/energy.hpp"

namespace radici::study {
namespace {

using dosimetry::ValidationRow;
using Rows = std::vector<ValidationRow>;
namespace fs = std::filesystem;

double evaluated_mean_beta_MeV(nuclide::Nuclide const& nuclide)
{
    double energy = 0, intensity = 0;
    for (auto const& branch : nuclide.betas) {
        energy += branch.intensity * branch.evaluated_mean_MeV;
        intensity += branch.intensity;
    }
    return energy / intensity;
}

struct Wider {
    double tolerance = 0;
    std::string why;
};

Rows mean_betas(nuclide::NuclideLibrary const& library, Node const& node)
{
    double const usual = node.at("tolerance").number();
    std::map<std::string, Wider> wider;
    for (auto const& item : node.at("wider").items())
        wider[item.at("nuclide").text()] = {item.at("tolerance").number(), item.at("why").text()};
    Rows rows;
    for (auto const& name : library.names()) {
        auto const& nuclide = library.at(name);
        if (nuclide.betas.empty())
            continue;
        ValidationRow row;
        row.name = name + ", mean beta energy (MeV)";
        row.ours = nuclide::mean_beta_MeV(nuclide);
        row.published = evaluated_mean_beta_MeV(nuclide);
        auto const exception = wider.find(name);
        row.tolerance = exception == wider.end() ? usual : exception->second.tolerance;
        row.note = exception == wider.end() ? "" : exception->second.why;
        row.source = nuclide.evaluation;
        rows.push_back(row);
    }
    return rows;
}

Rows nuclides(fs::path const& data, fs::path const& file)
{
    auto const library = nuclide::NuclideLibrary::load(data);
    auto const root = Document::open(file).root();
    auto rows = mean_betas(library, root.at("mean_beta"));
    for (auto const& node : root.at("chain_alpha").items()) {
        ValidationRow row;
        auto const head = node.at("head").text();
        row.name = head + " chain, alpha energy per decay (MeV)";
        row.ours = nuclide::chain_energy(library, head).alpha;
        row.published = node.at("alpha").in("MeV");
        row.tolerance = node.at("tolerance").number();
        row.source = node.at("source").text();
        rows.push_back(row);
    }
    root.finish();
    return rows;
}

/// Dose per activity of any agent and region; what takes long is made once.
class Coefficients {
public:
    explicit Coefficients(fs::path const& data)
        : data_(data),
          nuclides_(nuclide::NuclideLibrary::load(data)),
          agents_(kinetics::AgentLibrary::load(data)),
          body_(dosimetry::ReferenceBody::load(data, "adult-male")),
          spheres_(dosimetry::SphereKernels::load(data))
    {
    }

    double Gy_per_GBq(Node const& agent_node, Node const& region_node)
    {
        auto const& agent = agents_.at(agent_node.text(), agent_node.where());
        double const decay = kinetics::decay_per_d(nuclides_, agent);
        auto const region = body_.anatomy.regions().canonical(region_node.text());
        return 1000 * (region == "tumour" ? tumour(agent, decay)
                                          : organ(agent, decay, region, region_node));
    }

    /// Whether the agent's file was solved for the dose of this region.
    [[nodiscard]] bool fitted(std::string_view id, std::string_view region) const
    {
        auto const& anchors = agents_.at(id).anchors;
        return region == "tumour" ||
               std::any_of(anchors.begin(), anchors.end(), [&](auto const& anchor) {
                   return anchor.region == body_.anatomy.regions().canonical(region);
               });
    }

    [[nodiscard]] kinetics::AgentLibrary const& agents() const { return agents_; }

private:
    double tumour(kinetics::Radiopharmaceutical const& agent, double decay) const
    {
        auto const sphere = dosimetry::SphereSelfDose::make(
            nuclides_, agent.nuclide, dosimetry::Daughters::in_place, spheres_);
        return kinetics::lesion_Gy_per_MBq(agent, decay, sphere, agent.typical_lesion.volume_mL,
                                           agent.typical_lesion.target_positive) *
               kinetics::mean_over_median(agent.lesion);
    }

    double organ(kinetics::Radiopharmaceutical const& agent, double decay,
                 std::string const& region, Node const& node)
    {
        if (!organs_.contains(agent.nuclide))
            organs_.emplace(agent.nuclide,
                            dosimetry::OrganDose::make(nuclides_, agent.nuclide, body_));
        if (!doses_.contains(agent.id))
            doses_[agent.id] = kinetics::dose_coefficients(agent, decay, organs_.at(agent.nuclide));
        for (auto const& dose : doses_[agent.id])
            if (dose.region == region)
                return dose.Gy_per_MBq.total();
        throw node.error({region, "no target region of the reference body", ""});
    }

    fs::path data_;
    nuclide::NuclideLibrary nuclides_;
    kinetics::AgentLibrary agents_;
    dosimetry::ReferenceBody body_;
    dosimetry::SphereKernels spheres_;
    std::map<std::string, dosimetry::OrganDose> organs_;
    std::map<std::string, std::vector<kinetics::DoseCoefficient>> doses_;
};

Rows half_lives(kinetics::AgentLibrary const& agents)
{
    Rows rows;
    for (auto const& id : agents.inhibitors()) {
        auto const& antibody = agents.antibody(id);
        if (!antibody.label_half_life_d)
            continue;
        ValidationRow row;
        row.name = id + ", terminal half-life (d)";
        row.ours = kinetics::terminal_half_life_d(kinetics::typical_pk(antibody),
                                                  std::numeric_limits<double>::infinity());
        row.published = antibody.label_half_life_d->value;
        row.source = antibody.label_half_life_d->source;
        row.promised = false;
        row.note = "a label's, not fitted";
        rows.push_back(row);
    }
    return rows;
}

Rows kinetics_rows(fs::path const& data, fs::path const& file)
{
    constexpr double without_spread = 0.2;
    Coefficients coefficients{data};
    auto const root = Document::open(file).root();
    Rows rows;
    for (auto const& node : root.at("coefficient").items()) {
        ValidationRow row;
        row.name = node.at("agent").text() + ", " + node.at("region").text() + " (Gy/GBq)";
        row.ours = coefficients.Gy_per_GBq(node.at("agent"), node.at("region"));
        row.published = node.at("mean").in("Gy/GBq");
        if (auto const sd = node.find("sd"))
            row.published_sd = sd->in("Gy/GBq");
        else
            row.tolerance = without_spread;
        if (coefficients.fitted(node.at("agent").text(), node.at("region").text()))
            row.note = "the agent's kinetics are fitted to this organ";
        row.source = fmt::format("{} ({})", node.at("source").text(), node.at("tag").text());
        rows.push_back(row);
    }
    root.finish();
    auto const antibodies = half_lives(coefficients.agents());
    rows.insert(rows.end(), antibodies.begin(), antibodies.end());
    return rows;
}

Rows dosimetry_rows(fs::path const& data, fs::path const& file)
{
    return dosimetry::validate(nuclide::NuclideLibrary::load(data), data, file);
}

using Compute = Rows (*)(fs::path const& data, fs::path const& file);

std::vector<std::pair<std::string, Compute>> const& groups()
{
    static std::vector<std::pair<std::string, Compute>> const all = {
        {"nuclide", nuclides}, {"dosimetry", dosimetry_rows}, {"kinetics", kinetics_rows}};
    return all;
}

}   // namespace

std::vector<std::string> const& validation_groups()
{
    static std::vector<std::string> const names = [] {
        std::vector<std::string> list;
        for (auto const& [name, compute] : groups())
            list.push_back(name);
        return list;
    }();
    return names;
}

std::vector<ValidationEntry> validate(std::vector<std::string> const& wanted,
                                      fs::path const& data_folder,
                                      fs::path const& validation_folder)
{
    auto const& names = validation_groups();
    for (auto const& name : wanted)
        if (std::find(names.begin(), names.end(), name) == names.end())
            throw StudyError(
                {"", 0, "validate"},
                {name, fmt::format("the groups of validation are {}", fmt::join(names, ", ")),
                 nearest_hint(name, names)});
    std::vector<ValidationEntry> entries;
    for (auto const& [name, compute] : groups())
        if (std::find(wanted.begin(), wanted.end(), name) != wanted.end())
            for (auto& row : compute(data_folder, validation_folder / (name + ".toml")))
                entries.push_back({name, std::move(row)});
    return entries;
}

}   // namespace radici::study
