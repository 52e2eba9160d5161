#pragma once
#include <immintrin.h>

namespace radici::numerics::lanes::detail {

/// Four doubles of AVX2 and FMA.
struct Four {
    static constexpr int width = 4;
    __m256d v;

#define RADICI_LANES_INLINE static inline __attribute__((always_inline))
    RADICI_LANES_INLINE Four load(char const* p)
    {
        return {_mm256_load_pd(reinterpret_cast<double const*>(p))};
    }
    RADICI_LANES_INLINE void store(char* p, Four x)
    {
        _mm256_store_pd(reinterpret_cast<double*>(p), x.v);
    }
    RADICI_LANES_INLINE Four all(double x)
    {
        return {_mm256_set1_pd(x)};
    }
    RADICI_LANES_INLINE Four add(Four a, Four b)
    {
        return {_mm256_add_pd(a.v, b.v)};
    }
    RADICI_LANES_INLINE Four sub(Four a, Four b)
    {
        return {_mm256_sub_pd(a.v, b.v)};
    }
    RADICI_LANES_INLINE Four mul(Four a, Four b)
    {
        return {_mm256_mul_pd(a.v, b.v)};
    }
    RADICI_LANES_INLINE Four div(Four a, Four b)
    {
        return {_mm256_div_pd(a.v, b.v)};
    }
    RADICI_LANES_INLINE Four fma(Four a, Four b, Four c)
    {
        return {_mm256_fmadd_pd(a.v, b.v, c.v)};
    }
    RADICI_LANES_INLINE Four fnma(Four a, Four b, Four c)   // c − a·b
    {
        return {_mm256_fnmadd_pd(a.v, b.v, c.v)};
    }
    RADICI_LANES_INLINE Four max(Four a, Four b)
    {
        return {_mm256_max_pd(a.v, b.v)};
    }
    RADICI_LANES_INLINE Four min(Four a, Four b)
    {
        return {_mm256_min_pd(a.v, b.v)};
    }
    RADICI_LANES_INLINE Four where_less(Four a, Four b, Four yes, Four no)
    {
        return {_mm256_blendv_pd(no.v, yes.v, _mm256_cmp_pd(a.v, b.v, _CMP_LT_OQ))};
    }
    RADICI_LANES_INLINE Four where_ordered(Four a, Four yes, Four no)
    {
        return {_mm256_blendv_pd(no.v, yes.v, _mm256_cmp_pd(a.v, a.v, _CMP_ORD_Q))};
    }
    RADICI_LANES_INLINE Four floor(Four a)
    {
        return {_mm256_floor_pd(a.v)};
    }
    /// 2ⁿ of integers −1022 … 1023.
    RADICI_LANES_INLINE Four power_of_two(Four n)
    {
        __m256d const biased =
            _mm256_add_pd(n.v, _mm256_set1_pd(4503599627371519.0));   // 2^52 + 1023
        return {_mm256_castsi256_pd(_mm256_slli_epi64(_mm256_castpd_si256(biased), 52))};
    }
    /// x = 2ᵏ·m of a normal number above 0.
    RADICI_LANES_INLINE void split(Four x, Four& k, Four& m)
    {
        __m256i const bits = _mm256_castpd_si256(x.v);
        __m256i const exponent =
            _mm256_or_si256(_mm256_srli_epi64(bits, 52), _mm256_set1_epi64x(0x4330000000000000));
        k.v = _mm256_sub_pd(_mm256_castsi256_pd(exponent), _mm256_set1_pd(4503599627371519.0));
        m.v = _mm256_castsi256_pd(
            _mm256_or_si256(_mm256_and_si256(bits, _mm256_set1_epi64x(0x000FFFFFFFFFFFFF)),
                            _mm256_set1_epi64x(0x3FF0000000000000)));
    }
    /// Number `offset` of every pair of rows of a table.
    RADICI_LANES_INLINE Four gather(double const* table, Four row, int offset)
    {
        __m128i const index = _mm_slli_epi32(_mm256_cvttpd_epi32(row.v), 1);
        return {_mm256_i32gather_pd(table + offset, index, 8)};
    }
#undef RADICI_LANES_INLINE
};

}   // namespace radici::numerics::lanes::detail
