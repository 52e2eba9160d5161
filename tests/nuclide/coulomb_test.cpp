#include "radici/nuclide/detail/coulomb.hpp"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "nuclide/dirac_oracle.hpp"
#include "radici/base/constants.hpp"
#include "support/agrees.hpp"

namespace radici::nuclide::detail {
namespace {

using test::expect_agrees;

TEST(LogGamma, obeys_reflection_on_the_imaginary_axis)
{
    for (double const y : {0.01, 0.3, 1.0, 4.0, 14.0, 40.0, 200.0}) {
        double const magnitude = 2 * log_gamma({0, y}).real();   // ln(π / (y sinh πy))
        double const expected = std::log(2 * constant::pi / y) - constant::pi * y -
                                std::log1p(-std::exp(-2 * constant::pi * y));
        expect_agrees(magnitude, {.value = expected,
                                  .rel_tol = 1e-12,
                                  .abs_tol = 1e-12,
                                  .source = "Abramowitz and Stegun 6.1.29"});
        double const half = 2 * log_gamma({0.5, y}).real();   // ln(π / cosh πy)
        expect_agrees(half, {.value = std::log(2 * constant::pi) - constant::pi * y -
                                      std::log1p(std::exp(-2 * constant::pi * y)),
                             .rel_tol = 1e-12,
                             .abs_tol = 1e-12,
                             .source = "Abramowitz and Stegun 6.1.30"});
    }
}

TEST(LogGamma, is_the_real_one_on_the_real_axis)
{
    for (double const x : {0.2, 0.9, 1.0, 2.5, 17.0, 120.0})
        expect_agrees(
            log_gamma({x, 0}).real(),
            {.value = std::lgamma(x), .rel_tol = 1e-13, .abs_tol = 1e-13, .source = "std::lgamma"});
    for (double const x : {-0.75, -2.25})   // logarithm of the magnitude; γ of heavy nuclei is 0.75
        expect_agrees(log_gamma({x, 0}).real(),
                      {.value = std::lgamma(x), .abs_tol = 1e-12, .source = "std::lgamma"});
}

TEST(LogGamma, obeys_its_recurrence)
{
    EXPECT_TRUE(rc::check([] {
        double const x = *rc::gen::inRange(-400, 400) / 97.0;
        double const y = *rc::gen::inRange(1, 4000) / 89.0;
        auto const ratio = std::exp(log_gamma({x + 1, y}) - log_gamma({x, y}));   // = z
        RC_ASSERT(std::abs(ratio - std::complex<double>(x, y)) <= 1e-11 * std::abs(ratio));
    }));
}

TEST(CoulombFactor, is_one_on_average_over_the_sign_of_a_small_charge)
{
    for (int k = 1; k <= 4; ++k)
        for (double const w : {1.5, 3.0, 10.0}) {
            double const both = coulomb_factor(k, 1, w, 1e-3) + coulomb_factor(k, -1, w, 1e-3);
            expect_agrees(both / 2,
                          {.value = 1, .abs_tol = 1e-3, .source = "free electron, to (αZ)²"});
        }
}

TEST(CoulombFactor, agrees_with_the_dirac_equation_integrated_step_by_step)
{
    struct Case {
        double signed_z;
        int a;
    };
    for (auto const& c : {Case{1, 3}, Case{16, 32}, Case{40, 90}, Case{72, 177}, Case{84, 212},
                          Case{90, 227}, Case{-1, 3}, Case{-8, 18}, Case{-39, 89}, Case{-82, 207}})
        for (double const w : {1.01, 1.2, 2.0, 5.0}) {
            double const radius = nuclear_radius(c.a);
            for (int k = 1; k <= 3; ++k)
                expect_agrees(coulomb_factor(k, c.signed_z, w, radius),
                              {.value = DiracOracle(c.signed_z, w, radius).coulomb_factor(k),
                               .rel_tol = 1e-4,
                               .source = "Runge-Kutta through a charged sphere"});
        }
}

// With a light nucleus the factor is the Fermi function of a point charge within (αZ)².
TEST(CoulombFactor, is_near_the_nonrelativistic_one_for_light_nuclei)
{
    for (double const z : {1.0, -1.0}) {
        double const w = 1.02;
        double const y = constant::fine_structure * z * w / std::sqrt(w * w - 1);
        double const point = 2 * constant::pi * y / (1 - std::exp(-2 * constant::pi * y));
        expect_agrees(coulomb_factor(1, z, w, nuclear_radius(3)),
                      {.value = point, .rel_tol = 1e-3, .source = "2πη / (1 - exp(-2πη))"});
    }
}

TEST(CoulombFactor, pulls_electrons_in_and_keeps_positrons_out)
{
    EXPECT_TRUE(rc::check([] {
        double const z = *rc::gen::inRange(1, 101);
        double const w = 1 + *rc::gen::inRange(1, 2000) / 100.0;
        double const radius = nuclear_radius(static_cast<int>(2.3 * z) + 2);
        double const electron = coulomb_factor(1, z, w, radius);
        double const positron = coulomb_factor(1, -z, w, radius);
        RC_ASSERT(std::isfinite(electron) && std::isfinite(positron));
        RC_ASSERT(positron >= 0);
        RC_ASSERT(electron > positron);
    }));
}

TEST(NuclearRadius, is_eltons)
{
    expect_agrees(nuclear_radius(208) * constant::electron_compton_fm,
                  {.value = 1.121 * 5.924992 + 2.426 / 5.924992 - 6.614 / 208,
                   .rel_tol = 1e-6,
                   .source = "Elton 1958, by hand; 7.10 fm by electron scattering"});
}

}   // namespace
}   // namespace radici::nuclide::detail
