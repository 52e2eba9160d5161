// The kernels of data/kernels: what they conserve, what the Monte Carlo says anew, what another
// code says, and that broken ones are refused.
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include <gmock/gmock.h>

#include "radici/base/data_folder.hpp"
#include "radici/base/file.hpp"
#include "radici/dosimetry/kernel_file.hpp"
#include "radici/dosimetry/kernel_run.hpp"
#include "radici/dosimetry/sphere.hpp"
#include "radici/dosimetry/sphere_kernel.hpp"
#include "radici/transport/alpha_range.hpp"
#include "radici/transport/monte_carlo/simulation.hpp"
#include "support/agrees.hpp"
#include "support/message_of.hpp"
#include "support/temporary_folder.hpp"

namespace radici::dosimetry {
namespace {

using test::expect_agrees;
using ::testing::HasSubstr;

constexpr std::array particles{Particle::electron, Particle::photon, Particle::alpha};

class Kernel : public ::testing::Test {
protected:
    static PointKernels const& point(Particle particle)
    {
        static std::map<Particle, PointKernels> loaded;
        if (!loaded.contains(particle))
            loaded.emplace(particle, PointKernels::load(data_folder(), particle));
        return loaded.at(particle);
    }
    static SphereKernel const& sphere(Particle particle)
    {
        static auto const kernels = SphereKernels::load(data_folder());
        return particle == Particle::electron ? kernels.electron
               : particle == Particle::photon ? kernels.photon
                                              : kernels.alpha;
    }
    static transport::TrackMedia const& media()
    {
        static auto const water =
            transport::TrackMedia::load(data_folder(), {"water"}, transport::lowest_cut_MeV);
        return water;
    }
    static KernelRun fresh(KernelEntry const& entry, std::uint64_t seed)
    {
        return make_kernel(
            media(), kernel_range_cm(data_folder(), entry.particle, entry.energy_MeV), entry, seed);
    }
    static PointKernel const& stored(Particle particle, double energy_MeV)
    {
        for (auto const& kernel : point(particle).kernels())
            if (std::abs(kernel.energy_MeV - energy_MeV) < 1e-9)
                return kernel;
        throw StudyError({}, {"no such energy", "", ""});
    }
    /// Straight from the engine, with the source spread in the sphere: neither point kernels nor U.
    static transport::Estimate simulated(transport::ParticleKind kind, double energy_MeV,
                                         double mass_g, std::uint64_t histories)
    {
        double const radius = sphere_radius_cm(mass_g);
        transport::SphereGeometry const geometry({{radius, 0, 1.0}, {radius + 100, 0, 1.0}});
        transport::ShellPlaces const places(0, radius);
        auto const source = transport::DecaySource::of_particle(kind, energy_MeV);
        transport::Problem<transport::SphereGeometry, transport::ShellPlaces> const problem{
            geometry, media(), places, source, 2, {}};
        transport::Effort<4> effort;
        effort.seed = 77;
        effort.threads = 1;
        effort.histories = histories;
        auto const absorbed = simulate(problem, effort).total_MeV(0);
        return {absorbed.mean / energy_MeV, absorbed.sd / energy_MeV};
    }
};

TEST_F(Kernel, mean_overlap_is_the_mean)
{
    double const a = 0.7;
    for (auto const& [inner, outer] :
         {std::pair{0.0, 0.2}, {0.3, 0.9}, {1.0, 2.0}, {1.5, 2.0}, {1e-5, 1e-4}, {0.0, 1e-6}}) {
        int const n = 4000;
        double sum = 0;
        for (int i = 0; i < n; ++i)
            sum += geometric_overlap(inner + (outer - inner) * (i + 0.5) / n, a) / n;
        EXPECT_NEAR(mean_overlap(inner, outer, a), sum, 1e-6) << inner << ' ' << outer;
    }
}

TEST_F(Kernel, all_energy_is_absorbed_somewhere)
{
    for (Particle const particle : particles)
        for (auto const& kernel : point(particle).kernels()) {
            double const sum = std::accumulate(kernel.share.begin(), kernel.share.end(), 0.0);
            EXPECT_NEAR(sum, 1, 1e-3) << kernel_name(particle) << ' ' << kernel.energy_MeV;
        }
}

TEST_F(Kernel, a_sphere_is_what_the_point_kernel_and_the_overlap_make_of_it)
{
    for (Particle const particle : particles)
        for (auto const& kernel : point(particle).kernels())
            for (double const mass : {1e-8, 1e-6, 1e-3, 1.0, 20.0, 1e5}) {
                double const folded = kernel.absorbed_fraction(sphere_radius_cm(mass));
                EXPECT_NEAR(sphere(particle).fraction(kernel.energy_MeV, mass), folded,
                            1e-3 * folded)
                    << kernel_name(particle) << ' ' << kernel.energy_MeV << ' ' << mass;
            }
}

TEST_F(Kernel, small_spheres_take_stopping_power_times_mean_chord)
{
    auto const alpha = transport::AlphaRange::load(data_folder(), "water");
    double const mass = 1e-8, path = 0.75 * sphere_radius_cm(mass);
    expect_agrees(sphere(Particle::alpha).fraction(11, mass),
                  {.value = alpha.total_MeV_cm2_per_g(11) * path / 11,
                   .rel_tol = 0.04,
                   .source = "S(11 MeV) * 3a/4, the path being 8 % of the range"});
}

/// Masses, of which EGSnrc gives the absorbed fraction and its standard error.
struct Published {
    double mass_g, fraction, sd;
};

TEST_F(Kernel, agrees_with_egsnrc)
{
    struct Row {
        Particle particle;
        double energy_MeV;
        std::vector<Published> at;
    };
    // EGSnrc v2025a, liquid water of 1 g/cm³ with I = 75 eV, cut-offs 1 keV; our 78 eV make the
    // range of electrons 0.4 % longer, which the 0.3 % (of φ) and the 3 sd below leave room for.
    std::vector<Row> const rows{
        {Particle::electron,
         0.1,
         {{0.01, 0.95891, 5.37e-4}, {1, 0.991010, 2.58e-4}, {1000, 0.99907, 7.99e-5}}},
        {Particle::electron,
         1,
         {{0.01, 0.20550, 6.41e-4},
          {0.1, 0.49805, 1.33e-3},
          {1, 0.7461, 1.3e-3},
          {10, 0.88126, 9.96e-4},
          {100, 0.94283, 7.17e-4},
          {1000, 0.97199, 5.05e-4}}},
        {Particle::photon,
         0.03,
         {{0.01, 1.5882e-2, 1.21e-4},
          {0.1, 3.479e-2, 1.77e-4},
          {1, 7.57867e-2, 3.62e-4},
          {10, 0.165013, 5.08e-4},
          {100, 0.331247, 6.46e-4},
          {1000, 0.5651, 6.84e-4}}},
        {Particle::photon,
         0.1,
         {{0.01, 2.5436e-3, 2.66e-5},
          {0.1, 5.5749e-3, 4e-5},
          {1, 1.2481e-2, 8.55e-5},
          {10, 2.8502e-2, 1.32e-4},
          {100, 6.7161e-2, 2.08e-4},
          {1000, 0.16366, 3.4e-4}}},
        {Particle::photon,
         0.364,
         {{0.01, 2.91401e-3, 3.34e-5},
          {0.1, 6.79451e-3, 5.18e-5},
          {1, 1.49962e-2, 1.1e-4},
          {10, 3.24863e-2, 1.6e-4},
          {100, 7.1206e-2, 2.34e-4},
          {1000, 0.152923, 3.35e-4}}}};
    for (Row const& row : rows)
        for (Published const& p : row.at)
            expect_agrees(sphere(row.particle).fraction(row.energy_MeV, p.mass_g),
                          {.value = p.fraction,
                           .rel_tol = 3e-3,
                           .abs_tol = 3 * p.sd,
                           .source = "EGSnrc v2025a, water with I = 75 eV"});
}

TEST_F(Kernel, between_the_entries_the_engine_says_the_same)
{
    struct Point {
        Particle particle;
        transport::ParticleKind kind;
        double energy_MeV, mass_g;
        std::uint64_t histories;
    };
    using transport::ParticleKind;
    for (Point const& at : {Point{Particle::electron, ParticleKind::electron, 0.028, 2e-8, 20'000},
                            {Particle::electron, ParticleKind::electron, 0.14, 3e-5, 20'000},
                            {Particle::electron, ParticleKind::electron, 0.7, 0.05, 20'000},
                            {Particle::electron, ParticleKind::electron, 2.2, 2.0, 10'000},
                            {Particle::photon, ParticleKind::photon, 0.022, 3.0, 20'000},
                            {Particle::photon, ParticleKind::photon, 0.113, 300.0, 60'000},
                            {Particle::photon, ParticleKind::photon, 0.56, 3000.0, 40'000},
                            {Particle::alpha, ParticleKind::alpha, 5.5, 1.5e-7, 10'000}}) {
        auto const direct = simulated(at.kind, at.energy_MeV, at.mass_g, at.histories);
        expect_agrees(sphere(at.particle).fraction(at.energy_MeV, at.mass_g),
                      {.value = direct.mean,
                       .rel_tol = 5e-3,
                       .abs_tol = 3 * direct.sd,
                       .source = kernel_name(at.particle) + " by the engine"});
    }
}

TEST_F(Kernel, entries_made_anew_with_another_seed_agree_within_statistics)
{
    for (KernelEntry const& entry : {KernelEntry{Particle::electron, 0.125, 4000},
                                     {Particle::photon, 0.05, 10'000},
                                     {Particle::alpha, 6, 2000}}) {
        auto const run = fresh(entry, 4711);
        auto const& old = stored(entry.particle, entry.energy_MeV);
        ASSERT_EQ(run.point.radius_cm.size(), old.radius_cm.size());
        // A share between 0 and the largest weight w with mean F has a variance of wF − F² at most.
        double const weight = entry.particle == Particle::photon ? 2 : 1;
        double here = 0, there = 0;
        for (std::size_t n = 0; n < old.share.size(); ++n) {
            here += run.point.share[n];
            there += old.share[n];
            double const variance = std::max(0.0, weight * there - there * there);
            EXPECT_NEAR(here, there,
                        4 * std::sqrt(variance / static_cast<double>(entry.histories)) + 1e-3)
                << kernel_name(entry.particle) << " up to shell " << n;
        }
        auto const& masses = kernel_masses_g();
        for (std::size_t n = 10; n < masses.size() - 10; n += 15)
            EXPECT_NEAR(run.sphere.fraction[n],
                        sphere(entry.particle).fraction(entry.energy_MeV, masses[n]),
                        4 * run.sphere.sd[n] + 2e-3 * run.sphere.fraction[n])
                << kernel_name(entry.particle) << ' ' << masses[n] << " g";
    }
}

TEST_F(Kernel, the_same_seed_gives_the_same_bytes)
{
    auto const run = fresh(kernel_entries(Particle::alpha).front(), kernel_seed);
    auto const text = [](char const* file) { return read_text(data_folder() / "kernels" / file); };
    EXPECT_THAT(text("point_alpha.toml"), HasSubstr(kernel_text(run.point)));
    EXPECT_THAT(text("sphere_alpha.toml"), HasSubstr(kernel_text(run.sphere)));
}

TEST_F(Kernel, the_files_hold_all_entries)
{
    for (Particle const particle : particles) {
        auto const entries = kernel_entries(particle);
        auto const& kernels = point(particle).kernels();
        ASSERT_EQ(kernels.size(), entries.size());
        for (std::size_t n = 0; n < entries.size(); ++n) {
            EXPECT_EQ(kernels[n].energy_MeV, entries[n].energy_MeV);
            EXPECT_EQ(kernels[n].histories, entries[n].histories);
        }
    }
}

class BrokenKernel : public Kernel {
protected:
    /// A copy of a file of data/kernels in which `with` stands for the first `what` of it.
    void break_file(std::string const& file, std::string const& what, std::string const& with)
    {
        auto text = read_text(data_folder() / "kernels" / file);
        auto const at = text.find(what);
        ASSERT_NE(at, std::string::npos);
        write(file, text.replace(at, what.size(), with));
    }
    /// The same for the first number of a column.
    void break_column(std::string const& file, std::string const& column, std::string const& with)
    {
        auto text = read_text(data_folder() / "kernels" / file);
        auto const list = text.find(column + " = [");
        ASSERT_NE(list, std::string::npos);
        auto const at = text.find("\n  ", list) + 3;
        write(file, text.replace(at, text.find(',', at) - at, with));
    }
    [[nodiscard]] std::string message_of_point() const
    {
        return test::message_of([&] { (void)PointKernels::load(folder_.path(), Particle::alpha); });
    }
    [[nodiscard]] std::string message_of_sphere() const
    {
        return test::message_of([&] { (void)SphereKernel::load(folder_.path(), Particle::alpha); });
    }

private:
    void write(std::string const& file, std::string const& text)
    {
        std::filesystem::create_directories(folder_.path() / "kernels");
        write_atomically(folder_.path() / "kernels" / file, text);
    }
    test::TemporaryFolder folder_;
};

TEST_F(BrokenKernel, is_refused_where_energy_is_made)
{
    break_column("point_alpha.toml", "share", "0.2");
    EXPECT_THAT(message_of_point(), HasSubstr("the shares at 1 MeV add to 1.19"));
    EXPECT_THAT(message_of_point(), HasSubstr("all energy is absorbed somewhere"));
}

TEST_F(BrokenKernel, is_refused_where_a_larger_sphere_absorbs_less)
{
    break_column("sphere_alpha.toml", "absorbed_fraction", "0.9");
    EXPECT_THAT(message_of_sphere(), HasSubstr("a larger sphere absorbs no less"));
    EXPECT_THAT(message_of_sphere(), HasSubstr("sphere_alpha.toml:"));
    EXPECT_THAT(message_of_sphere(), HasSubstr("kernel[0].absorbed_fraction"));
}

TEST_F(BrokenKernel, is_refused_where_a_fraction_is_none)
{
    break_column("sphere_alpha.toml", "absorbed_fraction", "nan");
    EXPECT_THAT(message_of_sphere(), HasSubstr("a finite number is expected"));
    break_column("sphere_alpha.toml", "absorbed_fraction", "1.2");
    EXPECT_THAT(message_of_sphere(), HasSubstr("an absorbed fraction is > 0 and <= 1"));
}

TEST_F(BrokenKernel, is_refused_where_the_head_is_anothers)
{
    break_file("sphere_alpha.toml", "particle = \"alpha\"", "particle = \"photon\"");
    EXPECT_THAT(message_of_sphere(), HasSubstr("this file holds \"alpha\""));
    break_file("sphere_alpha.toml", "format = 1", "format = 2");
    EXPECT_THAT(message_of_sphere(), HasSubstr("this program reads 1"));
    break_file("sphere_alpha.toml", "seed = 1", "seeds = 1");
    EXPECT_THAT(message_of_sphere(), HasSubstr("seed"));
}

TEST_F(BrokenKernel, is_refused_where_numbers_are_missing)
{
    break_column("sphere_alpha.toml", "sd", "");
    EXPECT_NE(message_of_sphere(), "nothing was thrown");
    break_file("sphere_alpha.toml", "energy_MeV = 2\n", "energy_MeV = 0.5\n");
    EXPECT_THAT(message_of_sphere(), HasSubstr("energies rise"));
    break_file("sphere_alpha.toml", "mass_g = [\n  1e-09,", "mass_g = [\n");
    EXPECT_THAT(message_of_sphere(), HasSubstr("they reach a decade beyond what is asked for"));
}

TEST_F(Kernel, energies_outside_are_refused)
{
    EXPECT_THAT(test::message_of([] { (void)sphere(Particle::alpha).fraction(0.5, 1); }),
                HasSubstr("the kernels reach from 1 MeV to 12 MeV"));
    EXPECT_THAT(test::message_of([] { (void)sphere(Particle::photon).fraction(5, 1); }),
                HasSubstr("photon of 5 MeV"));
}

}   // namespace
}   // namespace radici::dosimetry
