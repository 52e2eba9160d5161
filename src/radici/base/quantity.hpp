#pragma once
#include <compare>
#include <concepts>

namespace radici {

/// Exponents of length (m), mass (kg) and time (s).
struct Dim {
    int length = 0;
    int mass = 0;
    int time = 0;
    constexpr bool operator==(Dim const&) const = default;
};

constexpr Dim operator+(Dim a, Dim b)
{
    return {a.length + b.length, a.mass + b.mass, a.time + b.time};
}
constexpr Dim operator-(Dim a, Dim b)
{
    return {a.length - b.length, a.mass - b.mass, a.time - b.time};
}

/// A number with a dimension and a kind; coherent SI inside, compiles to a bare double.
///   + - <=> work within one type only; * and / give a kind-less quantity; a kind is given by an
///   explicit conversion.
/// The kind keeps apart what the dimension cannot: Bq is not a repair rate, a BED is not an
/// absorbed dose.
template <Dim D, class Kind = void>
class Quantity {
public:
    constexpr Quantity() = default;

    /// Giving a kind is a choice; a kind is never exchanged for another.
    template <std::same_as<void> K>
    explicit constexpr Quantity(Quantity<D, K> q) : si_{q.si()}
    {
    }

    [[nodiscard]] static constexpr Quantity from_si(double si)
    {
        Quantity q;
        q.si_ = si;
        return q;
    }
    [[nodiscard]] constexpr double si() const { return si_; }
    [[nodiscard]] constexpr double in(Quantity unit) const { return si_ / unit.si_; }

    constexpr auto operator<=>(Quantity const&) const = default;
    constexpr Quantity operator-() const { return from_si(-si_); }
    friend constexpr Quantity operator+(Quantity a, Quantity b) { return from_si(a.si_ + b.si_); }
    friend constexpr Quantity operator-(Quantity a, Quantity b) { return from_si(a.si_ - b.si_); }
    friend constexpr Quantity operator*(double a, Quantity b) { return from_si(a * b.si_); }
    friend constexpr Quantity operator*(Quantity a, double b) { return from_si(a.si_ * b); }
    friend constexpr Quantity operator/(Quantity a, double b) { return from_si(a.si_ / b); }

private:
    double si_ = 0;
};

/// A product or quotient without dimension is a plain double, anything else a kind-less quantity.
template <Dim D>
constexpr auto make_quantity(double si)
{
    if constexpr (D == Dim{})
        return si;
    else
        return Quantity<D>::from_si(si);
}

template <Dim A, class K, Dim B, class L>
constexpr auto operator*(Quantity<A, K> a, Quantity<B, L> b)
{
    return make_quantity<A + B>(a.si() * b.si());
}
template <Dim A, class K, Dim B, class L>
constexpr auto operator/(Quantity<A, K> a, Quantity<B, L> b)
{
    return make_quantity<A - B>(a.si() / b.si());
}
template <Dim D, class K>
constexpr auto operator/(double a, Quantity<D, K> b)
{
    return make_quantity<Dim{} - D>(a / b.si());
}

using Length = Quantity<Dim{1, 0, 0}>;
using Area = Quantity<Dim{2, 0, 0}>;
using Volume = Quantity<Dim{3, 0, 0}>;
using Mass = Quantity<Dim{0, 1, 0}>;
using Duration = Quantity<Dim{0, 0, 1}>;
using Energy = Quantity<Dim{2, 1, -2}>;
using Rate = Quantity<Dim{0, 0, -1}>;
using Density = Quantity<Dim{-3, 1, 0}>;
using Activity = Quantity<Dim{0, 0, -1}, struct ActivityKind>;
using AbsorbedDose = Quantity<Dim{2, 0, -2}, struct AbsorbedDoseKind>;
using AbsorbedDoseRate = Quantity<Dim{2, 0, -3}, struct AbsorbedDoseRateKind>;
using Bed = Quantity<Dim{2, 0, -2}, struct BedKind>;     ///< biologically effective dose
using Eqd2 = Quantity<Dim{2, 0, -2}, struct Eqd2Kind>;   ///< equivalent dose in 2 Gy fractions
using RbeWeightedDose = Quantity<Dim{2, 0, -2}, struct RbeWeightedDoseKind>;
using AlphaBeta = Quantity<Dim{2, 0, -2}, struct AlphaBetaKind>;   ///< alpha/beta ratio of a tissue
/// Absorbed dose per decay (S value), e.g. mGy/(MBq s).
using DosePerDecay = Quantity<Dim{2, 0, -2}, struct DosePerDecayKind>;

namespace unit {
inline constexpr auto m = Length::from_si(1);
inline constexpr auto cm = Length::from_si(1e-2);
inline constexpr auto mm = Length::from_si(1e-3);
inline constexpr auto um = Length::from_si(1e-6);
inline constexpr auto mm3 = Volume::from_si(1e-9);
inline constexpr auto mL = Volume::from_si(1e-6);
inline constexpr auto L = Volume::from_si(1e-3);
inline constexpr auto kg = Mass::from_si(1);
inline constexpr auto g = Mass::from_si(1e-3);
inline constexpr auto mg = Mass::from_si(1e-6);
inline constexpr auto s = Duration::from_si(1);
inline constexpr auto min = Duration::from_si(60);
inline constexpr auto h = Duration::from_si(3600);
inline constexpr auto d = Duration::from_si(86400);
inline constexpr auto J = Energy::from_si(1);
inline constexpr auto MeV = Energy::from_si(1.602176634e-13);   // CODATA 2018, exact
inline constexpr auto keV = Energy::from_si(1.602176634e-16);
inline constexpr auto g_per_cm3 = Density::from_si(1000);
inline constexpr auto Bq = Activity::from_si(1);
inline constexpr auto MBq = Activity::from_si(1e6);
inline constexpr auto GBq = Activity::from_si(1e9);
inline constexpr auto Gy = AbsorbedDose::from_si(1);
inline constexpr auto mGy = AbsorbedDose::from_si(1e-3);
inline constexpr auto Gy_per_h = AbsorbedDoseRate::from_si(1.0 / 3600);
inline constexpr auto Gy_bed = Bed::from_si(1);
inline constexpr auto Gy_eqd2 = Eqd2::from_si(1);
inline constexpr auto Gy_rbe = RbeWeightedDose::from_si(1);
inline constexpr auto Gy_ab = AlphaBeta::from_si(1);
}   // namespace unit

}   // namespace radici
