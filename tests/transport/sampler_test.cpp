// Every sampler of the Monte Carlo against the distribution it should draw from, by quadrature of
// the formula of its source. A bias of the size named would be seen.
#include <cmath>
#include <functional>

#include <gtest/gtest.h>

#include "../support/agrees.hpp"
#include "../support/mean_test.hpp"
#include "radici/base/constants.hpp"
#include "radici/transport/electron_range.hpp"
#include "radici/transport/monte_carlo/annihilation.hpp"
#include "radici/transport/monte_carlo/bremsstrahlung.hpp"
#include "radici/transport/monte_carlo/compton.hpp"
#include "radici/transport/monte_carlo/deflection.hpp"
#include "radici/transport/monte_carlo/detail/exponential.hpp"
#include "radici/transport/monte_carlo/hard_collision.hpp"
#include "radici/transport/monte_carlo/media.hpp"
#include "radici/transport/monte_carlo/photoelectron.hpp"
#include "radici/transport/monte_carlo/soft_loss.hpp"
#include "radici/transport/monte_carlo/vector.hpp"

namespace radici::transport {
namespace {

using test::expect_agrees;
using test::MeanTest;
constexpr double m = constant::electron_mass_MeV;
std::filesystem::path const data = std::filesystem::path{RADICI_SOURCE_DIR} / "data";

/// Midpoint rule with many cells: independent of the program's own quadrature.
double integral(double from, double to, std::function<double(double)> const& f)
{
    constexpr int cells = 200'000;
    double const h = (to - from) / cells;
    double sum = 0;
    for (int i = 0; i < cells; ++i)
        sum += f(from + h * (i + 0.5));
    return h * sum;
}
/// Mean of g under the density f.
double mean(double from, double to, std::function<double(double)> const& f,
            std::function<double(double)> const& g)
{
    return integral(from, to, [&](double x) { return f(x) * g(x); }) / integral(from, to, f);
}

template <class Draw>
void expect_mean(double expected, double bias_caught, Draw&& draw)
{
    TrackRandom random(7, 11);
    MeanTest test(expected, bias_caught);
    while (test.wants_more())
        test.add(draw(random));
    EXPECT_TRUE(test.passes()) << test.report();
}

TEST(MeanTest, sees_a_planted_bias)
{
    TrackRandom random(1, 1);
    MeanTest biased(0.5, 0.01);
    while (biased.wants_more())
        biased.add(1.01 * random.uniform());
    EXPECT_FALSE(biased.passes()) << biased.report();
}

TEST(Exponential, has_its_moments_and_tails)
{
    // ∫xⁿ exp(−x) dx = n!; a fifth of the sixth moment lies beyond the ziggurat's uppermost layer
    expect_mean(1, 0.002, [](TrackRandom& r) { return sample_exponential(r); });
    expect_mean(6, 0.01, [](TrackRandom& r) { return std::pow(sample_exponential(r), 3); });
    expect_mean(720, 0.05, [](TrackRandom& r) { return std::pow(sample_exponential(r), 6); });
    for (double const t : {0.01, 0.5, 2.0, 5.0})   // P(x > t) = exp(−t)
        expect_mean(std::exp(-t), 0.005,
                    [t](TrackRandom& r) { return sample_exponential(r) > t ? 1.0 : 0.0; });
}

TEST(TrackRandom, is_even_in_mean_and_square)
{
    expect_mean(0.5, 0.001, [](TrackRandom& r) { return r.uniform(); });
    expect_mean(1.0 / 3, 0.001, [](TrackRandom& r) {
        double const u = r.uniform();
        return u * u;
    });
}

TEST(TrackRandom, is_a_function_of_seed_and_history)
{
    TrackRandom a(3, 5), b(3, 5), c(3, 6), d(4, 5);
    auto const first = a.bits();
    EXPECT_EQ(first, b.bits());
    EXPECT_NE(first, c.bits());
    EXPECT_NE(first, d.bits());
}

TEST(Isotropic, has_a_third_of_its_square_along_each_axis)
{
    expect_mean(1.0 / 3, 0.002, [](TrackRandom& r) { return std::pow(isotropic(r).z, 2); });
    expect_mean(1.0 / 3, 0.002, [](TrackRandom& r) { return std::pow(isotropic(r).x, 2); });
}

TEST(Azimuth, agrees_with_the_library_all_around)
{
    for (double turns = -0.5; turns <= 0.5; turns += 1.0 / 512) {
        Azimuth const a = azimuth_of(turns);
        EXPECT_NEAR(a.cosine, std::cos(2 * constant::pi * turns), 1e-13);
        EXPECT_NEAR(a.sine, std::sin(2 * constant::pi * turns), 1e-13);
    }
}

TEST(Turned, makes_the_angle_it_is_asked_for)
{
    TrackRandom random(2, 2);
    for (int i = 0; i < 1000; ++i) {
        Vector const axis = i == 0   ? Vector{0, 0, -1}
                            : i == 1 ? Vector{0, 0, 1}
                                     : isotropic(random);
        double const cosine = 2 * random.uniform() - 1;
        Vector const out = turned(axis, cosine, sample_azimuth(random));
        EXPECT_NEAR(axis.x * out.x + axis.y * out.y + axis.z * out.z, cosine, 1e-12);
        EXPECT_NEAR(out.x * out.x + out.y * out.y + out.z * out.z, 1, 1e-12);
    }
}

/// Møller's bracket over W², for the loss W of an electron of energy t.
double moller(double t, double w)
{
    double const g = 1 + t / m, rest = t - w;
    return 1 / (w * w) + 1 / (rest * rest) + std::pow((g - 1) / (g * t), 2) -
           (2 * g - 1) / (g * g) / (w * rest);
}
/// Bhabha's, as Berger and Seltzer write it.
double bhabha(double t, double w)
{
    double const g = 1 + t / m, beta2 = 1 - 1 / (g * g), y = 1 / (g + 1), d = 1 - 2 * y, e = w / t;
    return (1 / (beta2 * e * e) - (2 - y * y) / e + d * (3 + y * y) - (d * d + d * d * d) * e +
            d * d * d * e * e) *
           beta2 / (t * t);
}

TEST(Moller, draws_the_losses_of_its_formula)
{
    for (double const t : {0.03, 0.3, 3.0}) {
        double const cut = 0.01;
        auto const f = [t](double w) { return moller(t, w); };
        expect_mean(mean(cut, t / 2, f, [](double w) { return w; }), 0.003,
                    [&](TrackRandom& r) { return sample_moller_MeV(t, cut, r); });
    }
}

TEST(Bhabha, draws_the_losses_of_its_formula)
{
    for (double const t : {0.03, 0.3, 3.0}) {
        double const cut = 0.01;
        auto const f = [t](double w) { return bhabha(t, w); };
        expect_mean(mean(cut, t, f, [](double w) { return w; }), 0.003,
                    [&](TrackRandom& r) { return sample_bhabha_MeV(t, cut, r); });
    }
}

TEST(CollisionMoments, are_the_integrals_of_the_formulas)
{
    double const t = 0.7, from = 0.01, z_over_a = 0.555;
    double const g = 1 + t / m, beta2 = 1 - 1 / (g * g);
    double const strength = 0.1535375 * z_over_a / beta2;   // 2π r₀² mc² N_A = 0.307075/2, PDG
    auto const check = [&](CollisionMoments const& ours, double to, auto const& f) {
        for (int power = 0; power < 3; ++power) {
            double const expected =
                strength * integral(from, to, [&](double w) { return f(w) * std::pow(w, power); });
            double const value = power == 0   ? ours.number
                                 : power == 1 ? ours.loss_MeV
                                              : ours.loss2_MeV2;
            expect_agrees(value, {.value = expected, .rel_tol = 1e-5, .source = "midpoint rule"});
        }
    };
    check(moller_moments(t, from, t, z_over_a), t / 2, [&](double w) { return moller(t, w); });
    check(bhabha_moments(t, from, t, z_over_a), t, [&](double w) { return bhabha(t, w); });
}

TEST(CollisionAngles, conserve_momentum)
{
    double const t = 1.3, given = 0.4;
    auto const p = [](double e) { return std::sqrt(e * (e + 2 * m)); };
    auto const a = collision_angles(t, given);
    double const along = p(t - given) * a.primary + p(given) * a.secondary;
    double const across = p(t - given) * std::sqrt(1 - a.primary * a.primary) -
                          p(given) * std::sqrt(1 - a.secondary * a.secondary);
    EXPECT_NEAR(along, p(t), 1e-12);
    EXPECT_NEAR(across, 0, 1e-12);
}

/// Klein and Nishina's density in cos θ.
double klein_nishina(double e, double c)
{
    double const r = 1 / (1 + e / m * (1 - c));
    return r * r * (r + 1 / r - 1 + c * c);
}

TEST(Compton, draws_klein_and_nishina)
{
    for (double const e : {0.02, 0.2, 2.0}) {
        auto const f = [e](double c) { return klein_nishina(e, c); };
        expect_mean(mean(-1, 1, f, [e](double c) { return 1 / (1 + e / m * (1 - c)); }), 0.002,
                    [&](TrackRandom& r) {
                        return sample_compton(e, r, [](double) { return 1.0; }).energy_MeV / e;
                    });
    }
}

TEST(Compton, turns_bound_electrons_by_the_scattering_function)
{
    auto const media = TrackMedia::load(data, {"water"}, 1e-3);
    PhotonTable const& table = media.medium[0].photon;
    auto const water = PhotonMixture::load(data, MaterialLibrary::load(data).at("water"));
    double const e = 0.02;
    auto const share = [&](double c) {   // of both elements, from the data themselves
        double const x = e * 1e3 / 12.39841984 * std::sqrt((1 - c) / 2);
        double s = 0, z = 0;
        for (std::size_t i = 0; i < water.elements().size(); ++i) {
            s += water.cm2_per_g_per_b(i) * water.elements()[i].incoherent_function(x);
            z += water.cm2_per_g_per_b(i) * water.elements()[i].z();
        }
        return s / z;
    };
    auto const f = [&](double c) { return klein_nishina(e, c) * share(c); };
    expect_mean(mean(-1, 1, f, [](double c) { return 1 - c; }), 0.005, [&](TrackRandom& r) {
        return 1 - sample_compton(e, r, [&](double x) { return table.scattering_share(x); }).cosine;
    });
}

TEST(Rayleigh, draws_the_form_factor)
{
    auto const media = TrackMedia::load(data, {"water"}, 1e-3);
    PhotonTable const& table = media.medium[0].photon;
    auto const water = PhotonMixture::load(data, MaterialLibrary::load(data).at("water"));
    for (double const e : {0.01, 0.1}) {
        auto const f = [&](double c) {
            double const x = e * 1e3 / 12.39841984 * std::sqrt((1 - c) / 2);
            double sum = 0;
            for (std::size_t i = 0; i < water.elements().size(); ++i)
                sum += water.cm2_per_g_per_b(i) * std::pow(water.elements()[i].form_factor(x), 2);
            return sum * (1 + c * c);
        };
        expect_mean(mean(-1, 1, f, [](double c) { return 1 - c; }), 0.01,
                    [&](TrackRandom& r) { return 1 - table.sample_coherent_cosine(e, r); });
    }
}

TEST(Photoelectron, draws_sauter)
{
    for (double const t : {0.02, 0.3}) {
        double const g = 1 + t / m, beta = std::sqrt(1 - 1 / (g * g));
        auto const f = [&](double c) {   // Sauter 1931, K shell
            double const d = 1 - beta * c;
            return (1 - c * c) / std::pow(d, 4) * (1 + g * (g - 1) * (g - 2) / 2 * d);
        };
        expect_mean(mean(-1, 1, f, [](double c) { return c; }), 0.005,
                    [&](TrackRandom& r) { return sample_photoelectron_cosine(t, r); });
    }
}

TEST(Annihilation, shares_energy_by_heitler_and_conserves_momentum)
{
    double const t = 0.8, g = 1 + t / m, p = std::sqrt(g * g - 1), least = 1 / (g + 1 + p);
    auto const f = [&](double s) {
        return -(g + 1) * (g + 1) + (g * g + 4 * g + 1) / s - 1 / (s * s) - (g + 1) * (g + 1) +
               (g * g + 4 * g + 1) / (1 - s) - 1 / ((1 - s) * (1 - s));
    };
    auto const spread = [](double s) { return std::abs(2 * s - 1); };
    expect_mean(mean(least, 1 - least, f, spread), 0.005, [&](TrackRandom& r) {
        return spread(sample_annihilation(t, r).first_MeV / (t + 2 * m));
    });
    TrackRandom random(1, 1);
    auto const pair = sample_annihilation(t, random);
    EXPECT_NEAR(pair.first_MeV + pair.second_MeV, t + 2 * m, 1e-12);
    EXPECT_NEAR(pair.first_MeV * pair.first_cosine + pair.second_MeV * pair.second_cosine,
                std::sqrt(t * (t + 2 * m)), 1e-12);
}

TEST(Deflection, has_both_moments_of_goudsmit_and_saunderson)
{
    for (double const first : {0.01, 0.1, 0.3}) {
        double const second = 2.6 * first;
        expect_mean(1 - std::exp(-first), 0.003,
                    [&](TrackRandom& r) { return 1 - sample_deflection_cosine(first, second, r); });
        expect_mean(1 - std::exp(-second), 0.003, [&](TrackRandom& r) {
            double const c = sample_deflection_cosine(first, second, r);
            return 1.5 * (1 - c * c);
        });
    }
}

TEST(SoftLoss, has_its_mean_and_variance)
{
    for (double const variance : {0.01, 0.5, 4.0}) {
        expect_mean(1, 0.003, [&](TrackRandom& r) { return sample_soft_loss(1, variance, r); });
        expect_mean(variance, 0.01, [&](TrackRandom& r) {
            return std::pow(sample_soft_loss(1, variance, r) - 1, 2);
        });
    }
}

TEST(Bremsstrahlung, carries_the_radiative_stopping_power)
{
    auto const library = MaterialLibrary::load(data);
    auto const range = ElectronRange::load(data, "water");
    auto const radiative = [&](double e) {
        return range.radiative_MeV_cm2_per_g(std::min(e, range.highest_MeV()));
    };
    BremsstrahlungTable const table(library.at("water"), 0.01, 4, radiative);
    for (double const e : {0.1, 0.5, 2.0}) {
        double const hard = radiative(e) - table.soft_loss(e);
        expect_mean(hard / table.number(e), 0.015,
                    [&](TrackRandom& r) { return table.sample_MeV(e, r); });
    }
}

TEST(BremsstrahlungCosine, is_a_dipole_seen_from_the_electron)
{
    double const e = 0.5, g = 1 + e / m, beta = std::sqrt(1 - 1 / (g * g));
    auto const f = [](double c) { return 1 + c * c; };
    expect_mean(mean(-1, 1, f, [&](double c) { return (c + beta) / (1 + c * beta); }), 0.003,
                [&](TrackRandom& r) { return sample_bremsstrahlung_cosine(e, r); });
}

}   // namespace
}   // namespace radici::transport
