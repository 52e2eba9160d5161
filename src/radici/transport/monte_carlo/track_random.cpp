#include "radici/transport/monte_carlo/track_random.hpp"

#include "radici/base/detail/philox.hpp"

namespace radici::transport {

TrackRandom::TrackRandom(std::uint64_t seed, std::uint64_t history)
{
    constexpr std::uint64_t purpose = 0x747261636b;   // "track": apart from all other streams
    auto const block = detail::philox({0, history, 0, 0}, {seed, purpose});
    for (int i = 0; i < 4; ++i)
        s_[i] = block[static_cast<std::size_t>(i)];
}

}   // namespace radici::transport
