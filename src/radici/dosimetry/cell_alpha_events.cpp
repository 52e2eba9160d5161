#include "radici/dosimetry/cell_alpha_events.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "radici/base/constants.hpp"
#include "radici/dosimetry/detail/over_source.hpp"
#include "radici/dosimetry/event_tally.hpp"
#include "radici/nuclide/chain.hpp"
#include "radici/numerics/interpolation.hpp"

namespace radici::dosimetry {

namespace {

/// A chain's alphas: ranges are looked up once.
class AlphaChain {
public:
    AlphaChain(nuclide::NuclideLibrary const& library, std::string_view head, Daughters daughters,
               SlowingDown const& law)
    {
        auto members = nuclide::decay_chain(library, head);
        if (daughters == Daughters::left_out)
            members.resize(1);
        std::map<std::string, std::size_t> index;
        for (auto const& member : members)
            index.emplace(member.name, index.size());
        for (auto const& member : members) {
            auto const& nuclide = library.at(member.name);
            Decay decay{member.yield, {}};
            for (auto const& mode : nuclide.modes) {
                auto const next = index.find(mode.daughter);
                decay.branches.push_back(
                    {mode.branching, next == index.end() ? members.size() : next->second, {}});
            }
            for (auto const& line : nuclide.alphas)
                decay.branches[static_cast<std::size_t>(line.mode)].lines.push_back(
                    {line.energy_MeV, law.range_um(line.energy_MeV), line.intensity});
            decays_.push_back(std::move(decay));
        }
    }

    /// Calls `visit(energy, range, per decay of the head)` for each line.
    template <class Visit>
    void each_line(Visit visit) const
    {
        for (auto const& decay : decays_)
            for (auto const& branch : decay.branches)
                for (auto const& line : branch.lines)
                    visit(line.energy_MeV, line.range_um, line.intensity * decay.yield);
    }

    /// Chance that none of a decay's alphas from distance q reaches the target: daughters first,
    /// one branch at a time.
    [[nodiscard]] double miss_chance(double q_um, double target_um) const
    {
        std::vector<double> miss(decays_.size() + 1, 1.0);   // the last: where the chain ends
        for (std::size_t i = decays_.size(); i-- > 0;) {
            double sum = 0, all = 0;
            for (auto const& branch : decays_[i].branches) {
                sum += branch.share * branch.miss(q_um, target_um) * miss[branch.daughter];
                all += branch.share;
            }
            miss[i] = sum / all;
        }
        return miss.front();
    }

private:
    struct AlphaLine {
        double energy_MeV = 0, range_um = 0, intensity = 0;
    };
    struct Branch {
        double share = 0;
        std::size_t daughter = 0;
        std::vector<AlphaLine> lines;
        /// Lines share the branch as listed; where they fall short of it, an alpha is missing.
        [[nodiscard]] double miss(double q_um, double target_um) const
        {
            double hit = 0, listed = 0;
            for (auto const& line : lines) {
                hit += line.intensity * hit_chance(q_um, line.range_um, target_um);
                listed += line.intensity;
            }
            return 1 - hit / std::max(listed, share);
        }
    };
    struct Decay {
        double yield = 0;
        std::vector<Branch> branches;
    };
    std::vector<Decay> decays_;
};

/// The law with its energy as a curve of even steps: events ask for it millions of times.
SlowingDown quick(SlowingDown law, double longest_um)
{
    constexpr double step_um = 0.02;
    std::vector<double> energy;
    for (int n = 0; n * step_um < longest_um + 2 * step_um; ++n)
        energy.push_back(law.energy_MeV(n * step_um));
    law.energy_MeV = numerics::UniformCurve::monotone(0, step_um, energy);
    return law;
}

}   // namespace

std::optional<AlphaEvents> alpha_events(nuclide::NuclideLibrary const& library,
                                        std::string_view nuclide, Daughters daughters,
                                        SourceShell const& source, double target_um,
                                        transport::AlphaRange const& alphas)
{
    auto const table = straight_alphas(alphas);
    AlphaChain const chain(library, nuclide, daughters, table);
    double highest_MeV = 0, longest_um = 0;
    chain.each_line([&](double energy_MeV, double range_um, double) {
        highest_MeV = std::max(highest_MeV, energy_MeV);
        longest_um = std::max(longest_um, range_um);
    });
    if (!(highest_MeV > 0))
        return std::nullopt;

    auto const law = quick(table, longest_um);
    EventTally tally(1.001 * highest_MeV);
    chain.each_line([&](double energy_MeV, double, double per_decay) {
        tally.add(law, energy_MeV, per_decay, source, target_um);
    });
    AlphaEvents out;
    out.hits_per_decay = tally.hits_per_decay();
    detail::over_source(source, target_um + longest_um, [&](double q, double weight) {
        out.at_least_one_hit += weight * (1 - chain.miss_chance(q, target_um));
    });
    double const Gy_per_MeV = constant::MeV_in_J / (1e-3 * unit_sphere_mass_g(target_um));
    out.frequency_mean_Gy = tally.frequency_mean_MeV() * Gy_per_MeV;
    out.dose_mean_Gy = tally.dose_mean_MeV() * Gy_per_MeV;
    auto const spectrum = tally.spectrum();
    for (std::size_t i = 0; i < spectrum.per_MeV.size(); ++i) {
        out.edge_Gy.push_back(static_cast<double>(i) * spectrum.width_MeV * Gy_per_MeV);
        out.per_Gy.push_back(spectrum.per_MeV[i] / Gy_per_MeV);
    }
    out.edge_Gy.push_back(static_cast<double>(spectrum.per_MeV.size()) * spectrum.width_MeV *
                          Gy_per_MeV);
    return out;
}

SourceShell medium_within_reach(ConcentricCell const& cell, CellTarget target, double highest_MeV,
                                transport::AlphaRange const& alphas)
{
    double const reach = radius_um(cell, target) + straight_alphas(alphas).range_um(highest_MeV);
    return {cell.cell_um, std::max(reach, cell.cell_um)};
}

}   // namespace radici::dosimetry
