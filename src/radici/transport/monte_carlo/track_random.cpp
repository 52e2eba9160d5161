#include "radici/transport/monte_carlo/track_random.hpp"

#include <algorithm>

#include "radici/base/random.hpp"

namespace radici::transport {

TrackRandom::TrackRandom(std::uint64_t seed, std::uint64_t history)
{
    auto const block = RandomStream(seed, history, "track").block();
    std::copy(block.begin(), block.end(), s_);
}

}   // namespace radici::transport
