#pragma once
#include <boost/random/exponential_distribution.hpp>

#include "radici/transport/monte_carlo/track_random.hpp"

namespace radici::transport {

/// Even at random along a path, to the next event: of mean 1. By ziggurat, which costs a third of a
/// logarithm.
RADICI_HOT double sample_exponential(TrackRandom& random)
{
    return boost::random::exponential_distribution<double>{}(random);
}

}   // namespace radici::transport
