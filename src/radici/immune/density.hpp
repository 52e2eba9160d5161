#pragma once

/// Lesion pools are extensive, every saturation sees a density:
///   Ṽ = V + v0      Ω = Ṽ + E + E_x + R      a = Ag/Ω   e = E/Ω   ϱ = R/Ω
/// 10⁶ lymphocytes take 1 mm³: else a shrinking lesion would end with millions of them in each mm³.
/// What feeds a lesion (homing, Treg source, growth) is per Ṽ, or the infiltrate would feed itself.
namespace radici::immune {

template <class T>
struct Densities {
    T guarded_mm3{};              ///< Ṽ
    T with_lymphocytes_mm3{};     ///< Ω
    T antigen_1e6_per_mm3{};      ///< a
    T effectors_1e6_per_mm3{};    ///< e
    T regulatory_1e6_per_mm3{};   ///< ϱ
};

/// @param volume_mm3  viable, doomed and dead tumour cells, ≥ 0
/// @param guard_mm3   v0, the one guard against V → 0
template <class T>
[[nodiscard]] Densities<T> densities(T const& volume_mm3, double guard_mm3, T const& antigen_1e6,
                                     T const& effectors_1e6, T const& exhausted_1e6,
                                     T const& regulatory_1e6)
{
    T const guarded = volume_mm3 + guard_mm3;
    T const room = guarded + effectors_1e6 + exhausted_1e6 + regulatory_1e6;
    return {.guarded_mm3 = guarded,
            .with_lymphocytes_mm3 = room,
            .antigen_1e6_per_mm3 = antigen_1e6 / room,
            .effectors_1e6_per_mm3 = effectors_1e6 / room,
            .regulatory_1e6_per_mm3 = regulatory_1e6 / room};
}

/// x/(x + half): saturation of order one. @param half > 0
template <class T>
[[nodiscard]] T saturation(T const& x, double half)
{
    return x / (x + half);
}

/// x⁴/(x⁴ + half⁴), also at x = 0. @param x below 1e70 half
template <class T>
[[nodiscard]] T fourth_order_saturation(T const& x, double half)
{
    T const ratio = x / half;
    T const square = ratio * ratio;
    T const fourth = square * square;
    return fourth / (1 + fourth);
}

}   // namespace radici::immune
