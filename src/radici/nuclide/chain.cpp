#include "radici/nuclide/chain.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "radici/base/error.hpp"

namespace radici::nuclide {

namespace {

/// Walks down from the head and lists nuclides so that each stands after all its parents.
class Walk {
public:
    explicit Walk(NuclideLibrary const& library) : library_(library) {}

    [[nodiscard]] std::vector<Nuclide const*> from(Nuclide const& head)
    {
        visit(head);
        std::reverse(order_.begin(), order_.end());
        return order_;
    }

    /// The daughter that goes on with the chain, if the mode has one.
    [[nodiscard]] Nuclide const* daughter_of(Mode const& mode) const
    {
        auto const* daughter = library_.find(mode.daughter);
        bool const goes_on = daughter && daughter->half_life_s <= longest_daughter_half_life_s;
        return goes_on ? daughter : nullptr;
    }

private:
    void visit(Nuclide const& nuclide)
    {
        open_.insert(&nuclide);
        for (auto mode = nuclide.modes.rbegin(); mode != nuclide.modes.rend(); ++mode) {
            auto const* daughter = daughter_of(*mode);
            if (!daughter || done_.contains(daughter))
                continue;
            if (open_.contains(daughter))
                throw StudyError({.file = nuclide.file, .line = 0, .key = "mode"},
                                 {.problem = nuclide.name + " decays to " + daughter->name,
                                  .why = "which is one of its parents",
                                  .hint = ""});
            visit(*daughter);
        }
        open_.erase(&nuclide);
        done_.insert(&nuclide);
        order_.push_back(&nuclide);
    }

    NuclideLibrary const& library_;
    std::set<Nuclide const*> open_, done_;
    std::vector<Nuclide const*> order_;   // daughters first
};

}   // namespace

Chain make_chain(NuclideLibrary const& library, std::string_view head)
{
    Walk walk{library};
    auto const nuclides = walk.from(library.at(head));
    std::map<Nuclide const*, int> index;
    Chain chain;
    for (auto const* nuclide : nuclides) {
        index[nuclide] = static_cast<int>(chain.members.size());
        chain.members.push_back({nuclide->name, 0, nuclide->half_life_s});
    }
    chain.members[0].yield = 1;
    for (auto const* nuclide : nuclides)
        for (auto const& mode : nuclide->modes)
            if (auto const* daughter = walk.daughter_of(mode)) {
                chain.feeds.push_back({index[nuclide], index[daughter], mode.branching});
                chain.members[static_cast<std::size_t>(index[daughter])].yield +=
                    mode.branching * chain.members[static_cast<std::size_t>(index[nuclide])].yield;
            }
    return chain;
}

std::vector<ChainMember> decay_chain(NuclideLibrary const& library, std::string_view head)
{
    return make_chain(library, head).members;
}

EnergyByClass chain_energy(NuclideLibrary const& library, std::string_view head)
{
    EnergyByClass sum;
    for (auto const& member : decay_chain(library, head))
        sum = sum + member.yield * energy_per_decay(library.at(member.name));
    return sum;
}

}   // namespace radici::nuclide
