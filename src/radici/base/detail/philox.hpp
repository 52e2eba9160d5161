#pragma once
#include <array>
#include <cstdint>

namespace radici::detail {

/// One block of Philox 4x64 with 10 rounds: 256 random bits, a pure function of counter and key.
/// Source  Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3. SC'11
[[nodiscard]] std::array<std::uint64_t, 4> philox(std::array<std::uint64_t, 4> const& counter,
                                                  std::array<std::uint64_t, 2> const& key);

}   // namespace radici::detail
