// Electrons that scatter and photons that build up: limits and conserved energy.
#include <cmath>

#include <gtest/gtest.h>

#include "radici/base/data_folder.hpp"
#include "radici/transport/electron_path.hpp"
#include "radici/transport/medium.hpp"
#include "support/agrees.hpp"

namespace radici::transport {
namespace {

using test::expect_agrees;

class Path : public ::testing::Test {
protected:
    Medium const water = Medium::load(data_folder(), "water_i75");
};

TEST_F(Path, loses_exactly_its_kinetic_energy)
{
    for (double const e : {0.0015, 0.03, 0.5, 2.2}) {
        double sum = 0;
        for (auto const& step : electron_path(water.electron, water.material, e, 77))
            sum += step.deposited_MeV + step.radiated_MeV;
        EXPECT_NEAR(sum, e, 1e-12);
    }
}

TEST_F(Path, never_gets_farther_than_its_path_and_never_turns_back_on_average)
{
    for (double const e : {0.01, 0.3, 2.0}) {
        int const n = 200;
        auto const path = electron_path(water.electron, water.material, e, n);
        double const length = water.electron.range_g_per_cm2(e) / n;
        for (int i = 0; i < n; ++i) {
            EXPECT_LE(path[i].distance_g_per_cm2, (i + 0.5) * length * (1 + 1e-9));
            if (i > 0) {
                EXPECT_GT(path[i].distance_g_per_cm2, path[i - 1].distance_g_per_cm2);
            }
        }
        EXPECT_NEAR(path.front().distance_g_per_cm2, 0.5 * length,
                    0.01 * length);                                     // straight at first
        EXPECT_LT(path.back().distance_g_per_cm2, 0.85 * n * length);   // bent in the end
    }
}

TEST_F(Path, does_not_depend_on_the_number_of_steps)
{
    double const coarse =
        electron_path(water.electron, water.material, 1.0, 160).back().distance_g_per_cm2;
    double const fine =
        electron_path(water.electron, water.material, 1.0, 4001).back().distance_g_per_cm2;
    EXPECT_NEAR(coarse, fine, 2e-3 * fine);
}

// Screened Rutherford with the given screening has a closed first moment; integrate it numerically
// instead.
TEST_F(Path, transport_coefficient_is_the_moment_of_the_cross_section)
{
    Material hydrogen;
    hydrogen.elements = {{"H", 1, 1.008, 1.0}};
    double const e = 0.1, m = 0.51099895, p2 = e * (e + 2 * m) / (m * m),
                 beta2 = e * (e + 2 * m) / ((e + m) * (e + m));
    double const alpha = 1 / 137.035999, r_e = 2.8179403e-13;
    double const eta =
        alpha * alpha / (4 * 0.885341 * 0.885341 * p2) * (1.13 + 3.76 * alpha * alpha / beta2);
    // dσ/dμ = 2π r_e² Z(Z+1)/(p²β²)/(1 − μ + 2η)², over (1 − μ) in the variable ln(1 − μ + 2η)
    int const n = 200000;
    double const low = std::log(2 * eta), high = std::log(2 + 2 * eta), h = (high - low) / n;
    double sum = 0;
    for (int i = 0; i < n; ++i) {
        double const u = std::exp(low + (i + 0.5) * h);
        sum += h * (u - 2 * eta) / u;
    }
    double const expected = sum * 2 * M_PI * r_e * r_e * 2 / (p2 * beta2) * 6.02214076e23 / 1.008;
    expect_agrees(first_transport_cm2_per_g(hydrogen, e),
                  {.value = expected, .rel_tol = 1e-6, .source = "quadrature"});
}

TEST_F(Path, photon_kernel_absorbs_all_that_was_emitted)
{
    for (double const e : {0.002, 0.015, 0.0301, 0.1, 0.208, 0.511, 1.3, 2.6}) {
        auto const kernel = water.photon.at(e);
        int const n = 20000;
        double const end = 40 / kernel.attenuation_per_cm();
        double sum = 0;
        for (int i = 0; i < n; ++i) {
            double const t = (i + 0.5) / n;
            sum += kernel.per_cm(end * t * t) * 2 * t * end / n;
        }
        expect_agrees(sum, {.value = 1, .rel_tol = 1e-3, .source = "conservation of energy"});
    }
}

TEST_F(Path, buildup_starts_at_one_and_is_that_of_the_standard)
{
    auto const shape = water.photon.shape_at(1.0);
    EXPECT_EQ(buildup(shape, 0), 1);
    expect_agrees(buildup(shape, 1),
                  {.value = 2.103, .rel_tol = 1e-12, .source = "B(1 mfp) is the parameter b"});
    expect_agrees(buildup(shape, 10),
                  {.value = 27.1,
                   .rel_tol = 0.04,
                   .source = "Goldstein & Wilkins NYO-3075 (1954), water, dose"});
    // The correction that conserves energy is small.
    for (double const e : {0.03, 0.1, 0.364, 1.0})
        EXPECT_NEAR(water.photon.at(e).kappa(), 1, 0.12);
}

}   // namespace
}   // namespace radici::transport
