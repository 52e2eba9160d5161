#pragma once

namespace radici::numerics::lanes::detail {

/// Two vectors that are worked on as one, so that what one waits for the other can use.
template <class V>
struct Twice {
    static constexpr int width = 2 * V::width;
    V low, high;

#define RADICI_LANES_INLINE static inline __attribute__((always_inline))
    RADICI_LANES_INLINE Twice load(char const* p)
    {
        return {V::load(p), V::load(p + V::width * 8)};
    }
    RADICI_LANES_INLINE void store(char* p, Twice x)
    {
        V::store(p, x.low);
        V::store(p + V::width * 8, x.high);
    }
    RADICI_LANES_INLINE Twice all(double x)
    {
        return {V::all(x), V::all(x)};
    }
    RADICI_LANES_INLINE Twice add(Twice a, Twice b)
    {
        return {V::add(a.low, b.low), V::add(a.high, b.high)};
    }
    RADICI_LANES_INLINE Twice sub(Twice a, Twice b)
    {
        return {V::sub(a.low, b.low), V::sub(a.high, b.high)};
    }
    RADICI_LANES_INLINE Twice mul(Twice a, Twice b)
    {
        return {V::mul(a.low, b.low), V::mul(a.high, b.high)};
    }
    RADICI_LANES_INLINE Twice div(Twice a, Twice b)
    {
        return {V::div(a.low, b.low), V::div(a.high, b.high)};
    }
    RADICI_LANES_INLINE Twice fma(Twice a, Twice b, Twice c)
    {
        return {V::fma(a.low, b.low, c.low), V::fma(a.high, b.high, c.high)};
    }
    RADICI_LANES_INLINE Twice fnma(Twice a, Twice b, Twice c)
    {
        return {V::fnma(a.low, b.low, c.low), V::fnma(a.high, b.high, c.high)};
    }
    RADICI_LANES_INLINE Twice max(Twice a, Twice b)
    {
        return {V::max(a.low, b.low), V::max(a.high, b.high)};
    }
    RADICI_LANES_INLINE Twice min(Twice a, Twice b)
    {
        return {V::min(a.low, b.low), V::min(a.high, b.high)};
    }
    RADICI_LANES_INLINE Twice where_less(Twice a, Twice b, Twice yes, Twice no)
    {
        return {V::where_less(a.low, b.low, yes.low, no.low),
                V::where_less(a.high, b.high, yes.high, no.high)};
    }
    RADICI_LANES_INLINE Twice where_ordered(Twice a, Twice yes, Twice no)
    {
        return {V::where_ordered(a.low, yes.low, no.low),
                V::where_ordered(a.high, yes.high, no.high)};
    }
    RADICI_LANES_INLINE Twice floor(Twice a)
    {
        return {V::floor(a.low), V::floor(a.high)};
    }
    RADICI_LANES_INLINE Twice power_of_two(Twice n)
    {
        return {V::power_of_two(n.low), V::power_of_two(n.high)};
    }
    RADICI_LANES_INLINE void split(Twice x, Twice& k, Twice& m)
    {
        V::split(x.low, k.low, m.low);
        V::split(x.high, k.high, m.high);
    }
    RADICI_LANES_INLINE Twice gather(double const* table, Twice row, int offset)
    {
        return {V::gather(table, row.low, offset), V::gather(table, row.high, offset)};
    }
#undef RADICI_LANES_INLINE
};

}   // namespace radici::numerics::lanes::detail
