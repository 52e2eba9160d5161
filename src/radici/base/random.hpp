#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace radici {

/// Counter-based random numbers (Philox 4x64-10, Salmon et al., SC'11): a stream is a pure function
/// of its key, so the same (seed, index, purpose) gives the same numbers on any thread, in any
/// order.
class RandomStream {
public:
    /// @param seed     of the study
    /// @param index    patient or history
    /// @param purpose  what is drawn, e.g. "lesion volume"; different words give independent
    /// streams
    RandomStream(std::uint64_t seed, std::uint64_t index, std::string_view purpose);

    [[nodiscard]] std::uint64_t bits();
    /// The next block of four, after the one that bits() reads from.
    [[nodiscard]] std::array<std::uint64_t, 4> block();
    [[nodiscard]] double uniform();   ///< in (0, 1), never 0 or 1
    [[nodiscard]] double
    normal();   ///< mean 0, variance 1 (inverse of the cumulative normal: one uniform a draw)
    [[nodiscard]] double exponential();   ///< mean 1
    /// @param mean  ≥ 0, by inversion of the cumulative distribution
    [[nodiscard]] int poisson(double mean);

private:
    std::array<std::uint64_t, 2> key_;
    std::array<std::uint64_t, 4> counter_, block_;
    int used_ = 4;
};

}   // namespace radici
