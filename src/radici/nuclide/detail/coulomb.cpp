#include "radici/nuclide/detail/coulomb.hpp"

#include <array>
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/error.hpp"

namespace radici::nuclide::detail {

namespace {

using Complex = std::complex<double>;

/// Large and small component, both times r.
struct Spinor {
    double g = 0;
    double f = 0;
};

/// What a wave of one k sees: its energy and the field, with r in units of the radius.
struct Wave {
    int k;
    double strength;   ///< α Z, signed
    double w;
    double radius;
    double p;
    double eta;   ///< Sommerfeld parameter α Z W / p
};

/// Kummer's function 1F1(a, b, z) by its series; |z| of order one.
Complex kummer(Complex a, double b, Complex z)
{
    Complex term = 1;
    Complex sum = 1;
    for (int n = 0; n < 400; ++n) {
        term *= (a + double(n)) / (b + n) * z / (n + 1.0);
        sum += term;
        if (std::norm(term) < 1e-34 * std::norm(sum))
            break;
    }
    return sum;
}

/// A solution outside, with r^s at the origin (s = ±γ): its value at the surface and its amplitude
/// far away, where g = √(W+1) N cos θ, f = -√(W-1) N sin θ.
struct Outside {
    Spinor surface;
    Complex far;   ///< N exp(i θ) but for factors common to both solutions
};

/// What the far amplitude holds apart from κ, so that both signs of κ share it.
struct FarField {
    double s;
    Complex log_amplitude;
};

FarField far_field(Wave const& wave, double s)
{
    double const gamma_function = std::tgamma(2 * s + 1);
    Complex const turned{-s * std::log(2 * wave.p), -s * constant::pi / 2};
    Complex const sign{std::log(std::abs(gamma_function)), gamma_function < 0 ? constant::pi : 0};
    return {s, sign + turned - log_gamma({s, wave.eta}) - constant::pi * wave.eta / 2};
}

Outside outside(Wave const& wave, int kappa, FarField const& far, double log_scale)
{
    double const s = far.s;
    Complex const turn =
        std::sqrt(Complex{double(-kappa), wave.eta / wave.w} / Complex{s, wave.eta});
    double const x = wave.p * wave.radius;
    Complex const phi = Complex{s, wave.eta} * turn * std::polar(std::pow(wave.radius, s), -x) *
                        kummer({s + 1, wave.eta}, 2 * s + 1, {0, 2 * x});
    return {{std::sqrt(wave.w + 1) * phi.real(), -std::sqrt(wave.w - 1) * phi.imag()},
            turn * std::exp(far.log_amplitude - log_scale)};
}

/// The wave at the surface of the sphere, grown from amplitude 1 (times x^k) at the centre: power
/// series in x = r / R.
///   V = -(αZ / 2R) (3 - x²)
Spinor inside(Wave const& wave, int kappa)
{
    int constexpr terms = 40;
    double const plus = (wave.w + 1) * wave.radius + 1.5 * wave.strength;
    double const minus = (wave.w - 1) * wave.radius + 1.5 * wave.strength;
    double const square = 0.5 * wave.strength;
    bool const g_leads = kappa < 0;
    // leading component x^k Σ lead[n] x^2n, the other x^(k+1) Σ next[n] x^2n
    double const up = g_leads ? plus : -minus;     // source of the leading component
    double const down = g_leads ? -minus : plus;   // source of the other
    double const square_up = g_leads ? -square : square;
    std::array<double, terms> lead{}, next{};
    lead[0] = 1;
    next[0] = down / (2 * wave.k + 1);
    double sum_lead = lead[0];
    double sum_next = next[0];
    for (int n = 1; n < terms; ++n) {
        lead[n] = (up * next[n - 1] + (n > 1 ? square_up * next[n - 2] : 0)) / (2.0 * n);
        next[n] = (down * lead[n] - square_up * lead[n - 1]) / (2.0 * wave.k + 1 + 2 * n);
        sum_lead += lead[n];
        sum_next += next[n];
        if (std::abs(lead[n]) + std::abs(next[n]) < 1e-17 * std::abs(sum_lead))
            break;
    }
    return g_leads ? Spinor{sum_lead, sum_next} : Spinor{sum_next, sum_lead};
}

}   // namespace

Complex log_gamma(Complex z)
{
    Complex shift = 1;
    while (z.real() < 15 && std::norm(z) < 225) {
        shift *= z;
        z += 1.0;
    }
    // left of the imaginary axis the series still holds where |Im z| is large
    Complex const inverse = 1.0 / z;
    Complex const square = inverse * inverse;
    Complex const series =
        inverse *
        (1.0 / 12 +
         square * (-1.0 / 360 + square * (1.0 / 1260 + square * (-1.0 / 1680 + square / 1188.0))));
    return (z - 0.5) * std::log(z) - z + 0.5 * std::log(2 * constant::pi) + series -
           std::log(shift);
}

double coulomb_factor(int k, double signed_z, double w, double radius)
{
    RADICI_EXPECT(k >= 1 && w > 1 && radius > 0);
    double const strength = signed_z * constant::fine_structure;
    RADICI_EXPECT(std::abs(signed_z) >= 1 && std::abs(signed_z) <= 100);
    double const p = std::sqrt((w - 1) * (w + 1));
    Wave const wave{k, strength, w, radius, p, strength * w / p};
    double const gamma = std::sqrt(k * k - strength * strength);
    FarField const regular = far_field(wave, gamma);
    FarField const irregular = far_field(wave, -gamma);
    double const log_scale = regular.log_amplitude.real();

    double sum = 0;
    for (int kappa : {-k, k}) {
        Spinor const u = inside(wave, kappa);
        Outside const a = outside(wave, kappa, regular, log_scale);
        Outside const b = outside(wave, kappa, irregular, log_scale);
        double const wronskian = a.surface.g * b.surface.f - a.surface.f * b.surface.g;
        double const a_part = (u.g * b.surface.f - u.f * b.surface.g) / wronskian;
        double const b_part = (a.surface.g * u.f - a.surface.f * u.g) / wronskian;
        sum += 2 / (p * std::norm(a_part * a.far + b_part * b.far));
    }
    double odd = 1;
    for (int i = 3; i < 2 * k; i += 2)
        odd *= i;
    double const free = 4 * w * std::pow(p, 2 * k - 1) * std::pow(radius, 2 * k);
    return odd * odd * sum / free * std::exp(-2 * log_scale);
}

double nuclear_radius(int a)
{
    double const root = std::cbrt(a);
    return (1.121 * root + 2.426 / root - 6.614 / a) / constant::electron_compton_fm;
}

}   // namespace radici::nuclide::detail
