#include "radici/transport/monte_carlo/track_random.hpp"

#include "radici/base/random.hpp"

namespace radici::transport {

TrackRandom::TrackRandom(std::uint64_t seed, std::uint64_t history)
    : s_(RandomStream(seed, history, "track").block())
{
}

}   // namespace radici::transport
