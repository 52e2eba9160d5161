#pragma once
#include <cstddef>
#include <cstdint>

/// How a Program is written down. An instruction is a row of words:
///   plain    code | kinds, result, a [, b]           kinds: bit 8 a, bit 9 b is the same for all
///   lanes curve    code, result, a, which curve sum      code | kinds, result, start, groups, then
///   for each group: kind | count << 8, a, b, a, b, …
/// An operand is a bank in the upper two bits and an offset in bytes within it.
namespace radici::numerics::lanes::detail {

enum Code : std::uint32_t {
    code_copy,
    code_add,
    code_subtract,
    code_multiply,
    code_negate,
    code_reciprocal,
    code_exp,
    code_log,
    code_max,
    code_greater,
    code_curve_value,
    code_curve_slope,
    code_sum,
};
inline constexpr std::uint32_t a_is_shared = 1U << 8, b_is_shared = 1U << 9;
/// Of a sum: it begins at 0, at a number of the lane, at one of all lanes, or at minus the former.
inline constexpr std::uint32_t starts_at_zero = 0, starts_at_lane = 1U << 8,
                               starts_at_shared = 2U << 8, starts_negative = 4U << 8;
/// Kinds of groups: bit 0 subtracts, bit 1 says that every a is the same for all lanes.
inline constexpr std::uint32_t group_subtracts = 1, group_is_shared = 2;

enum Bank : std::uint32_t { bank_cells, bank_scratch, bank_shared };
inline constexpr int bank_shift = 30;
inline constexpr std::uint32_t offset_mask = (1U << bank_shift) - 1;

/// What a kernel works on.
struct CurveTable {
    double const* nodes;   ///< value and rise of node 0, of node 1, …
    double first, per_step, last_interval;
    double keep_below, keep_above;   ///< 1: goes on along the tangent; 0: holds
};
struct Work {
    std::uint32_t const* code;
    std::uint32_t const* end;
    char* bank[2];        ///< cells and scratch, at the first lane
    char const* shared;   ///< numbers that are the same for all lanes
    CurveTable const* curves;
};

void run_avx2(Work const& work, int lanes);
void run_avx512(Work const& work, int lanes);

}   // namespace radici::numerics::lanes::detail
