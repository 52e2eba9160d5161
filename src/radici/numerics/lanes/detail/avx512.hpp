#pragma once
#include <immintrin.h>

namespace radici::numerics::lanes::detail {

/// Eight doubles of AVX-512 (F and DQ).
struct Eight {
    static constexpr int width = 8;
    __m512d v;

#define RADICI_LANES_INLINE static inline __attribute__((always_inline))
    RADICI_LANES_INLINE Eight load(char const* p)
    {
        return {_mm512_load_pd(reinterpret_cast<double const*>(p))};
    }
    RADICI_LANES_INLINE void store(char* p, Eight x)
    {
        _mm512_store_pd(reinterpret_cast<double*>(p), x.v);
    }
    RADICI_LANES_INLINE Eight all(double x)
    {
        return {_mm512_set1_pd(x)};
    }
    RADICI_LANES_INLINE Eight add(Eight a, Eight b)
    {
        return {_mm512_add_pd(a.v, b.v)};
    }
    RADICI_LANES_INLINE Eight sub(Eight a, Eight b)
    {
        return {_mm512_sub_pd(a.v, b.v)};
    }
    RADICI_LANES_INLINE Eight mul(Eight a, Eight b)
    {
        return {_mm512_mul_pd(a.v, b.v)};
    }
    RADICI_LANES_INLINE Eight div(Eight a, Eight b)
    {
        return {_mm512_div_pd(a.v, b.v)};
    }
    RADICI_LANES_INLINE Eight fma(Eight a, Eight b, Eight c)
    {
        return {_mm512_fmadd_pd(a.v, b.v, c.v)};
    }
    RADICI_LANES_INLINE Eight fnma(Eight a, Eight b, Eight c)   // c − a·b
    {
        return {_mm512_fnmadd_pd(a.v, b.v, c.v)};
    }
    RADICI_LANES_INLINE Eight max(Eight a, Eight b)
    {
        return {_mm512_max_pd(a.v, b.v)};
    }
    RADICI_LANES_INLINE Eight min(Eight a, Eight b)
    {
        return {_mm512_min_pd(a.v, b.v)};
    }
    RADICI_LANES_INLINE Eight where_less(Eight a, Eight b, Eight yes, Eight no)
    {
        return {_mm512_mask_blend_pd(_mm512_cmp_pd_mask(a.v, b.v, _CMP_LT_OQ), no.v, yes.v)};
    }
    RADICI_LANES_INLINE Eight where_ordered(Eight a, Eight yes, Eight no)
    {
        return {_mm512_mask_blend_pd(_mm512_cmp_pd_mask(a.v, a.v, _CMP_ORD_Q), no.v, yes.v)};
    }
    RADICI_LANES_INLINE Eight floor(Eight a)
    {
        return {_mm512_roundscale_pd(a.v, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC)};
    }
    /// 2ⁿ of integers −1022 … 1023.
    RADICI_LANES_INLINE Eight power_of_two(Eight n)
    {
        __m512d const biased =
            _mm512_add_pd(n.v, _mm512_set1_pd(4503599627371519.0));   // 2^52 + 1023
        return {_mm512_castsi512_pd(_mm512_slli_epi64(_mm512_castpd_si512(biased), 52))};
    }
    /// x = 2ᵏ·m of a normal number above 0.
    RADICI_LANES_INLINE void split(Eight x, Eight& k, Eight& m)
    {
        __m512i const bits = _mm512_castpd_si512(x.v);
        __m512i const exponent =
            _mm512_or_si512(_mm512_srli_epi64(bits, 52), _mm512_set1_epi64(0x4330000000000000));
        k.v = _mm512_sub_pd(_mm512_castsi512_pd(exponent), _mm512_set1_pd(4503599627371519.0));
        m.v = _mm512_castsi512_pd(
            _mm512_or_si512(_mm512_and_si512(bits, _mm512_set1_epi64(0x000FFFFFFFFFFFFF)),
                            _mm512_set1_epi64(0x3FF0000000000000)));
    }
    /// Number `offset` of every pair of rows of a table.
    RADICI_LANES_INLINE Eight gather(double const* table, Eight row, int offset)
    {
        __m256i const index = _mm256_slli_epi32(_mm512_cvttpd_epi32(row.v), 1);
        return {_mm512_i32gather_pd(index, table + offset, 8)};
    }
#undef RADICI_LANES_INLINE
};

}   // namespace radici::numerics::lanes::detail
