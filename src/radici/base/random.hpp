#pragma once
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
    [[nodiscard]] double uniform();   ///< in (0, 1), never 0 or 1
    [[nodiscard]] double
    normal();   ///< mean 0, variance 1 (inverse of the cumulative normal: one uniform a draw)
    [[nodiscard]] double exponential();   ///< mean 1
    /// @param mean  ≥ 0, by inversion of the cumulative distribution
    [[nodiscard]] int poisson(double mean);

private:
    std::uint64_t key_[2];
    std::uint64_t counter_[4];
    std::uint64_t block_[4];
    int used_ = 4;
};

}   // namespace radici
