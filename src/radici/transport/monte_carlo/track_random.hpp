#pragma once
#include <array>
#include <bit>
#include <cstdint>
#include <limits>

#include "radici/base/host_device.hpp"

namespace radici::transport {

/// The random numbers of one history. The 256 bits of state are one block of Philox 4x64-10 of
/// (seed, history): a history has its numbers wherever and whenever it is followed. From there
/// xoshiro256++ goes on, which costs a third of a Philox number. Two streams overlap within 2^60
/// numbers with probability below 2^-130 for 2^32 histories.
/// Source  Blackman, Vigna: Scrambled linear pseudorandom number generators. ACM TOMS 47:36 (2021)
class TrackRandom {
public:
    TrackRandom(std::uint64_t seed, std::uint64_t history);

    RADICI_HOT std::uint64_t bits()
    {
        std::uint64_t const out = rotate(s_[0] + s_[3], 23) + s_[0];
        std::uint64_t const t = s_[1] << 17;
        s_[2] ^= s_[0];
        s_[3] ^= s_[1];
        s_[1] ^= s_[2];
        s_[0] ^= s_[3];
        s_[2] ^= t;
        s_[3] = rotate(s_[3], 45);
        return out;
    }
    // A generator as the standard library and Boost ask for it.
    using result_type = std::uint64_t;
    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }
    RADICI_HOT std::uint64_t operator()() { return bits(); }
    /// In (0, 1), never 0 or 1.
    RADICI_HOT double uniform() { return (static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52; }

private:
    RADICI_HOT static std::uint64_t rotate(std::uint64_t x, int k)
    {
        return (x << k) | (x >> (64 - k));
    }
    std::array<std::uint64_t, 4> s_;
};

}   // namespace radici::transport
