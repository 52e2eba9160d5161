#pragma once
#include "radici/numerics/lanes/detail/instruction.hpp"
#include "radici/numerics/lanes/detail/lane_math.hpp"
#include "radici/numerics/lanes/detail/twice.hpp"

/// The one loop over instructions, compiled once for each kind of vector. Nothing here may be
/// shared with code for lesser processors: templates over the vector only, and no standard library.
namespace radici::numerics::lanes::detail {

template <class V>
struct Kernel {
    Work const& work;
    long lane_bytes;   ///< where the first lane of this vector stands

#define RADICI_LANES_INLINE inline __attribute__((always_inline))
    RADICI_LANES_INLINE char* address(std::uint32_t word) const
    {
        return work.bank[word >> bank_shift] + (word & offset_mask) + lane_bytes;
    }
    template <bool Shared>
    RADICI_LANES_INLINE V load(std::uint32_t word) const
    {
        if constexpr (Shared)
            return V::all(*reinterpret_cast<double const*>(work.shared + (word & offset_mask)));
        else
            return V::load(address(word));
    }
    RADICI_LANES_INLINE V load(std::uint32_t word, bool is_shared) const
    {
        return is_shared ? load<true>(word) : load<false>(word);
    }

    template <class F>
    RADICI_LANES_INLINE void one_operand(std::uint32_t const* p, F&& f) const
    {
        V::store(address(p[1]), f(load(p[2], (p[0] & a_is_shared) != 0)));
    }
    template <class F>
    RADICI_LANES_INLINE void two_operands(std::uint32_t const* p, F&& f) const
    {
        V const a = load(p[2], (p[0] & a_is_shared) != 0);
        V const b = load(p[3], (p[0] & b_is_shared) != 0);
        V::store(address(p[1]), f(a, b));
    }

    template <bool Subtracts, bool Shared>
    RADICI_LANES_INLINE V add_group(std::uint32_t const* p, std::uint32_t const* end, V sum) const
    {
        for (; p != end; p += 2) {
            V const a = load<Shared>(p[0]), b = load<false>(p[1]);
            sum = Subtracts ? V::fnma(a, b, sum) : V::fma(a, b, sum);
        }
        return sum;
    }

    RADICI_LANES_INLINE std::uint32_t const* sum_of_products(std::uint32_t const* p) const
    {
        auto const kinds = p[0];
        V sum = V::all(0.0);
        if ((kinds & starts_at_lane) != 0)
            sum = load<false>(p[2]);
        else if ((kinds & starts_at_shared) != 0)
            sum = load<true>(p[2]);
        if ((kinds & starts_negative) != 0)
            sum = V::mul(sum, V::all(-1.0));
        char* const result = address(p[1]);
        auto groups = p[3];
        for (p += 4; groups > 0; --groups) {
            auto const kind = *p & 3;
            auto const* const end = p + 1 + 2 * static_cast<std::size_t>(*p >> 8);
            ++p;
            if (kind == group_subtracts)
                sum = add_group<true, false>(p, end, sum);
            else if (kind == 0)
                sum = add_group<false, false>(p, end, sum);
            else if (kind == group_is_shared)
                sum = add_group<false, true>(p, end, sum);
            else
                sum = add_group<true, true>(p, end, sum);
            p = end;
        }
        V::store(result, sum);
        return p;
    }

    /// Cubic Hermite between two nodes, the tangent (or nothing) beyond the ends.
    template <bool Slope>
    RADICI_LANES_INLINE void curve(std::uint32_t const* p) const
    {
        CurveTable const& table = work.curves[p[3]];
        V const zero = V::all(0.0), one = V::all(1.0);
        V const x = load(p[2], (p[0] & a_is_shared) != 0);
        V const position = V::mul(V::sub(x, V::all(table.first)), V::all(table.per_step));
        V const row = V::min(V::max(V::floor(position), zero), V::all(table.last_interval));
        V const y0 = V::gather(table.nodes, row, 0), d0 = V::gather(table.nodes, row, 1);
        V const y1 = V::gather(table.nodes, row, 2), d1 = V::gather(table.nodes, row, 3);
        V const from_row = V::sub(position, row);
        V const t = V::min(V::max(from_row, zero), one);
        V const rise = V::sub(y1, y0);
        V const square = V::fma(rise, V::all(3.0), V::fnma(d0, V::all(2.0), V::sub(zero, d1)));
        V const cube = V::fnma(rise, V::all(2.0), V::add(d0, d1));
        V const slope = V::fma(t, V::fma(t, V::mul(cube, V::all(3.0)), V::add(square, square)), d0);
        V const keep = V::where_less(from_row, zero, V::all(table.keep_below),
                                     V::where_less(one, from_row, V::all(table.keep_above), one));
        V result = V::mul(V::mul(slope, keep), V::all(table.per_step));
        if constexpr (!Slope) {
            V const value = V::fma(t, V::fma(t, V::fma(t, cube, square), d0), y0);
            result = V::fma(V::mul(V::sub(from_row, t), keep), slope, value);
        }
        V::store(address(p[1]), result);
    }

    void run() const
    {
        auto const* p = work.code;
        while (p != work.end)
            switch (*p & 0xFF) {
            case code_copy:
                one_operand(p, [](V a) { return a; });
                p += 3;
                break;
            case code_add:
                two_operands(p, [](V a, V b) { return V::add(a, b); });
                p += 4;
                break;
            case code_subtract:
                two_operands(p, [](V a, V b) { return V::sub(a, b); });
                p += 4;
                break;
            case code_multiply:
                two_operands(p, [](V a, V b) { return V::mul(a, b); });
                p += 4;
                break;
            case code_negate:
                one_operand(p, [](V a) { return V::mul(a, V::all(-1.0)); });
                p += 3;
                break;
            case code_reciprocal:
                one_operand(p, [](V a) { return V::div(V::all(1.0), a); });
                p += 3;
                break;
            case code_exp:
                one_operand(p, [](V a) { return vector_exp(a); });
                p += 3;
                break;
            case code_log:
                one_operand(p, [](V a) { return vector_log(a); });
                p += 3;
                break;
            case code_max:
                two_operands(p, [](V a, V b) {
                    return V::where_ordered(a, V::max(a, b), a);   // keeps NaN
                });
                p += 4;
                break;
            case code_greater:
                two_operands(
                    p, [](V a, V b) { return V::where_less(b, a, V::all(1.0), V::all(0.0)); });
                p += 4;
                break;
            case code_curve_value:
                curve<false>(p);
                p += 4;
                break;
            case code_curve_slope:
                curve<true>(p);
                p += 4;
                break;
            default:
                p = sum_of_products(p);
                break;
            }
    }
#undef RADICI_LANES_INLINE
};

/// Four vectors at a time, then two, then one, over lanes in eights.
template <class V>
void run_lanes(Work const& work, int lanes)
{
    constexpr long lane_bytes = 8;
    int lane = 0;
    for (; lane + 4 * V::width <= lanes; lane += 4 * V::width)
        Kernel<Twice<Twice<V>>>{work, lane * lane_bytes}.run();
    if (lane + 2 * V::width <= lanes) {
        Kernel<Twice<V>>{work, lane * lane_bytes}.run();
        lane += 2 * V::width;
    }
    if (lane < lanes)
        Kernel<V>{work, lane * lane_bytes}.run();
}

}   // namespace radici::numerics::lanes::detail
