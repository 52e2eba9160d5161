#include "radici/transport/monte_carlo/track_random.hpp"

#include "radici/base/random.hpp"

namespace radici::transport {

TrackRandom::TrackRandom(std::uint64_t seed, std::uint64_t history)
{
    RandomStream block(seed, history, "track");
    for (auto& word : s_)
        word = block.bits();
}

}   // namespace radici::transport
