#pragma once

/// exp and ln of a vector of doubles, from its own additions, multiplications and fused
/// multiply-adds: the same bytes on every machine and at every width.
///   exp   x = n ln 2 + r, |r| ≤ ln 2/2; Taylor to r¹³ (rest below 1e-17);
///         0 below −708, ∞ above 709.78
///   ln    x = 2ᵏ m, m in [√½, √2); 2 artanh((m − 1)/(m + 1)) to the 19th power (rest below
///         3e-17); −∞ at 0 and for denormal numbers, NaN below
/// Both err by less than 1.5 units in the last place (tests/numerics/lanes_math_test.cpp).
namespace radici::numerics::lanes::detail {

template <class V>
inline __attribute__((always_inline)) V vector_exp(V x)
{
    V const magic = V::all(6755399441055744.0);   // 1.5·2^52: adding it rounds to an integer
    V const clamped = V::min(V::max(x, V::all(-708.0)), V::all(710.0));
    V const shifted = V::fma(clamped, V::all(1.4426950408889634), magic);
    V const n = V::sub(shifted, magic);
    V r = V::fma(n, V::all(-0.6931471803691238), clamped);
    r = V::fma(n, V::all(-1.9082149292705877e-10), r);
    V p = V::all(1.0 / 6227020800.0);
    constexpr double coefficient[] = {1.0 / 479001600,
                                      1.0 / 39916800,
                                      1.0 / 3628800,
                                      1.0 / 362880,
                                      1.0 / 40320,
                                      1.0 / 5040,
                                      1.0 / 720,
                                      1.0 / 120,
                                      1.0 / 24,
                                      1.0 / 6,
                                      0.5,
                                      1.0,
                                      1.0};
    for (double c : coefficient)
        p = V::fma(p, r, V::all(c));
    // 2ⁿ in two factors, so that n = 1024 is reached
    V const half = V::sub(V::fma(n, V::all(0.5), magic), magic);
    V const result = V::mul(V::mul(p, V::power_of_two(half)), V::power_of_two(V::sub(n, half)));
    V const floored = V::where_less(x, V::all(-708.0), V::all(0.0), result);
    // NaN compares false everywhere and was lost by the clamp
    return V::where_ordered(x, floored, x);
}

template <class V>
inline __attribute__((always_inline)) V vector_log(V x)
{
    V k = x, m = x;
    V::split(x, k, m);   // m in [1, 2)
    V const large = V::all(1.4142135623730951);
    V const one = V::all(1.0);
    V const k1 = V::where_less(large, m, V::add(k, one), k);
    V const m1 = V::where_less(large, m, V::mul(m, V::all(0.5)), m);
    V const f = V::sub(m1, one);
    V const s = V::div(f, V::add(m1, one));
    V const z = V::mul(s, s);
    V p = V::all(1.0 / 19);
    constexpr double coefficient[] = {1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11,
                                      1.0 / 9,  1.0 / 7,  1.0 / 5,  1.0 / 3};
    for (double c : coefficient)
        p = V::fma(p, z, V::all(c));
    // 2s + 2s·z·p, with 2s = f − s·f so that the large part is exact
    V const tail = V::mul(V::mul(V::add(s, s), z), p);
    V const low = V::fma(k1, V::all(1.9082149292705877e-10), V::sub(tail, V::mul(s, f)));
    V const result = V::fma(k1, V::all(0.6931471803691238), V::add(f, low));
    V const smallest = V::all(2.2250738585072014e-308);
    V const below =
        V::where_less(x, V::all(0.0), V::all(__builtin_nan("")), V::all(-__builtin_inf()));
    V const checked = V::where_less(x, smallest, below, result);
    V const finite = V::where_less(x, V::all(__builtin_inf()), checked, x);
    return V::where_ordered(x, finite, x);
}

}   // namespace radici::numerics::lanes::detail
