#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "radici/nuclide/energy.hpp"
#include "radici/nuclide/library.hpp"

namespace radici::nuclide {

/// A nuclide within a chain.
struct ChainMember {
    std::string name;
    double yield = 0;   ///< decays of it per decay of the head, when all have decayed
    double half_life_s = 0;
};

/// One feed of a chain: of the decays of `parent`, `fraction` become `daughter` (indices into the
/// members).
struct ChainFeed {
    int parent = 0;
    int daughter = 0;
    double fraction = 0;
};

/// A chain as a graph: members in an order in which each parent stands before its daughters.
struct Chain {
    std::vector<ChainMember> members;
    std::vector<ChainFeed> feeds;
};

/// A chain stops before a daughter that lives longer than this (1 year of 365.25 d); the head may
/// live longer.
inline constexpr double longest_daughter_half_life_s = 365.25 * 86400;

/// The chain below `head`, with branching. A branch ends at a daughter that is stable, has no file,
/// or outlives longest_daughter_half_life_s. StudyError: unknown head, or files that feed each
/// other in a circle.
[[nodiscard]] Chain make_chain(NuclideLibrary const& library, std::string_view head);

/// The members alone, head first.
[[nodiscard]] std::vector<ChainMember> decay_chain(NuclideLibrary const& library,
                                                   std::string_view head);

/// Energy of the head and of all its daughters, per decay of the head.
[[nodiscard]] EnergyByClass chain_energy(NuclideLibrary const& library, std::string_view head);

}   // namespace radici::nuclide
